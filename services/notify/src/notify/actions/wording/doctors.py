"""What letters to doctors say. They name no patient: a mailbox is no place for that."""

from collections.abc import Callable

from notify.actions.wording.words import DOCTOR_FOOTER, VisitFacts, Words
from notify.domain import NoticeKind


def _to_doctor(subject: str, sentence: str) -> Callable[[VisitFacts], Words]:
    def words(facts: VisitFacts) -> Words:
        lines = (f"{facts.addressee}, {sentence}",)
        what = (("Услуга", facts.service_title), ("Когда", facts.when))
        button = "Открыть рабочее место"
        return Words(f"{subject}: {facts.when}", subject, lines, what, facts.link, button, DOCTOR_FOOTER)

    return words


DOCTORS_LETTERS: dict[NoticeKind, Callable[[VisitFacts], Words]] = {
    NoticeKind.VISIT_BOOKED: _to_doctor("Новая запись", "к вам записался пациент."),
    NoticeKind.VISIT_RESCHEDULED: _to_doctor("Приём перенесён", "приём перенесён на другое время."),
    NoticeKind.VISIT_CANCELLED: _to_doctor("Приём отменён", "приём отменён, время снова свободно."),
}

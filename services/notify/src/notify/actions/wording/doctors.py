"""What letters to doctors say. They name no patient: a mailbox is no place for that."""

from collections.abc import Callable

from contracts.values import CancelReason

from notify.actions.wording.cancellations import UNKNOWN, cancellation_of
from notify.actions.wording.words import DOCTOR_FOOTER, VisitFacts, Words
from notify.kinds import NoticeKind


def _words(facts: VisitFacts, title: str, sentence: str) -> Words:
    lines = (f"{facts.addressee}, {sentence}",)
    what = (("Услуга", facts.service_title), ("Когда", facts.when))
    return Words(f"{title}: {facts.when}", title, lines, what, facts.link, "Открыть рабочее место", DOCTOR_FOOTER)


def _to_doctor(title: str, sentence: str) -> Callable[[VisitFacts], Words]:
    return lambda facts: _words(facts, title, sentence)


def _cancelled(facts: VisitFacts) -> Words:
    said = cancellation_of(facts)
    title = "Вы не пришли на приём" if facts.reason is CancelReason.DOCTOR_NO_SHOW else said.title
    return _words(facts, title, said.doctor or UNKNOWN.doctor)


DOCTORS_LETTERS: dict[NoticeKind, Callable[[VisitFacts], Words]] = {
    NoticeKind.VISIT_BOOKED: _to_doctor("Новая запись", "к вам записался пациент."),
    NoticeKind.VISIT_RESCHEDULED: _to_doctor("Приём перенесён", "приём перенесён на другое время."),
    NoticeKind.VISIT_CANCELLED: _cancelled,
}

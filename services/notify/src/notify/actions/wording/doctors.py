"""What letters to doctors say. They name no patient: a mailbox is no place for that."""

from collections.abc import Callable

from contracts.values import CancelReason

from notify.actions.wording.cancellations import UNKNOWN, cancellation_of
from notify.actions.wording.letter import DOCTOR_FOOTER, LetterContent, VisitDetails
from notify.domain.kinds import NoticeKind


def _letter(details: VisitDetails, title: str, sentence: str) -> LetterContent:
    lines = (f"{details.addressee}, {sentence}",)
    what = (("Услуга", details.service_title), ("Когда", details.when))
    return LetterContent(
        f"{title}: {details.when}", title, lines, what, details.link, "Открыть рабочее место", DOCTOR_FOOTER
    )


def _to_doctor(title: str, sentence: str) -> Callable[[VisitDetails], LetterContent]:
    return lambda details: _letter(details, title, sentence)


def _cancelled(details: VisitDetails) -> LetterContent:
    said = cancellation_of(details)
    title = "Вы не пришли на приём" if details.reason is CancelReason.DOCTOR_NO_SHOW else said.title
    return _letter(details, title, said.doctor or UNKNOWN.doctor)


DOCTORS_LETTERS: dict[NoticeKind, Callable[[VisitDetails], LetterContent]] = {
    NoticeKind.VISIT_BOOKED: _to_doctor("Новая запись", "к вам записался пациент."),
    NoticeKind.VISIT_RESCHEDULED: _to_doctor("Приём перенесён", "приём перенесён на другое время."),
    NoticeKind.VISIT_CANCELLED: _cancelled,
}

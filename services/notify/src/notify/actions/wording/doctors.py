"""Letters to doctors. They name no patient: mailboxes are not private enough for that."""

from collections.abc import Callable

from contracts.values import CancelReason

from notify.actions.wording.cancellations import UNKNOWN, cancellation_of
from notify.actions.wording.letter_content import DOCTOR_FOOTER, LetterContent, VisitDetails
from notify.domain.kinds import NoticeKind


def _letter(details: VisitDetails, title: str, sentence: str) -> LetterContent:
    lines = (f"{details.addressee}, {sentence}",)
    rows = (("Услуга", details.service_title), ("Когда", details.when))
    return LetterContent(
        f"{title}: {details.when}", title, lines, rows, details.link, "Открыть рабочее место", DOCTOR_FOOTER
    )


def _to_doctor(title: str, sentence: str) -> Callable[[VisitDetails], LetterContent]:
    return lambda details: _letter(details, title, sentence)


def _cancelled(details: VisitDetails) -> LetterContent:
    texts = cancellation_of(details)
    title = "Вы не пришли на приём" if details.reason is CancelReason.DOCTOR_NO_SHOW else texts.title
    return _letter(details, title, texts.doctor or UNKNOWN.doctor)


DOCTORS_LETTERS: dict[NoticeKind, Callable[[VisitDetails], LetterContent]] = {
    NoticeKind.VISIT_BOOKED: _to_doctor("Новая запись", "к вам записался пациент."),
    NoticeKind.VISIT_RESCHEDULED: _to_doctor("Приём перенесён", "приём перенесён на другое время."),
    NoticeKind.VISIT_CANCELLED: _cancelled,
}

"""The kinds of notice, one row a kind: its group, delivery, timing and page. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID


class Group(StrEnum):
    """What a person may switch off, by channel."""

    VISITS = "visits"
    REMINDERS = "reminders"
    DOCUMENTS = "documents"


@dataclass(frozen=True)
class NoticeRules:
    """What holds for all notices of one kind.

    - ``path``: the page in the patient's app, with ``{booking_id}`` and ``{document_id}`` to be filled in
    - ``letter``: a letter is sent too; its text is in ``actions/wording``
    - ``push``: the Russian title of its push; None: it is not pushed
    - ``urgent``: delivered in quiet hours, and by push services at once
    - ``needs_visit``: a letter or push waits until the visit (or the offer) is known here
    - ``calendar``: the iTIP method of the calendar entry its letter carries
    - ``remind_before``: it is a reminder, due this long before the visit
    - ``useless_after``: a letter or push that waited longer is skipped
    """

    group: Group = Group.VISITS
    path: str = "/records/{booking_id}"
    letter: bool = True
    push: str | None = None
    urgent: bool = False
    needs_visit: bool = True
    calendar: str | None = None
    remind_before: timedelta | None = None
    useless_after: timedelta = timedelta.max


CALL_PAGE = "/records/{booking_id}/room"


class NoticeKind(StrEnum):
    """What a person is notified of. The value is the name in the database and on the wire; clients have its title."""

    rules: NoticeRules

    def __new__(cls, value: str, rules: NoticeRules) -> "NoticeKind":
        member = str.__new__(cls, value)
        member._value_ = value
        member.rules = rules
        return member

    BOOKING_CONFIRMED = "booking_confirmed", NoticeRules(push="Запись подтверждена", calendar="REQUEST")
    BOOKING_RESCHEDULED = "booking_rescheduled", NoticeRules(push="Запись перенесена", calendar="REQUEST")
    # Money that came too late for its slot goes back although the visit was never confirmed.
    BOOKING_CANCELLED = (
        "booking_cancelled",
        NoticeRules(push="Запись отменена", calendar="CANCEL", needs_visit=False),
    )
    PAYMENT_REFUNDED = "payment_refunded", NoticeRules(push="Деньги возвращены", needs_visit=False)
    REFUND_FAILED = "refund_failed", NoticeRules(push="Возврат задерживается", needs_visit=False)
    REMINDER_DAY = (
        "reminder_day",
        NoticeRules(Group.REMINDERS, push="Напоминание о приёме", remind_before=timedelta(hours=24)),
    )
    REMINDER_HOURS = (
        "reminder_hours",
        NoticeRules(Group.REMINDERS, push="Напоминание о приёме", remind_before=timedelta(hours=2), urgent=True),
    )
    REMINDER_MINUTES = (
        "reminder_minutes",
        NoticeRules(Group.REMINDERS, push="Приём скоро начнётся", remind_before=timedelta(minutes=10), urgent=True),
    )
    # A call is over long before a delayed letter arrives.
    DOCTOR_CALLING = (
        "doctor_calling",
        NoticeRules(path=CALL_PAGE, push="Врач ждёт вас", urgent=True, useless_after=timedelta(minutes=10)),
    )
    CHAT_MESSAGE = "chat_message", NoticeRules(path=CALL_PAGE, push="Новое сообщение", letter=False)
    CONCLUSION_READY = (
        "conclusion_ready",
        NoticeRules(Group.DOCUMENTS, path="/medcards/{document_id}", push="Документ готов"),
    )
    SLOT_OFFERED = (
        "slot_offered",
        NoticeRules(path="/booking/{booking_id}", push="Освободилось время", urgent=True),
    )
    SHARE_OPENED = (
        "share_opened",
        NoticeRules(
            Group.DOCUMENTS, path="/medcards/shares", push="По вашей ссылке открыли документы", needs_visit=False
        ),
    )
    VISIT_COMPLETED = "visit_completed", NoticeRules(letter=False)
    PATIENT_NO_SHOW = "patient_no_show", NoticeRules(push="Приём закрыт")
    # Doctors get no pushes.
    VISIT_BOOKED = "visit_booked", NoticeRules()
    VISIT_RESCHEDULED = "visit_rescheduled", NoticeRules()
    VISIT_CANCELLED = "visit_cancelled", NoticeRules()
    VISIT_MISSED = "visit_missed", NoticeRules(letter=False)

    def patient_path(self, booking_id: UUID | None, document_id: UUID | None) -> str:
        """The page a notice of this kind leads to in the patient's app, without an origin."""
        return self.rules.path.format(booking_id=booking_id, document_id=document_id)


# Each reminder and how long before a visit it is due, the earliest first.
REMINDERS = {kind: kind.rules.remind_before for kind in NoticeKind if kind.rules.remind_before}


def doctor_path(booking_id: UUID | None) -> str:
    """The page a notice of any kind leads to in the doctor's app: its visit, or the day."""
    return f"/visits/{booking_id}" if booking_id else "/"

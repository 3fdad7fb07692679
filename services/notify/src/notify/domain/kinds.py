"""The kinds of notices: one row each says where it leads, by which ways it goes out, and when. Pure.

A new kind is a row here, its letter in ``actions/wording``, its consumer, and its words in the web clients.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

VISIT = "/records/{booking_id}"
CONSULTATION = "/records/{booking_id}/room"
OFFERED_SLOT = "/booking/{booking_id}"
DOCUMENT = "/medcards/{document_id}"
SHARES = "/medcards/shares"


class Group(StrEnum):
    """What a person may switch off, by channel."""

    VISITS = "visits"
    REMINDERS = "reminders"
    DOCUMENTS = "documents"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What is the same for every notice of a kind."""

    path: str = VISIT
    """The page of the patient's app it leads to."""
    group: Group = Group.VISITS
    letter: bool = True
    """False: a letter would come too late, too often, or say nothing to act on."""
    push: str | None = None
    """The title of its push, which anybody may read on a locked screen: no name, no service, no time of a visit."""
    urgent: bool = False
    """Sent in quiet hours too."""
    needs_visit: bool = True
    """Waits until the visit is known; False: it may concern a visit that was never confirmed, or none."""
    useless_after: timedelta = timedelta.max
    """A letter or push that has waited longer is not sent."""
    before_start: timedelta | None = None
    """A reminder is due this long before the visit."""


class NoticeKind(StrEnum):
    """The stored and sent value of a kind, with its rules."""

    rules: Rules

    def __new__(cls, value: str, rules: Rules) -> Self:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.rules = rules
        return kind

    # To patients.
    BOOKING_CONFIRMED = "booking_confirmed", Rules(push="Запись подтверждена")
    BOOKING_RESCHEDULED = "booking_rescheduled", Rules(push="Запись перенесена")
    # Money that came too late for its slot goes back although the visit was never confirmed.
    BOOKING_CANCELLED = "booking_cancelled", Rules(push="Запись отменена", needs_visit=False)
    PAYMENT_REFUNDED = "payment_refunded", Rules(push="Деньги возвращены", needs_visit=False)
    REFUND_FAILED = "refund_failed", Rules(push="Возврат задерживается", needs_visit=False)
    REMINDER_DAY = (
        "reminder_day",
        Rules(push="Напоминание о приёме", group=Group.REMINDERS, before_start=timedelta(hours=24)),
    )
    REMINDER_HOURS = (
        "reminder_hours",
        Rules(push="Напоминание о приёме", group=Group.REMINDERS, before_start=timedelta(hours=2), urgent=True),
    )
    REMINDER_MINUTES = (
        "reminder_minutes",
        Rules(push="Приём скоро начнётся", group=Group.REMINDERS, before_start=timedelta(minutes=10), urgent=True),
    )
    # A call is over long before a letter that was delayed arrives.
    DOCTOR_CALLING = (
        "doctor_calling",
        Rules(path=CONSULTATION, push="Врач ждёт вас", urgent=True, useless_after=timedelta(minutes=10)),
    )
    CHAT_MESSAGE = "chat_message", Rules(path=CONSULTATION, push="Новое сообщение", letter=False)
    CONCLUSION_READY = "conclusion_ready", Rules(path=DOCUMENT, push="Документ готов", group=Group.DOCUMENTS)
    SLOT_OFFERED = "slot_offered", Rules(path=OFFERED_SLOT, push="Освободилось время", urgent=True)
    SHARE_OPENED = (
        "share_opened",
        Rules(path=SHARES, push="По вашей ссылке открыли документы", group=Group.DOCUMENTS, needs_visit=False),
    )
    VISIT_COMPLETED = "visit_completed", Rules(letter=False)
    PATIENT_NO_SHOW = "patient_no_show", Rules(push="Приём закрыт")
    # To doctors, who get no pushes.
    VISIT_BOOKED = "visit_booked", Rules()
    VISIT_RESCHEDULED = "visit_rescheduled", Rules()
    VISIT_CANCELLED = "visit_cancelled", Rules()
    VISIT_MISSED = "visit_missed", Rules(letter=False)


REMINDERS = {kind: kind.rules.before_start for kind in NoticeKind if kind.rules.before_start is not None}
"""How long before a visit each reminder is due, the earliest first."""


def path_of(kind: NoticeKind, *, booking_id: UUID | None, document_id: UUID | None) -> str:
    """The page of the patient's app that a notice leads to, without an origin."""
    return kind.rules.path.format(booking_id=booking_id, document_id=document_id)


def push_title(kind: NoticeKind, params: dict[str, Any]) -> str:
    """The title of a push. Money that came back in part is not said to be back. Raises ValueError for none."""
    if kind is NoticeKind.PAYMENT_REFUNDED and params.get("owed_kopecks"):
        return "Возвращена часть денег"
    if kind.rules.push is None:
        raise ValueError(f"{kind} has no push")
    return kind.rules.push

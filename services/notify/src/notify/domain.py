"""Which fact becomes which notice and letter, and when a letter is tried again. Pure."""

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID


class NoticeKind(StrEnum):
    """What a person is told; the clients word it, the letters are worded in ``templates``."""

    BOOKING_CONFIRMED = "booking_confirmed"
    BOOKING_RESCHEDULED = "booking_rescheduled"
    BOOKING_CANCELLED = "booking_cancelled"
    PAYMENT_REFUNDED = "payment_refunded"
    REFUND_FAILED = "refund_failed"
    DOCTOR_CALLING = "doctor_calling"
    CHAT_MESSAGE = "chat_message"
    CONCLUSION_READY = "conclusion_ready"
    VISIT_BOOKED = "visit_booked"
    VISIT_RESCHEDULED = "visit_rescheduled"
    VISIT_CANCELLED = "visit_cancelled"


class RecipientKind(StrEnum):
    """Whom an id means: a person of identity, or a doctor of the catalogue."""

    PERSON = "person"
    DOCTOR = "doctor"


class LetterState(StrEnum):
    """A letter waits, has left, was given up, or was not wanted."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


# In-app only: a letter about these would come too late or too often.
WITHOUT_LETTER = frozenset({NoticeKind.CHAT_MESSAGE, NoticeKind.REFUND_FAILED})
# Money that came too late for its slot goes back although the visit was never confirmed: nothing more is known of it.
WITHOUT_VISIT = frozenset({NoticeKind.BOOKING_CANCELLED, NoticeKind.PAYMENT_REFUNDED})
# A call is over long before a letter that was held up arrives.
USELESS_AFTER = {NoticeKind.DOCTOR_CALLING: timedelta(minutes=10)}


@dataclass(frozen=True)
class Telling:
    """One thing to tell one recipient. ``params`` holds ids, times and money only."""

    kind: NoticeKind
    recipient_kind: RecipientKind
    recipient_id: UUID
    booking_id: UUID | None = None
    document_id: UUID | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def by_mail(self) -> bool:
        return self.kind not in WITHOUT_LETTER


def is_useless(kind: NoticeKind, waited: timedelta) -> bool:
    """Whether a letter of this kind would only mislead after waiting so long."""
    return waited > USELESS_AFTER.get(kind, timedelta.max)


PAUSES = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)


def next_pause(attempts: int) -> timedelta | None:
    """How long to wait after this many failed attempts; None: give up."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None

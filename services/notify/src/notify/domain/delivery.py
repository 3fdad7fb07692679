"""Who is notified, by which channels, and when. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.values import CancelledBy, CancelReason

from notify.domain.kinds import REMINDERS, NoticeKind


class RecipientKind(StrEnum):
    """What a recipient's id refers to: a person of identity, or a doctor of catalog."""

    PERSON = "person"
    DOCTOR = "doctor"


class DeliveryState(StrEnum):
    """The state of a letter or a push."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class VisitOutcome(StrEnum):
    """How a visit ended."""

    CANCELLED = "cancelled"
    COMPLETED = "completed"


class Channel(StrEnum):
    """A channel of delivery besides the list of notices in the apps."""

    MAIL = "mail"
    PUSH = "push"


class NoLetterReason(StrEnum):
    """Why no letter about a visit is sent to a person; also the outcome in the log of each letter."""

    NO_CONSENT = "no_consent"
    NO_ADDRESS = "no_address"
    MUTED = "muted"


# What happens sooner than this after the end of quiet hours is notified of within them, to leave time to act.
TIME_TO_ACT = timedelta(hours=2)


@dataclass(frozen=True)
class NoticeDraft:
    """One notice for one recipient, not saved yet. ``params`` holds ids, times and money only."""

    kind: NoticeKind
    recipient_kind: RecipientKind
    recipient_id: UUID
    booking_id: UUID | None = None
    document_id: UUID | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def has_letter(self) -> bool:
        return self.kind.rules.letter

    @property
    def has_push(self) -> bool:
        return self.recipient_kind is RecipientKind.PERSON and self.kind.rules.push is not None


@dataclass(frozen=True)
class QuietHours:
    """From one time of day to another, over midnight when the second is earlier; in the recipient's time zone."""

    starts: time
    ends: time

    def end_after(self, moment: datetime, zone: str) -> datetime | None:
        """The end of the quiet hours around this moment; None when the moment is outside them."""
        local = moment.astimezone(ZoneInfo(zone))
        if not self._include(local.time()):
            return None
        end = local.replace(hour=self.ends.hour, minute=self.ends.minute, second=0, microsecond=0, fold=0)
        if end <= local:
            end += timedelta(days=1)
        return end.astimezone(moment.tzinfo)

    def _include(self, at: time) -> bool:
        if self.starts < self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


def deferred_until(
    kind: NoticeKind, moment: datetime, quiet_end: datetime | None, *times: datetime | None
) -> datetime | None:
    """The time before which a letter or push is not sent because of quiet hours with this end; None: send now.

    ``times`` are those of the visit, old and new: news that would come too late to act on is not deferred.
    """
    if quiet_end is None or kind.rules.urgent:
        return None
    if any(moment <= start < quiet_end + TIME_TO_ACT for start in times if start):
        return None
    return quiet_end


def is_useless(kind: NoticeKind, waited: timedelta) -> bool:
    """True when a letter or push of this kind would mislead after such a delay."""
    return waited > kind.rules.useless_after


def reminder_window(kind: NoticeKind, moment: datetime) -> tuple[datetime, datetime]:
    """The reminder is due now for visits that begin after the first and not after the second of these times.

    A late reminder (after an outage) gives way to the next one: "in a day" sent an hour before would mislead.
    """
    leads = list(REMINDERS.values())
    lead = REMINDERS[kind]
    shorter = [other for other in leads if other < lead]
    return moment + max(shorter, default=timedelta(0)), moment + lead


def is_push_service(endpoint: str, services: tuple[str, ...]) -> bool:
    """True for an address of a known push service: no other host is called, least of all an internal one.

    A service is ``host``, ``host:port`` or ``*.domain``; without a port the address must not name one.
    """
    try:
        parts = urlsplit(endpoint)
        host = parts.netloc.lower()
    except ValueError:
        return False
    if parts.scheme != "https" or "@" in host:
        return False
    return any(host == service or (service[:2] == "*." and host.endswith(service[1:])) for service in services)


# Cancelling an online visit earlier than this before its start returns its money (R090, R092).
FREE_CANCELLATION = timedelta(hours=2)
# The doctor is notified of these; in the others the doctor cancelled, or the visit was never confirmed.
DOCTOR_IS_NOTIFIED_OF = frozenset(
    {
        CancelReason.PATIENT_REQUEST,
        CancelReason.CLINIC_REQUEST,
        CancelReason.PAYMENT_RETURNED,
        CancelReason.DOCTOR_NO_SHOW,
        CancelReason.NOBODY_CAME,
        CancelReason.NOT_ENDED,
        CancelReason.OTHER_VISIT,
    }
)


def is_doctor_notified(reason: CancelReason | None, cancelled_by: CancelledBy) -> bool:
    """True when the doctor is notified of the cancellation; older events have no reason, only who cancelled."""
    if reason is None:
        return cancelled_by in (CancelledBy.PATIENT, CancelledBy.CLINIC)
    return reason in DOCTOR_IS_NOTIFIED_OF


RETRY_DELAYS = (
    timedelta(seconds=20),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=20),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)


def retry_delay(attempts: int) -> timedelta | None:
    """The delay after this many failed attempts; None: no more attempts."""
    return RETRY_DELAYS[attempts - 1] if attempts <= len(RETRY_DELAYS) else None


# The outcome of a letter whose doctor has no address yet.
UNREACHABLE = "doctor_unreachable"
# The longest delay between two requests for the address of a doctor who has none yet.
MAX_ADDRESS_DELAY = timedelta(hours=1)


def address_delay(attempts: int) -> timedelta:
    """The delay before a doctor's address is requested again."""
    return min(retry_delay(attempts) or MAX_ADDRESS_DELAY, MAX_ADDRESS_DELAY)

"""Which fact becomes which notice, by which ways it goes out, and when. Pure."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.values import CancelledBy, CancelReason

from notify.kinds import REMINDERS, NoticeKind


class RecipientKind(StrEnum):
    """Whom an id means: a person of identity, or a doctor of the catalogue."""

    PERSON = "person"
    DOCTOR = "doctor"


class DeliveryState(StrEnum):
    """A letter or a push waits, has left, was given up, or was not wanted."""

    QUEUED = "queued"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"


class VisitOutcome(StrEnum):
    """How a visit left the calendar."""

    CANCELLED = "cancelled"
    COMPLETED = "completed"


class Channel(StrEnum):
    """A way out of Mila; what is under the bell needs none."""

    MAIL = "mail"
    PUSH = "push"


class LettersKeptBack(StrEnum):
    """Why no letter about a visit reaches a person; also the word in the log of each."""

    NO_CONSENT = "no_consent"
    NO_ADDRESS = "no_address"
    MUTED = "muted"


# Who sleeps until the end of quiet hours still needs time to act on what changed.
TIME_TO_ACT = timedelta(hours=2)


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
        return self.kind.rules.letter

    @property
    def by_push(self) -> bool:
        return self.recipient_kind is RecipientKind.PERSON and self.kind.rules.push is not None


@dataclass(frozen=True)
class QuietHours:
    """From one time of the day to another, over midnight when the second is earlier; in the reader's own zone."""

    starts: time
    ends: time

    def end_after(self, moment: datetime, zone: str) -> datetime | None:
        """When the quiet hours around this moment end; None when it is not in them."""
        local = moment.astimezone(ZoneInfo(zone))
        if not self._hold(local.time()):
            return None
        end = local.replace(hour=self.ends.hour, minute=self.ends.minute, second=0, microsecond=0, fold=0)
        if end <= local:
            end += timedelta(days=1)
        return end.astimezone(moment.tzinfo)

    def _hold(self, at: time) -> bool:
        if self.starts < self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


def held_until(kind: NoticeKind, moment: datetime, end: datetime | None, *times: datetime | None) -> datetime | None:
    """When a letter or push may leave that meets quiet hours with this end; None: at once.

    ``times`` are those of the visit, old and new: what would be learnt too late to act on does not wait.
    """
    if end is None or kind.rules.urgent:
        return None
    if any(moment <= start < end + TIME_TO_ACT for start in times if start):
        return None
    return end


def is_useless(kind: NoticeKind, waited: timedelta) -> bool:
    """Whether a letter of this kind would only mislead after waiting so long."""
    return waited > kind.rules.useless_after


def reminder_window(kind: NoticeKind, moment: datetime) -> tuple[datetime, datetime]:
    """Visits that begin after the first and not after the second of these are due this reminder now.

    A reminder that is late (we were down) gives way to the next one: "tomorrow" said an hour before would mislead.
    """
    leads = list(REMINDERS.values())
    lead = REMINDERS[kind]
    shorter = [other for other in leads if other < lead]
    return moment + max(shorter, default=timedelta(0)), moment + lead


def is_push_service(endpoint: str, services: tuple[str, ...]) -> bool:
    """Whether this is an address of a known push service: nobody else is called, least of all a machine of ours.

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


# An online visit is cancelled and its money goes back until this long before its start (R090, R092).
FREE_CANCELLATION = timedelta(hours=2)
# Cancellations that a doctor learns of; in the others the doctor cancelled, or the visit was never confirmed.
TOLD_TO_DOCTORS = frozenset(
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


def is_told_to_doctor(reason: CancelReason | None, cancelled_by: CancelledBy) -> bool:
    """Whether the doctor learns that the visit was cancelled; events of before reasons say only who did it."""
    if reason is None:
        return cancelled_by in (CancelledBy.PATIENT, CancelledBy.CLINIC)
    return reason in TOLD_TO_DOCTORS


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


# The word in the log for a letter whose doctor has no address yet.
UNREACHABLE = "doctor_unreachable"
# How often an address is looked for that a doctor does not have yet.
LONGEST_SEARCH = timedelta(hours=1)


def next_search(attempts: int) -> timedelta:
    """How long to wait before a doctor's address is looked for again."""
    return min(next_pause(attempts) or LONGEST_SEARCH, LONGEST_SEARCH)

"""States of a booking, the refund rule, working hours. Pure: no clock, no database, no HTTP."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from contracts.values import CancelledBy, CancelReason, ExpiryReason, VisitOutcome, VisitType

HOLD = timedelta(minutes=15)
# A time nearer than this is neither offered nor held, and no hold lasts longer than until then.
MIN_NOTICE = timedelta(minutes=5)
# The shortest hold in which a payment can be made: a visit that is paid for beforehand needs so much more notice.
TIME_TO_PAY = timedelta(minutes=3)
# How often a patient may move one visit within a day: its doctor gets a letter each time.
MOST_MOVES, MOST_MOVES_WITHIN = 5, timedelta(days=1)
REFUND_WINDOW = timedelta(hours=2)
MAX_HOLDS = 3
# A freed time is held so long for the patient who waited, and offered only so far ahead: an offer confirmed in its
# last minute can still be cancelled with a full refund.
OFFER = timedelta(minutes=30)
OFFER_LEAD = REFUND_WINDOW + 2 * OFFER
# New working hours are offered to the waitlist so far ahead: as far as the calendar of the client opens.
OFFER_HORIZON = timedelta(days=93)
MINUTES_IN_A_DAY = 24 * 60
# An online visit without ConsultationEnded counts as not having taken place after so long.
ABANDONED_AFTER = timedelta(hours=24)
# How far back such visits are decided automatically: after a longer outage people look at each of them.
LOOK_BACK = timedelta(days=7)
# The doctor waits so long before it is the patient who did not come.
PATIENT_MAY_BE_LATE = timedelta(minutes=10)
SHORTEST_CHAT = timedelta(minutes=1)  # both in the consultation room at once: a visit without a call
# What one person may take without paying for it.
MOST_VISITS = 10
MOST_VISITS_WITH_A_DOCTOR = 3
MOST_VISITS_WITH_A_DOCTOR_A_DAY = 1
MOST_BOOKINGS = 30
MOST_BOOKINGS_WITHIN = timedelta(hours=1)
MOST_WAITS = 20
# No vowels, no digit that looks like a letter: a number is read aloud on the telephone and never spells a word.
NUMBER_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"


class Status(StrEnum):
    """Status of a booking. Held and confirmed ones take the slot.

    A hold ends in three ways: its time ran out (expired), its patient released it, or declined what the waiting list
    offered. A late payment confirms an expired one, never the other two.
    """

    HELD = "held"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    RELEASED = "released"
    DECLINED = "declined"
    COMPLETED = "completed"


class Transition(StrEnum):
    """A change of a booking's status."""

    CONFIRM = "confirm"
    EXPIRE = "expire"
    RELEASE = "release"
    DECLINE = "decline"
    MOVE = "move"
    CANCEL = "cancel"
    COMPLETE = "complete"
    RETURN = "return"


class IllegalTransition(Exception):
    """The status does not allow this transition."""


class ExceptionKind(StrEnum):
    """Kind of an exception to the weekly schedule."""

    OFF = "off"
    EXTRA = "extra"


class WaitStatus(StrEnum):
    """Status of a waitlist entry. Waiting and offered ones are live."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"
    CLOSED = "closed"


# The transition that ends a hold, by the published reason.
ENDS_OF_A_HOLD = {
    ExpiryReason.TIME_OVER: Transition.EXPIRE,
    ExpiryReason.PAYMENT_FAILED: Transition.EXPIRE,
    ExpiryReason.RELEASED: Transition.RELEASE,
    ExpiryReason.OFFER_DECLINED: Transition.DECLINE,
}
LIVE = (Status.HELD, Status.CONFIRMED)
OVER = (Status.CANCELLED, Status.COMPLETED)
STILL_WAITING = (WaitStatus.WAITING, WaitStatus.OFFERED)

TRANSITIONS: dict[tuple[Status, Transition], Status] = {
    (Status.HELD, Transition.CONFIRM): Status.CONFIRMED,
    (Status.HELD, Transition.EXPIRE): Status.EXPIRED,
    (Status.HELD, Transition.RELEASE): Status.RELEASED,
    (Status.HELD, Transition.DECLINE): Status.DECLINED,
    (Status.HELD, Transition.CANCEL): Status.CANCELLED,  # the wrong amount was paid, or the visit has begun
    (Status.EXPIRED, Transition.CONFIRM): Status.CONFIRMED,  # late money, the slot is still free
    (Status.EXPIRED, Transition.RELEASE): Status.RELEASED,  # its patient said no before the money was known
    (Status.EXPIRED, Transition.CANCEL): Status.CANCELLED,  # late money, the slot is gone
    (Status.RELEASED, Transition.CANCEL): Status.CANCELLED,  # late money for what the patient did not want
    (Status.DECLINED, Transition.CANCEL): Status.CANCELLED,
    (Status.CONFIRMED, Transition.MOVE): Status.CONFIRMED,
    (Status.CONFIRMED, Transition.CANCEL): Status.CANCELLED,
    (Status.CONFIRMED, Transition.COMPLETE): Status.COMPLETED,
    (Status.CANCELLED, Transition.RETURN): Status.CANCELLED,  # money that came after the end
}


def next_status(status: Status, transition: Transition) -> Status:
    """The status after the transition. Raises IllegalTransition."""
    try:
        return TRANSITIONS[status, transition]
    except KeyError:
        raise IllegalTransition(f"a {status} booking cannot {transition}") from None


def can(status: Status, transition: Transition) -> bool:
    """True when a booking of this status allows the transition."""
    return (status, transition) in TRANSITIONS


def refund_deadline(starts_at: datetime, *, moved_by: CancelledBy | None = None) -> datetime:
    """The last moment at which the patient gets everything back: two hours before the start (R090).

    Whom the doctor moved has not chosen that hour and may step back until the visit begins.
    """
    own_choice = moved_by in (None, CancelledBy.PATIENT)
    return starts_at - REFUND_WINDOW if own_choice else starts_at


def refund(*, paid_kopecks: int, by: CancelledBy, deadline: datetime, now: datetime) -> int:
    """Kopecks to refund (R090, R091, R092): all, unless the patient cancels after the deadline."""
    return paid_kopecks if by != CancelledBy.PATIENT or now <= deadline else 0


@dataclass(frozen=True, kw_only=True)
class Presence:
    """Presence at the visit: who came, whether each wrote to the other then, and how long they stayed."""

    patient: bool
    doctor: bool
    both_wrote: bool = False
    doctor_stayed: timedelta = timedelta()
    both_stayed: timedelta = timedelta()


@dataclass(frozen=True, kw_only=True)
class Ending:
    """End of an online visit: completed with an outcome, or cancelled by a side for a reason, with a full refund."""

    outcome: VisitOutcome | None = None
    cancelled: tuple[CancelledBy, CancelReason] | None = None


_HELD = Ending(outcome=VisitOutcome.HELD)
_PATIENT_NO_SHOW = Ending(outcome=VisitOutcome.PATIENT_NO_SHOW)
_DOCTOR_STEPPED_BACK = Ending(cancelled=(CancelledBy.DOCTOR, CancelReason.DOCTOR_REQUEST))
_DOCTOR_NO_SHOW = Ending(cancelled=(CancelledBy.SYSTEM, CancelReason.DOCTOR_NO_SHOW))
_NOBODY_CAME = Ending(cancelled=(CancelledBy.SYSTEM, CancelReason.NOBODY_CAME))
_NOT_HELD = Ending(cancelled=(CancelledBy.SYSTEM, CancelReason.NOT_ENDED))


def ending(
    *,
    started: bool,
    by_doctor: bool,
    ended_at: datetime,
    during: tuple[datetime, datetime],
    presence: Presence | None,
) -> Ending:
    """How the visit ended, by what telemed knows of its consultation. A visit with a call was held.

    Without a call the money is kept in two cases only: the patient did not come while the doctor waited, or both were
    there at once, each wrote to the other, and the doctor ended it. ``presence`` is None when telemed did not say.
    """
    if started:
        return _HELD
    if ended_at < during[0]:
        return _DOCTOR_STEPPED_BACK if by_doctor else _NOT_HELD
    if presence is None:
        return Ending() if by_doctor else _DOCTOR_NO_SHOW
    return _without_a_call(presence, by_doctor=by_doctor, lasts=during[1] - during[0])


def _without_a_call(presence: Presence, *, by_doctor: bool, lasts: timedelta) -> Ending:
    if not presence.doctor:
        return _DOCTOR_NO_SHOW if presence.patient else _NOBODY_CAME
    if presence.patient:
        talked = presence.both_wrote and presence.both_stayed >= SHORTEST_CHAT
        if by_doctor and talked:
            return _HELD
    elif presence.doctor_stayed >= min(PATIENT_MAY_BE_LATE, lasts):
        return _PATIENT_NO_SHOW
    return _DOCTOR_STEPPED_BACK if by_doctor else _NOT_HELD


def new_number() -> str:
    """A number people can say, like M-4F7K2Q; 480 million of them, so the table decides whether it is new."""
    return "M-" + "".join(secrets.choice(NUMBER_ALPHABET) for _ in range(6))


@dataclass(frozen=True, kw_only=True)
class Hours:
    """Weekly working hours in the clinic's local time; weekday 0 is Monday, minutes count from midnight."""

    clinic_id: UUID
    weekday: int
    starts_minute: int
    ends_minute: int
    visit_types: frozenset[VisitType]
    valid_from: date | None = None
    valid_to: date | None = None

    def overlaps(self, other: "Hours") -> bool:
        """True when both allow the same visits at the same time."""
        return (
            (self.clinic_id, self.weekday) == (other.clinic_id, other.weekday)
            and bool(self.visit_types & other.visit_types)
            and self.starts_minute < other.ends_minute
            and other.starts_minute < self.ends_minute
            and (self.valid_from or date.min) <= (other.valid_to or date.max)
            and (other.valid_from or date.min) <= (self.valid_to or date.max)
        )


def contradict(hours: Iterable[Hours]) -> bool:
    """True when any two of these hours overlap."""
    return any(one.overlaps(other) for one, other in combinations(hours, 2))

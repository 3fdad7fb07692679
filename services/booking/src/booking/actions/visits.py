"""Bookings of a caller, and the end of a visit: cancellation, completion, outcome."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from common import clock
from common.auth import Principal
from common.errors import IdentificationRequired, NotFound
from common.metrics import gauge
from contracts.telemed import ConsultationEnded
from contracts.values import CancelledBy, CancelReason, EndReason, ExpiryReason, VisitType
from sqlalchemy.ext.asyncio import AsyncSession

from booking import domain
from booking.actions import transitions
from booking.domain import ABANDONED_AFTER, LOOK_BACK, Status, Transition, can
from booking.errors import NotCancellable, RefundChanged
from booking.models import Booking
from booking.queries.bookings import count_undecided, get_booking, lock_booking, lock_past_visits

logger = structlog.get_logger(__name__)

# As many rows as one transaction of a job holds.
BATCH = 20
UNPAID = (Status.HELD, Status.EXPIRED)
REQUESTS = {CancelledBy.PATIENT: CancelReason.PATIENT_REQUEST, CancelledBy.DOCTOR: CancelReason.DOCTOR_REQUEST}
UNDECIDED = gauge("booking_undecided_visits", "Online visits too long over to be decided without people")


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The person who asks; as a doctor only in a Gosuslugi session."""

    person_id: UUID
    doctor_id: UUID | None
    identified: bool

    @classmethod
    def of(cls, principal: Principal) -> "Caller":
        """The rights of a session in booking."""
        identified = principal.acr == "gosuslugi"
        doctor_id = principal.doctor_id if identified and "doctor" in principal.roles else None
        return cls(person_id=principal.person_id, doctor_id=doctor_id, identified=identified)

    def sees(self, visit_type: VisitType) -> bool:
        """True when the caller may see their own visits of this type: a password session sees no online ones."""
        return self.identified or visit_type != VisitType.ONLINE

    def side(self, booking: Booking | None) -> CancelledBy:
        """The side of the caller in this booking. Raises NotFound for a stranger, and for the doctor of a mere hold.

        Raises IdentificationRequired when its patient came in by password and it is one of an identified person.
        """
        if booking is not None and booking.patient_id == self.person_id:
            if not self.sees(booking.visit_type):
                raise IdentificationRequired
            return CancelledBy.PATIENT
        if booking is not None and booking.confirmed_at and booking.doctor_id == self.doctor_id:
            return CancelledBy.DOCTOR
        raise NotFound

    def may_learn_of(self, booking: Booking) -> bool:
        """True when a refusal may name this booking: it is the caller's own, and not hidden."""
        return booking.patient_id == self.person_id and self.sees(booking.visit_type)


@dataclass(frozen=True, kw_only=True)
class Cancellation:
    """Effect of cancelling now: ``refund_kopecks`` would be refunded besides ``returned_kopecks``."""

    allowed: bool
    refund_kopecks: int
    returned_kopecks: int
    refund_deadline_at: datetime
    server_time: datetime


async def read_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Booking:
    """The caller's own booking, as its patient or its doctor."""
    booking = await get_booking(session, booking_id)
    caller.side(booking)
    assert booking is not None
    return booking


async def lock_own_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> tuple[Booking, CancelledBy]:
    """The caller's own booking, locked until the end of the transaction, and the caller's side in it."""
    booking = await lock_booking(session, booking_id)
    side = caller.side(booking)
    assert booking is not None
    return booking, side


async def preview_cancellation(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Cancellation:
    """The refund the patient would get now, by the server's clock."""
    booking = await read_booking(session, booking_id, caller=caller)
    if booking.patient_id != caller.person_id:
        raise NotFound
    allowed = _cancellable(booking, CancelledBy.PATIENT)
    return Cancellation(
        allowed=allowed,
        refund_kopecks=transitions.refund_left(booking, by=CancelledBy.PATIENT) if allowed else 0,
        returned_kopecks=booking.returned_kopecks,
        refund_deadline_at=booking.refund_deadline_at,
        server_time=clock.now(),
    )


async def cancel_booking(
    session: AsyncSession, booking_id: UUID, *, caller: Caller, expected_refund_kopecks: int | None
) -> Booking:
    """The slot is free again. A hold is released; a doctor's cancellation refunds in full, a patient's by the rule."""
    booking, side = await lock_own_booking(session, booking_id, caller=caller)
    if not _cancellable(booking, side):
        raise NotCancellable
    refund = transitions.refund_left(booking, by=side)
    if expected_refund_kopecks is not None and expected_refund_kopecks != refund:
        raise RefundChanged(refund_kopecks=refund, returned_kopecks=booking.returned_kopecks)
    if booking.status in UNPAID:
        await transitions.end_hold(session, booking, reason=ExpiryReason.RELEASED)
    else:
        await transitions.cancel(session, booking, by=side, reason=REQUESTS[side])
    return booking


def _cancellable(booking: Booking, side: CancelledBy) -> bool:
    """A hold always, one that ran out until the start: its money may be on the way, and the patient says no to it.

    A confirmed visit by its patient until it begins, by its doctor until it is over.
    """
    if booking.status == Status.HELD:
        return True
    to_come = clock.now() < booking.starts_at
    if booking.status == Status.EXPIRED:
        return to_come
    return booking.status == Status.CONFIRMED and (side == CancelledBy.DOCTOR or to_come)


async def end_visit(session: AsyncSession, event: ConsultationEnded) -> None:
    """The visit is completed, or cancelled with a full refund (see ``domain.ending``)."""
    booking = await lock_booking(session, event.booking_id)
    if booking is None or not can(booking.status, Transition.COMPLETE):
        return
    ending = domain.ending(
        started=event.started_at is not None,
        by_doctor=event.reason == EndReason.DOCTOR_ENDED,
        ended_at=event.ended_at,
        during=(booking.starts_at, booking.ends_at),
        presence=_presence(event),
    )
    if ending.cancelled is None:
        await transitions.complete(session, booking, outcome=ending.outcome)
    else:
        by, reason = ending.cancelled
        await transitions.cancel(session, booking, by=by, reason=reason)


def _presence(event: ConsultationEnded) -> domain.Presence | None:
    """The presence of an event: absent fields mean unknown (None), null means that this side did not come."""
    if not {"patient_came_at", "doctor_came_at"} <= event.model_fields_set:
        return None
    return domain.Presence(
        patient=event.patient_came_at is not None,
        doctor=event.doctor_came_at is not None,
        both_wrote=bool(event.both_wrote),
        doctor_stayed=timedelta(seconds=event.doctor_present_seconds or 0),
        both_stayed=timedelta(seconds=event.both_present_seconds or 0),
    )


async def complete_clinic_visits(session: AsyncSession) -> int:
    """Up to ``BATCH`` clinic visits that are over are completed, however old; returns their number."""
    past = await lock_past_visits(session, visit_type=VisitType.CLINIC, between=(None, clock.now()), limit=BATCH)
    for booking in past:
        await transitions.complete(session, booking)
    return len(past)


async def cancel_abandoned_visits(session: AsyncSession) -> int:
    """Up to ``BATCH`` online visits without ConsultationEnded for a day are cancelled with a full refund.

    Returns their number. Those that ended before the look-back are left to people.
    """
    between = clock.now() - LOOK_BACK, clock.now() - ABANDONED_AFTER
    past = await lock_past_visits(session, visit_type=VisitType.ONLINE, between=between, limit=BATCH)
    for booking in past:
        await transitions.cancel(session, booking, by=CancelledBy.SYSTEM, reason=CancelReason.NOT_ENDED)
    return len(past)


async def count_undecided_visits(session: AsyncSession) -> None:
    """Sets the gauge of online visits that ended before the look-back and wait for people; logs the oldest."""
    count, oldest = await count_undecided(session, before=clock.now() - LOOK_BACK, limit=BATCH)
    UNDECIDED.set(count)
    if count:
        logger.error("visits_undecided", count=count, booking_ids=[str(booking_id) for booking_id in oldest])

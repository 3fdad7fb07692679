"""A visit after it was booked: who sees it, how it ends."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common import clock
from common.auth import Principal
from common.errors import NotFound
from contracts.values import CancelledBy, VisitType
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import steps
from booking.domain import ABANDONED_AFTER, Status, Step, allows
from booking.errors import NotCancellable, RefundChanged
from booking.models import Booking
from booking.queries.bookings import find_booking, lock_booking, lock_past_visits

BATCH = 200


@dataclass(frozen=True, kw_only=True)
class Caller:
    """Who asks, and as whom they may act: a doctor only with a Gosuslugi session."""

    person_id: UUID
    doctor_id: UUID | None
    identified: bool

    @classmethod
    def of(cls, principal: Principal) -> "Caller":
        """What a session allows here."""
        identified = principal.acr == "gosuslugi"
        doctor_id = principal.doctor_id if identified and "doctor" in principal.roles else None
        return cls(person_id=principal.person_id, doctor_id=doctor_id, identified=identified)

    def side(self, booking: Booking | None) -> CancelledBy:
        """Whose booking this is to the caller. Raises NotFound for a stranger, and for the doctor of a mere hold."""
        if booking is not None and booking.patient_id == self.person_id:
            return CancelledBy.PATIENT
        if booking is not None and booking.confirmed_at and booking.doctor_id == self.doctor_id:
            return CancelledBy.DOCTOR
        raise NotFound


@dataclass(frozen=True, kw_only=True)
class Cancellation:
    """What cancelling now would mean to the patient."""

    allowed: bool
    refund_kopecks: int
    refund_deadline_at: datetime
    server_time: datetime


async def read_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Booking:
    """The caller's own booking, as its patient or its doctor."""
    booking = await find_booking(session, booking_id)
    caller.side(booking)
    assert booking is not None
    return booking


async def own_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> tuple[Booking, CancelledBy]:
    """The caller's own booking, locked until the end of the transaction, and whose it is to them."""
    booking = await lock_booking(session, booking_id)
    side = caller.side(booking)
    assert booking is not None
    return booking, side


async def preview_cancellation(session: AsyncSession, booking_id: UUID, *, patient_id: UUID) -> Cancellation:
    """What the patient would get back now, by the server's clock."""
    booking = await find_booking(session, booking_id)
    if booking is None or booking.patient_id != patient_id:
        raise NotFound
    allowed = _cancellable(booking, CancelledBy.PATIENT)
    return Cancellation(
        allowed=allowed,
        refund_kopecks=steps.refund_due(booking, by=CancelledBy.PATIENT) if allowed else 0,
        refund_deadline_at=booking.refund_deadline_at,
        server_time=clock.now(),
    )


async def cancel_booking(
    session: AsyncSession, booking_id: UUID, *, caller: Caller, expected_refund_kopecks: int | None
) -> Booking:
    """The slot is free again. A hold is let go; a patient gets back what the rule says; a doctor's refund is full."""
    booking, side = await own_booking(session, booking_id, caller=caller)
    if not _cancellable(booking, side):
        raise NotCancellable
    refund = steps.refund_due(booking, by=side)
    if expected_refund_kopecks is not None and expected_refund_kopecks != refund:
        raise RefundChanged(refund_kopecks=refund)
    if booking.status == Status.HELD:
        await steps.expire(session, booking)
    else:
        await steps.cancel(session, booking, by=side)
    return booking


def _cancellable(booking: Booking, side: CancelledBy) -> bool:
    """A hold always; a confirmed visit by its patient until it begins, by its doctor until it is over."""
    if booking.status == Status.HELD:
        return True
    confirmed = booking.status == Status.CONFIRMED
    return confirmed and (side == CancelledBy.DOCTOR or clock.now() < booking.starts_at)


async def end_visit(session: AsyncSession, booking_id: UUID, *, took_place: bool) -> None:
    """The room was closed. A visit to which the doctor did not come is cancelled, and everything goes back."""
    booking = await lock_booking(session, booking_id)
    if booking is None or not allows(booking.status, Step.COMPLETE):
        return
    await (steps.complete(session, booking) if took_place else _not_held(session, booking))


async def complete_clinic_visits(session: AsyncSession) -> None:
    """A visit in a clinic is over when its time is."""
    await _end_past_visits(session, VisitType.CLINIC, ended_by=clock.now(), end=steps.complete)


async def cancel_abandoned_visits(session: AsyncSession) -> None:
    """Online visits of which nothing was heard for a day did not take place: everything goes back."""
    await _end_past_visits(session, VisitType.ONLINE, ended_by=clock.now() - ABANDONED_AFTER, end=_not_held)


async def _end_past_visits(
    session: AsyncSession,
    visit_type: VisitType,
    *,
    ended_by: datetime,
    end: Callable[[AsyncSession, Booking], Awaitable[None]],
) -> None:
    for booking in await lock_past_visits(session, visit_type=visit_type, ended_by=ended_by, limit=BATCH):
        await end(session, booking)


async def _not_held(session: AsyncSession, booking: Booking) -> None:
    await steps.cancel(session, booking, by=CancelledBy.SYSTEM)

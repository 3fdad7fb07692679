"""The steps of a booking's life: each changes the row, raises its version and tells the fact."""

from datetime import datetime

from common import clock
from common.events.outbox import record
from common.metrics import counter
from contracts.booking import (
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    BookingCreated,
    BookingExpired,
    BookingRescheduled,
)
from contracts.values import CancelledBy
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import Step, after, refund, refund_deadline
from booking.models import Booking
from booking.queries.openings import forget_openings

STEPS_TAKEN = counter("booking_steps_total", "What happened to bookings", ("step",))


async def tell_created(session: AsyncSession, booking: Booking) -> None:
    """A slot is held and waits for its money."""
    STEPS_TAKEN.labels("hold").inc()
    fact = BookingCreated(
        aggregate_id=booking.booking_id,
        aggregate_version=booking.version,
        booking_id=booking.booking_id,
        patient_id=booking.patient_id,
        doctor_id=booking.doctor_id,
        offering_id=booking.offering_id,
        price_kopecks=booking.price_kopecks,
        hold_expires_at=booking.hold_expires_at or booking.created_at,
    )
    await record(session, fact)


async def tell_confirmed(session: AsyncSession, booking: Booking) -> None:
    """The visit will take place."""
    STEPS_TAKEN.labels(Step.CONFIRM).inc()
    fact = BookingConfirmed(
        aggregate_id=booking.booking_id,
        aggregate_version=booking.version,
        booking_id=booking.booking_id,
        patient_id=booking.patient_id,
        doctor_id=booking.doctor_id,
        clinic_id=booking.clinic_id,
        offering_id=booking.offering_id,
        visit_type=booking.visit_type,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        price_kopecks=booking.price_kopecks,
    )
    await record(session, fact)


async def confirm(session: AsyncSession, booking: Booking, *, paid_kopecks: int) -> None:
    """The visit will take place. Raises IntegrityError when the slot of a booking that had expired is taken."""
    _step(booking, Step.CONFIRM)
    booking.paid_kopecks = paid_kopecks
    booking.confirmed_at = clock.now()
    booking.expired_at = None
    await session.flush()
    await tell_confirmed(session, booking)


async def expire(session: AsyncSession, booking: Booking) -> None:
    """The slot is free again; nothing was paid."""
    _step(booking, Step.EXPIRE)
    booking.expired_at = clock.now()
    await session.flush()
    await forget_openings(session, booking.doctor_id)
    fact = BookingExpired(
        aggregate_id=booking.booking_id,
        aggregate_version=booking.version,
        booking_id=booking.booking_id,
        patient_id=booking.patient_id,
    )
    await record(session, fact)


async def cancel(session: AsyncSession, booking: Booking, *, by: CancelledBy) -> None:
    """The visit will not take place; what was paid goes back as far as the rule says."""
    _step(booking, Step.CANCEL)
    booking.cancelled_by, booking.cancelled_at = by, clock.now()
    booking.refund_kopecks = refund_due(booking, by=by)
    await session.flush()
    await forget_openings(session, booking.doctor_id)
    fact = BookingCancelled(
        aggregate_id=booking.booking_id,
        aggregate_version=booking.version,
        booking_id=booking.booking_id,
        patient_id=booking.patient_id,
        doctor_id=booking.doctor_id,
        visit_type=booking.visit_type,
        starts_at=booking.starts_at,
        cancelled_by=by,
        refund_kopecks=booking.refund_kopecks,
    )
    await record(session, fact)


async def move(session: AsyncSession, booking: Booking, *, to: tuple[datetime, datetime], by: CancelledBy) -> None:
    """The visit takes place at another time, its money stays. Raises IntegrityError when that time is taken."""
    _step(booking, Step.MOVE)
    previous = booking.starts_at
    booking.starts_at, booking.ends_at = to
    booking.refund_deadline_at = refund_deadline(booking.starts_at, moved_by=by)
    await session.flush()
    await forget_openings(session, booking.doctor_id)
    fact = BookingRescheduled(
        aggregate_id=booking.booking_id,
        aggregate_version=booking.version,
        booking_id=booking.booking_id,
        patient_id=booking.patient_id,
        doctor_id=booking.doctor_id,
        visit_type=booking.visit_type,
        previous_starts_at=previous,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
    )
    await record(session, fact)


async def complete(session: AsyncSession, booking: Booking) -> None:
    """The visit took place."""
    _step(booking, Step.COMPLETE)
    booking.completed_at = clock.now()
    await session.flush()
    fact = BookingCompleted(
        aggregate_id=booking.booking_id,
        aggregate_version=booking.version,
        booking_id=booking.booking_id,
        patient_id=booking.patient_id,
        doctor_id=booking.doctor_id,
    )
    await record(session, fact)


def refund_due(booking: Booking, *, by: CancelledBy) -> int:
    """What goes back if this one ends the booking now, by the server's clock."""
    deadline = booking.refund_deadline_at
    return refund(paid_kopecks=booking.paid_kopecks, by=by, deadline=deadline, now=clock.now())


def _step(booking: Booking, step: Step) -> None:
    booking.status = after(booking.status, step)
    booking.version += 1
    # An unpaid slot's seat and end belong to the hold alone.
    booking.hold_seat = None
    if step != Step.CONFIRM:
        STEPS_TAKEN.labels(step).inc()

"""The facts of a booking's life, as the other rooms hear them; each is counted."""

from datetime import datetime
from typing import Any
from uuid import UUID

from common.events.outbox import record
from common.metrics import counter
from contracts.booking import (
    BookingCancelled,
    BookingCompleted,
    BookingConfirmed,
    BookingCreated,
    BookingExpired,
    BookingRescheduled,
    SlotOffered,
)
from contracts.values import ExpiryReason
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import ENDS_OF_A_HOLD, Step
from booking.models import Booking

STEPS_TAKEN = counter(
    "booking_steps_total", "What happened to bookings, and why where it may differ", ("step", "reason")
)


async def tell_created(session: AsyncSession, booking: Booking) -> None:
    """A slot is held and waits for its money."""
    STEPS_TAKEN.labels("hold", "").inc()
    until = booking.hold_expires_at or booking.created_at
    told = _about(booking, "doctor_id", "offering_id", "price_kopecks")
    await record(session, BookingCreated(**told, hold_expires_at=until))


async def tell_offered(session: AsyncSession, booking: Booking, *, waitlist_entry_id: UUID) -> None:
    """A time that became free is held for the one who waited for it."""
    STEPS_TAKEN.labels("offer", "").inc()
    until = booking.hold_expires_at or booking.created_at
    names = ("doctor_id", "clinic_id", "offering_id", "visit_type", "starts_at", "price_kopecks")
    fact = SlotOffered(**_about(booking, *names), waitlist_entry_id=waitlist_entry_id, hold_expires_at=until)
    await record(session, fact)


async def tell_confirmed(session: AsyncSession, booking: Booking) -> None:
    """The visit will take place."""
    STEPS_TAKEN.labels(Step.CONFIRM, "").inc()
    names = ("doctor_id", "clinic_id", "offering_id", "visit_type", "starts_at", "ends_at", "price_kopecks")
    await record(session, BookingConfirmed(**_about(booking, *names)))


async def tell_expired(session: AsyncSession, booking: Booking, *, reason: ExpiryReason) -> None:
    """The slot is free again; nothing was paid."""
    STEPS_TAKEN.labels(ENDS_OF_A_HOLD[reason], reason).inc()
    await record(session, BookingExpired(**_about(booking), reason=reason))


async def tell_cancelled(session: AsyncSession, booking: Booking) -> None:
    """The visit will not take place."""
    STEPS_TAKEN.labels(Step.CANCEL, booking.cancel_reason or "").inc()
    names = ("doctor_id", "visit_type", "starts_at", "cancelled_by", "refund_kopecks", "returned_kopecks")
    await record(session, BookingCancelled(**_about(booking, *names), reason=booking.cancel_reason))


async def tell_moved(session: AsyncSession, booking: Booking, *, previous_starts_at: datetime) -> None:
    """The visit takes place at another time."""
    STEPS_TAKEN.labels(Step.MOVE, "").inc()
    told = _about(booking, "doctor_id", "visit_type", "starts_at", "ends_at")
    await record(session, BookingRescheduled(**told, previous_starts_at=previous_starts_at))


async def tell_completed(session: AsyncSession, booking: Booking) -> None:
    """The time of the visit is over and its money is kept."""
    STEPS_TAKEN.labels(Step.COMPLETE, booking.outcome or "").inc()
    await record(session, BookingCompleted(**_about(booking, "doctor_id", "outcome")))


def _about(booking: Booking, *names: str) -> dict[str, Any]:
    """What every fact of a booking says, and what this one says besides."""
    common = {"aggregate_id": booking.booking_id, "aggregate_version": booking.version}
    return common | {name: getattr(booking, name) for name in ("booking_id", "patient_id", *names)}

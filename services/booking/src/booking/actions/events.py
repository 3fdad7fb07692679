"""Events of bookings, recorded in the outbox and counted."""

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

from booking.domain import ENDS_OF_A_HOLD, Transition
from booking.models import Booking

TRANSITIONS_TAKEN = counter(
    "booking_steps_total", "What happened to bookings, and why where it may differ", ("step", "reason")
)


async def publish_created(session: AsyncSession, booking: Booking) -> None:
    """BookingCreated: a slot is held until it is paid for."""
    TRANSITIONS_TAKEN.labels("hold", "").inc()
    until = booking.hold_expires_at or booking.created_at
    fields = _fields(booking, "doctor_id", "offering_id", "price_kopecks")
    await record(session, BookingCreated(**fields, hold_expires_at=until))


async def publish_offered(session: AsyncSession, booking: Booking, *, waitlist_entry_id: UUID) -> None:
    """SlotOffered: a freed slot is held for a patient of the waitlist."""
    TRANSITIONS_TAKEN.labels("offer", "").inc()
    until = booking.hold_expires_at or booking.created_at
    names = ("doctor_id", "clinic_id", "offering_id", "visit_type", "starts_at", "price_kopecks")
    event = SlotOffered(**_fields(booking, *names), waitlist_entry_id=waitlist_entry_id, hold_expires_at=until)
    await record(session, event)


async def publish_confirmed(session: AsyncSession, booking: Booking) -> None:
    """BookingConfirmed: the visit will take place."""
    TRANSITIONS_TAKEN.labels(Transition.CONFIRM, "").inc()
    names = ("doctor_id", "clinic_id", "offering_id", "visit_type", "starts_at", "ends_at", "price_kopecks")
    await record(session, BookingConfirmed(**_fields(booking, *names)))


async def publish_expired(session: AsyncSession, booking: Booking, *, reason: ExpiryReason) -> None:
    """BookingExpired: the slot is free again; nothing was paid."""
    TRANSITIONS_TAKEN.labels(ENDS_OF_A_HOLD[reason], reason).inc()
    await record(session, BookingExpired(**_fields(booking), reason=reason))


async def publish_cancelled(session: AsyncSession, booking: Booking) -> None:
    """BookingCancelled: the visit will not take place."""
    TRANSITIONS_TAKEN.labels(Transition.CANCEL, booking.cancel_reason or "").inc()
    names = ("doctor_id", "visit_type", "starts_at", "cancelled_by", "refund_kopecks", "returned_kopecks")
    await record(session, BookingCancelled(**_fields(booking, *names), reason=booking.cancel_reason))


async def publish_rescheduled(session: AsyncSession, booking: Booking, *, previous_starts_at: datetime) -> None:
    """BookingRescheduled: the visit takes place at another time."""
    TRANSITIONS_TAKEN.labels(Transition.MOVE, "").inc()
    fields = _fields(booking, "doctor_id", "visit_type", "starts_at", "ends_at")
    await record(session, BookingRescheduled(**fields, previous_starts_at=previous_starts_at))


async def publish_completed(session: AsyncSession, booking: Booking) -> None:
    """BookingCompleted: the visit is over and its payment is kept."""
    TRANSITIONS_TAKEN.labels(Transition.COMPLETE, booking.outcome or "").inc()
    await record(session, BookingCompleted(**_fields(booking, "doctor_id", "outcome")))


def _fields(booking: Booking, *names: str) -> dict[str, Any]:
    """The fields of every event of a booking, and these besides."""
    common = {"aggregate_id": booking.booking_id, "aggregate_version": booking.version}
    return common | {name: getattr(booking, name) for name in ("booking_id", "patient_id", *names)}

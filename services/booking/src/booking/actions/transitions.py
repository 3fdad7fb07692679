"""Transitions of a booking: each changes the row, raises its version and publishes the event.

A transition that frees a slot offers it to the waitlist in the same transaction: nobody else ever sees it free.
"""

from datetime import datetime

from common import clock
from contracts.values import CancelledBy, CancelReason, ExpiryReason, VisitOutcome
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import events
from booking.actions.offers import offer_freed
from booking.domain import ENDS_OF_A_HOLD, Transition, next_status, refund, refund_deadline
from booking.models import Booking
from booking.queries.openings import delete_openings
from booking.queries.waitlist import close_booked_entry, return_to_line


async def confirm(session: AsyncSession, booking: Booking, *, paid_kopecks: int) -> None:
    """The visit will take place. Raises IntegrityError when the slot of a booking that had expired is taken."""
    _apply(booking, Transition.CONFIRM)
    booking.paid_kopecks = paid_kopecks
    booking.confirmed_at = clock.now()
    booking.expired_at = None
    await session.flush()
    await publish_confirmed(session, booking)


async def publish_confirmed(session: AsyncSession, booking: Booking) -> None:
    """The visit will take place; its patient no longer waits for such a visit."""
    await close_booked_entry(session, patient_id=booking.patient_id, offering_id=booking.offering_id)
    await events.publish_confirmed(session, booking)


async def end_hold(session: AsyncSession, booking: Booking, *, reason: ExpiryReason) -> None:
    """The slot is free again; nothing was paid. A patient who let an offer end goes to the end of the waitlist."""
    _apply(booking, ENDS_OF_A_HOLD[reason])
    booking.expired_at = clock.now()
    await session.flush()
    await return_to_line(session, booking.booking_id, now=clock.now())
    await _freed(session, booking, (booking.starts_at, booking.ends_at))
    await events.publish_expired(session, booking, reason=reason)


async def cancel(session: AsyncSession, booking: Booking, *, by: CancelledBy, reason: CancelReason) -> None:
    """The visit will not take place; the payment is refunded as the refund rule says."""
    _apply(booking, Transition.CANCEL)
    booking.cancelled_by, booking.cancel_reason, booking.cancelled_at = by, reason, clock.now()
    booking.refund_kopecks = refund_due(booking, by=by)
    await session.flush()
    await return_to_line(session, booking.booking_id, now=clock.now())
    await _freed(session, booking, (booking.starts_at, booking.ends_at))
    await events.publish_cancelled(session, booking)


async def refund_late_payment(session: AsyncSession, booking: Booking, *, amount_kopecks: int) -> None:
    """A payment that arrived after the cancellation is refunded; BookingCancelled is published again with its sum."""
    _apply(booking, Transition.RETURN)
    booking.paid_kopecks = booking.refund_kopecks = amount_kopecks
    await session.flush()
    await events.publish_cancelled(session, booking)


async def move(session: AsyncSession, booking: Booking, *, to: tuple[datetime, datetime], by: CancelledBy) -> None:
    """The visit takes place at another time, its payment stays. Raises IntegrityError when that time is taken."""
    _apply(booking, Transition.MOVE)
    previous = (booking.starts_at, booking.ends_at)
    booking.starts_at, booking.ends_at = to
    booking.refund_deadline_at = refund_deadline(booking.starts_at, moved_by=by)
    await session.flush()
    await _freed(session, booking, previous)
    await events.publish_rescheduled(session, booking, previous_starts_at=previous[0])


async def complete(session: AsyncSession, booking: Booking, *, outcome: VisitOutcome | None = None) -> None:
    """The visit is over and its payment is kept; the outcome is None when it is unknown."""
    _apply(booking, Transition.COMPLETE)
    booking.completed_at, booking.outcome = clock.now(), outcome
    await session.flush()
    await events.publish_completed(session, booking)


def refund_due(booking: Booking, *, by: CancelledBy) -> int:
    """Kopecks to refund in all when this side ends the booking now; never less than came back already."""
    deadline = booking.refund_deadline_at
    due = refund(paid_kopecks=booking.paid_kopecks, by=by, deadline=deadline, now=clock.now())
    return max(due, booking.returned_kopecks)


def refund_left(booking: Booking, *, by: CancelledBy) -> int:
    """Kopecks still to refund when this side ends the booking now."""
    return refund_due(booking, by=by) - booking.returned_kopecks


async def _freed(session: AsyncSession, booking: Booking, during: tuple[datetime, datetime]) -> None:
    await delete_openings(session, booking.doctor_id)
    await offer_freed(session, booking.doctor_id, during=during)


def _apply(booking: Booking, transition: Transition) -> None:
    booking.status = next_status(booking.status, transition)
    booking.version += 1
    # The seat belongs to the hold alone.
    booking.hold_seat = None

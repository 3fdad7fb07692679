"""The steps of a booking's life: each changes the row, raises its version and tells the fact.

A step that frees a time offers it to those who wait for it in the same transaction: nobody else ever sees it free.
"""

from datetime import datetime

from common import clock
from contracts.values import CancelledBy, CancelReason, ExpiryReason, VisitOutcome
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import facts
from booking.actions.offers import offer_freed
from booking.domain import ENDS_OF_A_HOLD, Step, after, refund, refund_deadline
from booking.models import Booking
from booking.queries.openings import forget_openings
from booking.queries.waitlist import stop_waiting, wait_again


async def confirm(session: AsyncSession, booking: Booking, *, paid_kopecks: int) -> None:
    """The visit will take place. Raises IntegrityError when the slot of a booking that had expired is taken."""
    _step(booking, Step.CONFIRM)
    booking.paid_kopecks = paid_kopecks
    booking.confirmed_at = clock.now()
    booking.expired_at = None
    await session.flush()
    await confirmed(session, booking)


async def confirmed(session: AsyncSession, booking: Booking) -> None:
    """Tells that the visit will take place; its patient no longer waits for it."""
    await stop_waiting(session, patient_id=booking.patient_id, offering_id=booking.offering_id)
    await facts.tell_confirmed(session, booking)


async def end_hold(session: AsyncSession, booking: Booking, *, reason: ExpiryReason) -> None:
    """The slot is free again; nothing was paid. Who let an offer go waits on, at the end of the line."""
    _step(booking, ENDS_OF_A_HOLD[reason])
    booking.expired_at = clock.now()
    await session.flush()
    await wait_again(session, booking.booking_id, now=clock.now())
    await _freed(session, booking, (booking.starts_at, booking.ends_at))
    await facts.tell_expired(session, booking, reason=reason)


async def cancel(session: AsyncSession, booking: Booking, *, by: CancelledBy, reason: CancelReason) -> None:
    """The visit will not take place; what was paid goes back as far as the rule says."""
    _step(booking, Step.CANCEL)
    booking.cancelled_by, booking.cancel_reason, booking.cancelled_at = by, reason, clock.now()
    booking.refund_kopecks = refund_due(booking, by=by)
    await session.flush()
    await wait_again(session, booking.booking_id, now=clock.now())
    await _freed(session, booking, (booking.starts_at, booking.ends_at))
    await facts.tell_cancelled(session, booking)


async def give_back(session: AsyncSession, booking: Booking, *, amount_kopecks: int) -> None:
    """Money that was not known when the booking was cancelled goes back; the cancellation is told anew with it."""
    _step(booking, Step.RETURN)
    booking.paid_kopecks = booking.refund_kopecks = amount_kopecks
    await session.flush()
    await facts.tell_cancelled(session, booking)


async def move(session: AsyncSession, booking: Booking, *, to: tuple[datetime, datetime], by: CancelledBy) -> None:
    """The visit takes place at another time, its money stays. Raises IntegrityError when that time is taken."""
    _step(booking, Step.MOVE)
    previous = (booking.starts_at, booking.ends_at)
    booking.starts_at, booking.ends_at = to
    booking.refund_deadline_at = refund_deadline(booking.starts_at, moved_by=by)
    await session.flush()
    await _freed(session, booking, previous)
    await facts.tell_moved(session, booking, previous_starts_at=previous[0])


async def complete(session: AsyncSession, booking: Booking, *, outcome: VisitOutcome | None = None) -> None:
    """The time of the visit is over and its money is kept; no outcome: nobody knows how it went."""
    _step(booking, Step.COMPLETE)
    booking.completed_at, booking.outcome = clock.now(), outcome
    await session.flush()
    await facts.tell_completed(session, booking)


def refund_due(booking: Booking, *, by: CancelledBy) -> int:
    """What goes back in all if this one ends the booking now, by the server's clock; never less than came back."""
    deadline = booking.refund_deadline_at
    due = refund(paid_kopecks=booking.paid_kopecks, by=by, deadline=deadline, now=clock.now())
    return max(due, booking.returned_kopecks)


def refund_left(booking: Booking, *, by: CancelledBy) -> int:
    """What of it is still to come."""
    return refund_due(booking, by=by) - booking.returned_kopecks


async def _freed(session: AsyncSession, booking: Booking, during: tuple[datetime, datetime]) -> None:
    await forget_openings(session, booking.doctor_id)
    await offer_freed(session, booking.doctor_id, during=during)


def _step(booking: Booking, step: Step) -> None:
    booking.status = after(booking.status, step)
    booking.version += 1
    # An unpaid slot's seat and end belong to the hold alone.
    booking.hold_seat = None

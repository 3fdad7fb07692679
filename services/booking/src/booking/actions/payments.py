"""Payments and returns that payment has published."""

from datetime import timedelta
from uuid import UUID

import structlog
from common import clock
from common.events import Postpone
from contracts.values import CancelledBy, CancelReason
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import transitions
from booking.domain import MIN_NOTICE, Status
from booking.models import Booking
from booking.queries.bookings import get_overlapping, lock_booking, lock_calendars
from booking.queries.slots import get_slot

logger = structlog.get_logger(__name__)


# Ends of a hold without a payment.
UNPAID_ENDS = (Status.EXPIRED, Status.RELEASED, Status.DECLINED)


async def accept_payment(session: AsyncSession, booking_id: UUID, *, amount_kopecks: int) -> None:
    """The payment confirms the booking if the slot can still be had; otherwise all of it is refunded with a reason.

    A booking has one order, so a payment for a paid booking is the same payment again.
    """
    booking = await lock_booking(session, booking_id)
    if booking is None:
        raise Postpone
    if booking.status in (Status.CONFIRMED, Status.COMPLETED) or booking.paid_kopecks:
        logger.warning("payment_ignored", booking_id=str(booking_id), status=booking.status)
        return
    if booking.status == Status.CANCELLED:
        await _refund_late_payment(session, booking, amount_kopecks)
        return
    obstacle = await _obstacle(session, booking, amount_kopecks)
    if obstacle is None and await _try_confirm(session, booking):
        return
    await _cancel_and_refund(session, booking, amount_kopecks, reason=obstacle or CancelReason.SLOT_TAKEN)


async def record_return(session: AsyncSession, booking_id: UUID, *, paid_kopecks: int, returned_kopecks: int) -> None:
    """Records what has been returned in all: by us, by the bank, or by hand at the bank.

    A smaller sum is an older event. A full return cancels the visit, unless it has begun: the patient is in it, or was.
    """
    booking = await lock_booking(session, booking_id)
    if booking is None:
        raise Postpone
    booking.returned_kopecks = max(booking.returned_kopecks, returned_kopecks)
    if returned_kopecks < paid_kopecks:
        return
    to_come = booking.status == Status.CONFIRMED and clock.now() < booking.starts_at
    # Unpaid as far as booking knows: PaymentConfirmed comes late, and must not confirm anything then.
    if to_come or booking.status in (Status.HELD, *UNPAID_ENDS):
        booking.paid_kopecks = paid_kopecks
        await transitions.cancel(session, booking, by=CancelledBy.CLINIC, reason=CancelReason.PAYMENT_RETURNED)
    elif booking.status != Status.CANCELLED:
        logger.error("visit_without_money", booking_id=str(booking_id), status=booking.status)


async def _obstacle(session: AsyncSession, booking: Booking, amount_kopecks: int) -> CancelReason | None:
    """The reason why this payment cannot confirm the booking, or None."""
    if booking.status in (Status.RELEASED, Status.DECLINED):
        return CancelReason.RELEASED
    if amount_kopecks != booking.price_kopecks:
        return CancelReason.WRONG_AMOUNT
    held = booking.status == Status.HELD
    if booking.starts_at <= clock.now() + (timedelta(0) if held else MIN_NOTICE):
        return CancelReason.VISIT_STARTED
    return None if held or await _still_free(session, booking) else CancelReason.SLOT_TAKEN


async def _try_confirm(session: AsyncSession, booking: Booking) -> bool:
    """Confirms the booking; False when its slot was taken meanwhile."""
    try:
        async with session.begin_nested():
            await transitions.confirm(session, booking, paid_kopecks=booking.price_kopecks)
    except IntegrityError:
        await session.refresh(booking)
        return False
    return True


async def _cancel_and_refund(
    session: AsyncSession, booking: Booking, amount_kopecks: int, *, reason: CancelReason
) -> None:
    booking.paid_kopecks = amount_kopecks
    await transitions.cancel(session, booking, by=CancelledBy.SYSTEM, reason=reason)
    logger.warning("payment_returned", booking_id=str(booking.booking_id), refund_kopecks=amount_kopecks, reason=reason)


async def _refund_late_payment(session: AsyncSession, booking: Booking, amount_kopecks: int) -> None:
    if amount_kopecks:
        await transitions.refund_late_payment(session, booking, amount_kopecks=amount_kopecks)
        logger.warning("payment_after_end", booking_id=str(booking.booking_id), refund_kopecks=amount_kopecks)


async def _still_free(session: AsyncSession, booking: Booking) -> bool:
    await lock_calendars(session, booking.doctor_id, booking.patient_id)
    # The payment is made, so no time is needed for it.
    slot = await get_slot(session, booking, starts_at=booking.starts_at, now=clock.now(), prepaid=False)
    if slot is None or not slot[1]:
        return False
    return not await get_overlapping(session, booking, starts_at=booking.starts_at, ends_at=booking.ends_at)

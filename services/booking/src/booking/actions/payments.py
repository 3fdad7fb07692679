"""Money arrived, or went back."""

from datetime import timedelta
from uuid import UUID

import structlog
from common import clock
from common.events import Postpone
from contracts.values import CancelledBy, CancelReason
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import steps
from booking.domain import MIN_NOTICE, Status
from booking.models import Booking
from booking.queries.bookings import find_overlap, lock_booking, lock_calendars
from booking.queries.slots import find_slot

logger = structlog.get_logger(__name__)


# Nothing is held or kept for the patient any more, and nothing was paid.
UNPAID_ENDS = (Status.EXPIRED, Status.RELEASED, Status.DECLINED)


async def accept_payment(session: AsyncSession, booking_id: UUID, *, amount_kopecks: int) -> None:
    """Money buys the visit while that still makes sense; otherwise all that came goes back, and it is told why.

    There is one order for a booking, so money for one that is paid for is the same money told again.
    """
    booking = await lock_booking(session, booking_id)
    if booking is None:
        raise Postpone
    if booking.status in (Status.CONFIRMED, Status.COMPLETED) or booking.paid_kopecks:
        logger.warning("payment_ignored", booking_id=str(booking_id), status=booking.status)
        return
    if booking.status == Status.CANCELLED:
        await _give_back(session, booking, amount_kopecks)
        return
    obstacle = await _obstacle(session, booking, amount_kopecks)
    if obstacle is None and await _confirmed(session, booking):
        return
    await _return_all(session, booking, amount_kopecks, reason=obstacle or CancelReason.SLOT_TAKEN)


async def notice_return(session: AsyncSession, booking_id: UUID, *, paid_kopecks: int, returned_kopecks: int) -> None:
    """So much of what was paid has gone back in all: by us, at the bank, or by hand in its cabinet.

    Less is an older event. When it is everything, nothing pays for the visit any more; one that has begun stays all
    the same: the patient is in it, or was.
    """
    booking = await lock_booking(session, booking_id)
    if booking is None:
        raise Postpone
    booking.returned_kopecks = max(booking.returned_kopecks, returned_kopecks)
    if returned_kopecks < paid_kopecks:
        return
    to_come = booking.status == Status.CONFIRMED and clock.now() < booking.starts_at
    # Unpaid as far as we know: the news of the payment is late, and must not buy anything when it comes.
    if to_come or booking.status in (Status.HELD, *UNPAID_ENDS):
        booking.paid_kopecks = paid_kopecks
        await steps.cancel(session, booking, by=CancelledBy.CLINIC, reason=CancelReason.PAYMENT_RETURNED)
    elif booking.status != Status.CANCELLED:
        logger.error("visit_without_money", booking_id=str(booking_id), status=booking.status)


async def _obstacle(session: AsyncSession, booking: Booking, amount_kopecks: int) -> CancelReason | None:
    """Why this money cannot buy the visit."""
    if booking.status in (Status.RELEASED, Status.DECLINED):
        return CancelReason.RELEASED
    if amount_kopecks != booking.price_kopecks:
        return CancelReason.WRONG_AMOUNT
    held = booking.status == Status.HELD
    if booking.starts_at <= clock.now() + (timedelta(0) if held else MIN_NOTICE):
        return CancelReason.VISIT_STARTED
    return None if held or await _still_free(session, booking) else CancelReason.SLOT_TAKEN


async def _confirmed(session: AsyncSession, booking: Booking) -> bool:
    """Confirms the booking unless its slot was taken since the look."""
    try:
        async with session.begin_nested():
            await steps.confirm(session, booking, paid_kopecks=booking.price_kopecks)
    except IntegrityError:
        await session.refresh(booking)
        return False
    return True


async def _return_all(session: AsyncSession, booking: Booking, amount_kopecks: int, *, reason: CancelReason) -> None:
    booking.paid_kopecks = amount_kopecks
    await steps.cancel(session, booking, by=CancelledBy.SYSTEM, reason=reason)
    logger.warning("payment_returned", booking_id=str(booking.booking_id), refund_kopecks=amount_kopecks, reason=reason)


async def _give_back(session: AsyncSession, booking: Booking, amount_kopecks: int) -> None:
    if amount_kopecks:
        await steps.give_back(session, booking, amount_kopecks=amount_kopecks)
        logger.warning("payment_after_end", booking_id=str(booking.booking_id), refund_kopecks=amount_kopecks)


async def _still_free(session: AsyncSession, booking: Booking) -> bool:
    await lock_calendars(session, booking.doctor_id, booking.patient_id)
    # The payment is made, so no time is needed for it.
    slot = await find_slot(session, booking, starts_at=booking.starts_at, now=clock.now(), prepaid=False)
    if slot is None or not slot[1]:
        return False
    return not await find_overlap(session, booking, starts_at=booking.starts_at, ends_at=booking.ends_at)

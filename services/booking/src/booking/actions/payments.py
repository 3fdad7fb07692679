"""Money arrived."""

from uuid import UUID

import structlog
from common import clock
from common.events.consumer import Postpone
from contracts.values import CancelledBy
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import steps
from booking.domain import Status, Step, allows
from booking.models import Booking
from booking.queries.bookings import is_busy, lock_booking, lock_calendars
from booking.queries.slots import find_slot

logger = structlog.get_logger(__name__)


async def accept_payment(session: AsyncSession, booking_id: UUID, *, amount_kopecks: int) -> None:
    """A held booking is confirmed; an expired one if its slot is still free; otherwise all that came goes back.

    An amount that is not the price never buys the visit. Money for a booking already settled changes nothing.
    """
    booking = await lock_booking(session, booking_id)
    if booking is None:
        raise Postpone
    if not allows(booking.status, Step.CONFIRM):
        logger.warning("payment_ignored", booking_id=str(booking_id), status=booking.status)
        return
    if amount_kopecks == booking.price_kopecks and await _confirmed(session, booking):
        return
    booking.paid_kopecks = amount_kopecks
    await steps.cancel(session, booking, by=CancelledBy.SYSTEM)
    logger.warning("payment_returned", booking_id=str(booking_id), refund_kopecks=amount_kopecks)


async def _confirmed(session: AsyncSession, booking: Booking) -> bool:
    """Confirms the booking unless its slot is gone."""
    if booking.status == Status.HELD:
        await steps.confirm(session, booking, paid_kopecks=booking.price_kopecks)
        return True
    if not await _still_free(session, booking):
        return False
    try:
        async with session.begin_nested():
            await steps.confirm(session, booking, paid_kopecks=booking.price_kopecks)
    except IntegrityError:
        # A new booking was faster between the look and the change.
        await session.refresh(booking)
        return False
    return True


async def _still_free(session: AsyncSession, booking: Booking) -> bool:
    await lock_calendars(session, booking.doctor_id, booking.patient_id)
    slot = await find_slot(session, booking, starts_at=booking.starts_at, now=clock.now())
    if slot is None or not slot[1]:
        return False
    return not await is_busy(session, booking, starts_at=booking.starts_at, ends_at=booking.ends_at)

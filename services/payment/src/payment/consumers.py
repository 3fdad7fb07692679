"""Events payment consumes."""

from common.context import Context
from common.events import handles
from contracts.booking import BookingCancelled, BookingCreated, BookingExpired
from contracts.catalog import OfferingPublished
from contracts.identity import CabinetsJoined
from sqlalchemy.ext.asyncio import AsyncSession

from payment import actions


@handles(BookingCreated)
async def open_order(session: AsyncSession, event: BookingCreated, *, context: Context) -> None:
    await actions.open_order(session, event)


@handles(BookingExpired)
async def close_order(session: AsyncSession, event: BookingExpired, *, context: Context) -> None:
    await actions.close_order(session, event.booking_id)


@handles(BookingCancelled)
async def schedule_refund(session: AsyncSession, event: BookingCancelled, *, context: Context) -> None:
    await actions.schedule_refund(session, event)


@handles(OfferingPublished)
async def copy_offering(session: AsyncSession, event: OfferingPublished, *, context: Context) -> None:
    await actions.copy_offering(session, event)


@handles(CabinetsJoined)
async def move_orders(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    await actions.move_orders(session, event)


HANDLERS = (open_order, close_order, schedule_refund, copy_offering, move_orders)

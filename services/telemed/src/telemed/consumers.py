"""Facts telemed listens to: a room lives as its booking does."""

from common.events.consumer import handles
from common.service import Context
from contracts.booking import BookingCancelled, BookingConfirmed, BookingRescheduled
from sqlalchemy.ext.asyncio import AsyncSession

from telemed import actions
from telemed.signalling import Hub, notices


@handles(BookingConfirmed)
async def open_room(session: AsyncSession, event: BookingConfirmed, *, context: Context) -> None:
    await actions.visit_scheduled(session, event)


@handles(BookingRescheduled)
async def move_room(session: AsyncSession, event: BookingRescheduled, *, context: Context) -> None:
    hub: Hub = context.resources
    room = await actions.visit_scheduled(session, event)
    if room is not None:
        hub.tell(session, notices.moved(room))


@handles(BookingCancelled)
async def close_room(session: AsyncSession, event: BookingCancelled, *, context: Context) -> None:
    hub: Hub = context.resources
    room = await actions.cancel_room(session, event)
    if room is not None:
        hub.tell(session, notices.closed(room))


HANDLERS = (open_room, move_room, close_room)

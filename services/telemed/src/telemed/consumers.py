"""Events telemed consumes: a room follows its booking, a socket its session."""

from common.context import Context
from common.events import handles
from contracts.booking import BookingCancelled, BookingConfirmed, BookingRescheduled
from contracts.identity import CabinetsJoined, SessionEnded
from sqlalchemy.ext.asyncio import AsyncSession

from telemed import actions


@handles(BookingConfirmed)
async def open_room(session: AsyncSession, event: BookingConfirmed, *, context: Context) -> None:
    await actions.schedule_room(session, event)


@handles(BookingRescheduled)
async def move_room(session: AsyncSession, event: BookingRescheduled, *, context: Context) -> None:
    await actions.schedule_room(session, event)


@handles(BookingCancelled)
async def close_room(session: AsyncSession, event: BookingCancelled, *, context: Context) -> None:
    await actions.cancel_room(session, event)


@handles(SessionEnded)
async def close_sockets(session: AsyncSession, event: SessionEnded, *, context: Context) -> None:
    await actions.end_session(session, event.session_id)


@handles(CabinetsJoined)
async def move_rooms(session: AsyncSession, event: CabinetsJoined, *, context: Context) -> None:
    await actions.join_cabinets(session, joined_person_id=event.joined_person_id, person_id=event.person_id)


HANDLERS = (open_room, move_room, close_room, close_sockets, move_rooms)

"""Calls: the one that lives, and those whose time is over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.domain.rooms import CallState
from telemed.models import Call, Room, Seat

_BATCH = 200
_RUNNING = (CallState.ACCEPTED, CallState.CONNECTED)


async def get_live_call(session: AsyncSession, booking_id: UUID) -> Call | None:
    """The call of the room that is not over; its room must be locked before a change."""
    live = select(Call).where(Call.booking_id == booking_id, Call.state != CallState.ENDED)
    return await session.scalar(live.execution_options(populate_existing=True))


async def lock_ringing_rooms(session: AsyncSession, since: datetime) -> Sequence[Room]:
    """Rooms in which a call has rung since then, locked; rows locked by others are skipped."""
    ringing = exists().where(Call.booking_id == Room.booking_id, Call.state == CallState.RINGING, Call.rang_at <= since)
    return (await session.scalars(select(Room).where(ringing).limit(_BATCH).with_for_update(skip_locked=True))).all()


async def lock_deserted_rooms(session: AsyncSession, since: datetime) -> Sequence[Room]:
    """Rooms in which a call runs although a seat has been empty since then; locked, without those locked already."""
    running = exists().where(Call.booking_id == Room.booking_id, Call.state.in_(_RUNNING))
    empty = exists().where(
        Seat.booking_id == Room.booking_id,
        Seat.socket_id.is_(None),
        or_(Seat.left_at.is_(None), Seat.left_at <= since),
    )
    deserted = select(Room).where(running, empty).limit(_BATCH).with_for_update(skip_locked=True)
    return (await session.scalars(deserted)).all()

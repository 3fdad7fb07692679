"""Seats are taken by sockets, left by them, and emptied when a process died without a word."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common.clock import now
from common.errors import NotFound, Unauthenticated
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.rooms import Participant
from telemed.domain.rooms import LOST_AFTER, SILENT_AFTER
from telemed.models import Room, Seat
from telemed.queries import people, rooms, seats


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """What the one who entered sees, and whose socket had the seat until now."""

    seen: rooms.Snapshot
    replaced: UUID | None


async def enter(session: AsyncSession, participant: Participant, socket_id: UUID) -> Entry:
    """The seat is this socket's, unless the room is closed: then it is only seen."""
    room = await rooms.lock_room(session, participant.booking_id)
    if room is None:
        raise NotFound
    if await people.session_ended(session, participant.session_id):
        raise Unauthenticated
    replaced = None
    if room.closed_at is None:
        seat = await seats.seat_of(session, room.booking_id, participant.role)
        replaced = seat.socket_id
        if replaced is not None:
            await _end_stay(session, room, seat)
        seat.entered_at = _entered(seat)
        seat.socket_id, seat.full_name, seat.media = socket_id, participant.full_name, None
        seat.session_id = participant.session_id
        seat.seen_at = seat.confirmed_at = seat.present_since = now()
        room.note_arrival(seat, until=now())
        room.version += 1
        await session.flush()
    return Entry(seen=await rooms.snapshot(session, participant.booking_id, participant.role), replaced=replaced)


async def leave(session: AsyncSession, participant: Participant, socket_id: UUID) -> Room | None:
    """The seat is empty if it was still this socket's; otherwise None."""
    room = await rooms.lock_room(session, participant.booking_id)
    if room is None:
        return None
    seat = await seats.seat_of(session, room.booking_id, participant.role)
    if seat.socket_id != socket_id:
        return None
    seat.seen_at = now()
    await _end_stay(session, room, seat)
    seat.socket_id, seat.left_at = None, now()
    room.version += 1
    return room


async def confirm_session(session: AsyncSession, participant: Participant) -> None:
    """The session with which the seat was taken still holds; another session of the same person says nothing of it."""
    await seats.confirm(session, participant.booking_id, participant.session_id, at=now())


async def set_media(session: AsyncSession, participant: Participant, media: dict[str, Any]) -> Room | None:
    """What this person sends and can do; None when that was known."""
    room = await rooms.lock_room(session, participant.booking_id)
    if room is None:
        return None
    seat = await seats.seat_of(session, room.booking_id, participant.role)
    if seat.media == media:
        return None
    seat.media = media
    room.version += 1
    return room


async def vacate_silent_seats(session: AsyncSession) -> list[tuple[Room, Seat]]:
    """Seats without a sign for 45 s are empty since they were last seen."""
    silent = await seats.rooms_with_silent_seats(session, now() - SILENT_AFTER)
    for room, seat in silent:
        await _end_stay(session, room, seat)
        seat.socket_id, seat.left_at = None, seat.seen_at
        room.version += 1
        await session.flush()  # the peer of the next one may be this seat
    return [(room, seat) for room, seat in silent]


async def _end_stay(session: AsyncSession, room: Room, seat: Seat) -> None:
    room.note_stay(seat, await seats.seat_of(session, room.booking_id, seat.role.peer), at=now())


def _entered(seat: Seat) -> datetime:
    """Since when the person is here: who comes back as soon as a call would wait for them was not away."""
    away_since = seat.left_at if seat.socket_id is None else now()
    stayed = seat.entered_at is not None and away_since is not None and away_since > now() - LOST_AFTER
    return seat.entered_at if stayed and seat.entered_at else now()

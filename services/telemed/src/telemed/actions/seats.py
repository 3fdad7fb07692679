"""Seats are taken and left by sockets, and vacated when a process died."""

from datetime import datetime
from uuid import UUID

from common.clock import now
from common.errors import NotFound, Unauthenticated
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.notices import notify
from telemed.actions.rooms import Participant
from telemed.domain import protocol
from telemed.domain.rooms import LOST_AFTER, SILENT_AFTER, Departure, Role
from telemed.models import Room, Seat
from telemed.queries import people, rooms, seats


async def enter(session: AsyncSession, participant: Participant, socket_id: UUID) -> rooms.Snapshot:
    """The socket holds the seat, unless the room is closed. Answers the room as it is then."""
    room = await rooms.lock_room(session, participant.booking_id)
    if room is None:
        raise NotFound
    if await people.is_session_ended(session, participant.session_id):
        raise Unauthenticated
    if room.closed_at is not None:
        return await rooms.get_snapshot(session, participant.booking_id, participant.role)
    seat = await seats.get_seat(session, room.booking_id, participant.role)
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
    seen = await rooms.get_snapshot(session, participant.booking_id, participant.role)
    joined = protocol.PeerJoined(at=now(), full_name=seen.full_name)
    notify(session, seen, {seen.role.peer: joined}, seat=(seen.role, socket_id), replaced=replaced)
    return seen


async def leave(session: AsyncSession, participant: Participant, socket_id: UUID, *, how: Departure) -> None:
    """The seat is empty if this socket still held it."""
    room = await rooms.lock_room(session, participant.booking_id)
    if room is None:
        return
    seat = await seats.get_seat(session, room.booking_id, participant.role)
    if seat.socket_id != socket_id:
        return
    seat.seen_at = now()
    await _end_stay(session, room, seat)
    seat.socket_id, seat.left_at = None, now()
    room.version += 1
    _notify_left(session, room, seat.role, how)


async def confirm_session(session: AsyncSession, participant: Participant) -> None:
    """The session that took the seat is valid; another session of the same person confirms nothing."""
    await seats.confirm_session(session, participant.booking_id, participant.session_id, at=now())


async def set_media(session: AsyncSession, participant: Participant, message: protocol.Media) -> None:
    """The seat has this media; the peer is notified of a change."""
    room = await rooms.lock_room(session, participant.booking_id)
    if room is None:
        return
    media = message.model_dump(exclude={"type"})
    seat = await seats.get_seat(session, room.booking_id, participant.role)
    if seat.media == media:
        return
    seat.media = media
    room.version += 1
    notify(session, room, {seat.role.peer: protocol.PeerMedia(**media)})


async def vacate_silent_seats(session: AsyncSession) -> None:
    """Seats without a heartbeat for 45 s are empty since the last one."""
    for room, seat in await seats.lock_silent_seats(session, now() - SILENT_AFTER):
        await _end_stay(session, room, seat)
        seat.socket_id, seat.left_at = None, seat.seen_at
        room.version += 1
        await session.flush()  # the peer of the next one may be this seat
        _notify_left(session, room, seat.role, Departure.LOST)


def _notify_left(session: AsyncSession, room: Room, role: Role, how: Departure) -> None:
    notify(session, room, {role.peer: protocol.PeerLeft(at=now(), reason=how)}, seat=(role, None))


async def _end_stay(session: AsyncSession, room: Room, seat: Seat) -> None:
    room.note_stay(seat, await seats.get_seat(session, room.booking_id, seat.role.peer), at=now())


def _entered(seat: Seat) -> datetime:
    """Seated since; an absence so short that a call waits for its end does not count."""
    away_since = seat.left_at if seat.socket_id is None else now()
    stayed = seat.entered_at is not None and away_since is not None and away_since > now() - LOST_AFTER
    return seat.entered_at if stayed and seat.entered_at else now()

"""Rooms, and the view of a room from one seat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, distinct, exists, func, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.domain.rooms import CallEnd, CallState, CloseReason, Role
from telemed.models import Call, Message, Room

_BATCH = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """The room as the person on one seat may see it, read in one statement."""

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    role: Role
    socket_id: UUID | None
    full_name: str
    entered_at: datetime | None
    confirmed_at: datetime | None
    session_over: bool
    starts_at: datetime
    ends_at: datetime
    started_at: datetime | None
    closed_at: datetime | None
    close_reason: CloseReason | None
    version: int
    last_seq: int
    peer_name: str
    peer_socket: UUID | None
    peer_media: dict[str, Any] | None
    peer_entered_at: datetime | None
    peer_left_at: datetime | None
    delivered_seq: int
    read_seq: int
    call_id: UUID | None
    call_state: CallState | None
    rang_at: datetime | None
    accepted_at: datetime | None
    connected_at: datetime | None
    ended_at: datetime | None
    end_reason: CallEnd | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Presence:
    """Whether the patient of a visit is in the room, since when, and how much the doctor has not read."""

    booking_id: UUID
    patient_present: bool
    since: datetime | None
    unread: int


# The last call is included when it is over, for a socket that missed its end.
_SNAPSHOT = """
    SELECT room.booking_id, room.patient_id, room.doctor_id, own.role, own.socket_id, own.full_name,
           own.entered_at, own.confirmed_at,
           EXISTS (SELECT FROM ended_sessions WHERE session_id = own.session_id) AS session_over,
           room.starts_at, room.ends_at, room.started_at, room.closed_at,
           room.close_reason, room.version, room.last_seq,
           peer.full_name AS peer_name, peer.socket_id AS peer_socket, peer.media AS peer_media,
           peer.entered_at AS peer_entered_at, peer.left_at AS peer_left_at, peer.delivered_seq, peer.read_seq,
           call.call_id, call.state AS call_state, call.rang_at, call.accepted_at, call.connected_at, call.ended_at,
           call.end_reason
      FROM seats own
      JOIN rooms room USING (booking_id)
      JOIN seats peer ON peer.booking_id = own.booking_id AND peer.role <> own.role
      LEFT JOIN LATERAL (
           SELECT * FROM calls WHERE calls.booking_id = own.booking_id ORDER BY rang_at DESC, call_id DESC LIMIT 1
      ) call ON true
"""
_OF_SEAT = text(f"{_SNAPSHOT} WHERE own.booking_id = :booking_id AND own.role = :role")
_OF_SOCKETS = text(f"{_SNAPSHOT} WHERE own.socket_id = ANY (:sockets)")
_PRESENCE = text("""
    SELECT booking_id, seat.socket_id IS NOT NULL AS patient_present,
           CASE WHEN seat.socket_id IS NOT NULL THEN seat.entered_at END AS since,
           (SELECT count(*) FROM messages
             WHERE messages.booking_id = own.booking_id AND author = 'patient' AND seq > own.read_seq) AS unread
      FROM rooms JOIN seats seat USING (booking_id) JOIN seats own USING (booking_id)
     WHERE own.role = 'doctor' AND booking_id = ANY (:booking_ids) AND doctor_id = :doctor_id AND seat.role = 'patient'
     ORDER BY booking_id
""")


async def get_room(session: AsyncSession, booking_id: UUID) -> Room | None:
    """The room, not locked."""
    return await session.get(Room, booking_id)


async def lock_room(session: AsyncSession, booking_id: UUID) -> Room | None:
    """The room, locked until the transaction ends; what is read after this is current."""
    return await session.get(Room, booking_id, with_for_update=True, populate_existing=True)


async def get_snapshot(session: AsyncSession, booking_id: UUID, role: Role) -> Snapshot:
    """The room as this seat sees it."""
    found = await session.execute(_OF_SEAT, {"booking_id": booking_id, "role": role})
    return _snapshot(found.one())


async def list_snapshots(session: AsyncSession, sockets: Sequence[UUID]) -> dict[UUID, Snapshot]:
    """The room as each of these sockets sees it; sockets that hold no seat any more are missing."""
    found = await session.execute(_OF_SOCKETS, {"sockets": list(sockets)})
    return {row.socket_id: _snapshot(row) for row in found}


async def list_presence(session: AsyncSession, doctor_id: UUID, booking_ids: Sequence[UUID]) -> Sequence[Presence]:
    """Presence of the patients in those of these rooms that are the doctor's."""
    rows = await session.execute(_PRESENCE, {"doctor_id": doctor_id, "booking_ids": list(booking_ids)})
    return [Presence(**row._mapping) for row in rows]


async def have_both_written(session: AsyncSession, booking_id: UUID, *, since: datetime) -> bool:
    """Whether the patient and the doctor each sent a message or a file from then on."""
    authors = select(func.count(distinct(Message.author))).where(Message.booking_id == booking_id)
    return await session.scalar(authors.where(Message.sent_at >= since)) == len(Role)


async def lock_rooms_to_close(session: AsyncSession, *, since: datetime, until: datetime) -> Sequence[Room]:
    """Open rooms whose planned end was then and in which no call runs, locked; rows locked by others are skipped."""
    live = exists().where(Call.booking_id == Room.booking_id, Call.state != CallState.ENDED)
    due = select(Room).where(Room.closed_at.is_(None), Room.ends_at > since, Room.ends_at <= until, ~live)
    return (await session.scalars(due.limit(_BATCH).with_for_update(skip_locked=True))).all()


async def list_unclosed_rooms(session: AsyncSession, ended_before: datetime) -> Sequence[UUID]:
    """Open rooms whose planned end is before then, the oldest first."""
    old = select(Room.booking_id).where(Room.closed_at.is_(None), Room.ends_at <= ended_before)
    return (await session.scalars(old.order_by(Room.ends_at))).all()


def _snapshot(row: Row[Any]) -> Snapshot:
    values = dict(row._mapping)
    return Snapshot(
        **values
        | {
            "role": Role(values["role"]),
            "close_reason": values["close_reason"] and CloseReason(values["close_reason"]),
            "call_state": values["call_state"] and CallState(values["call_state"]),
            "end_reason": values["end_reason"] and CallEnd(values["end_reason"]),
        }
    )

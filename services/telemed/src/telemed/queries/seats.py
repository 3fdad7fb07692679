"""Seats: their sockets, heartbeats, and read marks."""

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.domain.rooms import Role
from telemed.models import Room, Seat

_BATCH = 200
_LOCK = text("SELECT 1 FROM rooms WHERE booking_id = :booking_id FOR UPDATE")
_BEAT = text("UPDATE seats SET seen_at = :at WHERE socket_id = ANY (:sockets)")
_CONFIRM = text("""
    UPDATE seats SET confirmed_at = :at
     WHERE booking_id = :booking_id AND session_id = :session_id AND socket_id IS NOT NULL
""")

_OF_SESSION = text("SELECT booking_id FROM seats WHERE session_id = :session_id AND socket_id IS NOT NULL")

# What was read was delivered; neither goes back, and neither exceeds the last message. With nothing left to read
# the next message starts a new burst.
_MARK = text("""
    UPDATE seats
       SET delivered_seq = GREATEST(delivered_seq, marked.seq),
           read_seq = CASE WHEN :read THEN GREATEST(read_seq, marked.seq) ELSE read_seq END,
           unread_since = CASE WHEN marked.all_read THEN NULL ELSE unread_since END,
           missed_told_at = CASE WHEN marked.all_read THEN NULL ELSE missed_told_at END
      FROM (SELECT LEAST(:seq, last_seq) AS seq,
                   :read AND NOT EXISTS (SELECT FROM messages WHERE booking_id = :booking_id AND seq > :seq
                                            AND author <> :role) AS all_read
              FROM rooms WHERE booking_id = :booking_id) marked
     WHERE booking_id = :booking_id AND role = :role
       AND (delivered_seq < marked.seq OR (:read AND read_seq < marked.seq))
    RETURNING marked.seq
""")

_MISSED = text("""
    UPDATE seats SET missed_told_at = :at
     WHERE (booking_id, role) IN (
           SELECT booking_id, role FROM seats
            WHERE socket_id IS NULL AND missed_told_at IS NULL AND unread_since <= :before
            LIMIT 200 FOR UPDATE SKIP LOCKED)
    RETURNING booking_id, role
""")


async def get_seat(session: AsyncSession, booking_id: UUID, role: Role) -> Seat:
    """The seat as it is now; its room must be locked before a change."""
    return await session.get_one(Seat, (booking_id, role), populate_existing=True)


async def refresh_seats(session: AsyncSession, sockets: Sequence[UUID], at: datetime) -> None:
    """Record a heartbeat of the seats of these sockets."""
    await session.execute(_BEAT, {"sockets": list(sockets), "at": at})


async def confirm_session(session: AsyncSession, booking_id: UUID, session_id: UUID, *, at: datetime) -> None:
    """The session of a taken seat holds."""
    await session.execute(_CONFIRM, {"booking_id": booking_id, "session_id": session_id, "at": at})


async def list_rooms_of_session(session: AsyncSession, session_id: UUID) -> Sequence[UUID]:
    """The rooms in which a socket of this session holds a seat."""
    return (await session.scalars(_OF_SESSION, {"session_id": session_id})).all()


async def advance_marks(session: AsyncSession, booking_id: UUID, role: Role, *, seq: int, read: bool) -> int | None:
    """Delivered (and read) up to there; None when that was known. The room is locked against new messages."""
    await session.execute(_LOCK, {"booking_id": booking_id})
    known = {"booking_id": booking_id, "role": role.value, "seq": seq, "read": read}
    return cast("int | None", await session.scalar(_MARK, known))


async def lock_silent_seats(session: AsyncSession, silent_since: datetime) -> Sequence[Row[Room, Seat]]:
    """Taken seats without a heartbeat since then, with their rooms; both locked, rows locked by others are skipped."""
    silent = (
        select(Room, Seat)
        .join(Seat, Seat.booking_id == Room.booking_id)
        .where(Seat.socket_id.is_not(None), Seat.seen_at <= silent_since)
        .limit(_BATCH)
        .with_for_update(skip_locked=True)
    )
    return (await session.execute(silent)).all()


async def claim_missed(session: AsyncSession, *, unread_before: datetime, at: datetime) -> list[tuple[UUID, Role]]:
    """The absent people who have something unread since then, by room and seat; each is answered once per burst."""
    found = await session.execute(_MISSED, {"before": unread_before, "at": at})
    return [(row.booking_id, Role(row.role)) for row in found]

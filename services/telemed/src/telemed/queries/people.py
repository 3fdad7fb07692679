"""Ended sessions and joined accounts."""

from datetime import datetime
from uuid import UUID

from common.db.joined import note_joined
from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.models import JOINED, EndedSession, Room


async def is_session_ended(session: AsyncSession, session_id: UUID) -> bool:
    """Whether this session of a person ended before its time."""
    return bool(await session.scalar(select(exists().where(EndedSession.session_id == session_id))))


async def insert_ended_session(session: AsyncSession, session_id: UUID, *, at: datetime) -> None:
    """The session is over; known once."""
    await session.execute(insert(EndedSession).values(session_id=session_id, ended_at=at).on_conflict_do_nothing())


async def delete_ended_sessions(session: AsyncSession, before: datetime) -> None:
    """Sessions whose tokens have long expired are not kept."""
    await session.execute(delete(EndedSession).where(EndedSession.ended_at <= before))


async def join_cabinets(session: AsyncSession, *, joined: UUID, person_id: UUID) -> None:
    """Everything of the joined person belongs to this person, also what still comes under the old id."""
    stays = await note_joined(session, JOINED, joined=joined, person_id=person_id)
    await session.execute(update(Room).where(Room.patient_id == joined).values(patient_id=stays))

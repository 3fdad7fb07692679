"""Sessions that ended, and cabinets that became one."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.models import EndedSession, JoinedCabinet, Room


async def session_ended(session: AsyncSession, session_id: UUID) -> bool:
    """Whether this session of a person ended before its time."""
    return bool(await session.scalar(select(exists().where(EndedSession.session_id == session_id))))


async def note_ended_session(session: AsyncSession, session_id: UUID, *, at: datetime) -> None:
    """The session is over; known once."""
    await session.execute(insert(EndedSession).values(session_id=session_id, ended_at=at).on_conflict_do_nothing())


async def forget_ended_sessions(session: AsyncSession, before: datetime) -> None:
    """Sessions whose tokens have long expired are not kept."""
    await session.execute(delete(EndedSession).where(EndedSession.ended_at <= before))


async def person_now(session: AsyncSession, person_id: UUID) -> UUID:
    """The person whose cabinet this one is by now."""
    known = select(JoinedCabinet.person_id).where(JoinedCabinet.joined_person_id == person_id)
    return await session.scalar(known) or person_id


async def join_cabinets(session: AsyncSession, *, joined: UUID, person_id: UUID) -> None:
    """All that was the joined person's is this person's, and so is what still comes under the old id."""
    earlier = update(JoinedCabinet).where(JoinedCabinet.person_id == joined).values(person_id=person_id)
    await session.execute(earlier)
    noted = insert(JoinedCabinet).values(joined_person_id=joined, person_id=person_id)
    await session.execute(noted.on_conflict_do_nothing())
    await session.execute(update(Room).where(Room.patient_id == joined).values(patient_id=person_id))

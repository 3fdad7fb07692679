"""What identity says about people: a session is over, two cabinets are one."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from common.clock import now
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.queries import people, seats

# A token lives for a minute; its session is remembered as ended for longer than that.
REMEMBERED = timedelta(hours=1)


async def end_session(session: AsyncSession, session_id: UUID) -> Sequence[UUID]:
    """The session opens nothing here any more; the rooms in which it holds a seat."""
    await people.note_ended_session(session, session_id, at=now())
    return await seats.rooms_of_session(session, session_id)


async def forget_ended_sessions(session: AsyncSession) -> None:
    """Ended sessions are remembered for as long as a token of theirs could be good."""
    await people.forget_ended_sessions(session, now() - REMEMBERED)


async def join_cabinets(session: AsyncSession, *, joined_person_id: UUID, person_id: UUID) -> None:
    """Visits of the joined cabinet are the person's."""
    await people.join_cabinets(session, joined=joined_person_id, person_id=person_id)

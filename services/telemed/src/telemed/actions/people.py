"""Events of identity: a session ended, two accounts were joined."""

from datetime import timedelta
from uuid import UUID

from common.clock import now
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.notices import Notice, record_notice
from telemed.queries import people, seats

# A token lives for a minute; its session is remembered as ended for longer than that.
REMEMBERED = timedelta(hours=1)


async def end_session(session: AsyncSession, session_id: UUID) -> None:
    """The session opens nothing here any more, and its sockets are closed."""
    await people.insert_ended_session(session, session_id, at=now())
    for booking_id in await seats.list_rooms_of_session(session, session_id):
        record_notice(session, Notice(booking_id=booking_id, session_over=session_id))


async def delete_ended_sessions(session: AsyncSession) -> None:
    """Ended sessions are kept only while a token of theirs could be valid."""
    await people.delete_ended_sessions(session, now() - REMEMBERED)


async def join_cabinets(session: AsyncSession, *, joined_person_id: UUID, person_id: UUID) -> None:
    """Visits of the joined account belong to the person."""
    await people.join_cabinets(session, joined=joined_person_id, person_id=person_id)

"""What is under the bell."""

from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import NotFound
from sqlalchemy import func, update
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.models import Notice
from notify.schemas import NoticeFilters, NoticeList, NoticeView


async def list_for(session: AsyncSession, person: Principal, wanted: NoticeFilters) -> NoticeList:
    """The person's notices, newest first, and how many are unread."""
    mine = queries.addressed_to(person.person_id, person.doctor_id)
    rows = await queries.notices(session, mine, unread=wanted.unread, before=wanted.cursor, most=wanted.limit + 1)
    shown = rows[: wanted.limit]
    return NoticeList(
        items=[NoticeView.model_validate(row) for row in shown],
        next_cursor=shown[-1].notice_id if len(rows) > wanted.limit else None,
        unread_count=await queries.unread_count(session, mine),
    )


async def mark_one(session: AsyncSession, person: Principal, notice_id: UUID) -> None:
    """The notice counts as read from the first time on. Raises NotFound for another's notice."""
    mine = queries.addressed_to(person.person_id, person.doctor_id)
    found = await session.scalar(
        update(Notice)
        .where(mine, Notice.notice_id == notice_id)
        .values(read_at=func.coalesce(Notice.read_at, now()))
        .returning(Notice.notice_id)
    )
    if found is None:
        raise NotFound


async def mark_all(session: AsyncSession, person: Principal) -> None:
    """Everything is read."""
    mine = queries.addressed_to(person.person_id, person.doctor_id)
    await session.execute(update(Notice).where(mine, Notice.read_at.is_(None)).values(read_at=now()))

"""What is under the bell."""

from datetime import datetime
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import NotFound
from contracts.values import VisitType
from sqlalchemy import func, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.delivery.relevance import moment_of
from notify.actions.live import WAKE_STREAMS
from notify.models import Clinic, Notice
from notify.schemas import NoticeClinic, NoticeFilters, NoticeList, NoticeView


async def list_for(session: AsyncSession, person: Principal, wanted: NoticeFilters) -> NoticeList:
    """The person's notices, newest first, and how many are unread."""
    mine = queries.addressed_to(person)
    rows = await queries.notices(session, mine, unread=wanted.unread, before=wanted.cursor, most=wanted.limit + 1)
    shown = rows[: wanted.limit]
    return NoticeList(
        items=[_view(*row) for row in shown],
        next_cursor=shown[-1].Notice.notice_id if len(rows) > wanted.limit else None,
        unread_count=await queries.unread_count(session, mine),
    )


async def mark_one(session: AsyncSession, person: Principal, notice_id: UUID) -> None:
    """The notice counts as read from the first time on. Raises NotFound for another's notice."""
    mine = queries.addressed_to(person)
    found = await session.scalar(
        update(Notice)
        .where(mine, Notice.notice_id == notice_id)
        .values(read_at=func.coalesce(Notice.read_at, now()))
        .returning(Notice.notice_id)
    )
    if found is None:
        raise NotFound
    await _wake_streams(session, person)


async def mark_all(session: AsyncSession, person: Principal) -> None:
    """Everything is read."""
    mine = queries.addressed_to(person)
    await session.execute(update(Notice).where(mine, Notice.read_at.is_(None)).values(read_at=now()))
    await _wake_streams(session, person)


async def _wake_streams(session: AsyncSession, person: Principal) -> None:
    """The person's other windows learn of it."""
    await session.execute(text(WAKE_STREAMS), {"to": str(person.person_id)})


def _view(
    notice: Notice,
    starts_at: datetime | None,
    visit_type: VisitType | None,
    service_title: str | None,
    clinic: Clinic | None,
) -> NoticeView:
    view = NoticeView.model_validate(notice)
    # A notice keeps the time it was created with, wherever the visit is now.
    view.starts_at = moment_of(notice, "starts_at") or starts_at
    view.service_title = service_title
    view.visit_type = VisitType(notice.params["visit_type"]) if "visit_type" in notice.params else visit_type
    if clinic is not None and view.visit_type == VisitType.CLINIC:
        view.clinic = NoticeClinic.model_validate(clinic)
    return view

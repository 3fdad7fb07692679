"""Reminders of visits: each is given once for a visit, its time and the kind."""

from uuid import UUID

from common.clock import now
from common.ids import new_id
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.notices import create_notice_of
from notify.domain.delivery import NoticeDraft, RecipientKind
from notify.domain.kinds import REMINDERS, NoticeKind
from notify.models import Reminder, Visit

MAX_AT_ONCE = 200


async def remind(session: AsyncSession) -> None:
    """Creates every reminder that is due now; visits locked by another worker are left to it."""
    for kind in REMINDERS:
        for visit in await queries.lock_visits_to_remind(session, kind, now(), limit=MAX_AT_ONCE):
            reminder_id = await _claim(session, visit, kind)
            if reminder_id:
                draft = NoticeDraft(
                    kind,
                    RecipientKind.PERSON,
                    visit.patient_id,
                    booking_id=visit.booking_id,
                    params={"starts_at": visit.starts_at.isoformat()},
                )
                await create_notice_of(session, reminder_id, draft, version=visit.version)


async def _claim(session: AsyncSession, visit: Visit, kind: NoticeKind) -> UUID | None:
    """The id of a new reminder; None when it was given before."""
    row = insert(Reminder).values(
        booking_id=visit.booking_id, starts_at=visit.starts_at, kind=kind, reminder_id=new_id()
    )
    claimed: UUID | None = await session.scalar(row.on_conflict_do_nothing().returning(Reminder.reminder_id))
    return claimed

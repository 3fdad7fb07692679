"""Reminders: told because time passed, once for each visit, time and kind."""

from uuid import UUID

from common.clock import now
from common.ids import new_id
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.telling import tell_of
from notify.domain import RecipientKind, Telling
from notify.kinds import REMINDERS, NoticeKind
from notify.models import Reminder, Visit

MOST_AT_ONCE = 200


async def remind(session: AsyncSession) -> None:
    """Tells every reminder that is due now; visits another worker holds are left to it."""
    for kind in REMINDERS:
        for visit in await queries.visits_to_remind(session, kind, now(), most=MOST_AT_ONCE):
            reminder_id = await _claim(session, visit, kind)
            if reminder_id:
                params = {"starts_at": visit.starts_at.isoformat()}
                telling = Telling(
                    kind, RecipientKind.PERSON, visit.patient_id, booking_id=visit.booking_id, params=params
                )
                await tell_of(session, reminder_id, telling, version=visit.version)


async def _claim(session: AsyncSession, visit: Visit, kind: NoticeKind) -> UUID | None:
    """The reminder is this transaction's to tell; None when it was told before."""
    row = insert(Reminder).values(
        booking_id=visit.booking_id, starts_at=visit.starts_at, kind=kind, reminder_id=new_id()
    )
    claimed: UUID | None = await session.scalar(row.on_conflict_do_nothing().returning(Reminder.reminder_id))
    return claimed

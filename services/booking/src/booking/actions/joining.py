"""Two cabinets turned out to be one person's: what belongs to the one is the other's from now on."""

from datetime import timedelta
from uuid import UUID

import structlog
from common.clock import now
from common.db.joined import joined_since, note_joined
from contracts.values import CancelledBy, CancelReason, ExpiryReason
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import steps
from booking.models import JOINED
from booking.queries.bookings import lock_calendars, lock_choice, lock_holds, move_to_person
from booking.queries.waitlist import move_entries

logger = structlog.get_logger(__name__)


# Tokens of the joined person, 60 seconds each, may still be shown for so long; with room to spare.
LATE = timedelta(minutes=5)


async def join_people(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> None:
    """Holds of the joined one are let go, and all else is the person's from now on."""
    stays = await note_joined(session, JOINED, joined=joined_person_id, person_id=person_id)
    await _move(session, person_id=stays, joined_person_id=joined_person_id)


async def join_late_rows(session: AsyncSession) -> None:
    """What was booked with a token of the joined person, after the cabinets were joined, is the person's too."""
    for joined, person_id in await joined_since(session, JOINED, now() - LATE):
        await _move(session, person_id=person_id, joined_person_id=joined)


async def _move(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> None:
    """Holds of the joined one are let go; of two visits at one time the person's stays, the other's money goes back."""
    for owner in sorted((person_id, joined_person_id)):
        await lock_choice(session, owner)
    for hold in await lock_holds(session, joined_person_id):
        await steps.end_hold(session, hold, reason=ExpiryReason.RELEASED)
    await lock_calendars(session, person_id, joined_person_id)
    for visit in await move_to_person(session, person_id=person_id, joined_person_id=joined_person_id):
        if visit.starts_at <= now():  # which of the two took place is for people to decide
            logger.error("joined_visits_overlap", booking_id=str(visit.booking_id))
            continue
        visit.patient_id = person_id
        await steps.cancel(session, visit, by=CancelledBy.SYSTEM, reason=CancelReason.OTHER_VISIT)
    await move_entries(session, person_id=person_id, joined_person_id=joined_person_id)

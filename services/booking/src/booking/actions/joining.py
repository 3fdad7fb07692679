"""Joining of two accounts of one person: bookings and waitlist entries of the one move to the other."""

from datetime import timedelta
from uuid import UUID

import structlog
from common.clock import now
from common.db.joined import joined_since, note_joined
from contracts.values import CancelledBy, CancelReason, ExpiryReason
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import transitions
from booking.models import JOINED
from booking.queries.bookings import lock_calendars, lock_choice, lock_holds, move_to_person
from booking.queries.waitlist import move_entries

logger = structlog.get_logger(__name__)


# Tokens of the joined person, 60 seconds each, may still be used for so long; with a margin.
LATE = timedelta(minutes=5)


async def join_people(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> None:
    """Holds of the joined account are released, and all else belongs to the person from now on."""
    stays = await note_joined(session, JOINED, joined=joined_person_id, person_id=person_id)
    await _move(session, person_id=stays, joined_person_id=joined_person_id)


async def join_late_rows(session: AsyncSession) -> None:
    """Bookings made with a token of the joined account after the joining belong to the person too."""
    for joined, person_id in await joined_since(session, JOINED, now() - LATE):
        await _move(session, person_id=person_id, joined_person_id=joined)


async def _move(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> None:
    """Releases holds of the joined account; of two visits at one time the person's stays, the other is refunded."""
    for owner in sorted((person_id, joined_person_id)):
        await lock_choice(session, owner)
    for hold in await lock_holds(session, joined_person_id):
        await transitions.end_hold(session, hold, reason=ExpiryReason.RELEASED)
    await lock_calendars(session, person_id, joined_person_id)
    for visit in await move_to_person(session, person_id=person_id, joined_person_id=joined_person_id):
        if visit.starts_at <= now():  # which of the two took place is for people to decide
            logger.error("joined_visits_overlap", booking_id=str(visit.booking_id))
            continue
        visit.patient_id = person_id
        await transitions.cancel(session, visit, by=CancelledBy.SYSTEM, reason=CancelReason.OTHER_VISIT)
    await move_entries(session, person_id=person_id, joined_person_id=joined_person_id)

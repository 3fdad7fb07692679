"""Two cabinets turned out to be one person's: what belongs to the one is the other's from now on."""

from uuid import UUID

import structlog
from contracts.values import ExpiryReason
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import steps
from booking.queries.bookings import lock_calendars, lock_choice, lock_holds, move_to_person
from booking.queries.waitlist import move_entries

logger = structlog.get_logger(__name__)


async def join_people(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> None:
    """Holds of the joined one are let go; a visit at a time when the other is busy stays where it is, for people."""
    for owner in sorted((person_id, joined_person_id)):
        await lock_choice(session, owner)
    for hold in await lock_holds(session, joined_person_id):
        await steps.end_hold(session, hold, reason=ExpiryReason.RELEASED)
    await lock_calendars(session, person_id, joined_person_id)
    kept = await move_to_person(session, person_id=person_id, joined_person_id=joined_person_id)
    await move_entries(session, person_id=person_id, joined_person_id=joined_person_id)
    if kept:
        logger.error("joined_visits_overlap", person_id=str(person_id), booking_ids=[str(one) for one in kept])

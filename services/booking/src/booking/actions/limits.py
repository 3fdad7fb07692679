"""Limits on what one person may book without paying.

The caller has locked the person's choice before (``lock_choice``), so that nothing is booked while it is counted.
"""

from datetime import datetime
from math import ceil
from uuid import UUID
from zoneinfo import ZoneInfo

from common import clock
from common.errors import TooManyRequests
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import (
    MOST_BOOKINGS,
    MOST_BOOKINGS_WITHIN,
    MOST_MOVES,
    MOST_MOVES_WITHIN,
    MOST_VISITS,
    MOST_VISITS_WITH_A_DOCTOR,
    MOST_VISITS_WITH_A_DOCTOR_A_DAY,
)
from booking.errors import TooManyVisits
from booking.models import Booking
from booking.queries.bookings import count_unpaid_visits, get_nth_latest


async def check_pace(session: AsyncSession, patient_id: UUID, *, made: int = 0) -> None:
    """So many bookings and moves an hour, those let go again included; ``made``: so many of them are being made now.

    Raises TooManyRequests.
    """
    since = clock.now() - MOST_BOOKINGS_WITHIN
    first = await get_nth_latest(session, patient_id, since=since, number=MOST_BOOKINGS + made)
    if first is not None:
        raise TooManyRequests(seconds=ceil((first - since).total_seconds()))


def check_moves(booking: Booking) -> None:
    """Raises TooManyRequests when the patient has moved this visit as often as one may."""
    since = clock.now() - MOST_MOVES_WITHIN
    lately = [moved_at for moved_at in booking.patient_moves if moved_at > since]
    if len(lately) >= MOST_MOVES:
        raise TooManyRequests(seconds=ceil((lately[-MOST_MOVES] - since).total_seconds()))


async def check_unpaid_visits(session: AsyncSession, booking: Booking) -> None:
    """Raises TooManyVisits when this visit, for which nothing is paid, is one too many."""
    limits = {"person": MOST_VISITS, "doctor": MOST_VISITS_WITH_A_DOCTOR, "day": MOST_VISITS_WITH_A_DOCTOR_A_DAY}
    others = await count_unpaid_visits(session, booking, starts_at=booking.starts_at, now=clock.now())
    for (scope, most), count in zip(limits.items(), others, strict=True):
        if count >= most:
            raise TooManyVisits(scope=scope, most=most)


async def check_day(session: AsyncSession, booking: Booking, *, starts_at: datetime) -> None:
    """Raises TooManyVisits when a visit for which nothing is paid would be one too many on another day.

    A move adds no visit, so the other limits are not asked: a person may be above them after joining two accounts.
    """
    zone = ZoneInfo(booking.time_zone)
    if booking.prepaid or starts_at.astimezone(zone).date() == booking.starts_at.astimezone(zone).date():
        return
    *_, that_day = await count_unpaid_visits(session, booking, starts_at=starts_at, now=clock.now())
    if that_day >= MOST_VISITS_WITH_A_DOCTOR_A_DAY:
        raise TooManyVisits(scope="day", most=MOST_VISITS_WITH_A_DOCTOR_A_DAY)

"""Ratings of the connection."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.domain.rooms import Role
from telemed.models import Rating

_RATE = text("""
    INSERT INTO ratings (booking_id, role, stars, rated_at) VALUES (:booking_id, :role, :stars, :at)
    ON CONFLICT (booking_id, role) DO UPDATE SET stars = excluded.stars, rated_at = excluded.rated_at
    RETURNING xmax = 0 AS first
""")


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingOverview:
    """A rating as it stands."""

    stars: int
    rated_at: datetime


async def upsert_rating(session: AsyncSession, booking_id: UUID, role: Role, *, stars: int, at: datetime) -> bool:
    """Store the rating of the seat; whether it is the first."""
    rating = {"booking_id": booking_id, "role": role.value, "stars": stars, "at": at}
    return bool((await session.execute(_RATE, rating)).scalar_one())


async def get_stars(session: AsyncSession, booking_id: UUID, role: Role) -> int | None:
    """One to five, once the seat has rated."""
    found = await session.get(Rating, (booking_id, role))
    return None if found is None else found.stars

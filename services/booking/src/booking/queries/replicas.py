"""Replicas of the catalogue: offerings."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from booking.models import Clinic, Offering


async def get_offering(session: AsyncSession, offering_id: UUID) -> Offering | None:
    """The offering with this id."""
    return await session.get(Offering, offering_id)


async def lock_offering(session: AsyncSession, offering_id: UUID) -> Offering | None:
    """The offering, locked until the end of the transaction."""
    return await session.get(Offering, offering_id, with_for_update=True)


async def get_offering_with_zone(session: AsyncSession, offering_id: UUID) -> tuple[Offering, str] | None:
    """The offering and the time zone of its clinic."""
    query = select(Offering, Clinic.time_zone).join(Clinic, Clinic.clinic_id == Offering.clinic_id)
    found = (await session.execute(query.where(Offering.offering_id == offering_id))).one_or_none()
    return None if found is None else (found[0], found[1])

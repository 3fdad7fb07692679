"""Booking's own copies of what the catalogue publishes: the newer version wins, in whatever order they come."""

from zoneinfo import ZoneInfo

from common.db.copies import upsert_replica
from common.events import Postpone
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from sqlalchemy.ext.asyncio import AsyncSession

from booking.models import Clinic, Doctor, Offering
from booking.queries.openings import forget_openings
from booking.queries.waitlist import close_entries


async def keep_clinic(session: AsyncSession, fact: ClinicPublished) -> None:
    """Raises zoneinfo.ZoneInfoNotFoundError for a zone nobody knows: no slot could be worked out in it."""
    ZoneInfo(fact.time_zone)
    names = ("clinic_id", "title", "time_zone", "city", "address", "phone")
    values = {name: getattr(fact, name) for name in names}
    await upsert_replica(session, Clinic, values, version=fact.aggregate_version)


async def keep_doctor(session: AsyncSession, fact: DoctorPublished) -> None:
    """Where the doctor works."""
    values = {"doctor_id": fact.doctor_id, "clinic_ids": fact.clinic_ids}
    await upsert_replica(session, Doctor, values, version=fact.aggregate_version)


async def keep_offering(session: AsyncSession, fact: OfferingPublished) -> None:
    """What can be booked from now on, for how long and for how much; bookings made before keep their terms."""
    names = ("offering_id", "doctor_id", "clinic_id", "service_code", "service_title")
    terms = ("visit_type", "duration_minutes", "price_kopecks")
    values = {name: getattr(fact, name) for name in (*names, *terms)}
    await upsert_replica(session, Offering, {**values, "withdrawn": False}, version=fact.aggregate_version)
    await forget_openings(session, fact.doctor_id)


async def withdraw_offering(session: AsyncSession, fact: OfferingWithdrawn) -> None:
    """It can no longer be booked; bookings already made stand. Raises Postpone while it was never published here."""
    offering = await session.get(Offering, fact.offering_id, with_for_update=True)
    if offering is None:
        raise Postpone
    if offering.version < fact.aggregate_version:
        offering.withdrawn, offering.version = True, fact.aggregate_version
        await session.flush()
        await forget_openings(session, offering.doctor_id)
        await close_entries(session, offering.offering_id)

"""Replicas of what the catalogue publishes: the newer version wins, in any order of events."""

from zoneinfo import ZoneInfo

from common.db.copies import upsert_replica
from common.events import Postpone
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from sqlalchemy.ext.asyncio import AsyncSession

from booking.models import Clinic, Doctor, Offering
from booking.queries.openings import delete_openings
from booking.queries.replicas import lock_offering
from booking.queries.waitlist import close_entries


async def copy_clinic(session: AsyncSession, event: ClinicPublished) -> None:
    """The clinic's details. Raises zoneinfo.ZoneInfoNotFoundError for an unknown zone: it could have no slots."""
    ZoneInfo(event.time_zone)
    names = ("clinic_id", "title", "time_zone", "city", "address", "phone")
    values = {name: getattr(event, name) for name in names}
    await upsert_replica(session, Clinic, values, version=event.aggregate_version)


async def copy_doctor(session: AsyncSession, event: DoctorPublished) -> None:
    """The clinics of the doctor."""
    values = {"doctor_id": event.doctor_id, "clinic_ids": event.clinic_ids}
    await upsert_replica(session, Doctor, values, version=event.aggregate_version)


async def copy_offering(session: AsyncSession, event: OfferingPublished) -> None:
    """What can be booked from now on, for how long and for how much; bookings made before keep their terms."""
    names = ("offering_id", "doctor_id", "clinic_id", "service_code", "service_title")
    terms = ("visit_type", "duration_minutes", "price_kopecks")
    values = {name: getattr(event, name) for name in (*names, *terms)}
    await upsert_replica(session, Offering, {**values, "withdrawn": False}, version=event.aggregate_version)
    await delete_openings(session, event.doctor_id)


async def withdraw_offering(session: AsyncSession, event: OfferingWithdrawn) -> None:
    """It can no longer be booked; bookings already made stand. Raises Postpone while it was never published here."""
    offering = await lock_offering(session, event.offering_id)
    if offering is None:
        raise Postpone
    if offering.version < event.aggregate_version:
        offering.withdrawn, offering.version = True, event.aggregate_version
        await session.flush()
        await delete_openings(session, offering.doctor_id)
        await close_entries(session, offering.offering_id)

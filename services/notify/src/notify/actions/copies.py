"""Keeping notify's own copy of what letters are about. What is older than the copy is ignored."""

from common.db.copies import keep_copy
from common.events.handlers import Postpone
from contracts import Event
from contracts.booking import BookingConfirmed, BookingRescheduled
from contracts.catalog import ClinicPublished, OfferingPublished
from sqlalchemy.ext.asyncio import AsyncSession

from notify.models import Base, Clinic, Offering, Visit


async def copy_clinic(session: AsyncSession, event: ClinicPublished) -> None:
    """The clinic's title and zone as published."""
    await _copy(session, Clinic, event, "clinic_id", "title", "time_zone")


async def copy_offering(session: AsyncSession, event: OfferingPublished) -> None:
    """The service's title as published."""
    await _copy(session, Offering, event, "offering_id", "service_title")


async def copy_visit(session: AsyncSession, event: BookingConfirmed) -> None:
    """The confirmed visit."""
    await _copy(
        session, Visit, event,
        "booking_id", "patient_id", "doctor_id", "clinic_id", "offering_id", "visit_type", "starts_at", "price_kopecks",
    )  # fmt: skip


async def move_visit(session: AsyncSession, event: BookingRescheduled) -> None:
    """The visit begins at another time. Raises Postpone when the visit is not known yet."""
    visit = await session.get(Visit, event.booking_id, with_for_update=True)
    if visit is None:
        raise Postpone
    if visit.version < event.aggregate_version:
        visit.starts_at, visit.version = event.starts_at, event.aggregate_version


async def _copy(session: AsyncSession, table: type[Base], event: Event, *fields: str) -> None:
    values = {name: getattr(event, name) for name in fields}
    await keep_copy(session, table, values, version=event.aggregate_version)

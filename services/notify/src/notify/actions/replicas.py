"""Copies of the clinics, services and visits that notices are about. Events older than a copy are ignored."""

from common.db.copies import upsert_replica
from common.db.joined import person_now
from common.events import Postpone
from contracts import Event
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingRescheduled
from contracts.catalog import ClinicPublished, OfferingPublished
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain.delivery import VisitOutcome
from notify.models import JOINED, Base, Clinic, Offering, Visit, VisitEnd


async def copy_clinic(session: AsyncSession, event: ClinicPublished) -> None:
    """Copies the clinic's title, time zone and place."""
    await _copy(session, Clinic, event, "clinic_id", "title", "time_zone", "city", "address", "phone")


async def copy_offering(session: AsyncSession, event: OfferingPublished) -> None:
    """Copies the service's title."""
    await _copy(session, Offering, event, "offering_id", "service_title")


async def copy_visit(session: AsyncSession, event: BookingConfirmed) -> None:
    """Copies the confirmed visit."""
    await _copy(
        session, Visit, event,
        "booking_id", "doctor_id", "clinic_id", "offering_id",
        "visit_type", "starts_at", "ends_at", "price_kopecks",
        patient_id=await person_now(session, JOINED, event.patient_id), timed_at=event.occurred_at,
    )  # fmt: skip


async def move_visit(session: AsyncSession, event: BookingRescheduled) -> None:
    """Moves the visit to another time. Raises Postpone when the visit has not arrived here yet."""
    visit = await session.get(Visit, event.booking_id, with_for_update=True)
    if visit is None:
        raise Postpone
    if visit.version < event.aggregate_version:
        visit.starts_at, visit.ends_at, visit.timed_at = event.starts_at, event.ends_at, event.occurred_at
        visit.version = event.aggregate_version


async def end_visit(session: AsyncSession, event: BookingCancelled | BookingCompleted) -> None:
    """Ends the visit, even before it has arrived here: no more reminders of it are created."""
    outcome = VisitOutcome.CANCELLED if isinstance(event, BookingCancelled) else VisitOutcome.COMPLETED
    await _copy(session, VisitEnd, event, "booking_id", outcome=outcome)


async def _copy(session: AsyncSession, table: type[Base], event: Event, *fields: str, **more: object) -> None:
    values = {name: getattr(event, name) for name in fields} | more
    await upsert_replica(session, table, values, version=event.aggregate_version)

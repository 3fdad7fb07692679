"""Copies of what other services publish. An event older than what is known is ignored."""

from common.db.copies import upsert_replica
from common.events import Postpone
from contracts import Event
from contracts.booking import BookingCompleted, BookingConfirmed, BookingRescheduled
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.identity import ConsentGiven, ConsentWithdrawn
from contracts.telemed import ConsultationEnded
from contracts.values import ConsentKind, VisitOutcome
from sqlalchemy import func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import queries
from medcard.domain import VisitClosure
from medcard.models import Base, Clinic, Consent, Offering, Visit


async def copy_clinic(session: AsyncSession, event: ClinicPublished) -> None:
    """The clinic's title and zone, for the paper_header."""
    await _copy(session, Clinic, event, "clinic_id", "title", "time_zone")


async def copy_offering(session: AsyncSession, event: OfferingPublished) -> None:
    """The service's title."""
    await _copy(session, Offering, event, "offering_id", "service_title")


async def expect_visit(session: AsyncSession, event: BookingConfirmed) -> None:
    """The visit's doctor may begin a draft."""
    who = ("patient_id", "doctor_id", "clinic_id")
    await _copy(session, Visit, event, "booking_id", *who, "offering_id", "visit_type", "starts_at")


async def move_visit(session: AsyncSession, event: BookingRescheduled) -> None:
    """The visit begins at another time. Raises Postpone when the visit is not known yet."""
    visit = await queries.lock_visit(session, event.booking_id)
    if visit is None:
        raise Postpone
    if visit.version < event.aggregate_version:
        visit.starts_at, visit.version = event.starts_at, event.aggregate_version


async def end_visit(session: AsyncSession, event: ConsultationEnded) -> None:
    """The visit took place: its conclusion is awaited. Raises Postpone when the visit is not known yet."""
    known = await session.scalar(
        update(Visit)
        .where(Visit.booking_id == event.booking_id)
        .values(ended_at=func.coalesce(Visit.ended_at, event.ended_at))
        .returning(Visit.booking_id)
    )
    if known is None:
        raise Postpone


async def close_no_show(session: AsyncSession, event: BookingCompleted) -> None:
    """No conclusion is awaited of a visit whose patient did not come. Raises Postpone when it is not known yet."""
    if event.outcome is not VisitOutcome.PATIENT_NO_SHOW:
        return
    visit = await queries.lock_visit(session, event.booking_id)
    if visit is None:
        raise Postpone
    visit.closed = visit.closed or VisitClosure.PATIENT_NO_SHOW


async def decide_consent(session: AsyncSession, event: ConsentGiven | ConsentWithdrawn) -> None:
    """Whether medical documents may be shown; of two decisions the later one counts, however they arrive."""
    if event.kind is not ConsentKind.MEDICAL_DOCUMENTS:
        return
    new = insert(Consent).values(
        person_id=event.person_id, given=isinstance(event, ConsentGiven), decided_at=event.occurred_at
    )
    await session.execute(
        new.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"given": new.excluded.given, "decided_at": new.excluded.decided_at},
            where=Consent.decided_at < new.excluded.decided_at,
        )
    )


async def _copy(session: AsyncSession, table: type[Base], event: Event, *fields: str) -> None:
    values = {name: getattr(event, name) for name in fields}
    await upsert_replica(session, table, values, version=event.aggregate_version)

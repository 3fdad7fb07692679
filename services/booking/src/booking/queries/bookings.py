"""Finding bookings."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.values import VisitType
from sqlalchemy import ColumnElement, Select, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import LIVE, OVER, Status
from booking.models import Booking, Clinic, Doctor, WorkingHours

# Where a doctor of whom nothing is known yet is supposed to be.
DEFAULT_TIME_ZONE = "Europe/Moscow"

LOCK_CALENDARS = text("""
    SELECT pg_advisory_xact_lock(hashtextextended(CAST(owner AS text), 0))
    FROM (SELECT owner FROM unnest(CAST(:owners AS uuid[])) AS owner ORDER BY owner) AS ordered
""")


async def find_booking(session: AsyncSession, booking_id: UUID) -> Booking | None:
    """The booking with this id."""
    return await session.get(Booking, booking_id)


async def lock_booking(session: AsyncSession, booking_id: UUID) -> Booking | None:
    """The booking as it is now; nobody else changes it until this transaction is over."""
    query = select(Booking).where(Booking.booking_id == booking_id).with_for_update()
    return await session.scalar(query.execution_options(populate_existing=True))


async def lock_calendars(session: AsyncSession, *owners: UUID) -> None:
    """Moves into these people's calendars wait for each other, so that no two UPDATEs deadlock in the constraint."""
    await session.execute(LOCK_CALENDARS, {"owners": list(owners)})


async def is_busy(session: AsyncSession, booking: Booking, *, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the patient of this booking has another visit then."""
    query = select(Booking.booking_id).where(
        Booking.patient_id == booking.patient_id,
        Booking.status.in_(LIVE),
        Booking.during.op("&&")(func.tstzrange(starts_at, ends_at)),
        Booking.booking_id != booking.booking_id,
    )
    return await session.scalar(query.limit(1)) is not None


async def find_upcoming(
    session: AsyncSession, patient_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Booking]:
    """Visits still to come, held ones included; the soonest first."""
    key = tuple_(Booking.starts_at, Booking.booking_id)
    query = _of_patient(patient_id, Booking.status.in_(LIVE)).order_by(Booking.starts_at, Booking.booking_id)
    if after is not None:
        query = query.where(key > after)
    return (await session.scalars(query.limit(limit))).all()


async def find_past(
    session: AsyncSession, patient_id: UUID, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Booking]:
    """Visits that are over or were cancelled, the latest first; slots that were never paid for are not visits."""
    key = tuple_(Booking.starts_at, Booking.booking_id)
    query = _of_patient(patient_id, Booking.status.in_(OVER))
    if after is not None:
        query = query.where(key < after)
    ordered = query.order_by(Booking.starts_at.desc(), Booking.booking_id.desc())
    return (await session.scalars(ordered.limit(limit))).all()


def _of_patient(patient_id: UUID, *conditions: ColumnElement[bool]) -> Select[Booking]:
    return select(Booking).where(Booking.patient_id == patient_id, *conditions)


async def find_visits(session: AsyncSession, doctor_id: UUID, *, day: date, time_zone: str) -> Sequence[Booking]:
    """The doctor's visits that start on this day of the zone, also those cancelled since; never mere holds."""
    midnight, zone = datetime.combine(day, time.min), ZoneInfo(time_zone)
    begins, ends = midnight.replace(tzinfo=zone), (midnight + timedelta(days=1)).replace(tzinfo=zone)
    query = select(Booking).where(
        Booking.doctor_id == doctor_id,
        Booking.confirmed_at.is_not(None),
        Booking.starts_at >= begins,
        Booking.starts_at < ends,
    )
    return (await session.scalars(query.order_by(Booking.starts_at, Booking.booking_id))).all()


async def time_zone_of(session: AsyncSession, doctor_id: UUID) -> str:
    """The zone of the doctor's first clinic, in which the doctor's days are counted."""
    published = select(Clinic.time_zone).join(Doctor, Doctor.clinic_ids[1] == Clinic.clinic_id)
    found = await session.scalar(published.where(Doctor.doctor_id == doctor_id))
    if found is None:
        works = select(Clinic.time_zone).join(WorkingHours, WorkingHours.clinic_id == Clinic.clinic_id)
        found = await session.scalar(works.where(WorkingHours.doctor_id == doctor_id).limit(1))
    return found or DEFAULT_TIME_ZONE


async def lock_overdue_holds(session: AsyncSession, *, now: datetime, limit: int) -> Sequence[Booking]:
    """Holds whose time is over, the oldest first; those somebody else is working on are left to them."""
    overdue = select(Booking).where(Booking.status == Status.HELD, Booking.hold_expires_at <= now)
    return await _lock(session, overdue.order_by(Booking.hold_expires_at).limit(limit))


async def lock_past_visits(
    session: AsyncSession, *, visit_type: VisitType, ended_by: datetime, limit: int
) -> Sequence[Booking]:
    """Confirmed visits of this type that ended by then, the oldest first."""
    confirmed = select(Booking).where(Booking.status == Status.CONFIRMED, Booking.visit_type == visit_type)
    past = confirmed.where(Booking.ends_at <= ended_by).order_by(Booking.ends_at)
    return await _lock(session, past.limit(limit))


async def _lock(session: AsyncSession, query: Select[Booking]) -> Sequence[Booking]:
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()

"""Bookings: reading, locking, counting."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.values import VisitType
from sqlalchemy import ColumnElement, Date, Select, and_, cast, func, or_, select, text, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import LIVE, OVER, Status
from booking.models import Booking, Clinic, Doctor, WorkingHours

# Bookings of one patient.
Mine = Select[Booking]

# Where a doctor of whom nothing is known yet is supposed to be.
DEFAULT_TIME_ZONE = "Europe/Moscow"

LOCK_CHOICE = text("SELECT pg_advisory_xact_lock(hashtextextended('choice ' || CAST(:patient_id AS uuid), 0))")
LOCK_CALENDARS = text("""
    SELECT pg_advisory_xact_lock(hashtextextended(CAST(owner AS text), 0))
    FROM (SELECT owner FROM unnest(CAST(:owners AS uuid[])) AS owner ORDER BY owner) AS ordered
""")

MOVE_TO_PERSON = text("""
    UPDATE bookings SET patient_id = :person_id
    WHERE patient_id = :joined_person_id AND NOT EXISTS (
        SELECT FROM bookings AS own
        WHERE own.patient_id = :person_id AND own.during && bookings.during
            AND own.status IN ('held', 'confirmed') AND bookings.status IN ('held', 'confirmed')
    )
""")


async def get_booking(session: AsyncSession, booking_id: UUID) -> Booking | None:
    """The booking with this id."""
    return await session.get(Booking, booking_id)


async def lock_booking(session: AsyncSession, booking_id: UUID) -> Booking | None:
    """The booking as it is now; nobody else changes it until this transaction is over."""
    query = select(Booking).where(Booking.booking_id == booking_id).with_for_update()
    return await session.scalar(query.execution_options(populate_existing=True))


async def lock_calendars(session: AsyncSession, *owners: UUID) -> None:
    """Moves into these people's calendars wait for each other, so that no two UPDATEs deadlock in the constraint."""
    await session.execute(LOCK_CALENDARS, {"owners": list(owners)})


async def lock_choice(session: AsyncSession, patient_id: UUID) -> None:
    """One choice of this person after the other: what they hold and how much they took is counted in peace."""
    await session.execute(LOCK_CHOICE, {"patient_id": patient_id})


async def lock_holds(session: AsyncSession, patient_id: UUID) -> Sequence[Booking]:
    """The slots this person has not paid for yet."""
    query = _of_patient(patient_id, Booking.status == Status.HELD).order_by(Booking.booking_id)
    held = query.with_for_update().execution_options(populate_existing=True)
    return (await session.scalars(held)).all()


async def get_overlapping(
    session: AsyncSession, booking: Booking, *, starts_at: datetime, ends_at: datetime
) -> Booking | None:
    """Another visit of this booking's patient then, or a hold if there is none."""
    query = _of_patient(
        booking.patient_id,
        Booking.status.in_(LIVE),
        Booking.during.op("&&")(func.tstzrange(starts_at, ends_at)),
        Booking.booking_id != booking.booking_id,
    )
    found: Booking | None = await session.scalar(query.order_by(Booking.status).limit(1))
    return found


async def get_nth_latest(session: AsyncSession, patient_id: UUID, *, since: datetime, number: int) -> datetime | None:
    """When this person's latest booking or move but so many was made; None when they made fewer since then."""
    made = select(Booking.created_at.label("at")).where(Booking.patient_id == patient_id, Booking.created_at > since)
    moved = select(func.unnest(Booking.patient_moves)).where(
        Booking.patient_id == patient_id, Booking.patient_moves != []
    )
    steps = union_all(made, moved).subquery()
    lately = select(steps.c.at).where(steps.c.at > since).order_by(steps.c.at.desc())
    return await session.scalar(lately.offset(number - 1).limit(1))


async def count_unpaid_visits(
    session: AsyncSession, booking: Booking, *, starts_at: datetime, now: datetime
) -> tuple[int, int, int]:
    """Other visits to come of this one's patient that nothing was paid for: all, with its doctor, and on that day."""
    same_doctor = Booking.doctor_id == booking.doctor_id
    day = cast(func.timezone(booking.time_zone, Booking.starts_at), Date)
    same_day = day == cast(func.timezone(booking.time_zone, starts_at), Date)
    numbers = func.count(), func.count().filter(same_doctor), func.count().filter(same_doctor, same_day)
    open_ = Booking.status == Status.CONFIRMED, Booking.prepaid.is_(False), Booking.starts_at > now
    others = Booking.patient_id == booking.patient_id, Booking.booking_id != booking.booking_id
    row = (await session.execute(select(*numbers).where(*others, *open_))).one()
    return row[0], row[1], row[2]


def visits_of_patient(patient_id: UUID, *, upcoming_at: datetime | None) -> Mine:
    """Visits still to come then, and holds whose time is not over; None: those that are over or were cancelled.

    Slots that were never paid for are not visits.
    """
    if upcoming_at is None:
        return _of_patient(patient_id, Booking.status.in_(OVER))
    held = and_(Booking.status == Status.HELD, Booking.hold_expires_at > upcoming_at)
    return _of_patient(patient_id, or_(Booking.status == Status.CONFIRMED, held))


def in_clinic(mine: Mine) -> Mine:
    """Those of them that take place in a clinic."""
    return mine.where(Booking.visit_type == VisitType.CLINIC)


async def count_online(session: AsyncSession, mine: Mine) -> int:
    """How many of them take place online."""
    online = mine.where(Booking.visit_type == VisitType.ONLINE)
    return await session.scalar(online.with_only_columns(func.count())) or 0


async def list_upcoming(
    session: AsyncSession, mine: Mine, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Booking]:
    """Some of these, the soonest first."""
    key = tuple_(Booking.starts_at, Booking.booking_id)
    query = mine.order_by(Booking.starts_at, Booking.booking_id)
    if after is not None:
        query = query.where(key > after)
    return (await session.scalars(query.limit(limit))).all()


async def list_past(
    session: AsyncSession, mine: Mine, *, after: tuple[datetime, UUID] | None, limit: int
) -> Sequence[Booking]:
    """Some of these, the latest first."""
    key = tuple_(Booking.starts_at, Booking.booking_id)
    query = mine
    if after is not None:
        query = query.where(key < after)
    ordered = query.order_by(Booking.starts_at.desc(), Booking.booking_id.desc())
    return (await session.scalars(ordered.limit(limit))).all()


def _of_patient(patient_id: UUID, *conditions: ColumnElement[bool]) -> Mine:
    return select(Booking).where(Booking.patient_id == patient_id, *conditions)


async def list_visits_of_day(session: AsyncSession, doctor_id: UUID, *, day: date, time_zone: str) -> Sequence[Booking]:
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


async def get_time_zone(session: AsyncSession, doctor_id: UUID) -> str:
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
    session: AsyncSession, *, visit_type: VisitType, between: tuple[datetime | None, datetime], limit: int
) -> Sequence[Booking]:
    """Confirmed visits of this type that ended between these moments, the oldest first."""
    after, until = between
    past = _confirmed(visit_type).where(Booking.ends_at <= until)
    if after is not None:
        past = past.where(Booking.ends_at > after)
    return await _lock(session, past.order_by(Booking.ends_at).limit(limit))


async def count_undecided(session: AsyncSession, *, before: datetime, limit: int) -> tuple[int, Sequence[UUID]]:
    """How many online visits that ended before then are still open, and the oldest of them."""
    old = _confirmed(VisitType.ONLINE).where(Booking.ends_at <= before)
    count = await session.scalar(old.with_only_columns(func.count()))
    oldest = old.with_only_columns(Booking.booking_id).order_by(Booking.ends_at).limit(limit)
    return count or 0, (await session.scalars(oldest)).all()


async def move_to_person(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> Sequence[Booking]:
    """The bookings of the joined person are this one's; answers, locked, those at a time when this one is busy."""
    asked = {"person_id": person_id, "joined_person_id": joined_person_id}
    await session.execute(MOVE_TO_PERSON, asked)
    left = select(Booking).where(Booking.patient_id == joined_person_id).with_for_update()
    return (await session.scalars(left)).all()


def _confirmed(visit_type: VisitType) -> Select[Booking]:
    return select(Booking).where(Booking.status == Status.CONFIRMED, Booking.visit_type == visit_type)


async def _lock(session: AsyncSession, query: Select[Booking]) -> Sequence[Booking]:
    return (await session.scalars(query.with_for_update(skip_locked=True))).all()

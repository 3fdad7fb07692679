"""The waitlist: live entries, slots that became free for them, whose turn it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, case, cast, exists, func, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import MAX_HOLDS, STILL_WAITING, Status, WaitStatus
from booking.models import STILL_WAITING as LIVE_ENTRIES
from booking.models import Booking, Clinic, Offering, WaitlistEntry
from booking.queries.slots import NO_OWNER, PREPAID, SLOTS

# Times of one doctor, each with the offering it is a time of.
Fresh = set[tuple[UUID, datetime]]

FREE_FOR_WAITING = text(f"""
    WITH waited_for AS (
        SELECT DISTINCT offering_id FROM waitlist_entries WHERE doctor_id = :doctor_id AND status = 'waiting'
    ),
    asked AS (
        SELECT
            offerings.offering_id, offerings.doctor_id, offerings.clinic_id, offerings.visit_type,
            offerings.duration_minutes AS minutes, clinics.time_zone, {PREPAID} AS prepaid, {NO_OWNER},
            CAST(CAST(:begins AS timestamptz) AT TIME ZONE clinics.time_zone AS date) - 1 AS first_day,
            CAST(CAST(:ends AS timestamptz) AT TIME ZONE clinics.time_zone AS date) AS last_day
        FROM waited_for JOIN offerings USING (offering_id) JOIN clinics USING (clinic_id)
        WHERE NOT offerings.withdrawn
    )
    SELECT asked.offering_id, slot.starts_at
    FROM asked CROSS JOIN LATERAL {SLOTS} AS slot
    WHERE slot.free AND tstzrange(slot.starts_at, slot.ends_at) && tstzrange(:begins, :ends)
""")  # noqa: S608 - made of constants

# Whose turn it is, and for which of the fresh times. Passed over are those who have a visit then, have no seat for
# another hold, or have let that very time go before. A line that somebody else is serving is left to them.
NEXT_IN_LINE = text("""
    SELECT line.*, pg_try_advisory_xact_lock(hashtextextended('offer ' || line.patient_id, 0)) AS alone
    FROM (
        SELECT entry.waitlist_entry_id, entry.patient_id, entry.patient_name, entry.offering_id, fresh.starts_at
        FROM unnest(CAST(:offering_ids AS uuid[]), CAST(:starts AS timestamptz[])) AS fresh (offering_id, starts_at)
        JOIN waitlist_entries AS entry USING (offering_id)
        JOIN offerings USING (offering_id)
        JOIN clinics USING (clinic_id)
        WHERE entry.status = 'waiting'
            AND entry.waitlist_entry_id <> ALL (:done)
            AND fresh.starts_at >= :earliest
            AND CAST(fresh.starts_at AT TIME ZONE clinics.time_zone AS date)
                BETWEEN coalesce(entry.from_day, '-infinity') AND coalesce(entry.until_day, 'infinity')
            AND (SELECT count(*) FROM bookings WHERE patient_id = entry.patient_id AND status = 'held') < :max_holds
            AND NOT EXISTS (
                SELECT FROM bookings
                WHERE bookings.patient_id = entry.patient_id
                    AND bookings.starts_at = fresh.starts_at
                    AND bookings.doctor_id = offerings.doctor_id
                    AND bookings.status IN ('expired', 'released', 'declined', 'cancelled')
            )
            AND NOT EXISTS (
                SELECT FROM bookings
                WHERE (bookings.patient_id = entry.patient_id OR bookings.doctor_id = offerings.doctor_id)
                    AND bookings.status IN ('held', 'confirmed')
                    AND bookings.during && tstzrange(
                        fresh.starts_at, fresh.starts_at + make_interval(mins => offerings.duration_minutes)
                    )
            )
        ORDER BY entry.waiting_since, entry.waitlist_entry_id, fresh.starts_at
        LIMIT 1
        FOR UPDATE OF entry SKIP LOCKED
    ) AS line
""")

MOVE_ENTRIES = text("""
    UPDATE waitlist_entries AS joined SET
        patient_id = :person_id,
        status = CASE WHEN joined.status = 'waiting' AND EXISTS (
            SELECT FROM waitlist_entries AS own
            WHERE own.patient_id = :person_id AND own.offering_id = joined.offering_id
                AND own.status IN ('waiting', 'offered')
        ) THEN 'closed' ELSE joined.status END
    WHERE joined.patient_id = :joined_person_id
""")

SHOWN = (
    *(WaitlistEntry.waitlist_entry_id, WaitlistEntry.status, WaitlistEntry.from_day, WaitlistEntry.until_day),
    *(WaitlistEntry.created_at, WaitlistEntry.offering_id, WaitlistEntry.doctor_id),
    *(Offering.clinic_id, Offering.service_title, Offering.visit_type, Offering.price_kopecks),
    *(Clinic.title.label("clinic_title"), Clinic.time_zone),
    *(Booking.booking_id, Booking.starts_at, Booking.hold_expires_at, Booking.prepaid),
)


@dataclass(frozen=True, kw_only=True)
class Waiter:
    """The next patient of the waitlist and the slot to offer; ``alone``: no other transaction is offering them one."""

    waitlist_entry_id: UUID
    patient_id: UUID
    patient_name: str
    offering_id: UUID
    starts_at: datetime
    alone: bool


async def is_anyone_waiting(session: AsyncSession, doctor_id: UUID) -> bool:
    """True when anyone waits for a slot of this doctor."""
    waiting = WaitlistEntry.doctor_id == doctor_id, WaitlistEntry.status == WaitStatus.WAITING
    return bool(await session.scalar(select(exists().where(*waiting))))


async def list_wanted_slots(
    session: AsyncSession, doctor_id: UUID, *, during: tuple[datetime, datetime], now: datetime
) -> Fresh:
    """Free slots that touch this span, of the offerings anyone waits for."""
    asked = {"doctor_id": doctor_id, "begins": during[0], "ends": during[1], "now": now}
    return {(row.offering_id, row.starts_at) for row in await session.execute(FREE_FOR_WAITING, asked)}


async def lock_next_in_line(
    session: AsyncSession, fresh: Fresh, *, earliest: datetime, done: Collection[UUID]
) -> Waiter | None:
    """The entry that has waited longest and suits one of these slots, locked until the end of the transaction."""
    offering_ids, starts = zip(*sorted(fresh), strict=True)
    asked = {"offering_ids": list(offering_ids), "starts": list(starts), "earliest": earliest, "done": list(done)}
    row = (await session.execute(NEXT_IN_LINE, {**asked, "max_holds": MAX_HOLDS})).one_or_none()
    return None if row is None else Waiter(**row._mapping)


async def mark_offered(session: AsyncSession, waitlist_entry_id: UUID, *, booking_id: UUID) -> None:
    """A time is held for this person."""
    entry = WaitlistEntry.waitlist_entry_id == waitlist_entry_id
    await session.execute(update(WaitlistEntry).where(entry).values(status=WaitStatus.OFFERED, booking_id=booking_id))


async def return_to_line(session: AsyncSession, booking_id: UUID, *, now: datetime) -> None:
    """The patient who let the offered slot go waits again, at the end of the line."""
    offered = WaitlistEntry.booking_id == booking_id, WaitlistEntry.status == WaitStatus.OFFERED
    again = {"status": WaitStatus.WAITING, "booking_id": None, "waiting_since": now}
    await session.execute(update(WaitlistEntry).where(*offered).values(again))


async def close_booked_entry(session: AsyncSession, *, patient_id: UUID, offering_id: UUID) -> None:
    """Ends the wait of a patient who has such a visit; an entry locked by another transaction is left: a deadlock."""
    wanted = WaitlistEntry.patient_id == patient_id, WaitlistEntry.offering_id == offering_id
    mine = select(WaitlistEntry.waitlist_entry_id).where(*wanted, WaitlistEntry.status.in_(STILL_WAITING))
    free = mine.with_for_update(skip_locked=True).scalar_subquery()
    await session.execute(
        update(WaitlistEntry).where(WaitlistEntry.waitlist_entry_id == free).values(status=WaitStatus.BOOKED)
    )


async def close_entries(session: AsyncSession, offering_id: UUID) -> None:
    """Nobody waits for what is no longer offered."""
    waiting = WaitlistEntry.offering_id == offering_id, WaitlistEntry.status == WaitStatus.WAITING
    await session.execute(update(WaitlistEntry).where(*waiting).values(status=WaitStatus.CLOSED))


async def upsert_entry(session: AsyncSession, entry: dict[str, Any], *, today: date) -> UUID:
    """The patient waits from now on. Who waits already keeps the place, unless the days asked for are over."""
    made = insert(WaitlistEntry).values(entry)
    new, kept = made.excluded, WaitlistEntry.waiting_since
    changed = {name: new[name] for name in ("from_day", "until_day", "patient_name")}
    place = case((WaitlistEntry.until_day < today, new.waiting_since), else_=kept)
    joined = made.on_conflict_do_update(
        index_elements=["patient_id", "offering_id"],
        index_where=LIVE_ENTRIES,
        set_={**changed, "waiting_since": place},
    )
    found: UUID = (await session.scalars(joined.returning(WaitlistEntry.waitlist_entry_id))).one()
    return found


async def leave_entry(session: AsyncSession, waitlist_entry_id: UUID, *, patient_id: UUID, status: WaitStatus) -> bool:
    """The patient waits no longer; False when the entry is not theirs or stands elsewhere."""
    own = WaitlistEntry.waitlist_entry_id == waitlist_entry_id, WaitlistEntry.patient_id == patient_id
    left = update(WaitlistEntry).where(*own, WaitlistEntry.status == status).values(status=WaitStatus.LEFT)
    return await session.scalar(left.returning(WaitlistEntry.waitlist_entry_id)) is not None


async def list_waiting(
    session: AsyncSession, patient_id: UUID, *, now: datetime, waitlist_entry_id: UUID | None = None
) -> list[Row[Any]]:
    """What the patient waits for and is offered, the oldest first; days that are over are not waited for."""
    day = cast(func.timezone(Clinic.time_zone, now), Date)
    lasts = WaitlistEntry.until_day.is_(None) | (WaitlistEntry.until_day >= day)
    query = (
        select(*SHOWN)
        .join(Offering, Offering.offering_id == WaitlistEntry.offering_id)
        .join(Clinic, Clinic.clinic_id == Offering.clinic_id)
        .outerjoin(Booking, (Booking.booking_id == WaitlistEntry.booking_id) & (Booking.status == Status.HELD))
        .where(WaitlistEntry.patient_id == patient_id, WaitlistEntry.status.in_(STILL_WAITING))
        .where((WaitlistEntry.status == WaitStatus.OFFERED) | lasts)
        .order_by(WaitlistEntry.created_at, WaitlistEntry.waitlist_entry_id)
    )
    if waitlist_entry_id is not None:
        query = query.where(WaitlistEntry.waitlist_entry_id == waitlist_entry_id)
    return list(await session.execute(query))


async def get_entry(session: AsyncSession, waitlist_entry_id: UUID) -> WaitlistEntry | None:
    """The entry as it is now."""
    query = select(WaitlistEntry).where(WaitlistEntry.waitlist_entry_id == waitlist_entry_id)
    return await session.scalar(query.execution_options(populate_existing=True))


async def move_entries(session: AsyncSession, *, person_id: UUID, joined_person_id: UUID) -> None:
    """What the joined person waits for is this one's; what both wait for, only once."""
    await session.execute(MOVE_ENTRIES, {"person_id": person_id, "joined_person_id": joined_person_id})


async def list_offered_bookings(session: AsyncSession, patient_id: UUID) -> set[UUID]:
    """The holds of this person that the waiting list offered."""
    offered = WaitlistEntry.patient_id == patient_id, WaitlistEntry.status == WaitStatus.OFFERED
    return {found for found in await session.scalars(select(WaitlistEntry.booking_id).where(*offered)) if found}


async def count_others(session: AsyncSession, patient_id: UUID, *, offering_id: UUID) -> int:
    """How many other offerings this person waits for."""
    live = WaitlistEntry.patient_id == patient_id, WaitlistEntry.status.in_(STILL_WAITING)
    others = select(func.count()).where(*live, WaitlistEntry.offering_id != offering_id)
    return await session.scalar(others) or 0

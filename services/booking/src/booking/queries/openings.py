"""When a doctor is free next: a hint beside each name of a long list, so kept rather than worked out each time.

A kept answer is believed for 30 seconds, and only while it can still be booked and nobody took it (looked up with every
reading). What frees an earlier slot (a cancellation, new hours) drops the doctor's answers at once; should that
cross with a reader who is just keeping an older one, the 30 seconds mend it. Booking itself never writes here.
A question for one clinic only, or for a price, is computed each time: such questions are rare and short.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.values import VisitType
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncSession

from booking.queries.slots import NO_OWNER, PREPAID, SLOTS, earliest

BELIEVED_FOR = timedelta(seconds=30)

KEPT = text(f"""
    SELECT kept.doctor_id, kept.visit_type, kept.offering_id, kept.starts_at
    FROM next_openings AS kept LEFT JOIN offerings USING (offering_id, visit_type)
    WHERE kept.doctor_id = ANY (:doctor_ids)
        AND kept.visit_type = ANY (:visit_types)
        AND kept.computed_at > :believed_from
        AND (kept.starts_at IS NULL OR kept.starts_at > {earliest(PREPAID)})
        AND NOT EXISTS (
            SELECT FROM bookings
            WHERE bookings.doctor_id = kept.doctor_id
                AND bookings.status IN ('held', 'confirmed')
                AND bookings.during && tstzrange(kept.starts_at, kept.ends_at)
                AND kept.starts_at IS NOT NULL
        )
""")  # noqa: S608 - made of constants


def _first(days: str) -> str:
    """The first free slot of an offering within days of today, as a scalar subquery giving a range."""
    return f"""(
        SELECT tstzrange(slot.starts_at, slot.ends_at)
        FROM (
            SELECT
                offered.doctor_id, offered.clinic_id, offered.visit_type, offered.duration_minutes AS minutes,
                clinics.time_zone, {PREPAID} AS prepaid, {NO_OWNER}, {days}
        ) AS asked
        CROSS JOIN LATERAL {SLOTS} AS slot
        WHERE slot.free
        ORDER BY slot.starts_at
        LIMIT 1
    )"""  # noqa: S608 - made of constants


_TODAY = "CAST(CAST(:now AS timestamptz) AT TIME ZONE clinics.time_zone AS date)"

# Most doctors are free within days, so the month is asked only for those who are not.
_FIRST = f"""
    wanted AS (
        SELECT * FROM unnest(CAST(:doctor_ids AS uuid[]), CAST(:visit_types AS text[])) AS pair (doctor_id, visit_type)
    ),
    first AS (
        SELECT DISTINCT ON (wanted.doctor_id, wanted.visit_type)
            wanted.doctor_id, wanted.visit_type, offered.offering_id, opening.during
        FROM wanted
        JOIN offerings AS offered USING (doctor_id, visit_type)
        JOIN clinics USING (clinic_id)
        CROSS JOIN LATERAL (SELECT coalesce(
            {_first(f"{_TODAY} AS first_day, {_TODAY} + 2 AS last_day")},
            {_first(f"{_TODAY} + 3 AS first_day, {_TODAY} + 31 AS last_day")}
        ) AS during) AS opening
        WHERE NOT offered.withdrawn AND opening.during IS NOT NULL
            AND (CAST(:clinic_id AS uuid) IS NULL OR offered.clinic_id = :clinic_id)
            AND (CAST(:price_to AS bigint) IS NULL OR offered.price_kopecks <= :price_to)
        ORDER BY wanted.doctor_id, wanted.visit_type, lower(opening.during), offered.price_kopecks, offered.offering_id
    )
"""  # noqa: S608 - made of constants

FIND = text(f"WITH {_FIRST} SELECT doctor_id, visit_type, offering_id, lower(during) AS starts_at FROM first")  # noqa: S608

FIND_AND_KEEP = text(f"""
    WITH {_FIRST}
    INSERT INTO next_openings (doctor_id, visit_type, offering_id, starts_at, ends_at, computed_at)
    SELECT wanted.doctor_id, wanted.visit_type, offering_id, lower(during), upper(during), :now
    FROM wanted LEFT JOIN first USING (doctor_id, visit_type)
    ORDER BY wanted.doctor_id, wanted.visit_type
    ON CONFLICT (doctor_id, visit_type) DO UPDATE SET
        offering_id = excluded.offering_id, starts_at = excluded.starts_at,
        ends_at = excluded.ends_at, computed_at = excluded.computed_at
    RETURNING doctor_id, visit_type, offering_id, starts_at
""")  # noqa: S608 - made of constants

# Rows are locked in the order in which readers write them, so that nobody waits in a circle.
FORGET = text("""
    WITH doomed AS (
        SELECT doctor_id, visit_type FROM next_openings
        WHERE doctor_id = ANY (:doctor_ids)
        ORDER BY doctor_id, visit_type
        FOR UPDATE
    )
    DELETE FROM next_openings USING doomed
    WHERE next_openings.doctor_id = doomed.doctor_id AND next_openings.visit_type = doomed.visit_type
""")


@dataclass(frozen=True, kw_only=True)
class OpeningFilter:
    """Which openings count: of these types of visit, in this clinic, not dearer than this, before this moment."""

    visit_types: Sequence[VisitType]
    clinic_id: UUID | None = None
    price_to_kopecks: int | None = None
    before: datetime | None = None


async def list_next_openings(
    session: AsyncSession, *, doctor_ids: Collection[UUID], wanted: OpeningFilter, now: datetime
) -> list[Row[Any]]:
    """The next free slot of each doctor that fits: doctor_id, offering_id, starts_at; soonest first.

    Doctors without one within a month are absent. One statement while the answers are kept, two otherwise.
    """
    types = [visit_type.value for visit_type in wanted.visit_types]
    pairs = [(doctor_id, kind) for doctor_id in doctor_ids for kind in types]
    terms = {"clinic_id": wanted.clinic_id, "price_to": wanted.price_to_kopecks, "now": now}
    if wanted.clinic_id or wanted.price_to_kopecks is not None:
        found = list(await session.execute(FIND, {**_columns(pairs), **terms}))
    else:
        found = await _kept(session, doctor_ids, types, now=now)
        known = {(row.doctor_id, row.visit_type) for row in found}
        if unknown := [pair for pair in pairs if pair not in known]:
            found += await session.execute(FIND_AND_KEEP, {**_columns(unknown), **terms})
    best: dict[UUID, Row[Any]] = {}
    for row in sorted((row for row in found if row.starts_at), key=lambda row: (row.starts_at, row.doctor_id)):
        best.setdefault(row.doctor_id, row)
    return [row for row in best.values() if wanted.before is None or row.starts_at < wanted.before]


async def _kept(session: AsyncSession, doctor_ids: Collection[UUID], types: list[str], *, now: datetime) -> list[Any]:
    asked = {"doctor_ids": list(doctor_ids), "visit_types": types}
    times = {"now": now, "believed_from": now - BELIEVED_FOR}
    return list(await session.execute(KEPT, {**asked, **times}))


def _columns(pairs: list[tuple[UUID, str]]) -> dict[str, list[Any]]:
    doctors, kinds = zip(*pairs, strict=True)
    return {"doctor_ids": list(doctors), "visit_types": list(kinds)}


async def delete_openings(session: AsyncSession, *doctor_ids: UUID) -> None:
    """The next reader computes these doctors' openings again."""
    await session.execute(FORGET, {"doctor_ids": sorted(set(doctor_ids))})

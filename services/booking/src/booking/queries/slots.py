"""The one rule of what can be booked: working hours − days off − taken, on the grid of the offering.

``SLOTS`` is that rule as SQL. It stands behind ``CROSS JOIN LATERAL`` and asks what stands before it, a relation
named ``asked``: doctor_id, clinic_id, visit_type, minutes, time_zone, first_day, last_day (days of the clinic, both
included), prepaid (the notice leaves time to pay), except_booking (a booking that does not count as taken, or null),
patient_id (somebody whose own unpaid slots do not count as taken, or null) and identified (whether those online are
among them). It answers starts_at, ends_at, free.

A working interval is local time of the clinic: on a day when clocks change it is an hour shorter or longer; a time
that occurs twice opens at its first occurrence and closes at its second. Intervals that overlap are one. The grid
runs in real minutes from the start of each interval, so that no slot is lost or doubled with the hour. Two days
before the first are looked at too: where an interval begins does not depend on the days that were asked for.
"""

from datetime import date, datetime
from uuid import UUID

from common.auth import Principal
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import MIN_NOTICE, TIME_TO_PAY
from booking.models import Booking

# Days that one question may cover; nobody asks for so many.
LONGEST_ASKED = 400
# What of an offering is paid for beforehand.
PREPAID = "visit_type = 'online' AND price_kopecks > 0"
# Three columns of ``asked``: every live booking counts as taken.
NO_OWNER = "CAST(NULL AS uuid) AS except_booking, CAST(NULL AS uuid) AS patient_id, false AS identified"


def open_to_session(visit_type: str, identified: str = "CAST(:identified AS boolean)") -> str:
    """True when a session may see or book visits of this type: a password session has no online ones."""
    return f"({identified} OR {visit_type} <> 'online')"


def earliest(prepaid: str) -> str:
    """The moment after which a slot must start to be listed and taken."""
    notices = [f"interval '{notice.total_seconds()} seconds'" for notice in (MIN_NOTICE + TIME_TO_PAY, MIN_NOTICE)]
    return f"CAST(:now AS timestamptz) + CASE WHEN {prepaid} THEN {notices[0]} ELSE {notices[1]} END"


def _first_moment(local: str) -> str:
    """The first moment at which a clock of the clinic shows this local time.

    PostgreSQL takes the second one of two. What the offset of three hours before gives is the first, if a
    clock shows the time then at all.
    """
    first = f"(({local}) - interval '3 hours') AT TIME ZONE asked.time_zone + interval '3 hours'"
    return f"""CASE WHEN ({first}) AT TIME ZONE asked.time_zone = ({local})
        THEN {first} ELSE ({local}) AT TIME ZONE asked.time_zone END"""


SLOTS = f"""(
    WITH bounds AS (
        SELECT tstzrange(
            asked.first_day::timestamp AT TIME ZONE asked.time_zone,
            (asked.last_day + 1)::timestamp AT TIME ZONE asked.time_zone
        ) AS during
    ),
    opened AS (
        SELECT
            {_first_moment("day + make_interval(mins => hours.starts_minute)")} AS opens_at,
            (day + make_interval(mins => hours.ends_minute)) AT TIME ZONE asked.time_zone AS closes_at
        FROM generate_series(
            -- From infinity to infinity a series never ends.
            CASE WHEN isfinite(asked.first_day) THEN asked.first_day::timestamp - interval '2 days' END,
            least(asked.last_day, asked.first_day + {LONGEST_ASKED})::timestamp + interval '1 day',
            '1 day'
        ) AS day
        JOIN working_hours AS hours ON hours.weekday = extract(isodow FROM day) - 1
        WHERE hours.doctor_id = asked.doctor_id
            AND hours.clinic_id = asked.clinic_id
            AND asked.visit_type = ANY (hours.visit_types)
            AND (hours.valid_from IS NULL OR hours.valid_from <= day)
            AND (hours.valid_to IS NULL OR day <= hours.valid_to)
        UNION ALL
        SELECT extra.starts_at, extra.ends_at
        FROM schedule_exceptions AS extra, bounds
        WHERE extra.doctor_id = asked.doctor_id
            AND extra.kind = 'extra'
            AND (extra.clinic_id IS NULL OR extra.clinic_id = asked.clinic_id)
            AND extra.ends_at > lower(bounds.during) - interval '2 days'
            AND extra.starts_at < upper(bounds.during) + interval '1 day'
    ),
    -- Those that only touch stay two, each with its grid: otherwise a doctor who works round the clock would have
    -- one grid for ever, and range_agg would join them.
    working AS (
        SELECT min(opens_at) AS opens_at, max(closes_at) AS closes_at
        FROM (
            SELECT opens_at, closes_at, count(*) FILTER (WHERE apart) OVER in_order AS island
            FROM (
                SELECT opens_at, closes_at, coalesce(opens_at >= max(closes_at) OVER (
                    ORDER BY opens_at, closes_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
                ), true) AS apart
                FROM opened
            ) AS one_by_one
            WINDOW in_order AS (ORDER BY opens_at, closes_at ROWS UNBOUNDED PRECEDING)
        ) AS islands
        GROUP BY island
    ),
    closed AS (
        SELECT coalesce(range_agg(tstzrange(away.starts_at, away.ends_at)), '{{}}') AS times
        FROM schedule_exceptions AS away, bounds
        WHERE away.doctor_id = asked.doctor_id
            AND away.kind = 'off'
            AND (away.clinic_id IS NULL OR away.clinic_id = asked.clinic_id)
            AND away.ends_at > lower(bounds.during) AND away.starts_at < upper(bounds.during) + interval '1 day'
    ),
    taken AS (
        SELECT coalesce(range_agg(bookings.during), '{{}}') AS times
        FROM bookings, bounds
        WHERE bookings.doctor_id = asked.doctor_id
            AND bookings.status IN ('held', 'confirmed')
            AND bookings.during && tstzrange(lower(bounds.during), upper(bounds.during) + interval '1 day')
            AND bookings.booking_id IS DISTINCT FROM asked.except_booking
            AND NOT (
                bookings.status = 'held' AND bookings.patient_id IS NOT DISTINCT FROM asked.patient_id
                AND {open_to_session("bookings.visit_type", "asked.identified")}
            )
    )
    SELECT
        starts_at,
        starts_at + make_interval(mins => asked.minutes) AS ends_at,
        NOT taken.times && tstzrange(starts_at, starts_at + make_interval(mins => asked.minutes)) AS free
    FROM bounds
    JOIN working ON working.opens_at < upper(bounds.during) AND working.closes_at > lower(bounds.during),
    closed, taken, generate_series(
        working.opens_at,
        working.closes_at - make_interval(mins => asked.minutes),
        make_interval(mins => asked.minutes)
    ) AS starts_at
    WHERE bounds.during @> starts_at
        AND starts_at > {earliest("asked.prepaid")}
        AND starts_at < CAST(:now AS timestamptz) + interval '365 days'
        AND NOT closed.times && tstzrange(starts_at, starts_at + make_interval(mins => asked.minutes))
)"""  # noqa: S608 - made of constants

# Built as JSON by the database: five hundred slots never become Python objects on their way out.
LIST_SLOTS = text(f"""
    WITH asked AS (
        SELECT
            offerings.doctor_id, offerings.clinic_id, offerings.visit_type, offerings.duration_minutes AS minutes,
            clinics.time_zone, CAST(:first_day AS date) AS first_day, CAST(:last_day AS date) AS last_day,
            {PREPAID} AS prepaid, CAST(NULL AS uuid) AS except_booking, CAST(:patient_id AS uuid) AS patient_id,
            CAST(:identified AS boolean) AS identified
        FROM offerings JOIN clinics USING (clinic_id)
        WHERE offerings.offering_id = :offering_id AND offerings.doctor_id = :doctor_id AND NOT offerings.withdrawn
    ),
    day AS (
        SELECT
            (slot.starts_at AT TIME ZONE asked.time_zone)::date AS date,
            json_agg(json_strip_nulls(json_build_object(
                'starts_at', to_char(slot.starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'ends_at', to_char(slot.ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'own_booking_id', own.booking_id
            )) ORDER BY slot.starts_at) AS slots
        FROM asked CROSS JOIN LATERAL {SLOTS} AS slot
        LEFT JOIN bookings AS own ON own.patient_id = asked.patient_id AND own.status = 'held'
            AND own.hold_expires_at > :now AND own.offering_id = :offering_id AND own.starts_at = slot.starts_at
            AND {open_to_session("own.visit_type", "asked.identified")}
        WHERE slot.free
        GROUP BY 1
    )
    SELECT CAST(json_build_object(
        'time_zone', asked.time_zone,
        'days', coalesce((
            SELECT json_agg(json_build_object('date', day.date, 'slots', day.slots) ORDER BY day.date) FROM day
        ), '[]')
    ) AS text)
    FROM asked
""")  # noqa: S608 - made of constants

FIND_SLOT = text(f"""
    SELECT slot.ends_at, slot.free
    FROM (
        SELECT
            bookings.doctor_id, bookings.clinic_id, bookings.visit_type, bookings.time_zone,
            CAST(extract(epoch FROM bookings.ends_at - bookings.starts_at) / 60 AS integer) AS minutes,
            CAST(CAST(:starts_at AS timestamptz) AT TIME ZONE bookings.time_zone AS date) AS first_day,
            CAST(CAST(:starts_at AS timestamptz) AT TIME ZONE bookings.time_zone AS date) AS last_day,
            CAST(:prepaid AS boolean) AS prepaid,
            bookings.booking_id AS except_booking, CAST(NULL AS uuid) AS patient_id, false AS identified
        FROM bookings WHERE bookings.booking_id = :booking_id
    ) AS asked
    CROSS JOIN LATERAL {SLOTS} AS slot
    WHERE slot.starts_at = :starts_at
""")  # noqa: S608 - made of constants


async def limit_statement_time(session: AsyncSession) -> None:
    """Statements of this transaction are given up soon from now on: people wait for them, and no input may hold us."""
    await session.execute(text("SET LOCAL statement_timeout = '2s'"))


async def list_free_slots(
    session: AsyncSession,
    *,
    doctor_id: UUID,
    offering_id: UUID,
    days: tuple[date, date],
    now: datetime,
    patient: Principal | None = None,
) -> str | None:
    """What is free to this patient on these days of the clinic (both included), as the JSON of the answer.

    What they hold themselves is free to them; a password session does not see what they hold online. None: there is
    no such offering.
    """
    who = {"patient_id": patient and patient.person_id, "identified": bool(patient and patient.acr == "gosuslugi")}
    asked = {"doctor_id": doctor_id, "offering_id": offering_id, **who}
    found: str | None = await session.scalar(
        LIST_SLOTS, {**asked, "first_day": days[0], "last_day": days[1], "now": now}
    )
    return found


async def get_slot(
    session: AsyncSession, booking: Booking, *, starts_at: datetime, now: datetime, prepaid: bool
) -> tuple[datetime, bool] | None:
    """The end of the slot that this booking would take, and whether it is free; None: the schedule has none."""
    asked = {"booking_id": booking.booking_id, "starts_at": starts_at, "now": now, "prepaid": prepaid}
    found = (await session.execute(FIND_SLOT, asked)).one_or_none()
    return None if found is None else (found.ends_at, found.free)

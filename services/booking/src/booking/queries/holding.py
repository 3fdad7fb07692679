"""Holding a slot: the check against the schedule, the limits and the INSERT in one statement.

ON CONFLICT DO NOTHING is essential: a plain INSERT against the exclusion constraints can deadlock in a storm.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from common.ids import new_id
from contracts.values import VisitType
from sqlalchemy import inspect, text
from sqlalchemy.ext.asyncio import AsyncSession

from booking.domain import HOLD, MAX_HOLDS, MIN_NOTICE, REFUND_WINDOW, Status, new_number
from booking.models import Booking
from booking.queries.slots import NO_OWNER, PREPAID, SLOTS, open_to_session

TAKE = text(f"""
    WITH asked AS (
        SELECT
            offerings.*, clinics.title AS clinic_title, clinics.time_zone, offerings.duration_minutes AS minutes,
            clinics.city AS clinic_city, clinics.address AS clinic_address, clinics.phone AS clinic_phone,
            {PREPAID} AS prepaid,
            -- A time offered to somebody who waited is held for them, whether there is anything to pay or not.
            CAST(:offered_for AS interval) IS NOT NULL
                OR {PREPAID} AS held,
            CAST(CAST(:starts_at AS timestamptz) AT TIME ZONE clinics.time_zone AS date) AS first_day,
            CAST(CAST(:starts_at AS timestamptz) AT TIME ZONE clinics.time_zone AS date) AS last_day,
            {NO_OWNER}
        FROM offerings JOIN clinics USING (clinic_id)
        WHERE offerings.offering_id = :offering_id
    ),
    slot AS (
        SELECT slot.* FROM asked CROSS JOIN LATERAL {SLOTS} AS slot WHERE slot.starts_at = :starts_at
    ),
    seat AS (
        SELECT min(free) AS seat
        FROM generate_series(1, :max_holds) AS free
        WHERE NOT EXISTS (
            SELECT FROM bookings WHERE patient_id = :patient_id AND status = 'held' AND hold_seat = free
        )
    ),
    made AS (
        INSERT INTO bookings (
            booking_id, number, status, version, patient_id, patient_name,
            doctor_id, clinic_id, clinic_title, time_zone,
            offering_id, service_code, service_title, visit_type, starts_at, ends_at,
            price_kopecks, prepaid, paid_kopecks, refund_deadline_at,
            hold_seat, hold_expires_at, confirmed_at, created_at
        )
        SELECT
            CAST(:booking_id AS uuid), CAST(:number AS text), CASE WHEN held THEN 'held' ELSE 'confirmed' END, 1,
            CAST(:patient_id AS uuid), CAST(:patient_name AS text),
            doctor_id, clinic_id, clinic_title, time_zone,
            offering_id, service_code, service_title, visit_type, slot.starts_at, slot.ends_at,
            price_kopecks, prepaid, 0, slot.starts_at - CAST(:refund_window AS interval),
            CASE WHEN held THEN seat.seat END,
            CASE WHEN held THEN least(
                CAST(:now AS timestamptz) + coalesce(:offered_for, CAST(:hold AS interval)),
                slot.starts_at - CAST(:min_notice AS interval)
            ) END,
            CASE WHEN NOT held THEN CAST(:now AS timestamptz) END, CAST(:now AS timestamptz)
        FROM asked, slot, seat
        WHERE slot.free
            AND NOT withdrawn
            AND {open_to_session("visit_type")}
            AND (seat.seat IS NOT NULL OR NOT held)
        ON CONFLICT DO NOTHING
        RETURNING *
    )
    SELECT
        asked.visit_type AS asked_visit_type, asked.withdrawn AS asked_withdrawn, slot.free AS slot_free,
        asked.held AND seat.seat IS NULL AS seats_gone,
        busy.booking_id IS NOT NULL AS busy, busy.status = 'held' AS busy_held,
        -- A password session learns that it is busy then, not with which visit online.
        CASE WHEN {open_to_session("busy.visit_type")} THEN busy.booking_id END AS busy_with,
        asked.clinic_city, asked.clinic_address, asked.clinic_phone,
        made.*
    FROM asked CROSS JOIN seat LEFT JOIN slot ON true LEFT JOIN made ON true LEFT JOIN LATERAL (
        SELECT bookings.booking_id, bookings.status, bookings.visit_type FROM bookings
        WHERE bookings.patient_id = :patient_id
            AND bookings.status IN ('held', 'confirmed')
            AND bookings.during && tstzrange(slot.starts_at, slot.ends_at)
        ORDER BY bookings.status, bookings.starts_at
        LIMIT 1
    ) AS busy ON true
""")  # noqa: S608 - made of constants

_COLUMNS = tuple(column.key for column in inspect(Booking).column_attrs if column.key != "during")


@dataclass(frozen=True, kw_only=True)
class SlotRequest:
    """A patient's request for a slot; ``offered_for`` is how long an offer of the waitlist is held."""

    offering_id: UUID
    starts_at: datetime
    patient_id: UUID
    patient_name: str
    identified: bool
    offered_for: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class HoldResult:
    """The booking, or what stood in the way in the snapshot of the statement.

    ``busy``: the patient has another visit then, or an unpaid slot. ``busy_with``: which, if this session may know.

    Nothing made and nothing in the way: another transaction won meanwhile.
    """

    made: Booking | None
    online: bool
    withdrawn: bool
    in_schedule: bool
    slot_free: bool
    seats_gone: bool
    busy: bool
    busy_with: UUID | None
    busy_is_hold: bool


async def hold_slot(session: AsyncSession, request: SlotRequest, *, now: datetime) -> HoldResult | None:
    """Holds or confirms the slot if nothing stands in the way; None: no such offering."""
    limits = {"max_holds": MAX_HOLDS, "hold": HOLD, "refund_window": REFUND_WINDOW, "min_notice": MIN_NOTICE}
    asked = {"booking_id": new_id(), "number": new_number(), "now": now, **vars(request), **limits}
    found = (await session.execute(TAKE, asked)).one_or_none()
    if found is None:
        return None
    row: dict[str, Any] = dict(found._mapping)
    return HoldResult(
        made=_booking(row) if row["booking_id"] else None,
        online=row["asked_visit_type"] == "online",
        withdrawn=row["asked_withdrawn"],
        in_schedule=row["slot_free"] is not None,
        slot_free=bool(row["slot_free"]),
        seats_gone=row["seats_gone"],
        busy=row["busy"],
        busy_with=row["busy_with"],
        busy_is_hold=bool(row["busy_held"]),
    )


def _booking(row: dict[str, Any]) -> Booking:
    """The new row as an object; not part of the session, which need not look at it again."""
    values = {name: row[name] for name in _COLUMNS}
    kinds = {"status": Status(row["status"]), "visit_type": VisitType(row["visit_type"])}
    return Booking(**{**values, **kinds})

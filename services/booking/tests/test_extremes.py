"""Values beyond what a calendar, a database or a person needs: refused at once, never an error of ours."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from booking.queries.slots import NO_OWNER, SLOTS, limit_statement_time
from common.context import Context
from common.paging import encode_cursor
from common.testing import Client
from sqlalchemy import text

from .conftest import Book, Practice, tomorrow

MOMENTS = [
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59-14:00",
    "1999-12-31T23:59:59Z",
    "2200-01-01T00:00:01Z",
    "infinity",
    "-infinity",
    "2026-03-03T12:00:00\x00",
    "²026-03-03T12:00:00Z",
]
DAYS = ["0001-01-01", "9999-12-31", "1999-12-31", "2200-01-02", "infinity", "2026-03-0²", "2026-03-03\x00"]
NUMBERS: list[Any] = [2**63, 10**20, -1, "²", "1\x00", 1e400]
IDS = ["²", "\x00", "00000000-0000-0000-0000-00000000000g", "1" * 10_000]
# Fixed, so that every worker of a test run names its tests alike.
SOMEBODYS = "00000000-0000-7000-8000-000000000000"

Ask = tuple[str, str, dict[str, Any]]


def _asks(practice: Practice, booking_id: str) -> list[Ask]:
    """Every field of every operation, with each value that does not fit it."""
    offering, clinic = str(practice.online), str(practice.clinic_id)
    booking = f"/api/booking/bookings/{booking_id}"
    off = {"starts_at": tomorrow(9).isoformat(), "ends_at": tomorrow(10).isoformat(), "kind": "off"}
    hours = {"clinic_id": clinic, "weekday": 1, "starts": "09:00", "ends": "10:00", "visit_types": ["online"]}
    slots = f"/api/booking/doctors/{practice.doctor_id}/slots"
    openings = {"doctor_ids": str(practice.doctor_id)}
    asks: list[Ask] = []

    def body(method: str, path: str, values: list[Any], make: Callable[[Any], Any]) -> None:
        asks.extend((method, path, {"json": make(value)}) for value in values)

    def query(path: str, values: list[Any], make: Callable[[Any], dict[str, Any]]) -> None:
        asks.extend(("GET", path, {"params": make(value)}) for value in values)

    body("POST", "/api/booking/bookings", MOMENTS, lambda it: {"offering_id": offering, "starts_at": it})
    body("POST", "/api/booking/bookings", IDS, lambda it: {"offering_id": it, "starts_at": tomorrow(9).isoformat()})
    body("POST", f"{booking}/rescheduling", MOMENTS, lambda it: {"starts_at": it})
    body("POST", f"{booking}/cancellation", NUMBERS[:-1], lambda it: {"expected_refund_kopecks": it})
    for name in ("starts_at", "ends_at"):
        body("POST", "/api/booking/schedule-exceptions", MOMENTS, lambda it, name=name: {**off, name: it})  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    for name in ("valid_from", "valid_to"):
        body("PUT", "/api/booking/working-hours", DAYS, lambda it, name=name: {"items": [{**hours, name: it}]})  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    for name in ("weekday", "starts", "ends", "clinic_id"):
        body("PUT", "/api/booking/working-hours", NUMBERS[:-1], lambda it, name=name: {"items": [{**hours, name: it}]})  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    for name in ("from_day", "until_day"):
        body("POST", "/api/booking/waitlist", DAYS, lambda it, name=name: {"offering_id": offering, name: it})  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    query("/api/booking/visits", DAYS, lambda it: {"date": it})
    query(slots, DAYS, lambda it: {"offering_id": offering, "from": it})
    query(slots, NUMBERS, lambda it: {"offering_id": offering, "from": "2026-03-03", "days": it})
    query(slots, IDS, lambda it: {"offering_id": it, "from": "2026-03-03"})
    query("/api/booking/openings", MOMENTS, lambda it: {**openings, "before": it})
    query("/api/booking/openings", NUMBERS, lambda it: {**openings, "price_to_kopecks": it})
    query("/api/booking/openings", IDS, lambda it: {**openings, "clinic_id": it})
    query("/api/booking/openings", IDS, lambda it: {"doctor_ids": it})
    query("/api/booking/bookings", NUMBERS, lambda it: {"limit": it})
    for when in ("upcoming", "past"):
        cursors = [encode_cursor(moment, SOMEBODYS) for moment in MOMENTS] + ["²", "\x00", encode_cursor(10**20, "x")]
        query("/api/booking/bookings", cursors, lambda it, when=when: {"cursor": it, "when": when})  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    return asks


async def test_values_beyond_the_bounds_are_refused_at_once(
    patient: Client, doctor: Client, practice: Practice, book: Book
) -> None:
    """A year 1 or 9999 became infinity in the database, and a series of days without an end."""
    made = await book()
    for method, path, given in _asks(practice, made["booking_id"]):
        by = doctor if any(part in path for part in ("visits", "working-hours", "schedule-exceptions")) else patient
        began = time.monotonic()
        answer = await by.request(method, path, **given)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), (method, path, given)
        assert time.monotonic() - began < 1, (method, path, given)


@pytest.mark.parametrize("lone", [r"\ud83d", r"\udfff"])
async def test_half_a_character_is_refused(patient: Client, practice: Practice, lone: str) -> None:
    body = f'{{"offering_id": "{lone}", "starts_at": "2026-03-03T09:00:00Z"}}'
    headers = {"Content-Type": "application/json"}
    answer = await patient.post("/api/booking/bookings", content=body, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("starts_at", ["2000-01-01T00:00:00Z", "2199-12-31T23:59:59Z"])
async def test_the_first_and_the_last_moment_are_simply_not_in_the_schedule(
    patient: Client, practice: Practice, starts_at: str
) -> None:
    body = {"offering_id": str(practice.online), "starts_at": starts_at}
    answer = await patient.post("/api/booking/bookings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "slot_unavailable")


@pytest.mark.parametrize("day", ["infinity", "-infinity"])
async def test_even_an_endless_question_ends(practice: Practice, context: Context, day: str) -> None:
    """Should a bound be forgotten somewhere: the rule itself has no endless series."""
    asked = f"""
        SELECT count(*) FROM (
            SELECT CAST(:doctor_id AS uuid) AS doctor_id, CAST(:clinic_id AS uuid) AS clinic_id, 'online' AS visit_type,
                30 AS minutes, 'Europe/Moscow' AS time_zone, false AS prepaid, {NO_OWNER},
                CAST('{day}' AS date) AS first_day, CAST('{day}' AS date) AS last_day
        ) AS asked CROSS JOIN LATERAL {SLOTS} AS slot
    """
    terms = {"doctor_id": practice.doctor_id, "clinic_id": practice.clinic_id, "now": tomorrow(9)}
    async with context.sessions() as session:
        assert await session.scalar(text(asked), terms) == 0


async def test_an_endless_question_is_given_up_after_two_seconds(context: Context) -> None:
    async with context.sessions() as session:
        await limit_statement_time(session)
        assert await session.scalar(text("SHOW statement_timeout")) == "2s"

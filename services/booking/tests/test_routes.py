"""Who may do what over HTTP, and what each endpoint answers."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.ids import new_id
from common.testing import Client, Recorded, TestClock
from contracts.booking import BookingConfirmed, BookingCreated
from contracts.values import VisitType

from .conftest import PRICE, Book, Practice, listed, today, tomorrow, try_to_book

# Fixed, so that every worker of a test run names its tests alike.
NOBODY = "00000000-0000-4000-8000-0000000000ff"

SOMEBODYS = "/api/booking/bookings/00000000-0000-7000-8000-000000000000"
HOURS = {"weekday": 2, "starts": "10:00", "ends": "24:00", "visit_types": ["online"]}
OFF = {"starts_at": tomorrow(9).isoformat(), "ends_at": tomorrow(18).isoformat(), "kind": "off"}


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/booking/bookings"),
        ("GET", "/api/booking/bookings"),
        ("GET", SOMEBODYS),
        ("GET", f"{SOMEBODYS}/cancellation"),
        ("POST", f"{SOMEBODYS}/cancellation"),
        ("POST", f"{SOMEBODYS}/rescheduling"),
        ("GET", "/api/booking/visits"),
        ("GET", "/api/booking/working-hours"),
        ("PUT", "/api/booking/working-hours"),
        ("GET", "/api/booking/schedule-exceptions"),
        ("POST", "/api/booking/schedule-exceptions"),
        ("DELETE", f"/api/booking/schedule-exceptions/{NOBODY}"),
        ("PUT", f"/internal/schedules/{NOBODY}"),
    ],
)
async def test_a_stranger_must_log_in(api: Client, method: str, path: str) -> None:
    """R006."""
    answer = await api.request(method, path, json={})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/booking/visits"),
        ("GET", "/api/booking/working-hours"),
        ("PUT", "/api/booking/working-hours"),
        ("GET", "/api/booking/schedule-exceptions"),
        ("POST", "/api/booking/schedule-exceptions"),
        ("DELETE", f"/api/booking/schedule-exceptions/{NOBODY}"),
        ("PUT", f"/internal/schedules/{NOBODY}"),
    ],
)
async def test_a_patient_is_no_doctor_and_no_server(patient: Client, method: str, path: str) -> None:
    answer = await patient.request(method, path, json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


async def test_a_doctor_with_a_password_session_is_not_identified(as_doctor: Callable[..., Client]) -> None:
    """R012."""
    answer = await as_doctor(acr="password").get("/api/booking/visits")
    assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")


@pytest.mark.parametrize(
    ("method", "suffix"), [("GET", ""), ("GET", "/cancellation"), ("POST", "/cancellation"), ("POST", "/rescheduling")]
)
async def test_somebody_elses_booking_is_not_found(
    as_patient: Callable[..., Client], as_doctor: Callable[..., Client], book: Book, method: str, suffix: str
) -> None:
    made = await book()
    for stranger in (as_patient(), as_doctor()):
        path, body = f"/api/booking/bookings/{made['booking_id']}{suffix}", {"starts_at": tomorrow(15).isoformat()}
        answer = await stranger.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_the_doctor_of_a_hold_does_not_see_it_yet(book: Book, doctor: Client) -> None:
    made = await book()
    assert (await doctor.get(f"/api/booking/bookings/{made['booking_id']}")).status_code == 404
    assert (await doctor.post(f"/api/booking/bookings/{made['booking_id']}/cancellation")).status_code == 404


async def test_an_online_visit_is_held_for_fifteen_minutes(
    patient: Client, practice: Practice, recorded: Recorded, clock: TestClock
) -> None:
    """R074, R088: prepaid in full, so first a hold that payment opens an order for."""
    answer = await try_to_book(patient, practice.online, tomorrow(12))
    made = answer.json()
    assert answer.status_code == 201
    expected = {"status": "held", "prepaid": True, "price_kopecks": PRICE, "time_zone": "Europe/Moscow", "version": 1}
    assert expected.items() <= made.items()
    assert made["starts_at"] == "2026-03-03T09:00:00Z"
    assert made["hold_expires_at"] == "2026-03-02T05:15:00Z"
    assert made["refund_deadline_at"] == "2026-03-03T07:00:00Z"
    assert made["patient_name"] == patient.principal.full_name
    assert made["number"].startswith("M-")
    [event] = await recorded()
    assert isinstance(event, BookingCreated)
    assert (str(event.booking_id), event.price_kopecks, event.aggregate_version) == (made["booking_id"], PRICE, 1)
    assert event.hold_expires_at == clock.now() + timedelta(minutes=15)


async def test_a_clinic_visit_is_confirmed_at_once_also_for_a_password_session(
    as_password_patient: Callable[..., Client], practice: Practice, recorded: Recorded
) -> None:
    """R036, 1.15: the clinic takes the money."""
    answer = await try_to_book(as_password_patient(), practice.in_clinic, tomorrow(12))
    assert answer.status_code == 201
    assert (answer.json()["status"], answer.json()["prepaid"]) == ("confirmed", False)
    [event] = await recorded()
    assert isinstance(event, BookingConfirmed)
    assert (event.visit_type, event.starts_at) == (VisitType.CLINIC, tomorrow(12))


async def test_a_free_online_visit_is_confirmed_at_once(
    patient: Client, practice: Practice, recorded: Recorded
) -> None:
    """1.15."""
    answer = await try_to_book(patient, await practice.offer(price=0), tomorrow(12))
    assert answer.json()["status"] == "confirmed"
    assert [type(event) for event in await recorded()] == [BookingConfirmed]


async def test_a_password_session_books_nothing_online(
    as_password_patient: Callable[..., Client], practice: Practice, recorded: Recorded
) -> None:
    """R034, R042."""
    for offering in (practice.online, await practice.offer(price=0)):
        answer = await try_to_book(as_password_patient(), offering, tomorrow(12))
        assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")
    assert await recorded() == []


async def test_a_repeated_request_books_once(patient: Client, practice: Practice, recorded: Recorded) -> None:
    key = {"Idempotency-Key": str(uuid4())}
    first = await try_to_book(patient, practice.online, tomorrow(12), **key)
    again = await try_to_book(patient, practice.online, tomorrow(12), **key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert len(await recorded(BookingCreated)) == 1
    other = await try_to_book(patient, practice.online, tomorrow(13), **key)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


async def test_a_moment_without_a_zone_is_refused(patient: Client, practice: Practice) -> None:
    body = {"offering_id": str(practice.online), "starts_at": "2026-03-03T12:00:00"}
    answer = await patient.post("/api/booking/bookings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_terms_are_those_of_the_moment_of_booking(patient: Client, practice: Practice, book: Book) -> None:
    made = await book()
    await practice.offer(practice.online, price=999_900, minutes=60, version=2)
    await practice.publish_clinic("Asia/Omsk", version=2, title="Другая")
    found = (await patient.get(f"/api/booking/bookings/{made['booking_id']}")).json()
    assert found == made


async def test_lists_of_a_patient_come_in_pages(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    """R101: soonest first; another patient's are not among them."""
    await book(tomorrow(9), by=as_patient(), offering=practice.in_clinic)
    starts = [tomorrow(9) + timedelta(days=day) for day in (2, 0, 1)]
    made = [await book(start + timedelta(hours=1), offering=practice.in_clinic) for start in starts]
    first = (await patient.get("/api/booking/bookings", params={"limit": 2})).json()
    assert [one["booking_id"] for one in first["items"]] == [made[1]["booking_id"], made[2]["booking_id"]]
    second = (await patient.get("/api/booking/bookings", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert [one["booking_id"] for one in second["items"]] == [made[0]["booking_id"]]
    assert second["next_cursor"] is None


async def test_past_visits_are_the_cancelled_and_the_completed_latest_first(
    patient: Client, practice: Practice, book: Book
) -> None:
    """R109: a slot that was let go unpaid was never a visit."""
    starts = [tomorrow(11), tomorrow(13) + timedelta(days=1)]
    made = [await book(start, offering=practice.in_clinic) for start in starts]
    held = await book(tomorrow(15))
    for one in (*made, held):
        await patient.post(f"/api/booking/bookings/{one['booking_id']}/cancellation")
    past = (await patient.get("/api/booking/bookings", params={"when": "past", "limit": 1})).json()
    assert [one["booking_id"] for one in past["items"]] == [made[1]["booking_id"]]
    rest = await patient.get("/api/booking/bookings", params={"when": "past", "cursor": past["next_cursor"]})
    assert [one["booking_id"] for one in rest.json()["items"]] == [made[0]["booking_id"]]
    assert (await patient.get("/api/booking/bookings")).json()["items"] == []


async def test_a_doctors_day_is_the_clinics_day(
    doctor: Client,
    as_doctor: Callable[..., Client],
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
) -> None:
    """R170: the first minute of the day belongs to it, the first of the next does not; mere holds are absent."""
    await practice.work("00:00", "24:00", weekdays=(0, 1, 2))
    visit = practice.in_clinic
    midnight = await book(tomorrow(0), offering=visit)
    noon = await book(tomorrow(12), by=as_patient(), offering=visit)
    await book(tomorrow(0) + timedelta(days=1), offering=visit)
    await book(today(23, 30), offering=visit)
    await book(tomorrow(14))
    day = (await doctor.get("/api/booking/visits", params={"date": "2026-03-03"})).json()
    assert day["time_zone"] == "Europe/Moscow"
    assert [one["booking_id"] for one in day["items"]] == [midnight["booking_id"], noon["booking_id"]]
    assert day["items"][0]["patient_name"] == "Петрова Анна Сергеевна"
    assert len((await doctor.get("/api/booking/visits")).json()["items"]) == 1
    other = await as_doctor(new_id()).get("/api/booking/visits", params={"date": "2026-03-03"})
    assert other.json() == {"time_zone": "Europe/Moscow", "items": []}


async def test_a_doctor_reads_a_confirmed_visit(doctor: Client, practice: Practice, book: Book) -> None:
    made = await book(offering=practice.in_clinic)
    assert (await doctor.get(f"/api/booking/bookings/{made['booking_id']}")).json() == made


async def test_a_doctor_sets_their_own_working_hours(doctor: Client, api: Client, practice: Practice) -> None:
    """R171."""
    week = {"items": [{**HOURS, "clinic_id": str(practice.clinic_id), "valid_from": None, "valid_to": None}]}
    answer = await doctor.put("/api/booking/working-hours", json=week)
    assert (answer.status_code, answer.json()) == (200, week)
    assert (await doctor.get("/api/booking/working-hours")).json() == week
    assert {start.weekday() for start in await listed(api, practice)} == {2}


@pytest.mark.parametrize(
    "wrong",
    [
        {"starts": "18:00", "ends": "09:00"},
        {"ends": "25:00"},
        {"weekday": 7},
        {"visit_types": []},
        {"clinic_id": str(uuid4())},
        {"valid_from": "2026-03-02", "valid_to": "2026-03-01"},
    ],
)
async def test_invalid_working_hours_are_refused(doctor: Client, practice: Practice, wrong: dict[str, Any]) -> None:
    week = {"items": [{**HOURS, "clinic_id": str(practice.clinic_id), **wrong}]}
    answer = await doctor.put("/api/booking/working-hours", json=week)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert len((await doctor.get("/api/booking/working-hours")).json()["items"]) == 5


async def test_overlapping_working_hours_are_refused(doctor: Client, practice: Practice) -> None:
    row = {**HOURS, "clinic_id": str(practice.clinic_id)}
    answer = await doctor.put("/api/booking/working-hours", json={"items": [row, {**row, "starts": "12:00"}]})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_booked_visits_outlive_a_new_week(
    doctor: Client, patient: Client, practice: Practice, book: Book
) -> None:
    made = await book(offering=practice.in_clinic)
    await doctor.put("/api/booking/working-hours", json={"items": []})
    assert (await patient.get(f"/api/booking/bookings/{made['booking_id']}")).json()["status"] == "confirmed"


async def test_a_time_off_can_be_taken_back_by_its_doctor_only(
    doctor: Client, as_doctor: Callable[..., Client], api: Client, practice: Practice
) -> None:
    """R171."""
    before = await listed(api, practice)
    made = (await doctor.post("/api/booking/schedule-exceptions", json=OFF)).json()
    assert len(await listed(api, practice)) == len(before) - 18
    assert (await doctor.get("/api/booking/schedule-exceptions")).json()["items"] == [made]
    path = f"/api/booking/schedule-exceptions/{made['schedule_exception_id']}"
    assert (await as_doctor().delete(path)).status_code == 404
    assert (await doctor.delete(path)).status_code == 204
    assert await listed(api, practice) == before
    assert (await doctor.delete(path)).status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_at": tomorrow(9).isoformat()},
        {"kind": "extra", "ends_at": (tomorrow(9) + timedelta(hours=25)).isoformat()},
        {"ends_at": (tomorrow(9) + timedelta(days=367)).isoformat()},
        {"starts_at": "2026-03-03T09:00:00"},
        {"clinic_id": str(uuid4())},
    ],
)
async def test_an_invalid_exception_is_refused(doctor: Client, practice: Practice, wrong: dict[str, Any]) -> None:
    answer = await doctor.post("/api/booking/schedule-exceptions", json={**OFF, **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_the_models_and_the_migrations_agree(drift: list[Any]) -> None:
    assert drift == []

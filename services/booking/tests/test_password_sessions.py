"""What a password session sees and touches of visits made after Gosuslugi: nothing but how many there are."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from common.ids import new_id
from common.testing import Client, Deliver

from .conftest import Book, Practice, tomorrow, try_to_book
from .test_consumers import paid
from .test_waitlist import WAITLIST, wait_for

BOOKINGS = "/api/booking/bookings"
REFUSED = (403, "identification_required")
ACTIONS = [("GET", ""), ("GET", "/cancellation"), ("POST", "/cancellation"), ("POST", "/confirmation"),
           ("POST", "/rescheduling")]  # fmt: skip


async def page(by: Client, **params: Any) -> tuple[list[str], str | None, int]:
    answer = await by.get(BOOKINGS, params=params)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    return [one["booking_id"] for one in body["items"]], body["next_cursor"], body["hidden_online"]


@pytest.fixture
def by_password(patient: Client, as_password_patient: Callable[..., Client]) -> Client:
    """The same person, who came in by password."""
    return as_password_patient(patient.person_id)


@pytest.mark.parametrize(("method", "suffix"), ACTIONS)
@pytest.mark.parametrize("is_paid", [False, True])
async def test_an_online_visit_needs_a_gosuslugi_session_of_its_patient(
    by_password: Client, patient: Client, book: Book, deliver: Deliver, method: str, suffix: str, *, is_paid: bool
) -> None:
    made = await book()
    if is_paid:
        await deliver(paid(made))
    before = (await patient.get(f"{BOOKINGS}/{made['booking_id']}")).json()
    body = {"starts_at": tomorrow(15).isoformat()}
    answer = await by_password.request(method, f"{BOOKINGS}/{made['booking_id']}{suffix}", json=body)
    assert (answer.status_code, answer.json()["code"]) == REFUSED
    assert (await patient.get(f"{BOOKINGS}/{made['booking_id']}")).json()["version"] == before["version"]


@pytest.mark.parametrize(("method", "suffix"), ACTIONS)
async def test_an_online_visit_of_somebody_else_is_not_found_by_a_password_session(
    as_password_patient: Callable[..., Client], book: Book, method: str, suffix: str
) -> None:
    made = await book()
    body = {"starts_at": tomorrow(15).isoformat()}
    answer = await as_password_patient().request(method, f"{BOOKINGS}/{made['booking_id']}{suffix}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


async def test_a_clinic_visit_made_under_either_session_is_seen_and_cancelled_under_both(
    by_password: Client, patient: Client, practice: Practice, book: Book
) -> None:
    """R036."""
    made = [
        await book(tomorrow(9) + timedelta(days=day), by=by, offering=practice.in_clinic)
        for day, by in enumerate((patient, by_password))
    ]
    ids = [one["booking_id"] for one in made]
    for session in (patient, by_password):
        assert await page(session) == (ids, None, 0)
    assert (await by_password.post(f"{BOOKINGS}/{ids[0]}/cancellation")).status_code == 200
    assert await page(by_password, when="past") == (ids[:1], None, 0)


async def test_pages_of_a_password_session_skip_online_visits_and_count_them(
    by_password: Client, patient: Client, practice: Practice, book: Book, deliver: Deliver
) -> None:
    """Full pages, whatever lies between; the cursor of one session opens nothing more in the other."""
    clinic, online = [], []
    for day in range(3):
        online.append(await book(tomorrow(10) + timedelta(days=day)))
        await deliver(paid(online[-1]))
        clinic.append(await book(tomorrow(12) + timedelta(days=day), offering=practice.in_clinic))
    ids = [one["booking_id"] for one in clinic]
    seen, cursor, hidden = await page(by_password, limit=2)
    assert (seen, hidden) == (ids[:2], 3)
    assert await page(by_password, limit=2, cursor=cursor) == (ids[2:], None, 3)
    everything, cursor, hidden = await page(patient, limit=1)
    assert (everything, hidden) == ([online[0]["booking_id"]], 0)
    assert await page(by_password, cursor=cursor) == (ids, None, 3)


async def test_past_online_visits_are_hidden_too(
    by_password: Client, patient: Client, book: Book, deliver: Deliver
) -> None:
    made = await book()
    await deliver(paid(made))
    await patient.post(f"{BOOKINGS}/{made['booking_id']}/cancellation")
    assert await page(by_password, when="past") == ([], None, 1)
    assert await page(by_password) == ([], None, 0)
    assert await page(patient, when="past") == ([made["booking_id"]], None, 0)


async def test_a_person_who_has_only_a_password_misses_nothing(
    as_password_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    unlinked = as_password_patient()
    await book()
    made = await book(tomorrow(9), by=unlinked, offering=practice.in_clinic)
    assert await page(unlinked) == ([made["booking_id"]], None, 0)


async def test_a_password_session_takes_no_online_hold_over_and_lets_none_go(
    by_password: Client, patient: Client, practice: Practice, book: Book
) -> None:
    """Choosing the held time again answers the hold, and choosing another time lets it go: only after Gosuslugi."""
    made = await book()
    again = await try_to_book(by_password, practice.online, tomorrow(12))
    assert (again.status_code, again.json()["code"]) == REFUSED
    await book(tomorrow(15), by=by_password, offering=practice.in_clinic)
    assert (await patient.get(f"{BOOKINGS}/{made['booking_id']}")).json()["status"] == "held"


@pytest.mark.parametrize("is_paid", [False, True])
async def test_a_refusal_names_no_online_visit_to_a_password_session(
    by_password: Client, book: Book, deliver: Deliver, new_practice: Callable[..., Practice], *, is_paid: bool
) -> None:
    made = await book()
    if is_paid:
        await deliver(paid(made))
    other = await new_practice().open()
    moved = await book(tomorrow(16), by=by_password, offering=other.in_clinic)
    move = {"starts_at": tomorrow(12).isoformat()}
    for answer in (
        await try_to_book(by_password, other.in_clinic, tomorrow(12)),
        await by_password.post(f"{BOOKINGS}/{moved['booking_id']}/rescheduling", json=move),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "already_booked_then")
        assert made["booking_id"] not in answer.text


async def test_a_refused_move_shows_a_doctor_none_of_the_patient_s_other_visits(
    doctor: Client, book: Book, practice: Practice, new_practice: Callable[..., Practice]
) -> None:
    other = await new_practice().open()
    elsewhere = await book(tomorrow(15), offering=other.in_clinic)
    own = await book(tomorrow(9), offering=practice.in_clinic)
    answer = await doctor.post(
        f"{BOOKINGS}/{own['booking_id']}/rescheduling", json={"starts_at": tomorrow(15).isoformat()}
    )
    assert (answer.status_code, answer.json()["code"]) == (409, "already_booked_then")
    assert elsewhere["booking_id"] not in answer.text


async def test_a_doctor_reads_online_visits_as_before(book: Book, doctor: Client, deliver: Deliver) -> None:
    made = await book()
    await deliver(paid(made))
    assert (await doctor.get(f"{BOOKINGS}/{made['booking_id']}")).status_code == 200


async def test_waiting_for_an_online_visit_is_hidden_from_a_password_session(
    as_patient: Callable[..., Client], as_password_patient: Callable[..., Client], practice: Practice
) -> None:
    person_id = new_id()
    identified, by_password = as_patient(person_id), as_password_patient(person_id)
    online, clinic = await wait_for(identified, practice.online), await wait_for(identified, practice.in_clinic)
    seen = (await by_password.get(WAITLIST)).json()
    assert ([one["waitlist_entry_id"] for one in seen["items"]], seen["hidden_online"]) == (
        [clinic["waitlist_entry_id"]], 1,
    )  # fmt: skip
    answer = await by_password.delete(f"{WAITLIST}/{online['waitlist_entry_id']}")
    assert (answer.status_code, answer.json()["code"]) == REFUSED
    assert (await by_password.delete(f"{WAITLIST}/{clinic['waitlist_entry_id']}")).status_code == 204
    stranger = await as_password_patient().delete(f"{WAITLIST}/{online['waitlist_entry_id']}")
    assert stranger.status_code == 404
    left = (await identified.get(WAITLIST)).json()
    assert ([one["waitlist_entry_id"] for one in left["items"]], left["hidden_online"]) == (
        [online["waitlist_entry_id"]], 0,
    )  # fmt: skip
    assert (await identified.delete(f"{WAITLIST}/{online['waitlist_entry_id']}")).status_code == 204

"""One's own unpaid step is no obstacle to oneself; and no hold outlives its sense."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from booking import jobs
from common.testing import Client, Deliver, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingConfirmed, BookingCreated, BookingExpired
from contracts.values import CancelReason, ExpiryReason

from .conftest import PRICE, Book, Practice, listed, today, tomorrow, try_to_book
from .test_consumers import paid
from .test_waitlist import cancel, offer_to, wait_for

BOOKINGS = "/api/booking/bookings"


async def _slots(by: Client, practice: Practice) -> dict[str, Any]:
    params = {"offering_id": str(practice.online), "from": "2026-03-03", "days": "1"}
    answer = (await by.get(f"/api/booking/doctors/{practice.doctor_id}/slots", params=params)).json()
    return {slot["starts_at"]: slot.get("own_booking_id") for day in answer["days"] for slot in day["slots"]}


async def test_the_same_slot_booked_again_is_the_same_booking(
    patient: Client, practice: Practice, book: Book, clock: TestClock, recorded: Recorded
) -> None:
    """Back from the page of payment, and chosen once more: the time runs on, nothing is published again."""
    made = await book()
    clock.shift(timedelta(minutes=5))
    again = await book()
    assert (again["booking_id"], again["hold_expires_at"]) == (made["booking_id"], made["hold_expires_at"])
    assert len(await recorded()) == 1


async def test_the_own_held_slot_is_listed_to_oneself_and_to_nobody_else(
    api: Client, patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    made = await book()
    assert (await _slots(patient, practice))[made["starts_at"]] == made["booking_id"]
    for stranger in (api, as_patient()):
        assert made["starts_at"] not in await _slots(stranger, practice)


@pytest.mark.parametrize("visit_type", ["online", "clinic"])
async def test_a_password_session_is_not_shown_what_the_patient_holds_online(
    patient: Client, as_password_patient: Callable[..., Client], practice: Practice, book: Book, visit_type: str
) -> None:
    made = await book()
    asked = practice.online if visit_type == "online" else practice.in_clinic
    params = {"offering_id": str(asked), "from": "2026-03-03", "days": "1"}
    url = f"/api/booking/doctors/{practice.doctor_id}/slots"
    answers = [
        await by.get(url, params=params) for by in (as_password_patient(patient.person_id), as_password_patient())
    ]
    assert answers[0].json() == answers[1].json()
    assert made["booking_id"] not in answers[0].text
    assert f'"starts_at":"{made["starts_at"]}"' not in answers[0].text.replace(" ", "")


async def test_a_visit_of_ones_own_is_not_listed(
    patient: Client, practice: Practice, book: Book, deliver: Deliver
) -> None:
    made = await book()
    await deliver(paid(made))
    assert made["starts_at"] not in await _slots(patient, practice)


@pytest.mark.parametrize("hour", [15, 12], ids=["another time", "another service at the same time"])
async def test_another_slot_of_the_doctor_releases_the_first_hold(
    patient: Client, practice: Practice, book: Book, recorded: Recorded, hour: int
) -> None:
    first = await book(tomorrow(12))
    second = await book(tomorrow(hour), offering=await practice.offer(minutes=60))
    upcoming = (await patient.get(BOOKINGS)).json()["items"]
    assert [one["booking_id"] for one in upcoming] == [second["booking_id"]]
    assert (await patient.get(f"{BOOKINGS}/{first['booking_id']}")).json()["status"] == "released"
    [event] = await recorded(BookingExpired)
    assert (str(event.booking_id), event.reason) == (first["booking_id"], ExpiryReason.RELEASED)


async def test_a_booking_that_fails_releases_nothing(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book, recorded: Recorded
) -> None:
    first = await book(tomorrow(12))
    await book(tomorrow(15), by=as_patient())
    for starts_at, code in ((tomorrow(15), "slot_taken"), (tomorrow(15, 10), "slot_unavailable")):
        answer = await try_to_book(patient, practice.online, starts_at)
        assert (answer.status_code, answer.json()["code"]) == (409, code)
    assert (await patient.get(f"{BOOKINGS}/{first['booking_id']}")).json()["status"] == "held"
    assert await recorded(BookingExpired) == []


async def test_another_doctor_at_the_same_hour_is_refused_with_the_id_of_the_hold(
    patient: Client, new_practice: Callable[..., Practice], book: Book
) -> None:
    made = await book()
    other = await new_practice().open()
    answer = await try_to_book(patient, other.online, tomorrow(12))
    assert (answer.status_code, answer.json()["code"]) == (409, "own_hold")
    assert answer.json()["booking_id"] == made["booking_id"]
    await cancel(patient, made["booking_id"])
    assert (await try_to_book(patient, other.online, tomorrow(12))).status_code == 201


async def test_an_offer_of_the_waiting_list_stays_when_another_time_is_chosen(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    """It was waited for: only its patient lets it go."""
    other = as_patient()
    taken = await book(tomorrow(12), by=other, offering=practice.in_clinic)
    await wait_for(patient, practice.online)
    await cancel(other, taken["booking_id"])
    offer = await offer_to(patient)
    await book(tomorrow(15))
    assert (await offer_to(patient))["booking_id"] == offer["booking_id"]
    again = await book(tomorrow(12))
    assert again["booking_id"] == offer["booking_id"]


async def test_a_hold_that_ran_out_is_over_before_it_is_swept(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book, clock: TestClock
) -> None:
    """The answer says expired in the moment it is true; the patient may choose the slot again at once."""
    made = await book()
    clock.shift(timedelta(minutes=15))
    assert (await patient.get(f"{BOOKINGS}/{made['booking_id']}")).json()["status"] == "expired"
    assert (await patient.get(BOOKINGS)).json()["items"] == []
    second = await book()
    assert (second["status"], second["booking_id"] != made["booking_id"]) == ("held", True)


async def test_a_hold_ends_before_its_visit_could_begin(
    patient: Client, practice: Practice, book: Book, clock: TestClock, run_job: RunJob
) -> None:
    clock.freeze(today(9, 12))
    made = await book(today(9, 30))
    assert datetime.fromisoformat(made["hold_expires_at"]) == today(9, 25)
    clock.freeze(today(9, 25))
    await run_job(jobs.expire_holds)
    assert today(9, 30) not in await listed(patient, practice)


async def test_a_payment_for_a_hold_after_the_start_is_refunded(
    book: Book, deliver: Deliver, clock: TestClock, recorded: Recorded
) -> None:
    """The sweeper was away: nothing is confirmed that has begun."""
    clock.freeze(today(9))
    made = await book(today(9, 30))
    clock.freeze(today(9, 30))
    await deliver(paid(made))
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.reason) == (PRICE, CancelReason.VISIT_STARTED)
    assert await recorded(BookingConfirmed) == []


async def test_the_deadline_shown_at_purchase_is_the_one_that_holds(
    patient: Client, book: Book, deliver: Deliver, clock: TestClock
) -> None:
    """R090: money that comes in the last minute of the hold changes nothing about it."""
    made = await book(tomorrow(12))
    clock.shift(timedelta(minutes=14))
    await deliver(paid(made))
    preview = (await patient.get(f"{BOOKINGS}/{made['booking_id']}/cancellation")).json()
    assert preview["refund_deadline_at"] == made["refund_deadline_at"]


async def test_a_hold_released_in_its_last_second_is_never_confirmed(
    patient: Client, book: Book, clock: TestClock, run_job: RunJob, deliver: Deliver, recorded: Recorded
) -> None:
    """The hold ran out between the look and the press; the money that comes after it goes back."""
    made = await book()
    clock.shift(timedelta(minutes=15))
    await run_job(jobs.expire_holds)
    await cancel(patient, made["booking_id"])
    await deliver(paid(made))
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.reason) == (PRICE, CancelReason.RELEASED)


async def test_a_release_and_a_payment_at_once_never_keep_the_money(
    patient: Client, book: Book, deliver: Deliver, recorded: Recorded
) -> None:
    """Paid, then cancelled before the money was known: cancelled by the rule, or released with all back."""
    made = await book()
    await asyncio.gather(deliver(paid(made)), patient.post(f"{BOOKINGS}/{made['booking_id']}/cancellation"))
    [event] = await recorded(BookingCancelled)
    assert event.refund_kopecks == PRICE
    assert len(await recorded(BookingCreated)) == 1
    assert (await patient.get(f"{BOOKINGS}/{made['booking_id']}")).json()["status"] == "cancelled"


async def test_a_corrected_address_shows_for_visits_booked_before(
    patient: Client, practice: Practice, book: Book
) -> None:
    await practice.publish_clinic("Asia/Yekaterinburg", version=2, city="Екатеринбург", phone="+73432000000")
    made = await book(offering=practice.in_clinic)
    assert (made["clinic_city"], made["clinic_address"], made["clinic_phone"]) == ("Екатеринбург", None, "+73432000000")
    await practice.publish_clinic("Asia/Yekaterinburg", version=3, city="Екатеринбург", address="ул. Мира, 1")
    for found in (
        (await patient.get(f"{BOOKINGS}/{made['booking_id']}")).json(),
        (await patient.get(BOOKINGS)).json()["items"][0],
    ):
        assert (found["clinic_address"], found["clinic_phone"]) == ("ул. Мира, 1", None)
    cancelled = (await patient.post(f"{BOOKINGS}/{made['booking_id']}/cancellation")).json()
    assert cancelled["clinic_address"] == "ул. Мира, 1"

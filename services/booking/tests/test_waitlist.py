"""Waiting for a time: who gets it, for how long, and what happens when it is let go."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from booking import jobs
from common.ids import new_id
from common.testing import Client, Deliver, Recorded, RunJob, TestClock
from contracts.booking import BookingConfirmed, BookingCreated, BookingExpired, SlotOffered
from contracts.catalog import OfferingWithdrawn
from contracts.values import ExpiryReason

from .conftest import PRICE, Book, Practice, listed, today, tomorrow, try_to_book
from .test_consumers import paid

WAITLIST = "/api/booking/waitlist"
BOOKINGS = "/api/booking/bookings"


async def wait_for(by: Client, offering_id: Any, **days: str) -> dict[str, Any]:
    answer = await by.post(WAITLIST, json={"offering_id": str(offering_id), **days})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


async def waited_for(by: Client) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await by.get(WAITLIST)).json()["items"]
    return items


async def offer_to(by: Client) -> Any:
    """What is offered just now to a patient who waits for one thing."""
    [entry] = await waited_for(by)
    assert (entry["status"] == "offered") == (entry["offer"] is not None)
    return entry["offer"]


async def offered_start(by: Client) -> datetime | None:
    offer = await offer_to(by)
    return datetime.fromisoformat(offer["starts_at"]) if offer else None


async def cancel(by: Client, booking_id: str) -> None:
    answer = await by.post(f"{BOOKINGS}/{booking_id}/cancellation")
    assert answer.status_code == 200, answer.text


async def confirm(by: Client, booking_id: str) -> Any:
    return await by.post(f"{BOOKINGS}/{booking_id}/confirmation")


async def refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


@pytest.fixture
async def line(as_patient: Callable[..., Client], practice: Practice, clock: TestClock) -> list[Client]:
    """Three patients who wait for an online visit, one after the other."""
    people = [as_patient() for _ in range(3)]
    for one in people:
        await wait_for(one, practice.online)
        clock.shift(timedelta(minutes=1))
    return people


async def test_a_freed_time_is_held_half_an_hour_for_the_one_who_waited_longest(
    line: list[Client], patient: Client, practice: Practice, book: Book, recorded: Recorded, clock: TestClock
) -> None:
    made = await book(offering=practice.in_clinic)
    await cancel(patient, made["booking_id"])
    offer = await offer_to(line[0])
    assert datetime.fromisoformat(offer["starts_at"]) == tomorrow(12)
    assert datetime.fromisoformat(offer["hold_expires_at"]) == clock.now() + timedelta(minutes=30)
    assert offer["prepaid"] is True
    assert [await offer_to(other) for other in line[1:]] == [None, None]
    assert tomorrow(12) not in await listed(patient, practice)
    [offered] = await recorded(SlotOffered)
    assert (str(offered.booking_id), offered.price_kopecks) == (offer["booking_id"], PRICE)
    [created] = await recorded(BookingCreated)
    assert (created.booking_id, created.hold_expires_at) == (offered.booking_id, offered.hold_expires_at)


async def test_an_offer_that_runs_out_goes_to_the_next_and_its_time_never_comes_back(
    line: list[Client], patient: Client, practice: Practice, book: Book, clock: TestClock, run_job: RunJob
) -> None:
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    for turn in range(3):
        offered = [await offered_start(one) for one in line]
        assert offered == [tomorrow(12) if place == turn else None for place in range(3)]
        clock.shift(timedelta(minutes=30))
        await run_job(jobs.expire_holds)
    assert [await offer_to(one) for one in line] == [None, None, None]
    assert tomorrow(12) in await listed(patient, practice)


async def test_a_patient_who_lets_an_offer_end_goes_to_the_end_of_the_line(
    line: list[Client], as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    owners = [as_patient() for _ in range(3)]
    visits = list(zip(owners, (12, 14, 15), strict=True))
    made = [await book(tomorrow(hour), by=owner, offering=practice.in_clinic) for owner, hour in visits]
    await cancel(owners[0], made[0]["booking_id"])
    await cancel(line[0], (await offer_to(line[0]))["booking_id"])
    assert await offered_start(line[1]) == tomorrow(12)
    for owner, one in zip(owners[1:], made[1:], strict=True):
        await cancel(owner, one["booking_id"])
    assert await offered_start(line[2]) == tomorrow(14)
    assert await offered_start(line[0]) == tomorrow(15)


async def test_a_paid_offer_is_a_visit_and_the_wait_is_over(
    line: list[Client], patient: Client, practice: Practice, book: Book, deliver: Deliver, recorded: Recorded
) -> None:
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    offer = await offer_to(line[0])
    made = (await line[0].get(f"{BOOKINGS}/{offer['booking_id']}")).json()
    assert (made["status"], made["hold_expires_at"]) == ("held", offer["hold_expires_at"])
    await deliver(paid(made))
    assert (await line[0].get(f"{BOOKINGS}/{offer['booking_id']}")).json()["status"] == "confirmed"
    assert await waited_for(line[0]) == []


async def test_an_offer_without_prepayment_is_confirmed_by_its_patient(
    as_password_patient: Callable[..., Client], patient: Client, practice: Practice, book: Book, recorded: Recorded
) -> None:
    """R036: who came in by password waits for a clinic visit and says yes to it; saying it twice changes nothing."""
    waiting = as_password_patient()
    await wait_for(waiting, practice.in_clinic)
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    offer = await offer_to(waiting)
    assert offer["prepaid"] is False
    assert await recorded(BookingCreated) == []
    for _ in range(2):
        answer = await confirm(waiting, offer["booking_id"])
        assert (answer.status_code, answer.json()["status"]) == (200, "confirmed")
    assert [str(event.booking_id) for event in await recorded(BookingConfirmed)][1:] == [offer["booking_id"]]
    assert await waited_for(waiting) == []


async def test_a_confirmation_has_its_limits(
    line: list[Client],
    patient: Client,
    practice: Practice,
    book: Book,
    clock: TestClock,
    as_patient: Any,
    doctor: Client,
) -> None:
    """What must be paid is not confirmed by hand; another's is not found; what ran out is over."""
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    offer = await offer_to(line[0])
    assert await refusal(await confirm(line[0], offer["booking_id"])) == (409, "payment_due")
    for other in (as_patient(), doctor):
        assert await refusal(await confirm(other, offer["booking_id"])) == (404, "not_found")
    clock.shift(timedelta(minutes=30))
    assert await refusal(await confirm(line[0], offer["booking_id"])) == (409, "hold_expired")
    held = await book(tomorrow(15))
    assert await refusal(await confirm(patient, held["booking_id"])) == (409, "payment_due")


async def test_a_free_online_visit_is_confirmed_by_a_gosuslugi_session_only(
    as_patient: Callable[..., Client],
    as_password_patient: Callable[..., Client],
    patient: Client,
    practice: Practice,
    book: Book,
) -> None:
    """R034."""
    free, person_id = await practice.offer(price=0), new_id()
    identified, by_password = as_patient(person_id), as_password_patient(person_id)
    await wait_for(identified, free)
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    offer = await offer_to(identified)
    assert await refusal(await confirm(by_password, offer["booking_id"])) == (403, "identification_required")
    assert (await confirm(identified, offer["booking_id"])).json()["status"] == "confirmed"


async def test_a_password_session_waits_for_nothing_online(
    as_password_patient: Callable[..., Client], practice: Practice
) -> None:
    """R034, R042."""
    by_password = as_password_patient()
    answer = await by_password.post(WAITLIST, json={"offering_id": str(practice.online)})
    assert await refusal(answer) == (403, "identification_required")
    assert (await wait_for(by_password, practice.in_clinic))["visit_type"] == "clinic"


async def test_who_waits_sees_and_leaves_the_own_wish_only(
    as_patient: Callable[..., Client], doctor: Client, patient: Client, practice: Practice, api: Client
) -> None:
    mine = await wait_for(patient, practice.online)
    assert mine["status"] == "waiting"
    assert await waited_for(patient) == [mine]
    for other in (as_patient(), doctor):
        assert await waited_for(other) == []
        assert (await other.delete(f"{WAITLIST}/{mine['waitlist_entry_id']}")).status_code == 404
    stranger = [api.get(WAITLIST), api.delete(f"{WAITLIST}/{mine['waitlist_entry_id']}")]
    stranger += [api.post(WAITLIST, json={"offering_id": str(practice.online)}), confirm(api, str(new_id()))]
    assert [(await answer).status_code for answer in stranger] == [401, 401, 401, 401]
    assert (await patient.delete(f"{WAITLIST}/{mine['waitlist_entry_id']}")).status_code == 204
    assert await waited_for(patient) == []
    assert (await patient.delete(f"{WAITLIST}/{mine['waitlist_entry_id']}")).status_code == 404


async def test_leaving_with_an_offer_gives_it_to_the_next(
    line: list[Client], patient: Client, practice: Practice, book: Book, recorded: Recorded
) -> None:
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    [entry] = await waited_for(line[0])
    assert (await line[0].delete(f"{WAITLIST}/{entry['waitlist_entry_id']}")).status_code == 204
    assert await waited_for(line[0]) == []
    assert await offered_start(line[1]) == tomorrow(12)
    assert [event.reason for event in await recorded(BookingExpired)] == [ExpiryReason.OFFER_DECLINED]


async def test_nobody_waits_for_more_than_twenty_offerings(patient: Client, practice: Practice) -> None:
    """Security: asking again for one of them is no new wish."""
    offerings = [await practice.offer() for _ in range(21)]
    for offering in offerings[:20]:
        await wait_for(patient, offering)
    answer = await patient.post(WAITLIST, json={"offering_id": str(offerings[20])})
    assert await refusal(answer) == (429, "too_many_waits")
    await wait_for(patient, offerings[7])


async def test_asking_again_changes_the_days_and_keeps_the_place(
    line: list[Client], patient: Client, practice: Practice, book: Book
) -> None:
    again = await wait_for(line[0], practice.online, from_day="2026-03-03", until_day="2026-03-03")
    assert len(await waited_for(line[0])) == 1
    assert again["from_day"] == "2026-03-03"
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    assert await offered_start(line[0]) == tomorrow(12)


async def test_days_that_do_not_suit_and_times_too_near_are_offered_to_nobody(
    as_patient: Callable[..., Client], patient: Client, practice: Practice, book: Book
) -> None:
    waiting = as_patient()
    await wait_for(waiting, practice.online, from_day="2026-03-04")
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    assert await offer_to(waiting) is None
    await wait_for(waiting, practice.online)
    for start, offered in ((today(10, 30), None), (today(11), today(11))):
        await cancel(patient, (await book(start, offering=practice.in_clinic))["booking_id"])
        assert await offered_start(waiting) == offered


@pytest.mark.parametrize("days", [{"from_day": "2026-03-05", "until_day": "2026-03-04"}, {"until_day": "2026-03-01"}])
async def test_senseless_days_are_refused(patient: Client, practice: Practice, days: dict[str, str]) -> None:
    answer = await patient.post(WAITLIST, json={"offering_id": str(practice.online), **days})
    assert await refusal(answer) == (422, "invalid")


async def test_nobody_waits_for_what_is_not_offered(patient: Client, practice: Practice, deliver: Deliver) -> None:
    assert (await patient.post(WAITLIST, json={"offering_id": str(new_id())})).status_code == 404
    await wait_for(patient, practice.online)
    await deliver(OfferingWithdrawn(aggregate_id=practice.online, aggregate_version=2, offering_id=practice.online))
    assert await waited_for(patient) == []
    answer = await patient.post(WAITLIST, json={"offering_id": str(practice.online)})
    assert await refusal(answer) == (409, "offering_withdrawn")


async def test_a_patient_with_another_visit_or_three_holds_is_passed_over(
    line: list[Client], patient: Client, practice: Practice, new_practice: Callable[..., Practice], book: Book
) -> None:
    other = await new_practice().open()
    await book(tomorrow(12), by=line[0], offering=other.in_clinic)
    for hour in (14, 15, 16):
        await book(tomorrow(hour), by=line[1], offering=(await new_practice().open()).online)
    await cancel(patient, (await book(offering=practice.in_clinic))["booking_id"])
    assert [await offered_start(one) for one in line] == [None, None, tomorrow(12)]


async def test_an_own_booking_ends_the_wait(patient: Client, practice: Practice) -> None:
    await wait_for(patient, practice.in_clinic)
    await try_to_book(patient, practice.in_clinic, tomorrow(12))
    assert await waited_for(patient) == []


async def test_nobody_is_offered_the_time_they_gave_back(patient: Client, practice: Practice, book: Book) -> None:
    made = await book()
    await wait_for(patient, practice.online)
    await cancel(patient, made["booking_id"])
    assert await offer_to(patient) is None


async def test_moving_a_visit_offers_the_time_it_left(
    line: list[Client], patient: Client, practice: Practice, book: Book
) -> None:
    made = await book(offering=practice.in_clinic)
    body = {"starts_at": tomorrow(15).isoformat()}
    assert (await patient.post(f"{BOOKINGS}/{made['booking_id']}/rescheduling", json=body)).status_code == 200
    assert await offered_start(line[0]) == tomorrow(12)


async def test_new_hours_are_offered_those_that_were_open_are_not(
    line: list[Client], doctor: Client, practice: Practice
) -> None:
    """Extra hours over the evening: 17:30 was open before, 18:00 and 18:30 are new."""
    extra = {"starts_at": tomorrow(17, 30).isoformat(), "ends_at": tomorrow(19).isoformat(), "kind": "extra"}
    assert (await doctor.post("/api/booking/schedule-exceptions", json=extra)).status_code == 201
    assert [await offered_start(one) for one in line] == [tomorrow(18), tomorrow(18, 30), None]


async def test_a_day_off_taken_back_and_a_longer_week_are_offered(
    line: list[Client], doctor: Client, practice: Practice
) -> None:
    off = {"starts_at": tomorrow(9).isoformat(), "ends_at": tomorrow(9, 30).isoformat(), "kind": "off"}
    made = (await doctor.post("/api/booking/schedule-exceptions", json=off)).json()
    assert [await offer_to(one) for one in line] == [None, None, None]
    path = f"/api/booking/schedule-exceptions/{made['schedule_exception_id']}"
    assert (await doctor.delete(path)).status_code == 204
    assert await offered_start(line[0]) == tomorrow(9)
    await practice.work("09:00", "18:30", weekdays=(0, 1, 2, 3, 4))
    assert [await offered_start(one) for one in line[1:]] == [today(18), tomorrow(18)]


async def test_two_neighbouring_freed_slots_are_offered_as_one_long_visit(
    as_patient: Callable[..., Client], patient: Client, practice: Practice, book: Book
) -> None:
    waiting = as_patient()
    await wait_for(waiting, await practice.offer(minutes=60))
    owners = [patient, as_patient()]
    visits = list(zip(owners, (0, 30), strict=True))
    made = [await book(tomorrow(12, minute), by=owner, offering=practice.in_clinic) for owner, minute in visits]
    await cancel(patient, made[0]["booking_id"])
    assert await offer_to(waiting) is None
    await cancel(owners[1], made[1]["booking_id"])
    assert await offered_start(waiting) == tomorrow(12)

"""Two cabinets of one person: what belongs to the one is the other's."""

from collections.abc import Callable
from typing import Any

import pytest
from booking.jobs import join_late_rows
from common.context import Context
from common.ids import new_id
from common.testing import Client, Deliver, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingExpired
from contracts.identity import CabinetsJoined
from contracts.values import CancelReason, ExpiryReason
from sqlalchemy import text

from .conftest import PRICE, Book, Practice, tomorrow
from .test_consumers import paid
from .test_waitlist import WAITLIST, wait_for, waited_for

BOOKINGS = "/api/booking/bookings"


@pytest.fixture
def other(as_password_patient: Callable[..., Client]) -> Client:
    """The same person's second cabinet."""
    return as_password_patient()


@pytest.fixture
def join(patient: Client, other: Client, deliver: Deliver) -> Callable[..., Any]:
    async def joined(times: int = 1) -> None:
        ids = {"person_id": patient.principal.person_id, "joined_person_id": other.principal.person_id}
        await deliver(CabinetsJoined(aggregate_id=ids["person_id"], **ids), times=times)

    return joined


async def _items(by: Client, when: str = "upcoming") -> list[str]:
    answer = await by.get(BOOKINGS, params={"when": when})
    return [one["booking_id"] for one in answer.json()["items"]]


async def test_visits_to_come_and_past_ones_move(
    patient: Client, other: Client, practice: Practice, book: Book, join: Callable[..., Any]
) -> None:
    own = await book(tomorrow(9), offering=practice.in_clinic)
    theirs = await book(tomorrow(11), by=other, offering=practice.in_clinic)
    await other.post(f"{BOOKINGS}/{theirs['booking_id']}/cancellation")
    coming = await book(tomorrow(12), by=other, offering=practice.in_clinic)
    await join(times=2)
    assert await _items(patient) == [own["booking_id"], coming["booking_id"]]
    assert await _items(patient, "past") == [theirs["booking_id"]]
    assert (await patient.post(f"{BOOKINGS}/{coming['booking_id']}/cancellation")).status_code == 200
    assert await _items(other) == []


async def test_a_hold_of_the_joined_account_is_released_and_its_late_payment_refunded(
    patient: Client,
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
    deliver: Deliver,
    recorded: Recorded,
) -> None:
    second = as_patient()
    made = await book(by=second)
    ids = {"person_id": patient.principal.person_id, "joined_person_id": second.principal.person_id}
    await deliver(CabinetsJoined(aggregate_id=ids["person_id"], **ids))
    assert [event.reason for event in await recorded(BookingExpired)] == [ExpiryReason.RELEASED]
    await deliver(paid(made))
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.reason) == (PRICE, CancelReason.RELEASED)
    assert event.patient_id == patient.principal.person_id


async def test_what_is_booked_with_a_token_of_the_joined_person_is_the_person_s_too(
    patient: Client,
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
    deliver: Deliver,
    recorded: Recorded,
    run_job: RunJob,
) -> None:
    second = as_patient()
    ids = {"person_id": patient.principal.person_id, "joined_person_id": second.principal.person_id}
    await deliver(CabinetsJoined(aggregate_id=ids["person_id"], **ids))
    held = await book(tomorrow(9), by=second)
    coming = await book(tomorrow(12), by=second, offering=practice.in_clinic)
    await run_job(join_late_rows)
    assert [str(event.booking_id) for event in await recorded(BookingExpired)] == [held["booking_id"]]
    assert await _items(patient) == [coming["booking_id"]]
    assert await _items(second) == []


async def test_of_two_visits_at_one_time_the_joined_account_s_is_cancelled_and_refunded(
    patient: Client,
    as_patient: Callable[..., Client],
    practice: Practice,
    new_practice: Callable[..., Practice],
    book: Book,
    deliver: Deliver,
    recorded: Recorded,
) -> None:
    other = as_patient()
    own = await book(tomorrow(12), offering=practice.in_clinic)
    elsewhere = await new_practice().open()
    theirs = await book(tomorrow(12), by=other, offering=elsewhere.online)
    await deliver(paid(theirs))
    ids = {"person_id": patient.principal.person_id, "joined_person_id": other.principal.person_id}
    await deliver(CabinetsJoined(aggregate_id=ids["person_id"], **ids), times=2)
    assert await _items(patient) == [own["booking_id"]]
    assert await _items(patient, "past") == [theirs["booking_id"]]
    assert await _items(other) == []
    (event,) = await recorded(BookingCancelled)
    assert (event.reason, event.refund_kopecks) == (CancelReason.OTHER_VISIT, PRICE)
    assert event.patient_id == patient.principal.person_id


async def test_overlapping_visits_that_have_begun_are_left_to_people(
    patient: Client,
    other: Client,
    practice: Practice,
    new_practice: Callable[..., Practice],
    book: Book,
    join: Callable[..., Any],
    clock: TestClock,
) -> None:
    await book(tomorrow(12), offering=practice.in_clinic)
    elsewhere = await new_practice().open()
    theirs = await book(tomorrow(12), by=other, offering=elsewhere.in_clinic)
    clock.freeze(tomorrow(12))
    await join()
    assert await _items(other) == [theirs["booking_id"]]


async def test_waitlist_entries_of_both_accounts_become_one(
    patient: Client, other: Client, practice: Practice, join: Callable[..., Any], context: Context
) -> None:
    mine = await wait_for(patient, practice.in_clinic)
    await wait_for(other, practice.in_clinic)
    theirs = await wait_for(other, await practice.offer(visit_type="clinic"))  # type: ignore[arg-type]  # the test chooses the fields
    await join(times=2)
    assert [one["waitlist_entry_id"] for one in await waited_for(patient)] == [
        mine["waitlist_entry_id"],
        theirs["waitlist_entry_id"],
    ]
    assert (await other.get(WAITLIST)).json()["items"] == []
    async with context.sessions() as session:
        closed = text("SELECT count(*) FROM waitlist_entries WHERE status = 'closed'")
        assert await session.scalar(closed) == 1


async def test_joining_an_unknown_person_changes_nothing(patient: Client, deliver: Deliver) -> None:
    ids = {"person_id": patient.principal.person_id, "joined_person_id": new_id()}
    assert await deliver(CabinetsJoined(aggregate_id=ids["person_id"], **ids)) == 1

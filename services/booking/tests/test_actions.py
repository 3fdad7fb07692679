"""Booking, cancelling, moving, and the jobs that end holds and visits."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from booking import jobs
from booking.actions.visits import UNDECIDED
from common.testing import Client, Deliver, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingCompleted, BookingExpired, BookingRescheduled
from contracts.catalog import OfferingWithdrawn
from contracts.values import CancelledBy, CancelReason, ExpiryReason

from .conftest import PRICE, Book, Practice, listed, today, tomorrow, try_to_book
from .test_consumers import paid


async def _refusal(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


async def _cancel(by: Client, made: dict[str, Any], expected: int | None = None) -> Any:
    body = {"expected_refund_kopecks": expected}
    return await by.post(f"/api/booking/bookings/{made['booking_id']}/cancellation", json=body)


async def _preview(by: Client, made: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = (await by.get(f"/api/booking/bookings/{made['booking_id']}/cancellation")).json()
    return found


async def _move(by: Client, made: dict[str, Any], to: datetime, **headers: str) -> Any:
    path, body = f"/api/booking/bookings/{made['booking_id']}/rescheduling", {"starts_at": to.isoformat()}
    return await by.post(path, json=body, headers=headers)


@pytest.fixture
async def bought(book: Book, deliver: Deliver) -> dict[str, Any]:
    """Paid for: online, tomorrow at noon in Moscow."""
    made = await book()
    await deliver(paid(made))
    return made


@pytest.mark.parametrize(
    "starts_at",
    [today(7, 30), today(12, 10), tomorrow(18), tomorrow(17, 45), tomorrow(12) + timedelta(days=366)],
    ids=["past", "off the grid", "closed", "does not fit", "too far"],
)
async def test_a_time_outside_the_schedule_cannot_be_booked(
    patient: Client, practice: Practice, starts_at: datetime
) -> None:
    """R066."""
    assert await _refusal(await try_to_book(patient, practice.online, starts_at)) == (409, "slot_unavailable")


async def test_a_slot_is_sold_once(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, book: Book
) -> None:
    await book()
    assert await _refusal(await try_to_book(as_patient(), practice.online, tomorrow(12))) == (409, "slot_taken")
    assert await _refusal(await try_to_book(as_patient(), practice.in_clinic, tomorrow(12))) == (409, "slot_taken")


async def test_visits_may_touch(as_patient: Callable[..., Client], practice: Practice, book: Book) -> None:
    """Half-open: the next begins in the moment in which the one before ends."""
    await book(tomorrow(12))
    for starts_at in (tomorrow(11, 30), tomorrow(12, 30)):
        assert (await try_to_book(as_patient(), practice.online, starts_at)).status_code == 201


async def test_a_patient_is_in_one_place_at_a_time(
    patient: Client, practice: Practice, new_practice: Callable[..., Practice], book: Book
) -> None:
    await book(tomorrow(12), offering=practice.in_clinic)
    other = await new_practice().open()
    hour = await other.offer(minutes=60)
    assert await _refusal(await try_to_book(patient, hour, tomorrow(12))) == (409, "already_booked_then")
    assert (await try_to_book(patient, hour, tomorrow(11))).status_code == 201


async def test_a_withdrawn_offering_cannot_be_booked(patient: Client, practice: Practice, deliver: Deliver) -> None:
    await deliver(OfferingWithdrawn(aggregate_id=practice.online, aggregate_version=2, offering_id=practice.online))
    assert await _refusal(await try_to_book(patient, practice.online, tomorrow(12))) == (409, "offering_withdrawn")


async def test_an_unknown_offering_is_not_found(patient: Client) -> None:
    assert await _refusal(await try_to_book(patient, UUID(int=7), tomorrow(12))) == (404, "not_found")


async def test_a_fourth_unpaid_slot_is_refused(
    patient: Client, practice: Practice, new_practice: Callable[..., Practice], book: Book
) -> None:
    """The refusal names them, so that the client can offer to pay for them or to let them go."""
    others = [await new_practice().open() for _ in range(3)]
    held = [await book(tomorrow(10 + place), offering=other.online) for place, other in enumerate(others)]
    refused = await try_to_book(patient, practice.online, tomorrow(13))
    assert await _refusal(refused) == (409, "too_many_holds")
    assert set(refused.json()["booking_ids"]) == {one["booking_id"] for one in held}
    assert (await try_to_book(patient, practice.in_clinic, tomorrow(13))).status_code == 201
    await _cancel(patient, held[1])
    assert (await try_to_book(patient, practice.online, tomorrow(14))).status_code == 201


async def test_a_hold_runs_out_after_fifteen_minutes_and_not_before(
    api: Client, practice: Practice, book: Book, clock: TestClock, run_job: RunJob, recorded: Recorded
) -> None:
    """R074, R089."""
    made = await book()
    clock.shift(timedelta(minutes=15) - timedelta(microseconds=1))
    await run_job(jobs.expire_holds)
    assert tomorrow(12) not in await listed(api, practice)
    clock.shift(timedelta(microseconds=1))
    await run_job(jobs.expire_holds)
    assert tomorrow(12) in await listed(api, practice)
    [event] = await recorded(BookingExpired)
    assert (str(event.booking_id), event.aggregate_version) == (made["booking_id"], 2)
    await run_job(jobs.expire_holds)
    assert len(await recorded(BookingExpired)) == 1


async def test_exactly_two_hours_before_the_start_everything_is_refunded(
    patient: Client, bought: dict[str, Any], clock: TestClock, recorded: Recorded
) -> None:
    """R090, R092."""
    clock.freeze(tomorrow(10))
    assert (await _preview(patient, bought))["refund_kopecks"] == PRICE
    cancelled = (await _cancel(patient, bought, PRICE)).json()
    assert (cancelled["status"], cancelled["refund_kopecks"], cancelled["cancelled_by"]) == (
        "cancelled",
        PRICE,
        "patient",
    )
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.cancelled_by, event.aggregate_version) == (PRICE, CancelledBy.PATIENT, 3)


async def test_a_microsecond_after_the_deadline_nothing_is_refunded(
    patient: Client, bought: dict[str, Any], clock: TestClock, recorded: Recorded
) -> None:
    """R091, R092: 1:59:59.999999 before the start."""
    clock.freeze(tomorrow(10) + timedelta(microseconds=1))
    assert await _preview(patient, bought) == {
        "allowed": True,
        "refund_kopecks": 0,
        "returned_kopecks": 0,
        "refund_deadline_at": "2026-03-03T07:00:00Z",
        "server_time": "2026-03-03T07:00:00.000001Z",
    }
    assert (await _cancel(patient, bought)).json()["refund_kopecks"] == 0
    assert [event.refund_kopecks for event in await recorded(BookingCancelled)] == [0]


async def test_a_refund_smaller_than_the_one_shown_is_refused(
    patient: Client, bought: dict[str, Any], clock: TestClock
) -> None:
    """R092: the line was crossed between the look and the press."""
    clock.freeze(tomorrow(10, 0) + timedelta(seconds=1))
    answer = await _cancel(patient, bought, PRICE)
    assert await _refusal(answer) == (409, "refund_changed")
    assert answer.json()["refund_kopecks"] == 0
    assert (await _cancel(patient, bought, 0)).status_code == 200


async def test_a_doctor_who_cancels_gives_everything_back(
    doctor: Client, bought: dict[str, Any], clock: TestClock, recorded: Recorded
) -> None:
    """1.15: also a minute before, and also after the start."""
    clock.freeze(tomorrow(12, 5))
    cancelled = (await _cancel(doctor, bought)).json()
    assert (cancelled["refund_kopecks"], cancelled["cancelled_by"]) == (PRICE, "doctor")
    assert [event.refund_kopecks for event in await recorded(BookingCancelled)] == [PRICE]


async def test_what_was_not_prepaid_is_not_refunded(
    doctor: Client, practice: Practice, book: Book, recorded: Recorded
) -> None:
    made = await book(offering=practice.in_clinic)
    assert (await _cancel(doctor, made)).json()["refund_kopecks"] == 0
    assert [event.refund_kopecks for event in await recorded(BookingCancelled)] == [0]


async def test_a_cancelled_visit_frees_its_slot(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, bought: dict[str, Any]
) -> None:
    """R093."""
    await _cancel(patient, bought)
    assert (await try_to_book(as_patient(), practice.online, tomorrow(12))).status_code == 201


async def test_a_cancelled_hold_is_released(patient: Client, book: Book, recorded: Recorded) -> None:
    made = await book()
    assert (await _preview(patient, made))["allowed"]
    assert (await _cancel(patient, made, 0)).json()["status"] == "released"
    assert [event.reason for event in await recorded(BookingExpired)] == [ExpiryReason.RELEASED]
    assert await recorded(BookingCancelled) == []


async def test_a_visit_is_cancelled_once_and_not_after_it_began(
    patient: Client, bought: dict[str, Any], clock: TestClock
) -> None:
    clock.freeze(tomorrow(12))
    assert not (await _preview(patient, bought))["allowed"]
    assert await _refusal(await _cancel(patient, bought)) == (409, "not_cancellable")
    clock.freeze(tomorrow(11, 59))
    assert (await _cancel(patient, bought)).status_code == 200
    assert await _refusal(await _cancel(patient, bought)) == (409, "not_cancellable")


async def test_a_moved_visit_keeps_its_money_and_frees_its_old_slot(
    api: Client, patient: Client, practice: Practice, bought: dict[str, Any], recorded: Recorded
) -> None:
    """R090."""
    moved = (await _move(patient, bought, tomorrow(15))).json()
    assert (moved["status"], moved["starts_at"], moved["version"]) == ("confirmed", "2026-03-03T12:00:00Z", 3)
    assert moved["refund_deadline_at"] == "2026-03-03T10:00:00Z"
    found = await listed(api, practice)
    assert (tomorrow(12) in found, tomorrow(15) in found) == (True, False)
    [event] = await recorded(BookingRescheduled)
    assert (event.previous_starts_at, event.starts_at) == (tomorrow(12), tomorrow(15))
    assert (event.ends_at, event.aggregate_version) == (tomorrow(15, 30), 3)
    assert await recorded(BookingCancelled) == []


async def test_a_visit_can_move_onto_a_part_of_itself(patient: Client, practice: Practice, book: Book) -> None:
    await practice.set_hours(
        {"weekday": 1, "starts": "09:00", "ends": "18:00", "visit_types": ["online"]},
        {"weekday": 1, "starts": "09:15", "ends": "18:00", "visit_types": ["clinic"]},
    )
    made = await book(tomorrow(12, 15), offering=practice.in_clinic)
    await practice.set_hours({"weekday": 1, "starts": "09:00", "ends": "18:00"})
    assert (await _move(patient, made, tomorrow(12))).status_code == 200


async def test_moving_to_the_same_time_changes_nothing(
    patient: Client, bought: dict[str, Any], recorded: Recorded
) -> None:
    assert (await _move(patient, bought, tomorrow(12))).json()["version"] == 2
    assert await recorded(BookingRescheduled) == []


async def test_a_patient_moves_until_exactly_two_hours_before(
    patient: Client, bought: dict[str, Any], clock: TestClock
) -> None:
    """R092, R094."""
    clock.freeze(tomorrow(10) + timedelta(microseconds=1))
    assert await _refusal(await _move(patient, bought, tomorrow(15))) == (409, "too_late_to_move")
    clock.freeze(tomorrow(10))
    assert (await _move(patient, bought, tomorrow(15))).status_code == 200


async def test_a_doctor_moves_a_visit_until_it_is_over(
    doctor: Client, bought: dict[str, Any], clock: TestClock
) -> None:
    clock.freeze(tomorrow(12, 30))
    assert await _refusal(await _move(doctor, bought, tomorrow(15))) == (409, "too_late_to_move")
    clock.freeze(tomorrow(12, 30) - timedelta(microseconds=1))
    assert await _refusal(await _move(doctor, bought, tomorrow(12, 30))) == (409, "slot_unavailable")
    assert (await _move(doctor, bought, tomorrow(15))).status_code == 200


async def test_a_doctor_moves_at_any_time_and_the_patient_may_step_back_until_the_start(
    doctor: Client, patient: Client, bought: dict[str, Any], clock: TestClock
) -> None:
    """1.15: nobody loses money by an hour somebody else chose."""
    clock.freeze(tomorrow(11, 50))
    moved = (await _move(doctor, bought, tomorrow(13))).json()
    assert (moved["starts_at"], moved["refund_deadline_at"]) == ("2026-03-03T10:00:00Z", "2026-03-03T10:00:00Z")
    clock.freeze(tomorrow(12, 59))
    assert (await _cancel(patient, bought)).json()["refund_kopecks"] == PRICE


async def test_a_move_obeys_the_same_rule_as_a_booking(
    patient: Client, as_patient: Callable[..., Client], book: Book, practice: Practice, bought: dict[str, Any]
) -> None:
    await book(tomorrow(15), by=as_patient())
    await book(tomorrow(16), offering=practice.in_clinic)
    held = await book(tomorrow(17))
    assert (await _move(patient, bought, tomorrow(17))).json()["booking_id"] == held["booking_id"]
    expected = {
        tomorrow(15): "slot_taken",
        tomorrow(16): "already_booked_then",
        tomorrow(17): "own_hold",
        tomorrow(18): "slot_unavailable",
        tomorrow(15, 10): "slot_unavailable",
        today(7): "slot_unavailable",
    }
    for starts_at, code in expected.items():
        assert await _refusal(await _move(patient, bought, starts_at)) == (409, code)


async def test_only_a_confirmed_visit_moves(patient: Client, book: Book, bought: dict[str, Any]) -> None:
    held = await book(tomorrow(14))
    assert await _refusal(await _move(patient, held, tomorrow(15))) == (409, "not_reschedulable")
    await _cancel(patient, bought)
    assert await _refusal(await _move(patient, bought, tomorrow(15))) == (409, "not_reschedulable")


async def test_a_password_session_moves_clinic_visits_only(
    patient: Client, as_password_patient: Callable[..., Client], practice: Practice, book: Book, bought: dict[str, Any]
) -> None:
    """R034, R036: a move is a booking."""
    reduced = as_password_patient(patient.person_id)
    assert await _refusal(await _move(reduced, bought, tomorrow(15))) == (403, "identification_required")
    made = await book(tomorrow(9), offering=practice.in_clinic)
    assert (await _move(reduced, made, tomorrow(16))).status_code == 200
    assert await _refusal(await _cancel(reduced, bought)) == (403, "identification_required")


async def test_a_repeated_move_moves_once(patient: Client, bought: dict[str, Any], recorded: Recorded) -> None:
    key = {"Idempotency-Key": "move-1"}
    first, again = [await _move(patient, bought, tomorrow(15), **key) for _ in range(2)]
    assert first.json() == again.json()
    assert len(await recorded(BookingRescheduled)) == 1


async def test_a_withdrawn_offering_can_still_be_moved(
    patient: Client, practice: Practice, deliver: Deliver, bought: dict[str, Any]
) -> None:
    await deliver(OfferingWithdrawn(aggregate_id=practice.online, aggregate_version=2, offering_id=practice.online))
    assert (await _move(patient, bought, tomorrow(15))).status_code == 200


async def test_a_clinic_visit_is_completed_when_it_is_over(
    practice: Practice, book: Book, clock: TestClock, run_job: RunJob, recorded: Recorded
) -> None:
    """R172."""
    await book(offering=practice.in_clinic)
    clock.freeze(tomorrow(12, 30) - timedelta(microseconds=1))
    await run_job(jobs.complete_clinic_visits)
    assert await recorded(BookingCompleted) == []
    clock.freeze(tomorrow(12, 30))
    await run_job(jobs.complete_clinic_visits)
    assert len(await recorded(BookingCompleted)) == 1


async def test_an_online_visit_that_nobody_ended_for_a_day_is_refunded(
    bought: dict[str, Any], clock: TestClock, run_job: RunJob, recorded: Recorded
) -> None:
    """1.15: a doctor who did not come."""
    clock.freeze(tomorrow(12, 30) + timedelta(hours=24) - timedelta(seconds=1))
    await run_job(jobs.cancel_abandoned_visits)
    await run_job(jobs.complete_clinic_visits)
    assert await recorded(BookingCancelled) == []
    clock.shift(timedelta(seconds=1))
    await run_job(jobs.cancel_abandoned_visits)
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.cancelled_by) == (PRICE, CancelledBy.SYSTEM)
    assert event.reason == CancelReason.NOT_ENDED


@pytest.mark.parametrize(("outage", "decided"), [(6, 1), (7, 0), (33, 0)])
async def test_visits_left_open_by_a_long_outage_are_counted_for_people(
    bought: dict[str, Any], clock: TestClock, run_job: RunJob, recorded: Recorded, outage: int, decided: int
) -> None:
    """No mass of refunds and letters about visits of last month; a number says that somebody must look."""
    clock.freeze(tomorrow(12, 30) + timedelta(days=outage))
    await run_job(jobs.cancel_abandoned_visits)
    await run_job(jobs.count_undecided_visits)
    assert len(await recorded(BookingCancelled)) == decided
    assert UNDECIDED._value.get() == 1 - decided


async def test_an_outage_leaves_no_clinic_visit_and_no_hold_open(
    practice: Practice, book: Book, clock: TestClock, run_job: RunJob, recorded: Recorded
) -> None:
    """Nothing is paid or given back for them, however long it took."""
    await book(tomorrow(9), offering=practice.in_clinic)
    await book(tomorrow(15))
    clock.shift(timedelta(days=33))
    await run_job(jobs.complete_clinic_visits)
    await run_job(jobs.expire_holds)
    assert (len(await recorded(BookingCompleted)), len(await recorded(BookingExpired))) == (1, 1)


async def test_more_overdue_holds_than_one_transaction_takes_all_end_in_one_run(
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
    clock: TestClock,
    run_job: RunJob,
    recorded: Recorded,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("booking.actions.holds.BATCH", 2)
    for hour in (9, 10, 11, 12, 13):
        await book(tomorrow(hour), by=as_patient())
    clock.shift(timedelta(minutes=15))
    await run_job(jobs.expire_holds)
    assert len(await recorded(BookingExpired)) == 5

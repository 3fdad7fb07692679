"""A part of the price went back by hand: what is promised afterwards is the rest of it, and says so."""

from datetime import timedelta
from typing import Any

import pytest
from common.testing import Client, Deliver, Recorded, TestClock
from contracts.booking import BookingCancelled
from contracts.payment import PaymentRefunded
from contracts.values import CancelReason, EndReason

from .conftest import PRICE, Book, tomorrow
from .test_actions import _cancel, _move, _preview, _refusal
from .test_consumers import _ended, paid
from .test_money_table import returned

PART, REST = 100_000, PRICE - 100_000


@pytest.fixture
async def bought(book: Book, deliver: Deliver) -> dict[str, Any]:
    """Paid for: online, tomorrow at noon in Moscow."""
    made = await book()
    await deliver(paid(made))
    return made


async def _money(by: Client, made: dict[str, Any]) -> tuple[int | None, int]:
    """What goes back in all, and what came back already."""
    found = (await by.get(f"/api/booking/bookings/{made['booking_id']}")).json()
    return found["refund_kopecks"], found["returned_kopecks"]


async def _promised(recorded: Recorded) -> list[tuple[int, int]]:
    return [(event.refund_kopecks, event.returned_kopecks) for event in await recorded(BookingCancelled)]


async def test_a_cancellation_in_time_promises_the_rest(
    patient: Client, bought: dict[str, Any], deliver: Deliver, recorded: Recorded
) -> None:
    await deliver(returned(bought, PART))
    assert await _money(patient, bought) == (None, PART)
    preview = await _preview(patient, bought)
    assert (preview["refund_kopecks"], preview["returned_kopecks"]) == (REST, PART)
    cancelled = (await _cancel(patient, bought, REST)).json()
    assert (cancelled["refund_kopecks"], cancelled["returned_kopecks"]) == (PRICE, PART)
    # Payment counts what came back against the whole promise.
    assert await _promised(recorded) == [(PRICE, PART)]


async def test_a_late_cancellation_promises_nothing_beyond_the_part(
    patient: Client, bought: dict[str, Any], deliver: Deliver, clock: TestClock, recorded: Recorded
) -> None:
    await deliver(returned(bought, PART))
    clock.freeze(tomorrow(10) + timedelta(microseconds=1))
    preview = await _preview(patient, bought)
    assert (preview["refund_kopecks"], preview["returned_kopecks"]) == (0, PART)
    assert (await _cancel(patient, bought, 0)).status_code == 200
    assert await _money(patient, bought) == (PART, PART)
    assert await _promised(recorded) == [(PART, PART)]


async def test_a_part_returned_after_the_preview_refuses_the_cancellation(
    patient: Client, bought: dict[str, Any], deliver: Deliver
) -> None:
    shown = (await _preview(patient, bought))["refund_kopecks"]
    await deliver(returned(bought, PART))
    answer = await _cancel(patient, bought, shown)
    assert await _refusal(answer) == (409, "refund_changed")
    assert (answer.json()["refund_kopecks"], answer.json()["returned_kopecks"]) == (REST, PART)
    assert (await _cancel(patient, bought, REST)).json()["status"] == "cancelled"


async def test_what_came_back_is_counted_once_and_never_shrinks(
    patient: Client, bought: dict[str, Any], deliver: Deliver
) -> None:
    first, second = returned(bought, PART), returned(bought, PART + 20_000)
    await deliver(second, times=2)
    await deliver(returned(bought, PART + 20_000))
    await deliver(first)
    assert await _money(patient, bought) == (None, PART + 20_000)


async def test_an_older_event_without_the_whole_return_changes_nothing(
    patient: Client, bought: dict[str, Any], deliver: Deliver
) -> None:
    ids = {"booking_id": bought["booking_id"], "patient_id": bought["patient_id"]}
    await deliver(PaymentRefunded(aggregate_id=bought["booking_id"], amount_kopecks=PART, **ids))
    assert await _money(patient, bought) == (None, 0)


async def test_a_doctor_who_cancels_gives_the_rest_back(
    doctor: Client, bought: dict[str, Any], deliver: Deliver, recorded: Recorded, clock: TestClock
) -> None:
    await deliver(returned(bought, PART))
    clock.freeze(tomorrow(12, 5))
    cancelled = (await _cancel(doctor, bought)).json()
    assert (cancelled["refund_kopecks"], cancelled["returned_kopecks"]) == (PRICE, PART)
    assert await _promised(recorded) == [(PRICE, PART)]


async def test_a_doctor_who_did_not_come_owes_the_rest(
    bought: dict[str, Any], deliver: Deliver, recorded: Recorded
) -> None:
    await deliver(returned(bought, PART))
    await deliver(_ended(bought, started_at=None, reason=EndReason.TIME_OVER))
    assert await _promised(recorded) == [(PRICE, PART)]


async def test_a_move_keeps_what_came_back(patient: Client, bought: dict[str, Any], deliver: Deliver) -> None:
    await deliver(returned(bought, PART))
    assert (await _move(patient, bought, tomorrow(15))).json()["returned_kopecks"] == PART
    assert (await _preview(patient, bought))["refund_kopecks"] == REST


async def test_a_part_returned_before_its_payment_event_is_counted(
    patient: Client, book: Book, deliver: Deliver, recorded: Recorded
) -> None:
    made = await book()
    await deliver(returned(made, PART))
    await deliver(paid(made))
    assert (await _cancel(patient, made, REST)).json()["status"] == "cancelled"
    assert await _promised(recorded) == [(PRICE, PART)]


async def test_a_payment_after_a_cancellation_is_refunded_less_the_part_returned_before(
    patient: Client, book: Book, deliver: Deliver, recorded: Recorded
) -> None:
    made = await book()
    await deliver(paid(made, 0))
    await deliver(returned(made, PART))
    await deliver(paid(made))
    assert await _money(patient, made) == (PRICE, PART)
    assert await _promised(recorded) == [(0, 0), (PRICE, PART)]


async def test_the_last_part_cancels_a_visit_and_promises_nothing_more(
    patient: Client, bought: dict[str, Any], deliver: Deliver, recorded: Recorded
) -> None:
    await deliver(returned(bought, PART))
    await deliver(returned(bought, PRICE))
    assert await _money(patient, bought) == (PRICE, PRICE)
    [event] = await recorded(BookingCancelled)
    assert (event.refund_kopecks, event.returned_kopecks, event.reason) == (PRICE, PRICE, CancelReason.PAYMENT_RETURNED)


async def test_a_cancelled_visit_learns_what_came_back_since(
    patient: Client, bought: dict[str, Any], deliver: Deliver, recorded: Recorded
) -> None:
    await _cancel(patient, bought)
    await deliver(returned(bought, PART))
    await deliver(returned(bought, PRICE))
    assert await _money(patient, bought) == (PRICE, PRICE)
    assert await _promised(recorded) == [(PRICE, 0)]

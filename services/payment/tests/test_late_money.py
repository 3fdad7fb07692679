"""Every deposit at the bank ends as a visit or a full refund, without anybody pressing anything."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from common.testing import Recorded, RunJob, TestClock
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from payment.actions.refunds import OLDEST_DUE
from payment.actions.settlement import TAKEN_BACK
from payment.jobs import make_refunds, measure_refunds, poll_bank
from payment.models import Order
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

PRICE, PART = 150_000, 50_000
MakePurchase = Callable[[], Awaitable[Any]]


async def closed_by_the_bank(one: Any) -> None:
    one.bank.say(one.key, order_status=6, action_code=-2007)
    await one.ask()


async def closed_by_us(one: Any) -> None:
    await one.expire()
    await one.run_job(poll_bank)


async def declined_after_attempts(one: Any) -> None:
    one.bank.say(one.key, order_status=6, action_code=-2013)
    await one.ask()


CLOSED = (closed_by_the_bank, closed_by_us, declined_after_attempts)


@pytest.mark.parametrize("close", CLOSED, ids=lambda close: close.__name__)
@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(minutes=40), timedelta(hours=5), timedelta(days=29)])
async def test_a_capture_after_the_end_is_found_though_its_callback_was_lost(
    purchase: MakePurchase, run_job: RunJob, clock: TestClock, recorded: Recorded, close: Any, later: timedelta
) -> None:
    one = await purchase()
    await one.begin()
    await close(one)
    clock.shift(later)
    await run_job(poll_bank)
    assert await recorded(PaymentConfirmed) == []
    one.bank.paid(one.key)
    clock.shift(timedelta(minutes=11) if later < timedelta(minutes=10) else timedelta(days=1, seconds=1))
    await run_job(poll_bank)
    (confirmed,) = await recorded(PaymentConfirmed)
    assert confirmed.booking_id == one.created.booking_id
    await one.cancel()
    await run_job(make_refunds)
    assert one.at_bank.deposited_kopecks == 0
    assert (await one.shown())["state"] == "refunded"
    assert len(await recorded(PaymentFailed)) <= 1


async def test_a_closed_order_is_asked_about_daily_for_a_month_and_then_no_more(
    purchase: MakePurchase, run_job: RunJob, clock: TestClock, bank: Any
) -> None:
    one = await purchase()
    await one.begin()
    await closed_by_us(one)
    clock.shift(timedelta(hours=1))
    await run_job(poll_bank)
    bank.calls.clear()
    for _ in range(40):
        clock.shift(timedelta(days=1, seconds=1))
        await run_job(poll_bank)
    assert 28 <= bank.calls.count("status") <= 31


async def test_an_order_never_registered_is_never_asked_about(
    purchase: MakePurchase, run_job: RunJob, clock: TestClock, bank: Any
) -> None:
    one = await purchase()
    await one.expire()
    clock.shift(timedelta(days=2))
    await run_job(poll_bank)
    assert bank.calls == []


# Money back in parts, by whomever.


async def test_a_part_returned_by_hand_is_a_part_and_the_rest_is_returned_by_us(
    purchase: MakePurchase, run_job: RunJob, clock: TestClock, bank: Any, recorded: Recorded
) -> None:
    one = await purchase()
    await one.pay()
    bank.refusals["refund"] = 7
    await one.cancel()
    await run_job(make_refunds)
    bank.refunded(one.key, PART)
    await one.ask()
    shown = await one.shown()
    assert (shown["state"], shown["refunded_kopecks"], shown["owed_kopecks"]) == ("refunding", PART, PRICE - PART)
    bank.refusals.clear()
    clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    shown = await one.shown()
    assert (shown["state"], shown["refunded_kopecks"], shown["owed_kopecks"]) == ("refunded", PRICE, 0)
    assert one.at_bank.refunded_kopecks == PRICE
    events = await recorded(PaymentRefunded)
    parts = [(event.amount_kopecks, event.returned_kopecks, event.owed_kopecks) for event in events]
    assert parts == [(PART, PART, PRICE - PART), (PRICE - PART, PRICE, 0)]
    assert len(set(bank.refund_ids)) == 2, "another rest is another refund"


@pytest.mark.parametrize("seen", [False, True])
async def test_what_went_back_by_hand_before_the_cancellation_counts(
    purchase: MakePurchase, run_job: RunJob, bank: Any, seen: bool
) -> None:
    one = await purchase()
    await one.pay()
    bank.refunded(one.key, 30_000)
    if seen:
        await one.ask()
    await one.cancel()
    await run_job(make_refunds)
    assert one.at_bank.refunded_kopecks == PRICE
    shown = await one.shown()
    assert (shown["state"], shown["refunded_kopecks"], shown["owed_kopecks"]) == ("refunded", PRICE, 0)


async def test_a_deposit_smaller_than_the_refund_is_returned_as_far_as_it_goes(
    purchase: MakePurchase, run_job: RunJob, bank: Any
) -> None:
    one = await purchase()
    await one.pay()
    await one.cancel()
    bank.say(one.key, order_status=4, deposited_kopecks=40_000, refunded_kopecks=20_000)
    await run_job(make_refunds)
    shown = await one.shown()
    assert (shown["state"], shown["refunded_kopecks"], shown["owed_kopecks"]) == ("refunding", 60_000, 90_000)
    assert one.at_bank.deposited_kopecks == 0


@pytest.mark.parametrize("other", [{"amount_kopecks": 1}, {"currency": "840"}, {"order_number": "another"}], ids=str)
async def test_nothing_is_returned_of_an_order_that_is_not_ours(
    purchase: MakePurchase, run_job: RunJob, bank: Any, clock: TestClock, other: dict[str, Any]
) -> None:
    one = await purchase()
    await one.pay()
    await one.cancel()
    ours = one.at_bank
    bank.say(one.key, **other)
    await run_job(make_refunds)
    assert bank.refund_ids == []
    assert (await one.shown())["owed_kopecks"] == PRICE
    bank.orders[one.key] = ours
    clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    assert one.at_bank.refunded_kopecks == PRICE


@pytest.mark.parametrize(("refunds", "total"), [((PRICE, PART), PRICE), ((PART, PRICE), PRICE), ((PART, PART), PART)])
async def test_two_cancellations_owe_the_greater_and_never_both(
    purchase: MakePurchase, run_job: RunJob, refunds: tuple[int, int], total: int
) -> None:
    one = await purchase()
    await one.pay()
    for refund in refunds:
        await one.cancel(refund)
        await run_job(make_refunds)
    assert one.at_bank.refunded_kopecks == total
    assert (await one.shown())["state"] == "refunded"


@pytest.mark.parametrize("how", ["reversal", "chargeback"])
@pytest.mark.parametrize("promised", [0, PRICE])
async def test_money_taken_back_by_the_bank_counts_as_returned_and_is_logged(
    purchase: MakePurchase, run_job: RunJob, bank: Any, recorded: Recorded, how: str, promised: int
) -> None:
    one = await purchase()
    await one.pay()
    if promised:
        await one.cancel()
    before = TAKEN_BACK.labels(how)._value.get()
    reversal = {"order_status": 3, "deposited_kopecks": 0}
    bank.say(one.key, **({"charged_back": True} if how == "chargeback" else reversal))
    await (run_job(make_refunds) if promised else one.ask())
    (event,) = await recorded(PaymentRefunded)
    assert (event.amount_kopecks, event.returned_kopecks, event.paid_kopecks) == (PRICE, PRICE, PRICE)
    assert event.owed_kopecks == 0
    assert bank.refund_ids == [], "nothing is returned a second time"
    assert (await one.shown())["state"] == "refunded"
    assert TAKEN_BACK.labels(how)._value.get() == before + 1


async def test_a_refund_written_by_the_version_before_is_made(
    purchase: MakePurchase, run_job: RunJob, session: AsyncSession
) -> None:
    one = await purchase()
    await one.pay()
    await one.cancel()
    await session.execute(update(Order).values(promised_kopecks=0))
    await session.commit()
    await run_job(make_refunds)
    assert one.at_bank.refunded_kopecks == PRICE
    assert (await one.shown())["state"] == "refunded"


async def test_the_age_of_the_oldest_refund_due_is_measured(
    purchase: MakePurchase, run_job: RunJob, bank: Any, clock: TestClock
) -> None:
    one = await purchase()
    await one.pay()
    bank.refusals["refund"] = 7
    await one.cancel()
    clock.shift(timedelta(hours=2))
    await run_job(measure_refunds)
    assert 7200 <= OLDEST_DUE._value.get() < 7260
    bank.refusals.clear()
    await run_job(make_refunds)
    await run_job(measure_refunds)
    assert OLDEST_DUE._value.get() == 0


# What the database itself refuses, and how it finds what is due.


@pytest.mark.parametrize(
    "broken",
    [
        {"refunded_kopecks": PRICE + 1},
        {"promised_kopecks": PRICE + 1},
        {"refunded_kopecks": 1, "paid_at": None, "state": "registered"},
        {"paid_at": None},
        {"state": "refunded"},
        {"state": "refunded", "refunded_kopecks": 1, "promised_kopecks": 2},
    ],
    ids=str,
)
async def test_the_database_refuses_money_that_cannot_be(
    purchase: MakePurchase, session: AsyncSession, broken: dict[str, Any]
) -> None:
    one = await purchase()
    await one.pay()
    with pytest.raises(IntegrityError):
        await session.execute(update(Order).values(**broken))


DUE = {
    "ix_orders_next_check_at": "SELECT * FROM orders WHERE next_check_at <= now() ORDER BY next_check_at LIMIT 1",
    "ix_registrations_next_check_at": "SELECT * FROM registrations JOIN orders USING (order_id)"
    " WHERE registrations.next_check_at <= now() ORDER BY registrations.next_check_at LIMIT 1",
    "ix_refunds_due": "SELECT * FROM refunds JOIN orders USING (order_id)"
    " WHERE refunds.state = 'due' AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT 1",
    "ix_callbacks_waiting": "SELECT * FROM callbacks WHERE handled_at IS NULL ORDER BY received_at LIMIT 1",
    "ix_callbacks_handled_at": "SELECT * FROM callbacks WHERE handled_at < now() ORDER BY handled_at LIMIT 10",
    "ix_receipts_next_check_at": "SELECT * FROM receipts WHERE next_check_at <= now() ORDER BY next_check_at LIMIT 1",
}


@pytest.mark.parametrize("index", DUE)
async def test_what_is_due_is_found_by_its_index(session: AsyncSession, index: str) -> None:
    await session.execute(text("SET LOCAL enable_seqscan = off"))
    plan = (await session.scalars(text(f"EXPLAIN {DUE[index]}"))).all()
    assert any(index in line for line in plan), plan

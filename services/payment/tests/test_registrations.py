"""Lost answers of the bank, kills in between, and presses at once: one order, one page, no money forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from unittest.mock import AsyncMock

import pytest
from common.testing import Recorded, RunJob, TestClock, eventually
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from payment.domain import LEASE, BankRefund
from payment.jobs import follow_registrations, poll_bank
from payment.models import Order, Registration
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

PRICE = 150_000
MakePurchase = Callable[[], Awaitable[Any]]


async def press(one: Any) -> tuple[int, dict[str, Any]]:
    answer = await one.payer.post(f"{one.url}/checkout")
    return answer.status_code, answer.json()


def statuses(bank: Any) -> list[int]:
    return [known.order_status for known in bank.orders.values()]


@pytest.mark.parametrize("lost", [1, 2, 3, 6])
async def test_any_number_of_lost_answers_and_the_booking_can_still_be_paid(
    purchase: MakePurchase, bank: Any, recorded: Recorded, lost: int
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    for _ in range(lost):
        assert (await press(one))[1]["code"] == "bank_unavailable"
    bank.silent = set()
    await one.begin()
    assert statuses(bank) == [6] * lost + [0]
    numbers = [wanted.order_number.rsplit("-", 1)[1] for wanted in bank.registrations]
    assert numbers == [str(number) for number in range(1, lost + 2)]
    assert bank.calls.count("decline") == lost, "what is closed is not closed again"
    assert await recorded(PaymentFailed) == [], "a lost number that was closed frees no slot"
    bank.paid(one.key)
    await one.ask()
    assert (await one.shown())["state"] == "paid"


async def test_numbers_of_an_order_come_to_an_end(purchase: MakePurchase, bank: Any) -> None:
    one = await purchase()
    bank.silent = {"register"}
    for _ in range(25):
        assert (await press(one))[0] == 503
    assert len(bank.registrations) == 20


@pytest.mark.parametrize("method", ["register", "status", "decline"])
async def test_a_kill_right_after_any_answer_of_the_bank_ends_well(
    purchase: MakePurchase, bank: Any, recorded: Recorded, clock: TestClock, method: str
) -> None:
    one = await purchase()
    if method != "register":
        bank.silent = {"register"}
        await press(one)
        bank.silent = set()
    bank.kills = {method}
    with pytest.raises(BaseException, match=method):
        await press(one)
    clock.shift(LEASE + timedelta(seconds=1))
    await one.begin()
    assert statuses(bank) == [6, 0]
    bank.paid(one.key)
    await one.ask()
    assert (await one.shown())["state"] == "paid"
    assert await recorded(PaymentFailed) == []


async def test_a_lost_number_nobody_asks_about_again_is_closed_at_the_bank(
    purchase: MakePurchase, bank: Any, run_job: RunJob, clock: TestClock, recorded: Recorded
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    bank.silent = set()
    clock.shift(LEASE + timedelta(seconds=1))
    await run_job(follow_registrations)
    assert statuses(bank) == [6]
    assert await recorded() == []
    assert (await one.shown())["state"] == "opened", "the order can be paid under the next number"


@pytest.mark.parametrize("after", [timedelta(minutes=1), timedelta(hours=2), timedelta(days=20)])
async def test_money_under_a_lost_number_is_found_without_anybody_pressing_anything(
    purchase: MakePurchase, bank: Any, run_job: RunJob, clock: TestClock, recorded: Recorded, after: timedelta
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    bank.silent = set()
    clock.shift(LEASE + timedelta(seconds=1))
    await run_job(follow_registrations)
    await one.expire()
    clock.shift(after)
    await run_job(follow_registrations)
    bank.paid(bank.only)
    clock.shift(timedelta(days=1, seconds=1))
    await run_job(follow_registrations)
    (paid,) = await recorded(PaymentConfirmed)
    assert (paid.booking_id, (await one.shown())["state"]) == (one.created.booking_id, "paid")


@pytest.mark.parametrize("first", ["the lost", "the open"])
async def test_of_two_payments_of_one_order_one_goes_back_whole(
    purchase: MakePurchase, bank: Any, run_job: RunJob, clock: TestClock, recorded: Recorded, first: str
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    bank.silent = set()
    lost = bank.only
    await one.begin()
    for key in (lost, one.key) if first == "the lost" else (one.key, lost):
        bank.paid(key)
        for _ in range(2):
            clock.shift(timedelta(minutes=6))
            await run_job(poll_bank)
            await run_job(follow_registrations)
    assert len(await recorded(PaymentConfirmed)) == 1
    assert await recorded(PaymentRefunded) == [], "the visit stays paid"
    assert sorted(known.deposited_kopecks for known in bank.orders.values()) == [0, PRICE]
    assert (await one.shown())["state"] == "paid"


@pytest.mark.parametrize("other", [{"amount_kopecks": 1}, {"order_number": "x"}, {"bank_order_id": ""}], ids=str)
async def test_a_status_of_another_order_is_not_applied(
    purchase: MakePurchase, bank: Any, recorded: Recorded, other: dict[str, Any]
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    bank.silent = set()
    key = bank.only
    bank.paid(key)
    answers = replace(bank.orders[key], **other)
    honest, bank.status = bank.status, AsyncMock(return_value=answers)
    assert (await press(one))[1]["code"] == "bank_unavailable"
    assert await recorded() == []
    bank.status = honest
    assert (await press(one))[0] == 200
    assert len(await recorded(PaymentConfirmed)) == 1


async def test_six_presses_at_once_are_one_order_and_one_page(purchase: MakePurchase, bank: Any) -> None:
    one = await purchase()
    bank.speaks.clear()
    presses = [asyncio.create_task(press(one)) for _ in range(6)]
    await eventually(lambda: bank.asked_now)
    bank.speaks.set()
    answers = await asyncio.gather(*presses)
    assert {status for status, _ in answers} == {200}
    assert len({body["form_url"] for _, body in answers}) == 1
    assert len(bank.orders) == 1


async def test_checkouts_that_waited_for_a_silent_bank_are_answered_at_once(purchase: MakePurchase, bank: Any) -> None:
    one = await purchase()
    bank.speaks.clear()
    bank.silent = {"register"}
    presses = [asyncio.create_task(press(one)) for _ in range(4)]
    await eventually(lambda: bank.asked_now)
    bank.speaks.set()
    assert {body["code"] for _, body in await asyncio.gather(*presses)} == {"bank_unavailable"}
    assert bank.calls.count("register") < 4


async def test_a_hold_that_ends_while_the_bank_registers_leaves_no_page(
    purchase: MakePurchase, bank: Any, run_job: RunJob
) -> None:
    one = await purchase()
    bank.speaks.clear()
    pressed = asyncio.create_task(press(one))
    await eventually(lambda: bank.asked_now)
    await one.expire()
    bank.speaks.set()
    assert (await pressed)[1]["code"] == "order_closed"
    await run_job(poll_bank)
    assert statuses(bank) == [6]
    assert (await one.shown())["state"] == "expired"


async def test_a_registration_committed_before_the_bank_is_asked_is_never_forgotten(
    purchase: MakePurchase, bank: Any, session: AsyncSession
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    (known,) = (await session.scalars(select(Registration))).all()
    (order,) = (await session.scalars(select(Order))).all()
    assert (known.state, known.order_number) == ("asked", bank.registrations[0].order_number)
    assert (order.state, order.claimed_until) == ("opened", None)


@pytest.mark.parametrize("how", ["charged_back", "reversed"])
async def test_a_second_payment_the_bank_took_back_is_not_returned_once_more(
    purchase: MakePurchase, bank: Any, clock: TestClock, run_job: RunJob, how: str
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    bank.silent = set()
    (lost,) = bank.orders
    await one.pay()
    bank.paid(lost)
    bank.say(lost, **({"charged_back": True} if how == "charged_back" else {"order_status": 3, "deposited_kopecks": 0}))
    clock.shift(timedelta(days=1))
    await run_job(follow_registrations)
    assert bank.refund_ids == []


async def test_a_second_payment_the_bank_returned_in_part_is_returned_to_the_end(
    purchase: MakePurchase, bank: Any, clock: TestClock, run_job: RunJob
) -> None:
    one = await purchase()
    bank.silent = {"register"}
    await press(one)
    bank.silent = set()
    (lost,) = bank.orders
    await one.pay()
    bank.paid(lost)
    clock.shift(timedelta(days=1))
    await run_job(follow_registrations)
    (asked,) = bank.refund_ids
    part = BankRefund(asked, PRICE // 3)
    bank.say(lost, refunds=(part,), refunded_kopecks=PRICE // 3, deposited_kopecks=PRICE - PRICE // 3)
    clock.shift(timedelta(days=1, seconds=1))
    await run_job(follow_registrations)
    assert (bank.orders[lost].refunded_kopecks, bank.orders[lost].deposited_kopecks) == (PRICE, 0)

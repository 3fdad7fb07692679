"""A bank that is slow or never answers holds up those who wait for it, and nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from common.context import Context
from common.testing import Client, Recorded, RunJob, TestClock, eventually
from contracts.payment import PaymentConfirmed, PaymentRefunded
from payment.errors import BankSilent
from payment.gateways.alfabank import AlfaBank
from payment.jobs import handle_callbacks, make_refunds, poll_bank
from payment.settings import Settings

PRICE = 150_000
MakePurchase = Callable[[], Awaitable[Any]]


def busy(context: Context) -> int:
    """Connections to the database in use now."""
    return int(context.engine.pool.checkedout())  # type: ignore[attr-defined]  # of QueuePool, which the engine uses


async def test_while_twelve_checkouts_wait_for_the_bank_all_else_is_answered(
    purchase: MakePurchase, bank: Any, context: Context, run_job: RunJob, api: Client
) -> None:
    waiting = [await purchase() for _ in range(12)]
    settled = await purchase()
    await settled.pay()
    bank.speaks.clear()
    presses = [asyncio.create_task(one.payer.post(f"{one.url}/checkout")) for one in waiting]
    await eventually(lambda: bank.asked_now == len(waiting))
    assert busy(context) == 0, "nobody holds a connection while the bank is asked"
    for one in (*waiting, settled):
        assert (await one.payer.get(one.url)).status_code == 200
    call = {"mdOrder": settled.key, "operation": "refunded", "status": "1", "checksum": "X"}
    assert (await api.get("/api/payment/callbacks/alfabank", params=call)).status_code == 200
    await run_job(handle_callbacks)
    await waiting[0].expire()
    await settled.cancel()
    assert (await settled.shown())["state"] == "refunding"
    assert bank.asked_now == len(waiting), "all of this came while the bank was silent"
    bank.speaks.set()
    answers = await asyncio.gather(*presses)
    assert [answer.status_code for answer in answers] == [409, *[200] * 11]


@pytest.mark.parametrize("work", ["status-check", "poll", "refund"])
async def test_no_connection_is_held_while_the_bank_is_asked_for_anything(
    purchase: MakePurchase, bank: Any, context: Context, run_job: RunJob, clock: TestClock, work: str
) -> None:
    one = await purchase()
    if work == "refund":
        await one.pay()
        await one.cancel()
    else:
        await one.begin()
    clock.shift(timedelta(seconds=20))
    bank.speaks.clear()
    todo: dict[str, Callable[[], Awaitable[Any]]] = {
        "status-check": lambda: one.payer.post(f"{one.url}/status-check"),
        "poll": lambda: run_job(poll_bank),
        "refund": lambda: run_job(make_refunds),
    }
    task = asyncio.ensure_future(todo[work]())
    await eventually(lambda: bank.asked_now)
    jobs = 0 if work == "status-check" else 1
    await eventually(lambda: busy(context) == jobs)
    await one.expire()  # locks the row
    assert (await one.shown())["amount_kopecks"] == PRICE
    bank.speaks.set()
    await task


async def test_twenty_checks_at_once_confirm_one_payment(
    purchase: MakePurchase, bank: Any, recorded: Recorded, context: Context
) -> None:
    one = await purchase()
    await one.begin()
    bank.paid(one.key)
    bank.speaks.clear()
    checks = [asyncio.create_task(one.payer.post(f"{one.url}/status-check")) for _ in range(20)]
    await eventually(lambda: bank.asked_now)
    bank.speaks.set()
    assert {answer.status_code for answer in await asyncio.gather(*checks)} == {200}
    assert len(await recorded(PaymentConfirmed)) == 1
    assert bank.calls.count("status") == 1


async def test_twenty_refund_makers_make_one_refund(
    purchase: MakePurchase, bank: Any, recorded: Recorded, context: Context
) -> None:
    one = await purchase()
    await one.pay()
    await one.cancel()
    await asyncio.gather(*(make_refunds.function(context) for _ in range(20)))
    assert len(bank.refund_ids) == 1
    assert one.at_bank.refunded_kopecks == PRICE
    assert [event.amount_kopecks for event in await recorded(PaymentRefunded)] == [PRICE]


async def test_a_poll_meets_what_changed_while_the_bank_was_asked(
    purchase: MakePurchase, bank: Any, run_job: RunJob, clock: TestClock, recorded: Recorded
) -> None:
    one = await purchase()
    await one.begin()
    clock.shift(timedelta(seconds=20))
    bank.speaks.clear()
    polled = asyncio.ensure_future(run_job(poll_bank))
    await eventually(lambda: bank.asked_now)
    await one.expire()
    bank.speaks.set()
    await polled
    await run_job(poll_bank)
    assert one.at_bank.order_status == 6, "the hold ended meanwhile, so the order was declined"
    assert (await one.shown())["state"] == "expired"
    assert await recorded() == []


async def test_a_call_of_the_bank_during_a_question_is_followed_by_another_question(
    purchase: MakePurchase, bank: Any, run_job: RunJob, clock: TestClock, recorded: Recorded, api: Client
) -> None:
    one = await purchase()
    await one.begin()
    clock.shift(timedelta(seconds=20))
    bank.silent = {"status"}
    bank.speaks.clear()
    polled = asyncio.ensure_future(run_job(poll_bank))
    await eventually(lambda: bank.asked_now)
    bank.paid(one.key)
    call = {"mdOrder": one.key, "operation": "deposited", "status": "1", "checksum": "X"}
    await api.get("/api/payment/callbacks/alfabank", params=call)
    await run_job(handle_callbacks)
    bank.speaks.set()
    await polled
    bank.silent = set()
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1


# The circuit breaker of the gateway opens after so many silences.
SILENCES = 5


@pytest.fixture
def line() -> dict[str, Any]:
    """How the bank answers, and how often it was asked."""
    return {"works": False, "asked": 0}


@pytest.fixture
def gateway(settings: Settings, line: dict[str, Any]) -> AlfaBank:
    def answer(request: httpx.Request) -> httpx.Response:
        line["asked"] += 1
        if not line["works"]:
            raise httpx.ReadTimeout("silence")
        return httpx.Response(200, json={"errorCode": 0})

    return AlfaBank(settings, transport=httpx.MockTransport(answer))


async def decline(gateway: AlfaBank) -> None:
    await gateway.decline(bank_order_id="1", order_number="n")


async def test_a_bank_silent_several_times_is_not_asked_for_a_while_and_then_tried_once(
    gateway: AlfaBank, line: dict[str, Any]
) -> None:
    for _ in range(SILENCES + 10):
        with pytest.raises(BankSilent):
            await decline(gateway)
    assert line["asked"] == SILENCES
    gateway._breaker._open_until = 0.0
    line["works"] = True
    await decline(gateway)
    await decline(gateway)
    assert line["asked"] == SILENCES + 2


async def test_a_refusal_is_an_answer_and_opens_no_circuit(settings: Settings) -> None:
    refusing = httpx.MockTransport(lambda request: httpx.Response(200, json={"errorCode": 7}))
    async with AlfaBank(settings, transport=refusing) as gateway:
        for _ in range(SILENCES * 3):
            with pytest.raises(Exception, match="code 7"):
                await decline(gateway)


async def test_orders_wait_for_a_silent_bank_without_losing_their_turn(
    purchase: MakePurchase, bank: Any, run_job: RunJob, clock: TestClock, recorded: Recorded
) -> None:
    orders = [await purchase() for _ in range(12)]
    for one in orders:
        await one.begin()
        bank.paid(one.key)
    clock.shift(timedelta(seconds=20))
    bank.silent = {"status"}
    before = bank.calls.count("status")
    await run_job(poll_bank)
    assert bank.calls.count("status") - before <= 4, "a run ends with the first silence of each of its four"
    bank.silent = set()
    clock.shift(timedelta(minutes=1))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 12

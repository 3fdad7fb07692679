"""Every state of an order × everything the bank may say × everything booking may publish: where the money is."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from common.testing import Recorded, RunJob
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from payment.domain import Snapshot
from payment.jobs import make_refunds

PRICE, PART = 150_000, 50_000
C, F, R = PaymentConfirmed, PaymentFailed, PaymentRefunded
MakePurchase = Callable[[], Awaitable[Any]]


async def opened(one: Any) -> None:
    """Nobody has gone to the bank yet."""


async def registered(one: Any) -> None:
    await one.begin()


async def paid(one: Any) -> None:
    await one.pay()


async def failed(one: Any) -> None:
    await one.begin()
    one.bank.say(one.key, order_status=6, action_code=-2007)
    await one.ask()


async def expired(one: Any) -> None:
    await one.begin()
    await one.expire()
    await one.ask()


async def refunding(one: Any) -> None:
    await one.pay()
    await one.cancel()


async def refunding_part(one: Any) -> None:
    await one.pay()
    await one.cancel(PRICE // 2)


async def refunded_part(one: Any) -> None:
    await one.pay()
    await one.cancel(PART)
    await one.run_job(make_refunds)


async def refunded(one: Any) -> None:
    await one.pay()
    await one.cancel()
    await one.run_job(make_refunds)


STATES = (opened, registered, paid, failed, expired, refunding, refunding_part, refunded_part, refunded)
AT_BANK = STATES[1:]


def whole(known: Snapshot, back: int = 0) -> Snapshot:
    known = replace(known, order_status=4 if back else 2, action_code=0)
    return replace(known, approved_kopecks=PRICE, deposited_kopecks=PRICE - back, refunded_kopecks=back)


SAYS: dict[str, Callable[[Snapshot], Snapshot]] = {
    "created": lambda known: replace(known, order_status=0, action_code=-100),
    "failed_attempt": lambda known: replace(known, order_status=0, action_code=116),
    "in_progress": lambda known: replace(known, order_status=5),
    "held": lambda known: replace(known, order_status=1, approved_kopecks=PRICE),
    "paid": whole,
    "expired": lambda known: replace(known, order_status=6, action_code=-2007),
    "declined": lambda known: replace(known, order_status=6, action_code=4005),
    "part_back": lambda known: whole(known, max(PART, known.refunded_kopecks)),
    "all_back": lambda known: whole(known, PRICE),
    "reversed": lambda known: replace(known, order_status=3, approved_kopecks=0, deposited_kopecks=0),
    "reversed_part": lambda known: replace(whole(known), deposited_kopecks=PRICE - PART, approved_kopecks=PRICE - PART),
    "charged_back": lambda known: replace(whole(known), charged_back=True),
    "unknown": lambda known: replace(known, order_status=9),
}
GONE = {"all_back": PRICE, "reversed": PRICE, "charged_back": PRICE, "part_back": PART, "reversed_part": PART}

# State of the order, what the bank says → the state afterwards and what is published. Left out: nothing changes.
TABLE: dict[tuple[str, str], tuple[str, list[type]]] = {
    ("registered", "paid"): ("paid", [C]),
    ("registered", "expired"): ("failed", [F]),
    ("registered", "declined"): ("failed", [F]),
    ("registered", "reversed"): ("failed", [F]),
    ("registered", "part_back"): ("paid", [C, R]),
    ("registered", "all_back"): ("refunded", [C, R]),
    ("registered", "charged_back"): ("refunded", [C, R]),
    ("failed", "paid"): ("paid", [C]),
    ("failed", "part_back"): ("paid", [C, R]),
    ("failed", "all_back"): ("refunded", [C, R]),
    ("failed", "charged_back"): ("refunded", [C, R]),
    ("expired", "paid"): ("paid", [C]),
    ("expired", "part_back"): ("paid", [C, R]),
    ("expired", "all_back"): ("refunded", [C, R]),
    ("expired", "charged_back"): ("refunded", [C, R]),
    ("paid", "part_back"): ("paid", [R]),
    ("paid", "reversed_part"): ("paid", [R]),
    ("paid", "all_back"): ("refunded", [R]),
    ("paid", "reversed"): ("refunded", [R]),
    ("paid", "charged_back"): ("refunded", [R]),
    ("refunding", "part_back"): ("refunding", [R]),
    ("refunding", "reversed_part"): ("refunding", [R]),
    ("refunding", "all_back"): ("refunded", [R]),
    ("refunding", "reversed"): ("refunded", [R]),
    ("refunding", "charged_back"): ("refunded", [R]),
    ("refunding_part", "part_back"): ("refunding", [R]),
    ("refunding_part", "reversed_part"): ("refunding", [R]),
    ("refunding_part", "all_back"): ("refunded", [R]),
    ("refunding_part", "reversed"): ("refunded", [R]),
    ("refunding_part", "charged_back"): ("refunded", [R]),
    ("refunded_part", "all_back"): ("refunded", [R]),
    ("refunded_part", "reversed"): ("refunded", [R]),
    ("refunded_part", "charged_back"): ("refunded", [R]),
}


@pytest.mark.parametrize("bring", AT_BANK, ids=lambda bring: bring.__name__)
async def test_what_the_bank_says_of_an_order_is_what_becomes_of_it(
    bring: Callable[[Any], Awaitable[None]], purchase: MakePurchase, recorded: Recorded
) -> None:
    for said, change in SAYS.items():
        one = await purchase()
        await bring(one)
        before = await one.shown()
        count = len(await recorded())
        one.bank.orders[one.key] = change(one.at_bank)
        await one.ask()
        state, events = TABLE.get((bring.__name__, said), (before["state"], []))
        shown = await one.shown()
        fresh = (await recorded())[count:]
        assert (said, shown["state"], [type(event) for event in fresh]) == (said, state, events)
        gone = max(GONE.get(said, 0), before["refunded_kopecks"]) if shown["paid_at"] else 0
        assert (said, shown["refunded_kopecks"]) == (said, gone)
        for event in fresh:
            if isinstance(event, PaymentRefunded):
                assert event.amount_kopecks == gone - before["refunded_kopecks"]
                expected = (gone, shown["owed_kopecks"], PRICE)
                assert (event.returned_kopecks, event.owed_kopecks, event.paid_kopecks) == expected


NOTHING, LATE_CANCEL, HALF, ALL, EXPIRY = "nothing", "cancelled, 0 back", "cancelled, half back", "cancelled", "expired"
PROMISED = {NOTHING: 0, EXPIRY: 0, LATE_CANCEL: 0, HALF: PRICE // 2, ALL: PRICE}


def named(value: Any) -> str:
    return str(getattr(value, "__name__", value))


PROMISED_BEFORE = {"refunding": PRICE, "refunding_part": PRICE // 2, "refunded_part": PART, "refunded": PRICE}


async def publish(one: Any, event: str) -> None:
    if event == EXPIRY:
        await one.expire()
    elif event != NOTHING:
        await one.cancel(PROMISED[event])


async def agrees_with_the_bank(one: Any, case: object) -> dict[str, Any]:
    """What the page says of the money is what the bank holds; the order as it is shown."""
    shown: dict[str, Any] = await one.shown()
    if shown["paid_at"]:
        held = 0 if one.at_bank.charged_back else one.at_bank.deposited_kopecks
        assert shown["refunded_kopecks"] + held == PRICE, case
    else:
        assert (shown["refunded_kopecks"], shown["owed_kopecks"]) == (0, 0), case
    assert (shown["state"] == "refunding") == (shown["owed_kopecks"] > 0), case
    return shown


@pytest.mark.parametrize(
    ("bring", "event"), [*product(AT_BANK, PROMISED)], ids=lambda one: getattr(one, "__name__", one)
)
async def test_whatever_happens_all_that_was_promised_goes_back_and_no_more(
    bring: Callable[[Any], Awaitable[None]], event: str, purchase: MakePurchase, run_job: RunJob
) -> None:
    """Deposited = kept for a visit + returned + owed, at each step; with a bank that is well nothing stays owed."""
    promised = max(PROMISED[event], PROMISED_BEFORE.get(bring.__name__, 0))
    unpaid = bring in (registered, failed, expired)
    for said, booking_first in product(("paid" if unpaid else "the same", "part_back", "reversed"), (0, 1)):
        case = (bring.__name__, event, said, booking_first)
        one = await purchase()
        await bring(one)
        if booking_first:
            await publish(one, event)
        one.bank.orders[one.key] = SAYS[said](one.at_bank) if said in SAYS else one.at_bank
        await one.ask()
        if not booking_first:
            await publish(one, event)
        await agrees_with_the_bank(one, case)
        await run_job(make_refunds)
        shown = await agrees_with_the_bank(one, case)
        assert shown["owed_kopecks"] == 0, case
        if shown["paid_at"]:
            assert shown["refunded_kopecks"] == max(promised, GONE.get(said, 0)), case


@pytest.mark.parametrize("event", [EXPIRY, LATE_CANCEL, HALF, ALL])
async def test_an_order_nobody_paid_owes_nothing_whatever_booking_publishes(
    purchase: MakePurchase, run_job: RunJob, recorded: Recorded, event: str
) -> None:
    one = await purchase()
    await opened(one)
    await publish(one, event)
    await run_job(make_refunds)
    shown = await one.shown()
    assert (shown["state"], shown["owed_kopecks"]) == ("expired" if event == EXPIRY else "opened", 0)
    assert await recorded() == []
    assert one.bank.calls == []

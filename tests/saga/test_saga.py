"""Payments under kills and a lying bank: in the end every deposit is a visit or went back, with nobody's help.

Seeded (``SAGA_SEED``): the same stories in the same order; the machine's own timing still differs. The run has
three parts: patients pay while processes die and the bank lies; everybody is well again; the clocks go forward until
holds, bank sessions, retries and daily sweeps have had their turn. Then the ledger must balance.
"""

import asyncio
import os
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from dev.layout import Layout

from saga.fleet import Fleet, all_ready
from saga.ledger import Ledger
from saga.people import Bank, GaveUp, Patient, Seen
from saga.stories import WEIGHTS, Scene, Story
from saga.trouble import Trouble

pytestmark = pytest.mark.saga

STORIES = int(os.environ.get("SAGA_STORIES", "160"))
SEED = int(os.environ.get("SAGA_SEED", "20261128"))
PATIENTS = 16
# What may be waiting for its turn: an unpaid hold, the last look at a closed order, a day's and another day's sweep.
STEPS = (timedelta(minutes=17), timedelta(minutes=50), timedelta(hours=3), timedelta(hours=27), timedelta(hours=53))


@pytest.fixture
async def fleet() -> AsyncIterator[Fleet]:
    """The fleet that runs; its clocks run again afterwards."""
    found = Fleet(Layout.here())
    assert await all_ready(), "start the fleet first: make up"
    yield found
    found.free_clock()


async def until(ask: Callable[[], Awaitable[bool]], *, seconds: float) -> bool:
    """Whether the answer became yes in time."""
    deadline = time.monotonic() + seconds
    while not await ask():
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.5)
    return True


async def test_every_deposit_ends_as_a_visit_or_a_refund_under_kills_and_bank_faults(fleet: Fleet) -> None:
    """R080, R090, R093: nobody pays for nothing, whatever dies and whatever lies."""
    dice, bank, seen = random.Random(SEED), Bank(fleet), Seen()
    trouble, ledger = Trouble(fleet, bank, random.Random(SEED + 1)), Ledger(fleet, bank)
    patients = [Patient(fleet, seen, random.Random(SEED + 2 + number)) for number in range(PATIENTS)]
    try:
        for patient in patients:  # one address may begin only so many logins at once
            await patient.log_in()
        await _act(dice, patients, trouble, seen)
    finally:
        await asyncio.gather(*(patient.leave() for patient in patients))
    assert await until(all_ready, seconds=90), "the fleet did not come back"
    wrong = await _calm_down(fleet, bank, ledger)
    print(f"\nstories {dict(seen.stories)}\nanswers {dict(seen.statuses)} {dict(seen.codes)}")
    print(f"kills {dict(trouble.kills)} faults {dict(trouble.faults)}\n{await ledger.summary()}")
    assert not seen.faults, [(asked, fleet.failures_of(request)) for request, asked in seen.faults.items()]
    assert wrong == []


async def _act(dice: random.Random, patients: list[Patient], trouble: Trouble, seen: Seen) -> None:
    """Every patient lives through one story after the other while things die."""
    names = list(WEIGHTS)
    plan: list[Story] = dice.choices(names, weights=[WEIGHTS[name] for name in names], k=STORIES)
    waiting = list(reversed(plan))

    async def live(patient: Patient, luck: random.Random) -> None:
        while waiting:
            story = waiting.pop()
            try:
                await story(Scene(patient, trouble.bank, luck))
                seen.stories[story.__name__] += 1
            except GaveUp as reason:
                seen.stories[f"gave up: {reason}"] += 1

    mischief = asyncio.create_task(trouble.make())
    lives = [asyncio.create_task(live(one, random.Random(SEED + 100 + at))) for at, one in enumerate(patients)]
    try:
        await asyncio.gather(*lives)
    finally:
        mischief.cancel()
        await asyncio.wait([mischief])
        await trouble.end()


async def _calm_down(fleet: Fleet, bank: Bank, ledger: Ledger) -> list[str]:
    """What is wrong when the clocks of the fleet and of the bank have gone two days forward, step by step."""
    began, wrong = datetime.now(UTC), ["never looked"]

    async def balanced() -> bool:
        nonlocal wrong
        wrong = await ledger.violations()
        return not wrong

    for step in STEPS:
        fleet.set_clock(began + step)
        await bank.ask("POST", "clock", json={"now": (began + step).isoformat()})
        if await until(balanced, seconds=25):
            break
    await bank.ask("POST", "clock", json={})
    return wrong

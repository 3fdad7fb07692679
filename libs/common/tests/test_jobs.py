"""What happens because time passed happens in one place at a time."""

import asyncio
from contextlib import suppress

import pytest
from common.context import Context
from common.jobs import Job, Outcome, attempt, every, repeat, run_jobs, run_once
from common.metrics import JOB_RUNS
from common.testing import Recorded, eventually
from common.testing.workshop import make
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


@pytest.fixture
def gate() -> asyncio.Event:
    return asyncio.Event()


def waiting_job(transaction: bool, began: asyncio.Event, gate: asyncio.Event) -> Job:
    if transaction:

        @every(seconds=1)
        async def wait_inside(session: AsyncSession, *, context: Context) -> None:
            began.set()
            await gate.wait()

        return wait_inside

    @every(seconds=1, transaction=False)
    async def wait_outside(context: Context) -> None:
        began.set()
        await gate.wait()

    return wait_outside


@pytest.mark.parametrize("transaction", [True, False])
async def test_one_runner_at_a_time(context: Context, gate: asyncio.Event, transaction: bool) -> None:
    began = asyncio.Event()
    job = waiting_job(transaction, began, gate)
    first = asyncio.create_task(run_once(job, context))
    await asyncio.wait_for(began.wait(), 5)
    assert await run_once(job, context) is Outcome.ELSEWHERE
    gate.set()
    assert await first is Outcome.DONE
    assert await run_once(job, context) is Outcome.DONE


async def test_different_jobs_do_not_wait_for_each_other(context: Context, gate: asyncio.Event) -> None:
    began = asyncio.Event()
    first = asyncio.create_task(run_once(waiting_job(True, began, gate), context))
    await asyncio.wait_for(began.wait(), 5)
    gate.set()
    assert await run_once(waiting_job(False, began, gate), context) is Outcome.DONE
    await first


async def test_a_failed_run_leaves_nothing_and_frees_its_lock(context: Context, recorded: Recorded) -> None:
    @every(seconds=1)
    async def fail_late(session: AsyncSession, *, context: Context) -> None:
        await make(session)
        raise ValueError

    failures = JOB_RUNS.labels("fail_late", "failed")
    before = failures._value.get()
    assert await attempt(fail_late, context) is Outcome.FAILED
    assert await attempt(fail_late, context) is Outcome.FAILED
    assert failures._value.get() == before + 2
    assert await recorded() == []


async def test_a_lock_dies_with_its_runner(context: Context, gate: asyncio.Event) -> None:
    began = asyncio.Event()
    job = waiting_job(False, began, gate)
    first = asyncio.create_task(run_once(job, context))
    await asyncio.wait_for(began.wait(), 5)
    async with context.engine.connect() as connection:
        held = text("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
        await connection.execute(held)
    gate.set()

    async def runs_again() -> bool:
        return await attempt(job, context) is Outcome.DONE

    with suppress(Exception):
        await first
    await eventually(runs_again)


async def test_a_failing_run_never_stops_the_rhythm(context: Context) -> None:
    runs: list[int] = []

    @every(seconds=0.01)
    async def fail_at_first(session: AsyncSession, *, context: Context) -> None:
        runs.append(1)
        if len(runs) < 3:
            raise ValueError

    rhythm = asyncio.create_task(run_jobs((fail_at_first,), context))
    await eventually(lambda: len(runs) >= 5)
    rhythm.cancel()
    with suppress(asyncio.CancelledError):
        await rhythm


async def test_steps_are_taken_until_nothing_is_left() -> None:
    left, taken = 5, 0

    async def step() -> int:
        nonlocal left, taken
        taken += 1
        left = max(0, left - 1)
        return left

    await repeat(step, most=100)
    assert taken == 5


@pytest.mark.parametrize("side_by_side", [1, 4])
async def test_one_run_takes_so_many_steps_at_most(side_by_side: int) -> None:
    taken = 0

    async def step() -> bool:
        nonlocal taken
        taken += 1
        return True

    await repeat(step, most=20, side_by_side=side_by_side)
    assert taken == 20


async def test_a_slow_step_does_not_hold_up_those_beside_it() -> None:
    over, done = asyncio.Event(), 0

    async def step() -> bool:
        nonlocal done
        done += 1
        if done == 1:
            await over.wait()
        elif done == 20:
            over.set()
        return done < 20

    async with asyncio.timeout(5):
        await repeat(step, most=100, side_by_side=4)
    assert done >= 20

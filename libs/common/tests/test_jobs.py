"""What happens because time passed happens in one place at a time."""

import asyncio
from contextlib import suppress

import pytest
from common.context import Context
from common.jobs import Job, Outcome, attempt, every, run_jobs, run_once
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

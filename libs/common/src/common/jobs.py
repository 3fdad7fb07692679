"""What happens because time passed: ``@every`` jobs, one runner at a time across the whole fleet."""

import asyncio
import hashlib
import random
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol, overload

import structlog
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from common.context import Context
from common.metrics import JOB_RUNS, JOB_SECONDS
from common.outage import is_outage

logger = structlog.get_logger(__name__)


class InTransaction(Protocol):
    """A job that is one transaction."""

    async def __call__(self, session: AsyncSession, /, *, context: Context) -> None: ...


class OnItsOwn(Protocol):
    """A job that opens its own transactions with ``context.sessions.begin()``."""

    async def __call__(self, context: Context, /) -> None: ...


@dataclass(frozen=True)
class Job:
    """Something to do every so many seconds."""

    name: str
    seconds: float
    transaction: bool
    function: Any


class Outcome(StrEnum):
    """How one run ended; a label of ``job_runs_total``."""

    DONE = "done"
    ELSEWHERE = "elsewhere"
    FAILED = "failed"


@overload
def every(*, seconds: float, transaction: Literal[True] = True) -> Callable[[InTransaction], Job]: ...
@overload
def every(*, seconds: float, transaction: Literal[False]) -> Callable[[OnItsOwn], Job]: ...
def every(*, seconds: float, transaction: bool = True) -> Callable[[Any], Job]:
    """Makes a job of a function, run about every so many seconds by one worker of the fleet at a time."""

    def mark(function: Any) -> Job:
        return Job(name=function.__name__, seconds=seconds, transaction=transaction, function=function)

    return mark


async def repeat(step: Callable[[], Awaitable[object]], *, most: int, side_by_side: int = 1) -> None:
    """Takes the step until it answers that nothing was left, ``most`` times in all: the rest waits for the next run.

    ``side_by_side``: so many go on at the same time, so that a slow one does not hold up all the others.
    """

    async def one_after_another() -> None:
        for _ in range(most // side_by_side):
            if not await step():
                return

    async with asyncio.TaskGroup() as group:
        for _ in range(side_by_side):
            group.create_task(one_after_another())


async def run_once(job: Job, context: Context) -> Outcome:
    """Runs the job now unless another worker is at it. Whatever goes wrong is raised."""
    if job.transaction:
        return await _in_transaction(job, context)
    return await _on_its_own(job, context)


async def run_jobs(jobs: Iterable[Job], context: Context) -> None:
    """Runs all the jobs for ever, each at its own interval; cancel to stop. A failing run never stops the others."""
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(_loop(job, context), name=f"job {job.name}")


async def _loop(job: Job, context: Context) -> None:
    while True:
        # Workers started together drift apart, so that they do not ask for the same lock at the same moment.
        await asyncio.sleep(job.seconds * random.uniform(0.8, 1.2))  # noqa: S311 - no secret
        await attempt(job, context)


async def attempt(job: Job, context: Context) -> Outcome:
    """Runs the job once; a failure becomes a log line and a number."""
    with JOB_SECONDS.labels(job.name).time():
        try:
            outcome = await run_once(job, context)
        except Exception as failure:
            if is_outage(failure):
                # Nothing of the job is wrong: the next run does its work.
                logger.warning("job_interrupted", job=job.name, error=type(failure).__name__)
            else:
                logger.exception("job_failed", job=job.name)
            outcome = Outcome.FAILED
    JOB_RUNS.labels(job.name, outcome).inc()
    return outcome


async def _in_transaction(job: Job, context: Context) -> Outcome:
    async with context.sessions.begin() as session:
        taken = text("SELECT pg_try_advisory_xact_lock(:key)")
        if not await session.scalar(taken, {"key": _key(job)}):
            return Outcome.ELSEWHERE
        await job.function(session, context=context)
    return Outcome.DONE


async def _on_its_own(job: Job, context: Context) -> Outcome:
    async with context.engine.connect() as plain:
        # Outside any transaction: the lock may be held for long and must not hold back vacuum.
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        if not await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _key(job)}):
            return Outcome.ELSEWHERE
        try:
            await job.function(context)
        finally:
            await connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _key(job)})
    return Outcome.DONE


def _key(job: Job) -> int:
    """The lock's number; locks are per database, so services cannot meet in it."""
    return int.from_bytes(hashlib.sha256(f"job:{job.name}".encode()).digest()[:8], signed=True)

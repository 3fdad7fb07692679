"""Jobs of booking."""

from collections.abc import Awaitable, Callable

from common.context import Context
from common.jobs import every, repeat
from sqlalchemy.ext.asyncio import AsyncSession

from booking import actions

# Transactions of one run; what is left after them waits for the next run.
MOST_BATCHES = 50


@every(seconds=5, transaction=False)
async def expire_holds(context: Context) -> None:
    """Ends holds that were not paid for in time."""
    await _in_batches(context, actions.expire_holds)


@every(seconds=60, transaction=False)
async def complete_clinic_visits(context: Context) -> None:
    """Completes clinic visits that are over."""
    await _in_batches(context, actions.complete_clinic_visits)


@every(seconds=300, transaction=False)
async def cancel_abandoned_visits(context: Context) -> None:
    """Cancels online visits that nobody ended within a day."""
    await _in_batches(context, actions.cancel_abandoned_visits)


@every(seconds=300)
async def count_undecided_visits(session: AsyncSession, *, context: Context) -> None:
    """Counts visits that only people can decide."""
    await actions.count_undecided_visits(session)


@every(seconds=60)
async def join_late_rows(session: AsyncSession, *, context: Context) -> None:
    """Moves rows that were written for a joined account after the joining."""
    await actions.join_late_rows(session)


async def _in_batches(context: Context, work: Callable[[AsyncSession], Awaitable[int]]) -> None:
    """A few rows in each transaction, so that none holds many for long."""

    async def batch() -> int:
        async with context.sessions.begin() as session:
            return await work(session)

    await repeat(batch, most=MOST_BATCHES)


JOBS = (expire_holds, complete_clinic_visits, cancel_abandoned_visits, count_undecided_visits, join_late_rows)

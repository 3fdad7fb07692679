"""What happens because time passed."""

from collections.abc import Awaitable, Callable

from common.context import Context
from common.jobs import every, repeat
from sqlalchemy.ext.asyncio import AsyncSession

from booking import actions

# Transactions of one run; what is left after them waits for the next run.
MOST_BATCHES = 50


@every(seconds=5, transaction=False)
async def expire_holds(context: Context) -> None:
    """Unpaid slots become free."""
    await _in_batches(context, actions.expire_holds)


@every(seconds=60, transaction=False)
async def complete_clinic_visits(context: Context) -> None:
    """Visits in clinics end with their time."""
    await _in_batches(context, actions.complete_clinic_visits)


@every(seconds=300, transaction=False)
async def cancel_abandoned_visits(context: Context) -> None:
    """Online visits nobody came to do not stay open for ever."""
    await _in_batches(context, actions.cancel_abandoned_visits)


@every(seconds=300)
async def count_undecided_visits(session: AsyncSession, *, context: Context) -> None:
    """Visits that only people can decide are counted."""
    await actions.count_undecided_visits(session)


@every(seconds=60)
async def join_late_rows(session: AsyncSession, *, context: Context) -> None:
    """Joined cabinets stay joined, whatever comes late."""
    await actions.join_late_rows(session)


async def _in_batches(context: Context, work: Callable[[AsyncSession], Awaitable[int]]) -> None:
    """A few rows in each transaction, so that none holds many for long."""

    async def batch() -> int:
        async with context.sessions.begin() as session:
            return await work(session)

    await repeat(batch, most=MOST_BATCHES)


JOBS = (expire_holds, complete_clinic_visits, cancel_abandoned_visits, count_undecided_visits, join_late_rows)

"""What notify does because time passed."""

from collections.abc import Awaitable, Callable

from common.clock import now
from common.jobs import every
from common.metrics import gauge
from common.service import Context
from sqlalchemy.ext.asyncio import AsyncSession

from notify import actions, queries
from notify.models import Letter, Push

MOST_AT_ONCE = 50
WAITING = gauge("notify_deliveries_waiting", "Letters and pushes that should have left by now", ("channel",))


@every(seconds=2, transaction=False)
async def deliver_letters(context: Context) -> None:
    """Sends what is due, each letter in a transaction of its own."""
    await _round(context, actions.deliver_due_letter)


@every(seconds=2, transaction=False)
async def deliver_pushes(context: Context) -> None:
    """Sends what is due, each push in a transaction of its own."""
    await _round(context, actions.deliver_due_push)


@every(seconds=10)
async def remind(session: AsyncSession, *, context: Context) -> None:
    """Tells of visits that draw near."""
    await actions.remind(session)


@every(seconds=30)
async def measure(session: AsyncSession, *, context: Context) -> None:
    """How much waits."""
    WAITING.labels("mail").set(await queries.overdue(session, Letter, now()))
    WAITING.labels("push").set(await queries.overdue(session, Push, now()))


async def _round(context: Context, deliver: Callable[[AsyncSession, actions.Office], Awaitable[bool]]) -> None:
    if context.identity is None:
        raise RuntimeError("notify has no service secret: nobody would tell it an address")
    office = actions.Office(identity=context.identity, outside=context.resources, settings=context.settings)
    for _ in range(MOST_AT_ONCE):
        async with context.sessions.begin() as session:
            if not await deliver(session, office):
                return


JOBS = (deliver_letters, deliver_pushes, remind, measure)

"""What notify does because time passed."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from common.clock import now
from common.context import Context
from common.jobs import every, repeat
from common.metrics import gauge
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from notify import actions, queries
from notify.models import Letter, Push

# One round sends at most so many, so many of them at the same time: a mail server that never answers costs a round
# its time-out, and holds neither a transaction nor more than this many connections.
MOST_IN_A_ROUND = 64
AT_THE_SAME_TIME = 8
ENDED_SESSIONS_KEPT = timedelta(hours=1)
WAITING = gauge("notify_deliveries_waiting", "Letters and pushes that should have left by now", ("channel",))
UNREACHABLE = gauge("notify_unreachable_doctors", "Doctors with letters waiting and no address to send them to")


@every(seconds=2, transaction=False)
async def deliver_letters(context: Context) -> None:
    """Sends the letters that are due."""
    await _round(context, actions.deliver_due_letter)


@every(seconds=2, transaction=False)
async def deliver_pushes(context: Context) -> None:
    """Sends the pushes that are due."""
    await _round(context, actions.deliver_due_push)


@every(seconds=10)
async def remind(session: AsyncSession, *, context: Context) -> None:
    """Creates notices of visits that draw near."""
    await actions.remind(session)


@every(seconds=30)
async def measure(session: AsyncSession, *, context: Context) -> None:
    """How much waits."""
    WAITING.labels("mail").set(await queries.overdue(session, Letter, now()))
    WAITING.labels("push").set(await queries.overdue(session, Push, now()))
    UNREACHABLE.set(await queries.unreachable_doctors(session))


@every(seconds=600)
async def forget_ended_sessions(session: AsyncSession, *, context: Context) -> None:
    """Their tokens are over: nobody can open a stream with one."""
    await actions.forget_ended_sessions(session, before=now() - ENDED_SESSIONS_KEPT)


Deliver = Callable[[async_sessionmaker[AsyncSession], actions.DeliveryContext], Awaitable[bool]]


async def _round(context: Context, deliver: Deliver) -> None:
    if context.identity is None:
        raise RuntimeError("notify has no service secret: identity would refuse to give it an address")
    delivery = actions.DeliveryContext(identity=context.identity, gateways=context.resources, settings=context.settings)
    await repeat(lambda: deliver(context.sessions, delivery), most=MOST_IN_A_ROUND, side_by_side=AT_THE_SAME_TIME)


JOBS = (deliver_letters, deliver_pushes, remind, measure, forget_ended_sessions)

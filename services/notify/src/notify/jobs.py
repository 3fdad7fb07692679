"""Repeated work of notify: deliveries, reminders, metrics, retention."""

from collections.abc import Awaitable, Callable
from datetime import timedelta

from common.clock import now
from common.context import Context
from common.jobs import every, repeat
from common.metrics import gauge
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from notify import actions, queries
from notify.models import Letter, Push

# Limits of one round: a mail server that never answers costs a round its time-out, and occupies no transaction and
# no more than this many connections.
MAX_PER_ROUND = 64
MAX_CONCURRENT = 8
ENDED_SESSIONS_KEPT = timedelta(hours=1)
WAITING = gauge("notify_deliveries_waiting", "Letters and pushes that should have left by now", ("channel",))
UNREACHABLE = gauge("notify_unreachable_doctors", "Doctors with letters waiting and no address to send them to")


@every(seconds=2, transaction=False)
async def deliver_letters(context: Context) -> None:
    """Sends the letters that are due."""
    await _deliver_round(context, actions.deliver_due_letter)


@every(seconds=2, transaction=False)
async def deliver_pushes(context: Context) -> None:
    """Sends the pushes that are due."""
    await _deliver_round(context, actions.deliver_due_push)


@every(seconds=10)
async def remind(session: AsyncSession, *, context: Context) -> None:
    """Creates the reminders that are due."""
    await actions.remind(session)


@every(seconds=30)
async def measure(session: AsyncSession, *, context: Context) -> None:
    """Sets the gauges of overdue deliveries and unreachable doctors."""
    WAITING.labels("mail").set(await queries.count_overdue(session, Letter, now()))
    WAITING.labels("push").set(await queries.count_overdue(session, Push, now()))
    UNREACHABLE.set(await queries.count_unreachable_doctors(session))


@every(seconds=600)
async def forget_ended_sessions(session: AsyncSession, *, context: Context) -> None:
    """Deletes ended sessions whose tokens have expired, so that no stream can be opened with them."""
    await actions.forget_ended_sessions(session, before=now() - ENDED_SESSIONS_KEPT)


Deliver = Callable[[async_sessionmaker[AsyncSession], actions.DeliveryContext], Awaitable[bool]]


async def _deliver_round(context: Context, deliver: Deliver) -> None:
    if context.identity is None:
        raise RuntimeError("notify has no service secret: identity would give it no addresses")
    delivery = actions.DeliveryContext(identity=context.identity, gateways=context.resources, settings=context.settings)
    await repeat(lambda: deliver(context.sessions, delivery), most=MAX_PER_ROUND, side_by_side=MAX_CONCURRENT)


JOBS = (deliver_letters, deliver_pushes, remind, measure, forget_ended_sessions)

"""Outages: whether a failure means that a server is away, and the backoff until it returns."""

import asyncio
import random
from contextlib import suppress

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from common.errors import Unavailable

# Connection lost; out of memory, disk or connections; shutting down or starting up; a standby that cannot write;
# a lock that others held too long, a statement or a transaction out of its time, a deadlock or a conflict resolved
# against this transaction: the same work succeeds later.
_DOWN = ("08", "53", "57P", "25006", "55P03", "57014", "25P03", "40")


class DependencyOutage(Exception):
    """A server that every message needs is away: the consumer pauses and no attempt is used up."""


# The driver's InternalClientError is a connection whose server died between two of its messages.
_OUTAGES = (DependencyOutage, Unavailable, OSError, PoolTimeout, asyncpg.InterfaceError, asyncpg.InternalClientError)


def is_outage(failure: BaseException) -> bool:
    """Whether the failure says that a server is away, rather than that this work is wrong."""
    if isinstance(failure, DBAPIError):
        lost = failure.connection_invalidated or _is_lost(failure.orig)
        return lost or _state(failure.orig).startswith(_DOWN)
    if isinstance(failure, asyncpg.PostgresError):
        return _state(failure).startswith(_DOWN)
    return isinstance(failure, _OUTAGES)


def _is_lost(failure: BaseException | None) -> bool:
    return failure is not None and isinstance(failure.__cause__, asyncpg.InternalClientError)


def _state(failure: BaseException | None) -> str:
    return str(getattr(failure, "sqlstate", None) or "")


FIRST_PAUSE, LONGEST_PAUSE = 0.5, 5.0
LONGEST_TRIES = 10
# A connection that is lost sooner than this does not count as the end of an outage.
STEADY_SECONDS = 10.0


class Backoff:
    """How long to wait before the next try: from 0.5 s, doubling, to 5 s, never in step with the others.

    That is at most one try a second over an outage, and at most 5 s from its end to the next try.
    """

    def __init__(self) -> None:
        self._tries = 0

    def next(self) -> float:
        """Seconds to wait now."""
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2**self._tries)
        self._tries = min(self._tries + 1, LONGEST_TRIES)
        return float(pause * random.uniform(0.5, 1.0))  # noqa: S311 - no secret

    def reset(self) -> None:
        """All was well for a while."""
        self._tries = 0

    def lasted(self, seconds: float) -> None:
        """A connection lasted so long: after 10 s the pauses start from the shortest again."""
        if seconds > STEADY_SECONDS:
            self.reset()

    async def pause(self, stop: asyncio.Event) -> None:
        """Waits for the next try. Nothing but a stop ends it early: lost connections set other events at any time."""
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), self.next())

"""The world being down is not the message's fault: telling the one from the other, and waiting with patience."""

import random

import asyncpg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from common.errors import Unavailable

# Connection lost; out of memory, disk or connections; shutting down or starting up; a standby that cannot write.
_DOWN = ("08", "53", "57P", "25006")


class WorldIsDown(Exception):
    """Something every message needs is away: the consumer pauses and nothing burns its attempts."""


def is_outage(failure: BaseException) -> bool:
    """Whether the failure says that a server is away, rather than that this work is wrong."""
    if isinstance(failure, DBAPIError):
        return failure.connection_invalidated or _state(failure.orig).startswith(_DOWN)
    if isinstance(failure, asyncpg.PostgresError):
        return _state(failure).startswith(_DOWN)
    return isinstance(failure, WorldIsDown | Unavailable | OSError | PoolTimeout | asyncpg.InterfaceError)


def _state(failure: BaseException | None) -> str:
    return str(getattr(failure, "sqlstate", None) or "")


LONGEST_TRIES = 10


class Patience:
    """How long to wait before the next try: from 0.2 s, doubling, to 10 s, never in step with the others."""

    def __init__(self) -> None:
        self._tries = 0

    def next(self) -> float:
        """Seconds to wait now."""
        self._tries = min(self._tries + 1, LONGEST_TRIES)
        return float(min(10.0, 0.1 * 2**self._tries) * random.uniform(0.5, 1.0))  # noqa: S311 - no secret

    def reset(self) -> None:
        """All was well for a while."""
        self._tries = 0

"""How much of our own time a slow external system may take: few requests at once, and none while it is down."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager


class Busy(Exception):
    """Too many are waiting already, or the system has just failed repeatedly."""


class Gate:
    """At most ``most`` at once; ``waiting`` more may wait, each for ``seconds``."""

    def __init__(self, *, most: int, waiting: int, seconds: float) -> None:
        self._free = asyncio.Semaphore(most)
        self._places = most + waiting
        self._seconds = seconds
        self._inside = 0

    @asynccontextmanager
    async def entered(self) -> AsyncIterator[None]:
        """Inside. Raises Busy at once when all places are taken, or after ``seconds`` of waiting."""
        if self._inside >= self._places:
            raise Busy
        self._inside += 1
        try:
            await self._acquired()
            try:
                yield
            finally:
                self._free.release()
        finally:
            self._inside -= 1

    async def _acquired(self) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._free.acquire()
        except TimeoutError as error:
            raise Busy from error


class Breaker:
    """Opens after ``failures`` in a row; after ``seconds`` one request at a time tries whether the system is back."""

    def __init__(self, *, failures: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = failures
        self._seconds = seconds
        self._clock = clock
        self._failures = 0
        self._tried_at = 0.0

    def check(self) -> None:
        """Raises Busy while the breaker is open."""
        if self._failures < self._most:
            return
        if self._clock() - self._tried_at < self._seconds:
            raise Busy
        self._tried_at = self._clock()

    def succeeded(self) -> None:
        """The system answered."""
        self._failures = 0

    def failed(self) -> None:
        """The system was silent, or said it is at fault."""
        self._failures += 1
        self._tried_at = self._clock()

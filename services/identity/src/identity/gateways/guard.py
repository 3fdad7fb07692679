"""How much of our own time a slow external system may take: few requests at once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Busy(Exception):
    """Too many are waiting already."""


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

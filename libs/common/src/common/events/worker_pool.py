"""A fixed number of tasks that process messages one by one: how much a process does at once."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Self

import structlog

from common.events import bus

logger = structlog.get_logger(__name__)

FINISH_SECONDS = 30


class WorkerPool:
    """Inside the block messages are processed; leaving it waits for those begun and drops the others.

    A dropped message was not acknowledged, so it goes back to its queue with the channel. After a failure (which
    ``check`` raises) no task begins another message.
    """

    def __init__(
        self, process: Callable[[bus.Incoming], Awaitable[None]], number: int, *, on_failure: Callable[[], None]
    ) -> None:
        self._process = process
        self._number = number
        self._on_failure = on_failure
        self._waiting: asyncio.Queue[bus.Incoming] = asyncio.Queue()
        self._closed = False
        self._idle: set[asyncio.Task[None]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._failure: Exception | None = None

    async def take(self, message: bus.Incoming) -> None:
        """Queues a message for the next idle task."""
        self._waiting.put_nowait(message)

    def check(self) -> None:
        """Raises the first failure, if any."""
        if self._failure is not None:
            raise self._failure

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._work()) for _ in range(self._number)]
        return self

    async def __aexit__(self, *failure: object) -> None:
        self._closed = True
        for idle in tuple(self._idle):
            idle.cancel()
        _, late = await asyncio.wait(self._tasks, timeout=FINISH_SECONDS)
        for abandoned in late:
            logger.warning("handler_abandoned")
            abandoned.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _work(self) -> None:
        while not self._closed:
            message = await self._next()
            try:
                await self._process(message)
            except Exception as failure:
                self._failure = self._failure or failure
                self._closed = True
                self._on_failure()

    async def _next(self) -> bus.Incoming:
        """The next message; a task that waits here is idle and may be cancelled at any moment."""
        task = asyncio.current_task()
        assert task is not None
        self._idle.add(task)
        message = await self._waiting.get()
        self._idle.discard(task)
        return message

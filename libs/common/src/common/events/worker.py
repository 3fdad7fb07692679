"""The event side of a process: one relay and, in a service with handlers, one consumer."""

import asyncio
from collections.abc import Sequence
from typing import Any, Self

from common.context import Context
from common.events import retention
from common.events.consumer import Consumer
from common.events.handlers import Handler
from common.events.relay import Relay

STOP_SECONDS = 45


class Worker:
    """Inside the block events are relayed and handled. Leaving it finishes what has begun, consumer first."""

    jobs = retention.JOBS

    def __init__(self, context: Context, handlers: Sequence[Handler[Any]]) -> None:
        self._relay = Relay(context.settings)
        self._consumer = Consumer(context, handlers) if handlers else None
        self._tasks: list[tuple[Consumer | Relay, asyncio.Task[None]]] = []

    async def __aenter__(self) -> Self:
        for part in (self._consumer, self._relay):
            if part is not None:
                self._tasks.append((part, asyncio.create_task(part.run(), name=type(part).__name__)))
        return self

    async def __aexit__(self, *_: object) -> None:
        for part, task in self._tasks:
            part.stop()
            await asyncio.wait([task], timeout=STOP_SECONDS)
            task.cancel()
        await asyncio.gather(*(task for _, task in self._tasks), return_exceptions=True)

    def reasons(self) -> list[str]:
        """Why this worker is not ready; empty when all is well."""
        return [f"{type(part).__name__.lower()} waits" for part, _ in self._tasks if not part.healthy]

"""Short-lived messages between the replicas of one service: to all who listen now, no history, at most once."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Self

import aio_pika
import structlog
from aio_pika.abc import AbstractExchange, AbstractQueue

from common.events import bus
from common.outage import Backoff, DependencyOutage

logger = structlog.get_logger(__name__)

TTL_SECONDS = 30


class Broadcast:
    """Connected inside the block, and again after each outage. Topics listened to survive reconnects.

    ``on_message(topic, body)`` is awaited one message at a time, in the order each sender sent them.
    """

    def __init__(self, url: str, exchange: str, on_message: Callable[[str, bytes], Awaitable[None]]) -> None:
        self._url = url
        self._name = exchange
        self._on_message = on_message
        self._topics: set[str] = set()
        self._line: tuple[AbstractExchange, AbstractQueue] | None = None
        self._arrived: asyncio.Queue[bus.Incoming] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def connected(self) -> bool:
        """Whether messages go and come now."""
        return self._line is not None

    async def __aenter__(self) -> Self:
        self._tasks = [asyncio.create_task(self._stay_connected()), asyncio.create_task(self._hand_over())]
        return self

    async def __aexit__(self, *_: object) -> None:
        unfinished = set(self._tasks)
        while unfinished:
            for task in unfinished:
                task.cancel()
            # Asked again after a while: Python 3.11 loses a cancellation that meets a connection just made or refused.
            unfinished = (await asyncio.wait(unfinished, timeout=0.5))[1]

    async def listen(self, topic: str) -> None:
        """Messages of the topic come from now on; while the broker is away, from its return."""
        self._topics.add(topic)
        if self._line is not None:
            exchange, queue = self._line
            with suppress(DependencyOutage), bus.outages():
                await queue.bind(exchange, topic)

    async def ignore(self, topic: str) -> None:
        """Messages of the topic come no more."""
        self._topics.discard(topic)
        if self._line is not None:
            exchange, queue = self._line
            with suppress(DependencyOutage), bus.outages():
                await queue.unbind(exchange, topic)

    async def send(self, topic: str, body: bytes) -> bool:
        """To every replica that listens to the topic, this one included; False while the broker is away."""
        if self._line is None:
            return False
        message = aio_pika.Message(body, expiration=TTL_SECONDS)
        try:
            with bus.outages():
                await self._line[0].publish(message, topic, mandatory=False, timeout=bus.TIMEOUT_SECONDS)
        except DependencyOutage:
            return False
        return True

    async def _stay_connected(self) -> None:
        backoff = Backoff()
        while True:
            began = time.monotonic()
            try:
                await self._connected_once()
            except DependencyOutage:
                pass
            except Exception:
                logger.exception("broadcast_failed")
            backoff.lasted(time.monotonic() - began)
            await asyncio.sleep(backoff.next())

    async def _connected_once(self) -> None:
        async with bus.connection(self._url, self._name) as connection:
            with bus.outages():
                # Without confirms: these messages are not worth waiting for.
                channel = await connection.channel(publisher_confirms=False)
                lost = asyncio.Event()
                channel.close_callbacks.add(lambda *_: lost.set())
                exchange = await channel.declare_exchange(self._name, aio_pika.ExchangeType.DIRECT)
                queue = await channel.declare_queue(exclusive=True, auto_delete=True)
                for topic in self._topics:
                    await queue.bind(exchange, topic)
                await queue.consume(self._arrived.put, no_ack=True)
            try:
                self._line = exchange, queue
                # A topic asked for while the line was being laid.
                for topic in set(self._topics):
                    await self.listen(topic)
                await lost.wait()
            finally:
                self._line = None

    async def _hand_over(self) -> None:
        while True:
            message = await self._arrived.get()
            try:
                await self._on_message(message.routing_key or "", message.body)
            except Exception:
                logger.exception("broadcast_message_failed")

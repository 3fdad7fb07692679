"""The only module that speaks AMQP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import aio_pika
from aio_pika.abc import (
    AbstractChannel,
    AbstractConnection,
    AbstractExchange,
    AbstractIncomingMessage,
    AbstractQueue,
    HeadersType,
)
from aiormq.abc import DeliveredMessage
from yarl import URL

from common.outage import WorldIsDown

EXCHANGE = "events"
PATIENCE_SECONDS = 10
# A peer that vanished without a word is noticed after two of these.
HEARTBEAT_SECONDS = "15"

Incoming = AbstractIncomingMessage


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A message to be sent, always persistent. ``delay`` is how long its queue keeps it, in seconds."""

    id: str
    type: str
    body: bytes
    correlation_id: str | None = None
    told_at: datetime | None = None
    headers: dict[str, str | int] = field(default_factory=dict)
    delay: float | None = None

    def message(self) -> aio_pika.Message:
        """As AMQP carries it."""
        headers: HeadersType = dict(self.headers)
        return aio_pika.Message(
            self.body,
            message_id=self.id,
            type=self.type,
            correlation_id=self.correlation_id,
            timestamp=self.told_at,
            headers=headers,
            expiration=self.delay,
            content_type="application/json",
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )


@contextmanager
def outages() -> Iterator[None]:
    """Whatever the broker, the wire or the driver did inside becomes WorldIsDown."""
    try:
        yield
    except WorldIsDown:
        raise
    except aio_pika.exceptions.CONNECTION_EXCEPTIONS as failure:
        raise WorldIsDown(f"broker: {type(failure).__name__}") from failure
    except asyncio.CancelledError as failure:
        if _is_cancelled():
            raise
        raise WorldIsDown("broker: call abandoned") from failure


@asynccontextmanager
async def connection(url: str, name: str) -> AsyncIterator[AbstractConnection]:
    """A connection for the length of the block. It does not heal itself: who uses it starts over.

    Raises WorldIsDown when the broker cannot be reached within 10 s.
    """
    with outages():
        address = URL(url).update_query(heartbeat=HEARTBEAT_SECONDS)
        opened = await aio_pika.connect(address, timeout=PATIENCE_SECONDS, client_properties={"connection_name": name})
    try:
        yield opened
    finally:
        with _unheard():
            await asyncio.wait_for(opened.close(), PATIENCE_SECONDS)


async def channel(opened: AbstractConnection, *, prefetch: int = 0) -> AbstractChannel:
    """A channel with publisher confirms. Raises WorldIsDown."""
    with outages():
        made = await opened.channel(publisher_confirms=True, on_return_raises=False)
        if prefetch:
            await made.set_qos(prefetch_count=prefetch)
    return made


async def publish(exchange: AbstractExchange, letter: Letter, routing_key: str) -> bool:
    """Sends a letter and waits for the broker's word that it is safe. False: no queue wanted it.

    Raises WorldIsDown when the broker refuses it, or says nothing for 10 s; it may be there all the same.
    """
    with outages():
        confirmed = await exchange.publish(letter.message(), routing_key, mandatory=True, timeout=PATIENCE_SECONDS)
    return not isinstance(confirmed, DeliveredMessage)


@asynccontextmanager
async def consuming(queue: AbstractQueue, take: Callable[[Incoming], Awaitable[None]]) -> AsyncIterator[None]:
    """Messages come while inside the block; leaving it stops new ones. Raises WorldIsDown on entering."""
    with outages():
        tag = await queue.consume(take, timeout=PATIENCE_SECONDS)
    try:
        yield
    finally:
        if not queue.channel.is_closed:
            with _unheard():
                await queue.cancel(tag, timeout=PATIENCE_SECONDS)


async def acknowledge(message: Incoming) -> None:
    """The broker may forget the message. Raises WorldIsDown."""
    with outages():
        await message.ack()


@contextmanager
def _unheard() -> Iterator[None]:
    """Parting words to a peer that may be gone."""
    try:
        yield
    except aio_pika.exceptions.CONNECTION_EXCEPTIONS:
        return
    except asyncio.CancelledError:
        if _is_cancelled():
            raise


def _is_cancelled() -> bool:
    """Whether this task was told to end; the driver also cancels what waits on a connection that broke."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0

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

from common.outage import DependencyOutage

EXCHANGE = "events"
TIMEOUT_SECONDS = 10
# A peer that vanished silently is noticed after two of these.
HEARTBEAT_SECONDS = "15"

Incoming = AbstractIncomingMessage


@dataclass(frozen=True, kw_only=True)
class OutgoingMessage:
    """A message to be sent, always persistent. ``delay`` is how long its queue keeps it, in seconds."""

    id: str
    type: str
    body: bytes
    correlation_id: str | None = None
    recorded_at: datetime | None = None
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
            timestamp=self.recorded_at,
            headers=headers,
            expiration=self.delay,
            content_type="application/json",
            delivery_mode=aio_pika.DeliveryMode.PERSISTENT,
        )


@contextmanager
def outages() -> Iterator[None]:
    """Any failure of the broker, the network or the driver inside becomes DependencyOutage."""
    try:
        yield
    except DependencyOutage:
        raise
    except aio_pika.exceptions.CONNECTION_EXCEPTIONS as failure:
        raise DependencyOutage(f"broker: {type(failure).__name__}") from failure
    except asyncio.CancelledError as failure:
        if _is_cancelled():
            raise
        raise DependencyOutage("broker: call abandoned") from failure


@asynccontextmanager
async def connection(url: str, name: str) -> AsyncIterator[AbstractConnection]:
    """A connection for the length of the block. It does not reconnect: its user starts again.

    Raises DependencyOutage when the broker cannot be reached within 10 s.
    """
    with outages():
        address = URL(url).update_query(heartbeat=HEARTBEAT_SECONDS)
        opened = await aio_pika.connect(address, timeout=TIMEOUT_SECONDS, client_properties={"connection_name": name})
    try:
        yield opened
    finally:
        with _suppress_close_errors():
            await asyncio.wait_for(opened.close(), TIMEOUT_SECONDS)


async def channel(opened: AbstractConnection, *, prefetch: int = 0) -> AbstractChannel:
    """A channel with publisher confirms. Raises DependencyOutage."""
    with outages():
        made = await opened.channel(publisher_confirms=True, on_return_raises=False)
        if prefetch:
            await made.set_qos(prefetch_count=prefetch)
    return made


async def publish(exchange: AbstractExchange, outgoing: OutgoingMessage, routing_key: str) -> bool:
    """Sends a message and waits for the broker's confirm. False: it reached no queue.

    Raises DependencyOutage when the broker refuses it, or says nothing for 10 s; it may be there all the same.
    """
    with outages():
        confirmed = await exchange.publish(outgoing.message(), routing_key, mandatory=True, timeout=TIMEOUT_SECONDS)
    return not isinstance(confirmed, DeliveredMessage)


@asynccontextmanager
async def consuming(queue: AbstractQueue, take: Callable[[Incoming], Awaitable[None]]) -> AsyncIterator[None]:
    """Messages come while inside the block; leaving it stops new ones. Raises DependencyOutage on entering."""
    with outages():
        tag = await queue.consume(take, timeout=TIMEOUT_SECONDS)
    try:
        yield
    finally:
        if not queue.channel.is_closed:
            with _suppress_close_errors():
                await queue.cancel(tag, timeout=TIMEOUT_SECONDS)


async def acknowledge(message: Incoming) -> None:
    """The broker may forget the message. Raises DependencyOutage."""
    with outages():
        await message.ack()


@contextmanager
def _suppress_close_errors() -> Iterator[None]:
    """Closing fails harmlessly when the peer is gone."""
    try:
        yield
    except aio_pika.exceptions.CONNECTION_EXCEPTIONS:
        return
    except asyncio.CancelledError:
        if _is_cancelled():
            raise


def _is_cancelled() -> bool:
    """Whether this task was asked to end; the driver also cancels what waits on a connection that broke."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0

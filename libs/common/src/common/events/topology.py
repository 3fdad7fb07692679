"""Exchange and queues: one topic exchange; per service an inbox, a queue for each delay, and a dead-letter queue."""

from collections.abc import Iterable, Mapping
from typing import Any

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractQueue, HeadersType

from common.events import bus
from common.events.handlers import Handler

# A message that crashes its consumer is dead-lettered by the broker after this many deliveries. Outages count as
# deliveries too, so the limit is far above what the attempts need.
DELIVERY_LIMIT = 100
LOOKED_AT_LIMIT = 1_000_000
# A message leaves its queue only when the next queue has confirmed it.
SAFE_HANDOVER = {"x-dead-letter-strategy": "at-least-once", "x-overflow": "reject-publish"}


def inbox(service: str) -> str:
    """The name of the queue that a service consumes."""
    return f"{service}.inbox"


def retry(service: str, attempt: int) -> str:
    """The name of the queue where a message waits before its attempt, counted from 1."""
    return f"{service}.inbox.retry.{attempt}"


def dead(service: str) -> str:
    """The name of the dead-letter queue, which an operator looks at."""
    return f"{service}.inbox.dead"


async def declare(service: str, handlers: Iterable[Handler[Any]], rabbitmq_url: str, *, retries: int = 3) -> None:
    """The service's queues exist and are bound, so that no event is lost while its first worker still starts."""
    async with bus.connection(rabbitmq_url, f"{service} declare") as connection:
        channel = await bus.channel(connection)
        await declare_queues(channel, service, subscribed_types(handlers), retries=retries)


def subscribed_types(handlers: Iterable[Handler[Any]]) -> list[str]:
    """The wire types these handlers consume, sorted."""
    return sorted({handler.event_type.wire_type for handler in handlers})


async def exchange(channel: AbstractChannel) -> AbstractExchange:
    """The exchange of all events. Raises DependencyOutage."""
    with bus.outages():
        return await channel.declare_exchange(bus.EXCHANGE, ExchangeType.TOPIC, durable=True)


async def declare_queues(
    channel: AbstractChannel, service: str, types: Iterable[str], *, retries: int
) -> AbstractQueue:
    """Declares all queues of one service and returns its inbox; idempotent. Raises DependencyOutage."""
    events = await exchange(channel)
    back = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": inbox(service), **SAFE_HANDOVER}
    end = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead(service), **SAFE_HANDOVER}
    with bus.outages():
        await _queue(channel, dead(service), {"x-delivery-limit": LOOKED_AT_LIMIT})
        main = await _queue(channel, inbox(service), {"x-delivery-limit": DELIVERY_LIMIT, **end})
        for attempt in range(1, retries + 1):
            await _queue(channel, retry(service, attempt), back)
        for wire_type in types:
            await main.bind(events, wire_type)
    return main


async def depth(channel: AbstractChannel, name: str) -> int:
    """How many messages a queue holds. Raises DependencyOutage."""
    with bus.outages():
        seen = await channel.declare_queue(name, passive=True)
    return seen.declaration_result.message_count or 0


async def _queue(channel: AbstractChannel, name: str, arguments: Mapping[str, str | int]) -> AbstractQueue:
    quorum: HeadersType = {"x-queue-type": "quorum", **arguments}
    return await channel.declare_queue(name, durable=True, arguments=quorum)

"""The corridor's furniture: one exchange; per room an inbox, a queue for each delay, and a queue for the dead."""

from collections.abc import Iterable, Mapping
from typing import Any

from aio_pika import ExchangeType
from aio_pika.abc import AbstractChannel, AbstractExchange, AbstractQueue, HeadersType

from common.events import bus
from common.events.handlers import Handler

# A message that takes its reader down with it is set aside by the broker after this many deliveries. Outages count
# as deliveries too, so the limit is far above what the attempts need.
DELIVERY_LIMIT = 100
LOOKED_AT_LIMIT = 1_000_000
# What comes back or dies is handed over only when the next queue has it.
SAFE_HANDOVER = {"x-dead-letter-strategy": "at-least-once", "x-overflow": "reject-publish"}


def inbox(room: str) -> str:
    """The queue of a room."""
    return f"{room}.inbox"


def retry(room: str, attempt: int) -> str:
    """The queue where a message waits before its attempt, counted from 1."""
    return f"{room}.inbox.retry.{attempt}"


def dead(room: str) -> str:
    """The queue of what a person must look at."""
    return f"{room}.inbox.dead"


async def declare(room: str, handlers: Iterable[Handler[Any]], rabbitmq_url: str, *, retries: int = 3) -> None:
    """The room's queues exist and listen, so that no fact is lost while its first worker is still starting."""
    async with bus.connection(rabbitmq_url, f"{room} declare") as connection:
        channel = await bus.channel(connection)
        await furnish(channel, room, listened(handlers), retries=retries)


def listened(handlers: Iterable[Handler[Any]]) -> list[str]:
    """The wire types these handlers listen to."""
    return sorted({handler.event_type.wire_type for handler in handlers})


async def exchange(channel: AbstractChannel) -> AbstractExchange:
    """The one exchange of the corridor. Raises WorldIsDown."""
    with bus.outages():
        return await channel.declare_exchange(bus.EXCHANGE, ExchangeType.TOPIC, durable=True)


async def furnish(channel: AbstractChannel, room: str, types: Iterable[str], *, retries: int) -> AbstractQueue:
    """Declares everything of one room and returns its inbox. Doing it again changes nothing. Raises WorldIsDown."""
    events = await exchange(channel)
    back = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": inbox(room), **SAFE_HANDOVER}
    end = {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": dead(room), **SAFE_HANDOVER}
    with bus.outages():
        await _queue(channel, dead(room), {"x-delivery-limit": LOOKED_AT_LIMIT})
        main = await _queue(channel, inbox(room), {"x-delivery-limit": DELIVERY_LIMIT, **end})
        for attempt in range(1, retries + 1):
            await _queue(channel, retry(room, attempt), back)
        for wire_type in types:
            await main.bind(events, wire_type)
    return main


async def depth(channel: AbstractChannel, name: str) -> int:
    """How many messages a queue holds. Raises WorldIsDown."""
    with bus.outages():
        seen = await channel.declare_queue(name, passive=True)
    return seen.declaration_result.message_count or 0


async def _queue(channel: AbstractChannel, name: str, arguments: Mapping[str, str | int]) -> AbstractQueue:
    quorum: HeadersType = {"x-queue-type": "quorum", **arguments}
    return await channel.declare_queue(name, durable=True, arguments=quorum)

"""Dead letters: list them, and send them again once their cause is mended."""

from dataclasses import dataclass
from datetime import datetime

from common.events import bus, topology
from common.events.retry_policy import ATTEMPT, DIED_AT, REASON, copy, count
from common.outage import DependencyOutage
from common.settings import ServiceSettings

# So many are listed at most; a service with more dead letters has another problem.
LIMIT = 1000


@dataclass(frozen=True)
class DeadLetter:
    """One message in the dead-letter queue. ``reason`` is a kind of failure; ``attempts`` counts all tries."""

    event_id: str
    type: str
    reason: str
    attempts: int
    died_at: datetime | None


async def list_dead(settings: ServiceSettings) -> list[DeadLetter]:
    """The dead letters of this service, oldest first, at most 1,000; none is taken. Raises DependencyOutage."""
    found: list[DeadLetter] = []
    async with bus.connection(settings.rabbitmq_url.get_secret_value(), f"{settings.name} dead") as connection:
        channel = await bus.channel(connection)
        with bus.outages():
            queue = await channel.declare_queue(topology.dead(settings.name), passive=True)
            # Not acknowledged: they go back with the channel.
            while len(found) < LIMIT and (message := await queue.get(fail=False)) is not None:
                found.append(_described(message))
    return found


async def redrive(settings: ServiceSettings) -> int:
    """Sends the dead letters to the inbox again, with all attempts; returns how many. Raises DependencyOutage."""
    sent = 0
    async with bus.connection(settings.rabbitmq_url.get_secret_value(), f"{settings.name} redrive") as connection:
        channel = await bus.channel(connection)
        waiting = await topology.depth(channel, topology.dead(settings.name))
        with bus.outages():
            queue = await channel.declare_queue(topology.dead(settings.name), passive=True)
            # Only those that were there: one that is dead-lettered again meanwhile waits for the next redrive.
            while sent < waiting and (message := await queue.get(fail=False)) is not None:
                inbox = topology.inbox(settings.name)
                if not await bus.publish(channel.default_exchange, copy(message, {}), inbox):
                    raise DependencyOutage(f"queue {inbox} is gone")
                await bus.acknowledge(message)
                sent += 1
    return sent


def _described(message: bus.Incoming) -> DeadLetter:
    died_at = message.headers.get(DIED_AT)
    return DeadLetter(
        event_id=message.message_id or "",
        type=message.type or "",
        # Dead-lettered by the broker itself: too many deliveries, each ended by a crash.
        reason=str(message.headers.get(REASON, "delivery_limit")),
        attempts=count(message, ATTEMPT) + 1,
        died_at=datetime.fromisoformat(died_at) if isinstance(died_at, str) else None,
    )

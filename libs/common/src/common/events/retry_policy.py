"""A message that could not be handled goes to a timed retry, to a postponement, or to the dead-letter queue."""

from dataclasses import dataclass

from aio_pika.abc import AbstractExchange

from common import clock
from common.events import bus, topology
from common.outage import DependencyOutage

# Our own headers: the broker's counters also count outages.
ATTEMPT = "x-mila-attempt"
POSTPONED = "x-mila-postponed"
REASON = "x-mila-reason"
DIED_AT = "x-mila-died-at"
TRACE = "traceparent"

# An event that arrived before its cause waits 6 times in each queue (1 min, 12 min, 1.5 h in all), then it fails.
POSTPONEMENTS_PER_QUEUE = 6


@dataclass(frozen=True)
class RetryPolicy:
    """Publishes to the retry and dead-letter queues of one service, and acknowledges the original only then."""

    exchange: AbstractExchange
    service: str
    delays: tuple[float, ...]

    async def fail(self, message: bus.Incoming, reason: str) -> str:
        """Moves it to the next retry, or after the last to the dead letters; returns which. Raises DependencyOutage."""
        attempt = count(message, ATTEMPT) + 1
        if attempt > len(self.delays):
            await self.dead_letter(message, reason)
            return "dead"
        headers: dict[str, str | int] = {ATTEMPT: attempt, POSTPONED: count(message, POSTPONED)}
        await self._move(message, topology.retry(self.service, attempt), headers, self.delays[attempt - 1])
        return "retried"

    async def postpone(self, message: bus.Incoming) -> str:
        """Moves it to a later time without using an attempt; not for ever. Raises DependencyOutage."""
        before = count(message, POSTPONED)
        level = before // POSTPONEMENTS_PER_QUEUE
        if level >= len(self.delays):
            return await self.fail(message, "Postpone")
        headers: dict[str, str | int] = {POSTPONED: before + 1, ATTEMPT: count(message, ATTEMPT)}
        await self._move(message, topology.retry(self.service, level + 1), headers, self.delays[level])
        return "postponed"

    async def dead_letter(self, message: bus.Incoming, reason: str) -> None:
        """Moves it to the dead letters; the reason is a kind of failure, never its text. Raises DependencyOutage."""
        headers: dict[str, str | int] = {
            REASON: reason,
            DIED_AT: clock.now().isoformat(),
            ATTEMPT: count(message, ATTEMPT),
        }
        await self._move(message, topology.dead(self.service), headers, None)

    async def _move(
        self, message: bus.Incoming, queue: str, headers: dict[str, str | int], delay: float | None
    ) -> None:
        if not await bus.publish(self.exchange, copy(message, headers, delay=delay), queue):
            raise DependencyOutage(f"queue {queue} is gone")
        await bus.acknowledge(message)


def copy(message: bus.Incoming, headers: dict[str, str | int], *, delay: float | None = None) -> bus.OutgoingMessage:
    """The same message with other headers; only its trace stays."""
    trace = {TRACE: str(message.headers[TRACE])} if TRACE in message.headers else {}
    return bus.OutgoingMessage(
        id=message.message_id or "",
        type=message.type or "",
        body=message.body,
        correlation_id=message.correlation_id,
        recorded_at=message.timestamp,
        headers={**trace, **headers},
        delay=delay,
    )


def count(message: bus.Incoming, header: str) -> int:
    """A number in a header; 0 when there is none."""
    value = message.headers.get(header)
    return value if isinstance(value, int) else 0

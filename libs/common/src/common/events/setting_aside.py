"""What becomes of a message that could not be handled: a timed retry, a postponement, or the queue of the dead."""

from dataclasses import dataclass

from aio_pika.abc import AbstractExchange

from common import clock
from common.events import bus, topology
from common.outage import WorldIsDown

# Our own headers: the broker's counters also count outages.
ATTEMPT = "x-mila-attempt"
POSTPONED = "x-mila-postponed"
REASON = "x-mila-reason"
DIED_AT = "x-mila-died-at"
TRACE = "traceparent"

# A fact without its cause waits 6 times in each queue (1 min, 12 min, 1.5 h in all), then counts as poison.
POSTPONEMENTS_PER_QUEUE = 6


@dataclass(frozen=True)
class SettingAside:
    """Publishes to the side queues of one room, and only then lets the broker forget the original."""

    exchange: AbstractExchange
    room: str
    delays: tuple[float, ...]

    async def fail(self, message: bus.Incoming, reason: str) -> str:
        """To the next timed retry, or after the last to the dead; says which. Raises WorldIsDown."""
        attempt = count(message, ATTEMPT) + 1
        if attempt > len(self.delays):
            await self.bury(message, reason)
            return "dead"
        headers: dict[str, str | int] = {ATTEMPT: attempt, POSTPONED: count(message, POSTPONED)}
        await self._move(message, topology.retry(self.room, attempt), headers, self.delays[attempt - 1])
        return "retried"

    async def postpone(self, message: bus.Incoming) -> str:
        """To a later time without burning an attempt; not for ever. Raises WorldIsDown."""
        before = count(message, POSTPONED)
        level = before // POSTPONEMENTS_PER_QUEUE
        if level >= len(self.delays):
            return await self.fail(message, "Postpone")
        headers: dict[str, str | int] = {POSTPONED: before + 1, ATTEMPT: count(message, ATTEMPT)}
        await self._move(message, topology.retry(self.room, level + 1), headers, self.delays[level])
        return "postponed"

    async def bury(self, message: bus.Incoming, reason: str) -> None:
        """To the queue of the dead; the reason is a kind of failure, never its text. Raises WorldIsDown."""
        headers: dict[str, str | int] = {
            REASON: reason,
            DIED_AT: clock.now().isoformat(),
            ATTEMPT: count(message, ATTEMPT),
        }
        await self._move(message, topology.dead(self.room), headers, None)

    async def _move(
        self, message: bus.Incoming, queue: str, headers: dict[str, str | int], delay: float | None
    ) -> None:
        if not await bus.publish(self.exchange, copy(message, headers, delay=delay), queue):
            raise WorldIsDown(f"queue {queue} is gone")
        await bus.acknowledge(message)


def copy(message: bus.Incoming, headers: dict[str, str | int], *, delay: float | None = None) -> bus.Letter:
    """The same letter with other headers; only its trace stays."""
    trace = {TRACE: str(message.headers[TRACE])} if TRACE in message.headers else {}
    return bus.Letter(
        id=message.message_id or "",
        type=message.type or "",
        body=message.body,
        correlation_id=message.correlation_id,
        told_at=message.timestamp,
        headers={**trace, **headers},
        delay=delay,
    )


def count(message: bus.Incoming, header: str) -> int:
    """A number in a header; 0 when there is none."""
    value = message.headers.get(header)
    return value if isinstance(value, int) else 0

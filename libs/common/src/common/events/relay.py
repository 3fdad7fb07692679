"""From the outbox to the broker: woken by the commit, in batches, marked only once the broker has confirmed."""

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

import asyncpg
import structlog
from aio_pika.abc import AbstractChannel, AbstractExchange

from common.db.listening import listening
from common.events import bus, topology
from common.events.catalogue import UNHEARD
from common.events.outbox import CHANNEL
from common.metrics import EVENTS_PUBLISHED, OUTBOX_LAG, OUTBOX_PENDING, counter
from common.outage import Backoff, DependencyOutage, is_outage
from common.settings import ServiceSettings

logger = structlog.get_logger(__name__)

BATCH = 200
# A wake-up may be lost with its connection; nothing waits longer than this.
POLL_SECONDS = 5.0

EVENTS_UNROUTABLE = counter("events_unroutable_total", "Events confirmed that no queue wanted", ("event",))

_TAKE = """
    SELECT id, type, payload, headers, recorded_at FROM outbox
    WHERE published_at IS NULL ORDER BY position LIMIT $1 FOR UPDATE SKIP LOCKED
"""
_MARK = "UPDATE outbox SET published_at = clock_timestamp() WHERE id = ANY($1::uuid[])"
_MEASURE = """
    SELECT count(*) AS pending,
           coalesce(extract(epoch FROM clock_timestamp() - min(recorded_at)), 0)::float8 AS lag
    FROM (SELECT recorded_at FROM outbox WHERE published_at IS NULL ORDER BY position LIMIT 10000) AS waiting
"""


class Relay:
    """One of any number of relays of a service: rows that one has locked, the others skip."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self.healthy = False

    async def run(self) -> None:
        """Publishes until ``stop``; outages are waited out."""
        backoff = Backoff()
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                # The broker first: while it is away, no connection to the database is made for nothing.
                async with self._open_channel() as (channel, exchange), self._database() as database:
                    await self._work(database, channel, exchange)
            except Exception as failure:
                if not is_outage(failure):
                    logger.exception("relay_failed")
                elif self.healthy:
                    logger.warning("relay_paused", error=type(failure).__name__)
                self.healthy = False
                backoff.lasted(time.monotonic() - began)
                await backoff.pause(self._stop)

    def stop(self) -> None:
        """The current batch is finished, then ``run`` returns."""
        self._stop.set()
        self._wake.set()

    async def _work(self, database: asyncpg.Connection, channel: AbstractChannel, exchange: AbstractExchange) -> None:
        self.healthy = True
        while not self._stop.is_set():
            self._wake.clear()
            if database.is_closed() or channel.is_closed:
                raise DependencyOutage
            if await self._publish_batch(database, exchange) < BATCH:
                await self._measure(database)
                await self._sleep(POLL_SECONDS)

    async def _publish_batch(self, database: asyncpg.Connection, exchange: AbstractExchange) -> int:
        """The number of rows taken. A crash before the commit publishes them again; inboxes ignore the second."""
        async with database.transaction():
            rows = await database.fetch(_TAKE, BATCH)
            if not rows:
                return 0
            sent = [self._publish(exchange, row) for row in rows]
            results = await asyncio.gather(*sent, return_exceptions=True)
            paired = list(zip(rows, results, strict=True))
            confirmed = [row["id"] for row, result in paired if not isinstance(result, BaseException)]
            await database.execute(_MARK, confirmed)
        for _, result in paired:
            if isinstance(result, BaseException):
                raise result
        return len(rows)

    async def _publish(self, exchange: AbstractExchange, row: asyncpg.Record) -> None:
        headers: dict[str, str] = json.loads(row["headers"])
        message = bus.OutgoingMessage(
            id=str(row["id"]),
            type=row["type"],
            body=row["payload"].encode(),
            correlation_id=headers.pop("correlation_id", None),
            recorded_at=row["recorded_at"],
            headers=dict(headers),
        )
        if not await bus.publish(exchange, message, message.type):
            # No service consumes it (any more, or yet), which must not hold up the others.
            EVENTS_UNROUTABLE.labels(message.type).inc()
            if message.type not in UNHEARD:
                known = {"event_type": message.type, "event_id": message.id, "request_id": message.correlation_id}
                logger.warning("event_unroutable", **known)
        EVENTS_PUBLISHED.labels(message.type).inc()

    async def _measure(self, database: asyncpg.Connection) -> None:
        measured = await database.fetchrow(_MEASURE)
        assert measured is not None
        OUTBOX_PENDING.set(measured["pending"])
        OUTBOX_LAG.set(measured["lag"])

    async def _sleep(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)

    def _database(self) -> AbstractAsyncContextManager[asyncpg.Connection]:
        wake = self._wake.set
        return listening(self._settings, CHANNEL, purpose="relay", on_notify=lambda _: wake(), on_lost=wake)

    @asynccontextmanager
    async def _open_channel(self) -> AsyncIterator[tuple[AbstractChannel, AbstractExchange]]:
        url = self._settings.rabbitmq_url.get_secret_value()
        async with bus.connection(url, f"{self._settings.name} relay") as connection:
            channel = await bus.channel(connection)
            channel.close_callbacks.add(lambda *_: self._wake.set())
            yield channel, await topology.exchange(channel)

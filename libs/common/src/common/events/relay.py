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
from common.outage import Patience, WorldIsDown, is_outage
from common.settings import ServiceSettings

logger = structlog.get_logger(__name__)

BATCH = 200
# A wake-up may be lost with its connection; nothing waits longer than this.
POLL_SECONDS = 5.0

EVENTS_UNROUTABLE = counter("events_unroutable_total", "Facts confirmed that no queue wanted", ("event",))

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
    """One of any number of relays of a room: rows one has taken, the others skip."""

    def __init__(self, settings: ServiceSettings) -> None:
        self._settings = settings
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        self.healthy = False

    async def run(self) -> None:
        """Publishes until ``stop``; outages are waited out."""
        patience = Patience()
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                # The broker first: while it is away, no connection to the database is made for nothing.
                async with self._corridor() as (channel, exchange), self._database() as database:
                    await self._work(database, channel, exchange)
            except Exception as failure:
                if not is_outage(failure):
                    logger.exception("relay_failed")
                elif self.healthy:
                    logger.warning("relay_paused", error=type(failure).__name__)
                self.healthy = False
                patience.lasted(time.monotonic() - began)
                await patience.pause(self._stop)

    def stop(self) -> None:
        """The batch in hand is finished, then ``run`` returns."""
        self._stop.set()
        self._wake.set()

    async def _work(self, database: asyncpg.Connection, channel: AbstractChannel, exchange: AbstractExchange) -> None:
        self.healthy = True
        while not self._stop.is_set():
            self._wake.clear()
            if database.is_closed() or channel.is_closed:
                raise WorldIsDown
            if await self._publish_batch(database, exchange) < BATCH:
                await self._measure(database)
                await self._rest(POLL_SECONDS)

    async def _publish_batch(self, database: asyncpg.Connection, exchange: AbstractExchange) -> int:
        """How many rows were taken. A crash before the commit publishes them again: inboxes know."""
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
        letter = bus.Letter(
            id=str(row["id"]),
            type=row["type"],
            body=row["payload"].encode(),
            correlation_id=headers.pop("correlation_id", None),
            told_at=row["recorded_at"],
            headers=dict(headers),
        )
        if not await bus.publish(exchange, letter, letter.type):
            # Nobody listens (any more, or yet): that is the listeners' business and must not hold up the others.
            EVENTS_UNROUTABLE.labels(letter.type).inc()
            if letter.type not in UNHEARD:
                known = {"event_type": letter.type, "event_id": letter.id, "request_id": letter.correlation_id}
                logger.warning("event_unroutable", **known)
        EVENTS_PUBLISHED.labels(letter.type).inc()

    async def _measure(self, database: asyncpg.Connection) -> None:
        measured = await database.fetchrow(_MEASURE)
        assert measured is not None
        OUTBOX_PENDING.set(measured["pending"])
        OUTBOX_LAG.set(measured["lag"])

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), seconds)

    def _database(self) -> AbstractAsyncContextManager[asyncpg.Connection]:
        wake = self._wake.set
        return listening(self._settings, CHANNEL, purpose="relay", told=lambda _: wake(), lost=wake)

    @asynccontextmanager
    async def _corridor(self) -> AsyncIterator[tuple[AbstractChannel, AbstractExchange]]:
        url = self._settings.rabbitmq_url.get_secret_value()
        async with bus.connection(url, f"{self._settings.name} relay") as connection:
            channel = await bus.channel(connection)
            channel.close_callbacks.add(lambda *_: self._wake.set())
            yield channel, await topology.exchange(channel)

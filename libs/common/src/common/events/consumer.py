"""Consumption: each event handled once, failed ones retried or dead-lettered, outages waited out."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import structlog
from aio_pika.abc import AbstractChannel
from contracts import Event
from opentelemetry.trace import SpanKind
from sqlalchemy import text
from structlog.contextvars import bound_contextvars

from common import clock
from common.context import Context
from common.events import bus, topology
from common.events.catalogue import event_type
from common.events.handlers import Handler, Postpone
from common.events.inbox import handle_once
from common.events.retry_policy import TRACE, RetryPolicy
from common.events.worker_pool import WorkerPool
from common.metrics import DEAD_LETTERS, EVENT_AGE, EVENT_SECONDS, EVENTS_HANDLED
from common.outage import Backoff, DependencyOutage, is_outage
from common.tracing import span

logger = structlog.get_logger(__name__)

LOOK_SECONDS = 15
# What looks like an outage while the database answers is the message's own failure after this many times.
SUSPICIONS = 5


class Unreadable(Exception):
    """The body is not what its type promises."""


class Consumer:
    """One of any number of consumers of a service's inbox."""

    def __init__(self, context: Context, handlers: Sequence[Handler[Any]]) -> None:
        self._context = context
        self._handlers = handlers
        self._service = context.name
        self._suspects: Counter[str] = Counter()
        self._news = asyncio.Event()
        self._stop = asyncio.Event()
        self.healthy = False

    async def run(self) -> None:
        """Consumes until ``stop``. In an outage it returns its messages to the queue and waits."""
        backoff = Backoff()
        while not self._stop.is_set():
            began = time.monotonic()
            self._news.clear()
            try:
                await self._read()
            except Exception as failure:
                self._log_failure(failure)
                self.healthy = False
                backoff.lasted(time.monotonic() - began)
                await backoff.pause(self._stop)
        self.healthy = False

    def stop(self) -> None:
        """Messages being processed are finished, then ``run`` returns."""
        self._stop.set()
        self._news.set()

    def _log_failure(self, failure: Exception) -> None:
        if not is_outage(failure):
            logger.error("consumer_failed", exc_info=failure)
        elif self.healthy:
            logger.warning("consumer_paused", error=type(failure).__name__)

    async def _read(self) -> None:
        """From connecting to a stop, or to the outage that it raises."""
        settings = self._context.settings
        url, delays = settings.rabbitmq_url.get_secret_value(), settings.retry_delays
        async with bus.connection(url, f"{self._service} consumer") as connection:
            await self._ask_database()
            channel = await bus.channel(connection, prefetch=settings.prefetch)
            channel.close_callbacks.add(lambda *_: self._news.set())
            types = topology.subscribed_types(self._handlers)
            queue = await topology.declare_queues(channel, self._service, types, retries=len(delays))
            side = await bus.channel(connection)
            policy = RetryPolicy(side.default_exchange, self._service, delays)

            async def process(message: bus.Incoming) -> None:
                await self._process(message, policy)

            # Closed in this order: no new messages, those being processed finished, channels, connection.
            async with (
                WorkerPool(process, settings.database_pool, on_failure=self._news.set) as pool,
                bus.consuming(queue, pool.take),
            ):
                self.healthy = True
                await self._until_failure(pool, channel)

    async def _until_failure(self, pool: WorkerPool, channel: AbstractChannel) -> None:
        """Returns at a stop; raises the outage or the failure that ends consumption."""
        while not self._stop.is_set():
            pool.check()
            if channel.is_closed:
                raise DependencyOutage("broker: connection lost")
            DEAD_LETTERS.set(await topology.depth(channel, topology.dead(self._service)))
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), LOOK_SECONDS)

    async def _process(self, message: bus.Incoming, policy: RetryPolicy) -> None:
        """Handles one message and settles it with the broker; raises only outages."""
        kind = message.type if event_type(message.type or "") else "unknown"
        carrier = {TRACE: str(message.headers.get(TRACE, ""))}
        with (
            bound_contextvars(request_id=message.correlation_id or "", event_id=message.message_id, event_type=kind),
            span(f"handle {kind}", kind=SpanKind.CONSUMER, carrier=carrier),
        ):
            try:
                outcome = await self._answer(message, policy)
            except Unreadable:
                await policy.dead_letter(message, "Unreadable")
                outcome = "dead"
            EVENTS_HANDLED.labels(kind, outcome).inc()
            if outcome == "dead":
                logger.error("event_died")

    async def _answer(self, message: bus.Incoming, policy: RetryPolicy) -> str:
        handlers = [one for one in self._handlers if one.event_type.wire_type == message.type]
        known = event_type(message.type or "")
        if known is None:
            raise Unreadable
        verdicts: list[str] = []
        if handlers:
            event = _read_event(known, message)
            verdicts = [await self._verdict(handler, event) for handler in handlers]
        if failed := [verdict for verdict in verdicts if verdict not in {"done", "repeated", "postponed"}]:
            return await policy.fail(message, failed[0])
        if "postponed" in verdicts:
            return await policy.postpone(message)
        await bus.acknowledge(message)
        if "done" in verdicts:
            return "done"
        # A binding outlives the handler it was made for.
        return "repeated" if verdicts else "ignored"

    async def _verdict(self, handler: Handler[Any], event: Event) -> str:
        """``done``, ``repeated``, ``postponed``, or the type of the failure. Raises outages."""
        began = time.monotonic()
        try:
            new = await handle_once(handler, event, self._context)
        except Postpone:
            return "postponed"
        except Exception as failure:
            if is_outage(failure) and not await self._is_its_own(failure, event):
                raise
            logger.warning("event_failed", handler=handler.name, exc_info=failure)
            return type(failure).__name__
        EVENT_SECONDS.labels(event.wire_type).observe(time.monotonic() - began)
        if new:
            EVENT_AGE.labels(event.wire_type).observe((clock.now() - event.occurred_at).total_seconds())
        return "done" if new else "repeated"

    async def _is_its_own(self, failure: Exception, event: Event) -> bool:
        """Whether this message alone keeps meeting "outages": one message must not hold up the service."""
        if isinstance(failure, DependencyOutage):
            return False
        try:
            await self._ask_database()
        except Exception:
            return False
        self._suspects[str(event.event_id)] += 1
        if self._suspects[str(event.event_id)] <= SUSPICIONS:
            return False
        del self._suspects[str(event.event_id)]
        return True

    async def _ask_database(self) -> None:
        async with self._context.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))


def _read_event(known: type[Event], message: bus.Incoming) -> Event:
    try:
        return known.read(json.loads(message.body))
    except (ValueError, TypeError, AttributeError) as failure:
        raise Unreadable from failure

"""From the outbox to the broker: everything committed is published, whatever happens in between."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import accumulate
from typing import Any
from uuid import UUID

import aio_pika
import pytest
import pytest_asyncio
from aio_pika.abc import AbstractIncomingMessage, AbstractQueue
from common.context import Context
from common.events import bus, relay
from common.events.consumer import Consumer
from common.events.outbox import record, row
from common.events.relay import EVENTS_UNROUTABLE, Relay
from common.events.topology import declare
from common.ids import new_id
from common.metrics import OUTBOX_PENDING
from common.outage import Backoff, DependencyOutage
from common.testing import MakeClient, TcpProxy, Vhost, eventually, running_worker
from common.testing.workshop import Consumed, Unconsumed, make_committed, make_event, note_sighting, pending, sightings
from pydantic import SecretStr
from sqlalchemy import make_url, text
from structlog.testing import capture_logs

pytestmark = pytest.mark.broker


class Observer:
    """A queue of the test's own that sees every event of one type as it is on the wire."""

    def __init__(self, queue: AbstractQueue) -> None:
        self._queue = queue
        self.seen: list[AbstractIncomingMessage] = []

    async def watch(self) -> None:
        async def note(message: AbstractIncomingMessage) -> None:
            self.seen.append(message)

        await self._queue.consume(note, no_ack=True)

    @property
    def ids(self) -> list[UUID]:
        return [UUID(message.message_id) for message in self.seen]


@pytest_asyncio.fixture
async def observer(broker: Vhost) -> AsyncIterator[Observer]:
    connection = await aio_pika.connect(broker.amqp_url)
    channel = await connection.channel()
    exchange = await channel.declare_exchange(bus.EXCHANGE, aio_pika.ExchangeType.TOPIC, durable=True)
    queue = await channel.declare_queue(exclusive=True)
    await queue.bind(exchange, Consumed.wire_type)
    made = Observer(queue)
    await made.watch()
    yield made
    await connection.close()


@asynccontextmanager
async def relaying(context: Context, number: int = 1) -> AsyncIterator[list[Relay]]:
    relays = [Relay(context.settings) for _ in range(number)]
    tasks = [asyncio.create_task(each.run()) for each in relays]
    await eventually(lambda: all(each.healthy for each in relays))
    yield relays
    for each in relays:
        each.stop()
    await asyncio.wait_for(asyncio.gather(*tasks), 10)


async def published(context: Context) -> bool:
    return await pending(context) == 0


class TestOnTheWire:
    async def test_an_event_has_all_that_a_reader_needs(
        self, context: Context, observer: Observer, as_patient: MakeClient
    ) -> None:
        answer = await as_patient().post("/api/workshop/things")
        async with relaying(context):
            await eventually(lambda: observer.seen)
        [message] = observer.seen
        event = Consumed.model_validate_json(message.body)
        assert str(event.aggregate_id) == answer.json()["id"]
        assert message.message_id == str(event.event_id)
        assert message.type == message.routing_key == Consumed.wire_type
        assert message.correlation_id == answer.headers["X-Request-ID"]
        assert message.delivery_mode == aio_pika.DeliveryMode.PERSISTENT
        assert message.content_type == "application/json"
        assert message.timestamp is not None

    async def test_its_trace_goes_with_it(self, context: Context, observer: Observer) -> None:
        trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        async with context.sessions.begin() as session:
            await record(session, make_event(new_id()))
            await session.execute(text(f"""UPDATE outbox SET headers = '{{"traceparent": "{trace}"}}'"""))
        async with relaying(context):
            await eventually(lambda: observer.seen)
        assert observer.seen[0].headers["traceparent"] == trace


class TestDelivery:
    async def test_the_commit_itself_wakes_it(
        self, context: Context, observer: Observer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relay, "POLL_SECONDS", 3600)
        async with relaying(context):
            await make_committed(context)
            await eventually(lambda: observer.seen)
            await eventually(lambda: published(context))

    async def test_a_lost_wake_up_costs_one_poll_at_most(
        self, context: Context, observer: Observer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relay, "POLL_SECONDS", 0.1)
        silent = text("""
            INSERT INTO outbox (id, type, aggregate_id, payload, headers)
            VALUES (:id, :type, :aggregate_id, CAST(:payload AS jsonb), CAST(:headers AS jsonb))
        """)
        async with relaying(context):
            async with context.sessions.begin() as session:
                await session.execute(silent, row(make_event(new_id())))
            await eventually(lambda: observer.seen)

    async def test_a_backlog_longer_than_a_batch_is_published_whole_in_order(
        self, context: Context, observer: Observer
    ) -> None:
        events = [make_event(new_id()) for _ in range(relay.BATCH + 50)]
        async with context.sessions.begin() as session:
            for event in events:
                await record(session, event)
        async with relaying(context):
            await eventually(lambda: published(context))
        await eventually(lambda: len(observer.seen) == len(events))
        assert observer.ids == [event.event_id for event in events]
        assert OUTBOX_PENDING._value.get() == 0

    async def test_two_relays_publish_each_event_once(self, context: Context, observer: Observer) -> None:
        async with relaying(context, 2):
            made = await make_committed(context, 60)
            await eventually(lambda: published(context))
        assert len(observer.seen) == len(made) == len(set(observer.ids))

    async def test_an_event_nobody_wants_is_counted_and_holds_up_no_other(
        self, context: Context, observer: Observer
    ) -> None:
        unwanted = EVENTS_UNROUTABLE.labels(Unconsumed.wire_type)
        before = unwanted._value.get()
        async with context.sessions.begin() as session:
            await record(session, Unconsumed(aggregate_id=new_id(), person_id=new_id()))
            await record(session, make_event(new_id()))
        async with relaying(context):
            await eventually(lambda: published(context))
        assert unwanted._value.get() == before + 1
        assert len(observer.seen) == 1

    async def test_an_event_published_before_its_consumer_first_starts_is_kept(self, context: Context) -> None:
        await declare(context.name, [note_sighting], context.settings.rabbitmq_url.get_secret_value())
        made = await make_committed(context)
        async with relaying(context):
            await eventually(lambda: published(context))

        async def seen() -> bool:
            return list(await sightings(context)) == made

        async with running_worker(context, note_sighting):
            await eventually(seen)


class TestOutages:
    async def test_a_crash_between_publishing_and_marking_publishes_twice_and_is_handled_once(
        self, context: Context, observer: Observer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish, crashed = bus.publish, asyncio.Event()

        async def publish_then_crash(exchange: Any, letter: bus.OutgoingMessage, key: str) -> bool:
            done = await publish(exchange, letter, key)
            if not crashed.is_set():
                async with context.engine.connect() as connection:
                    # The relay's own connection goes down before it can mark anything.
                    kill = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                    await connection.execute(text(f"{kill} WHERE application_name = 'mila-workshop-relay'"))
                crashed.set()
            return done

        monkeypatch.setattr(bus, "publish", publish_then_crash)
        async with running_worker(context, note_sighting):
            [thing] = await make_committed(context)
            await eventually(lambda: published(context))
            await eventually(lambda: len(observer.seen) == 2)

            async def handled() -> bool:
                return thing in await sightings(context)

            await eventually(handled)
        assert observer.ids[0] == observer.ids[1]
        assert list(await sightings(context)) == [thing]

    @pytest.mark.parametrize("server", ["database_url", "rabbitmq_url"])
    async def test_it_waits_until_a_server_is_back(self, context: Context, observer: Observer, server: str) -> None:
        url = make_url(getattr(context.settings, server).get_secret_value())
        async with TcpProxy(url.host or "", url.port or 0) as proxy:
            through = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
            settings = context.settings.model_copy(update={server: SecretStr(through)})
            async with relaying(replace(context, settings=settings)) as [one]:
                await proxy.shut()
                await eventually(lambda: not one.healthy)
                made = await make_committed(context, 3)
                await proxy.open()
                await eventually(lambda: published(context))
                assert one.healthy
        await eventually(lambda: len(observer.seen) == len(made))

    async def test_v3_a_lost_connection_does_not_cut_the_pause_short(
        self, context: Context, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tries: list[float] = []
        one = Relay(context.settings)

        @asynccontextmanager
        async def broker_that_is_away(*_: object) -> AsyncIterator[None]:
            tries.append(time.monotonic())
            # As the listener of a closing connection to the database does: late, and at any time.
            for delay in (0.0, 0.01, 0.1, 0.3):
                asyncio.get_running_loop().call_later(delay, one._wake.set)
            raise DependencyOutage
            yield

        monkeypatch.setattr(bus, "connection", broker_that_is_away)
        task = asyncio.create_task(one.run())
        await eventually(lambda: len(tries) == 4)
        one.stop()
        await asyncio.wait_for(task, 1)
        assert tries[-1] - tries[0] >= 1.75, "pauses of at least 0.25, 0.5 and 1 s"

    async def test_v3_while_the_broker_is_away_the_database_is_left_alone(
        self, context: Context, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        @asynccontextmanager
        async def noted(name: str) -> AsyncIterator[None]:
            asked.append(name)
            raise DependencyOutage
            yield

        monkeypatch.setattr(bus, "connection", lambda *_: noted("broker"))
        monkeypatch.setattr(relay, "listening", lambda *_, **__: noted("database"))
        one = Relay(context.settings)
        task = asyncio.create_task(one.run())
        await eventually(lambda: asked)
        one.stop()
        await asyncio.wait_for(task, 1)
        assert set(asked) == {"broker"}

    async def test_v3_a_stop_ends_the_pause(self, context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Backoff, "next", lambda _: 3600.0)
        nobody = context.settings.model_copy(update={"rabbitmq_url": SecretStr("amqp://127.0.0.1:9/")})
        parts: list[Relay | Consumer] = [Relay(nobody), Consumer(replace(context, settings=nobody), [note_sighting])]
        tasks = [asyncio.create_task(part.run()) for part in parts]
        await asyncio.wait(tasks, timeout=0.2)
        for part in parts:
            part.stop()
        await asyncio.wait_for(asyncio.gather(*tasks), 5)


def test_v3_an_outage_costs_one_try_a_second_at_most_and_ends_within_five() -> None:
    for _ in range(100):
        backoff = Backoff()
        pauses = [backoff.next() for _ in range(2000)]
        assert max(pauses) <= 5.0
        # Two minutes: tries at their ends, and the one that noticed the outage.
        tries = 1 + sum(1 for end in accumulate(pauses) if end <= 120)
        assert tries <= 60


def test_v3_a_connection_that_breaks_at_once_does_not_shorten_the_pauses() -> None:
    backoff = Backoff()
    for _ in range(20):
        backoff.next()
    backoff.lasted(0.5)
    assert backoff.next() >= 2.5
    backoff.lasted(60)
    assert backoff.next() <= 0.5


async def test_an_event_without_consumers_by_design_is_no_warning(context: Context, broker: Vhost) -> None:
    with capture_logs() as lines:
        async with context.sessions.begin() as session:
            await record(session, Unconsumed(aggregate_id=new_id(), person_id=new_id()))
            await record(session, make_event(new_id()))
            await session.execute(text("""UPDATE outbox SET headers = '{"correlation_id": "r-1"}'"""))
            renamed = text("UPDATE outbox SET type = 'booking.created.v1' WHERE type = :type")
            await session.execute(renamed, {"type": Consumed.wire_type})
        async with relaying(context):
            await eventually(lambda: published(context))
    unroutable = [line for line in lines if line["event"] == "event_unroutable"]
    assert [(line["event_type"], line["request_id"]) for line in unroutable] == [("booking.created.v1", "r-1")]

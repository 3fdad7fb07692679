"""Listening: handled once, the poisoned dead-lettered, the world's outages waited out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any
from uuid import UUID

import aio_pika
import pytest
from common.context import Context
from common.events import (
    Handler,
    Postpone,
    bus,
    consumer,
    handles,
    inbox,
)
from common.events.dead import list_dead, redrive
from common.events.outbox import record
from common.events.retry_policy import POSTPONEMENTS_PER_QUEUE
from common.events.worker_pool import WorkerPool
from common.ids import new_id
from common.metrics import DEAD_LETTERS, EVENTS_HANDLED
from common.outage import DependencyOutage
from common.testing import Recorded, TcpProxy, Vhost, eventually, running_worker
from common.testing.workshop import (
    Consumed,
    Sighting,
    Unconsumed,
    make_committed,
    make_event,
    note_sighting,
    pending,
    sightings,
)
from contracts.identity import UserRegistered
from pydantic import SecretStr
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncSession

pytestmark = pytest.mark.broker


def seen(context: Context, *things: UUID) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        return sorted(await sightings(context)) == sorted(things)

    return ask


def died(context: Context, number: int) -> Callable[[], Awaitable[bool]]:
    async def ask() -> bool:
        return len(await list_dead(context.settings)) == number

    return ask


async def send(broker: Vhost, body: bytes, kind: str, key: str = Consumed.wire_type, **more: Any) -> None:
    connection = await aio_pika.connect(broker.amqp_url)
    async with connection:
        channel = await connection.channel()
        exchange = await channel.get_exchange(bus.EXCHANGE)
        message = aio_pika.Message(body, type=kind, message_id=str(new_id()), **more)
        await exchange.publish(message, key)


def failing(tries: list[UUID], *, times: int, failure: Exception) -> Handler[Any]:
    """Notes each try; fails the first so many times for each event, then works."""

    @handles(Consumed)
    async def try_it(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
        tries.append(event.aggregate_id)
        session.add(Sighting(thing_id=event.aggregate_id, reader="try_it"))
        await session.flush()
        if tries.count(event.aggregate_id) <= times:
            raise failure

    return try_it


class TestOnce:
    async def test_an_event_delivered_twice_is_handled_once(self, context: Context, broker: Vhost) -> None:
        event, other = make_event(new_id()), make_event(new_id())
        async with running_worker(context, note_sighting):
            for each in (event, event, event, other):
                await send(broker, each.model_dump_json().encode(), Consumed.wire_type)
            await eventually(seen(context, event.aggregate_id, other.aggregate_id))

    async def test_twice_at_the_same_moment_too(self, context: Context) -> None:
        event = make_event(new_id())
        verdicts = await asyncio.gather(*(inbox.handle_once(note_sighting, event, context) for _ in range(8)))
        assert sum(verdicts) == 1
        assert list(await sightings(context)) == [event.aggregate_id]

    async def test_a_handler_that_worked_is_not_run_again_for_one_that_failed(self, context: Context) -> None:
        tries: list[UUID] = []
        poisoned = failing(tries, times=2, failure=ValueError())
        async with running_worker(context, note_sighting, poisoned):
            [thing] = await make_committed(context)
            await eventually(seen(context, thing, thing))
        assert len(tries) == 3
        assert await list_dead(context.settings) == []

    async def test_what_a_handler_publishes_belongs_to_the_same_request(
        self, context: Context, broker: Vhost, session: AsyncSession
    ) -> None:
        @handles(Consumed)
        async def publish_more(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
            await record(session, Unconsumed(aggregate_id=event.aggregate_id, person_id=event.person_id))

        async def follow_up() -> str | None:
            found = await session.scalar(text("SELECT headers->>'correlation_id' FROM outbox"))
            return str(found) if found else None

        async with running_worker(context, publish_more):
            body = make_event(new_id()).model_dump_json().encode()
            await send(broker, body, Consumed.wire_type, correlation_id="request-7")
            await eventually(follow_up)
        assert await follow_up() == "request-7"

    async def test_fields_a_newer_producer_added_are_ignored(self, context: Context, broker: Vhost) -> None:
        event = make_event(new_id())
        body = json.dumps({**event.model_dump(mode="json"), "added_later": 1}).encode()
        async with running_worker(context, note_sighting):
            await send(broker, body, Consumed.wire_type)
            await eventually(seen(context, event.aggregate_id))

    async def test_two_replicas_share_the_work(self, context: Context) -> None:
        readers: set[str] = set()

        def replica(name: str) -> Handler[Any]:
            @handles(Consumed)
            async def share(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
                readers.add(name)
                session.add(Sighting(thing_id=event.aggregate_id, reader=name))

            return share

        async with running_worker(context, replica("one")), running_worker(context, replica("two")):
            made = await make_committed(context, 80)
            await eventually(seen(context, *made))
        assert readers == {"one", "two"}


class TestPoison:
    async def test_it_dies_after_three_timed_retries_and_never_blocks_the_queue(self, context: Context) -> None:
        poison = new_id()
        tries: list[float] = []

        @handles(Consumed)
        async def choke(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
            session.add(Sighting(thing_id=event.aggregate_id, reader="choke"))
            if event.aggregate_id == poison:
                tries.append(asyncio.get_running_loop().time())
                raise ValueError("Иванова Мария, +7 900 000-00-00")

        async with running_worker(context, choke):
            async with context.sessions.begin() as session:
                await record(session, make_event(poison))
            made = await make_committed(context, 20)
            await eventually(seen(context, *made))
            await eventually(died(context, 1))
        [letter] = await list_dead(context.settings)
        assert (letter.type, letter.reason, letter.attempts) == (Consumed.wire_type, "ValueError", 4)
        assert letter.died_at is not None
        delays = context.settings.retry_delays
        pauses = [later - earlier for earlier, later in pairwise(tries)]
        assert len(pauses) == len(delays)
        assert all(pause >= delay for pause, delay in zip(pauses, delays, strict=True))

    async def test_looking_takes_nothing_and_redriving_sends_again(self, context: Context) -> None:
        tries: list[UUID] = []
        cured = failing(tries, times=4, failure=ValueError())
        async with running_worker(context, cured):
            [thing] = await make_committed(context)
            await eventually(died(context, 1))
            await eventually(died(context, 1))
            assert await redrive(context.settings) == 1
            await eventually(seen(context, thing))
            assert await list_dead(context.settings) == []
        assert len(tries) == 5
        assert await redrive(context.settings) == 0

    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (b"{}", "nobody.knows.v1"),
            (b"not json", Consumed.wire_type),
            (b"[]", Consumed.wire_type),
            (b"{}", Consumed.wire_type),
        ],
        ids=["unknown type", "not json", "not an object", "fields missing"],
    )
    async def test_what_cannot_be_read_is_dead_at_once(
        self, context: Context, broker: Vhost, body: bytes, kind: str
    ) -> None:
        async with running_worker(context, note_sighting):
            await send(broker, body, kind)
            await eventually(died(context, 1))
            [letter] = await list_dead(context.settings)
            assert (letter.reason, letter.attempts) == ("Unreadable", 1)

    async def test_an_event_no_longer_listened_to_is_let_go(self, context: Context, broker: Vhost) -> None:
        ignored = EVENTS_HANDLED.labels(Unconsumed.wire_type, "ignored")
        before = ignored._value.get()
        event = Unconsumed(aggregate_id=new_id(), person_id=new_id())
        async with running_worker(context, note_sighting):
            # By the key that is bound, as from a binding that outlived its handler.
            await send(broker, event.model_dump_json().encode(), Unconsumed.wire_type)
            await eventually(lambda: ignored._value.get() == before + 1)
        assert await list_dead(context.settings) == []

    async def test_the_dead_are_counted(self, context: Context, broker: Vhost, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(consumer, "LOOK_SECONDS", 0.05)
        DEAD_LETTERS.set(0)
        async with running_worker(context, note_sighting):
            await send(broker, b"", Consumed.wire_type)
            await eventually(lambda: DEAD_LETTERS._value.get() == 1)

    async def test_a_handler_that_never_ends_is_poison_not_an_outage(
        self, context: Context, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(inbox, "HANDLER_SECONDS", 0.05)

        @handles(Consumed)
        async def sleep_in(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
            await asyncio.Event().wait()

        async with running_worker(context, sleep_in):
            await make_committed(context)
            await eventually(died(context, 1))
        [letter] = await list_dead(context.settings)
        assert letter.reason == "HandlerTooSlow"


class TestPostponement:
    async def test_an_event_before_its_cause_waits_without_burning_attempts(self, context: Context) -> None:
        tries: list[UUID] = []
        early = failing(tries, times=len(context.settings.retry_delays) + 2, failure=Postpone())
        async with running_worker(context, early):
            [thing] = await make_committed(context)
            await eventually(seen(context, thing))
        assert await list_dead(context.settings) == []

    async def test_but_not_for_ever(self, context: Context) -> None:
        delays = (0.02, 0.02, 0.02)
        quick = replace(context, settings=context.settings.model_copy(update={"retry_delays": delays}))
        tries: list[UUID] = []
        async with running_worker(quick, failing(tries, times=10_000, failure=Postpone())):
            await make_committed(context)
            await eventually(died(context, 1))
        assert len(tries) == len(delays) * POSTPONEMENTS_PER_QUEUE + len(delays) + 1


class TestOutages:
    @pytest.mark.parametrize("server", ["database_url", "rabbitmq_url"])
    async def test_it_pauses_burns_no_attempt_and_goes_on(self, context: Context, server: str) -> None:
        """The retry queues are out of reach (an hour): only a message that burnt nothing is handled in time."""
        from common.db.session import engine, sessions

        url = make_url(getattr(context.settings, server).get_secret_value())
        async with TcpProxy(url.host or "", url.port or 0) as proxy:
            through = url.set(host="127.0.0.1", port=proxy.port).render_as_string(hide_password=False)
            changes = {server: SecretStr(through), "retry_delays": (3600.0, 3600.0, 3600.0)}
            settings = context.settings.model_copy(update=changes)
            pool = engine(settings)
            behind = replace(context, settings=settings, engine=pool, sessions=sessions(pool))
            async with running_worker(behind, note_sighting) as worker:
                first = await make_committed(context, 30)
                await proxy.shut()
                await eventually(worker.reasons)
                second = await make_committed(context, 30)
                await proxy.open()
                await eventually(seen(context, *first, *second), within=30)
                assert worker.reasons() == []
            await pool.dispose()
        assert await list_dead(context.settings) == []

    async def test_a_handler_may_report_an_outage(self, context: Context) -> None:
        tries: list[UUID] = []
        hour = replace(context, settings=context.settings.model_copy(update={"retry_delays": (3600.0,)}))
        async with running_worker(hour, failing(tries, times=3, failure=DependencyOutage())):
            [thing] = await make_committed(context)
            await eventually(seen(context, thing))
        assert len(tries) == 4

    async def test_one_message_that_alone_meets_outages_does_not_hold_up_the_service(
        self, context: Context, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(consumer, "SUSPICIONS", 1)
        poison = new_id()

        @handles(Consumed)
        async def choke(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
            if event.aggregate_id == poison:
                raise ConnectionRefusedError
            session.add(Sighting(thing_id=event.aggregate_id, reader="choke"))

        async with running_worker(context, choke):
            async with context.sessions.begin() as session:
                await record(session, make_event(poison))
            made = await make_committed(context, 5)
            await eventually(seen(context, *made))
            await eventually(died(context, 1), within=60)
        [letter] = await list_dead(context.settings)
        assert letter.reason == "ConnectionRefusedError"


class TestStopping:
    async def test_what_is_in_hand_is_finished_and_the_rest_goes_back(
        self, context: Context, recorded: Recorded, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        began, gate = asyncio.Event(), asyncio.Event()
        leave_pool = WorkerPool.__aexit__

        async def finish_after_closing(pool: WorkerPool, *failure: object) -> None:
            # Messages taken between the stop and the broker's answer to it are still handled: closed first.
            asyncio.get_running_loop().call_soon(gate.set)
            await leave_pool(pool, *failure)

        monkeypatch.setattr(WorkerPool, "__aexit__", finish_after_closing)

        @handles(Consumed)
        async def take_time(session: AsyncSession, event: UserRegistered, *, context: Context) -> None:
            began.set()
            await gate.wait()
            session.add(Sighting(thing_id=event.aggregate_id, reader="take_time"))

        one_hand = context.settings.model_copy(update={"database_pool": 1})
        made = await make_committed(context, 5)
        leave = asyncio.Event()

        async def stay() -> None:
            async with running_worker(replace(context, settings=one_hand), take_time):
                await leave.wait()

        staying = asyncio.create_task(stay())
        await asyncio.wait_for(began.wait(), 10)
        await eventually(lambda: nothing_pending(context))
        leave.set()
        await staying
        handled = await sightings(context)
        assert 1 <= len(handled) < len(made)
        async with running_worker(context, take_time):
            await eventually(seen(context, *made))


async def nothing_pending(context: Context) -> bool:
    return await pending(context) == 0

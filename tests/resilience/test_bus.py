"""Servers die with kill -9 under load and come back: no event is lost, none takes effect twice.

Two services made for this test, a producer and a consumer, on servers of its own (the shared ones serve other tests).
"""

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import pytest_asyncio
from common.context import Context
from common.events.dead import list_dead
from common.service import open_context
from common.testing import databases, eventually, running_worker, workshop
from common.testing.clients import DOCTOR_ORIGIN, PATIENT_ORIGIN, VERIFIER
from common.testing.workshop import make_committed, note_sighting, pending, sightings
from dev.program import free_ports
from dev.servers import MissingPackage, Ports, Postgres, Rabbitmq, kill, launch, running
from sqlalchemy import text

pytestmark = pytest.mark.resilience

BACK_WITHIN = 90


@dataclass
class Servers:
    """A database server and a broker that a test may kill."""

    postgres: Postgres
    rabbitmq: Rabbitmq


@pytest.fixture(scope="module")
def servers() -> Iterator[Servers]:
    folder = Path(tempfile.mkdtemp(prefix="mila-bus-", dir="/tmp"))
    folder.chmod(0o711)
    postgres_port, *broker_ports = free_ports(6)
    postgres = Postgres(folder / "postgres", postgres_port)
    rabbitmq = Rabbitmq(folder / "rabbitmq", Ports.of(broker_ports), "throw-away")
    try:
        with running(postgres), running(rabbitmq):
            yield Servers(postgres, rabbitmq)
    except MissingPackage as missing:
        pytest.fail(f"this test kills servers of its own. Run: {missing}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Fleet:
    """The producer, two replicas of the consumer, and tasks that publish without a pause."""

    producer: Context
    consumer: Context
    published: int = 0
    refused: int = 0
    _stop: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self) -> None:
        """Makes things one by one; while the database is away it is refused and tries the next."""
        while not self._stop.is_set():
            try:
                await make_committed(self.producer)
                self.published += 1
            except Exception:
                self.refused += 1
                await asyncio.wait([asyncio.create_task(self._stop.wait())], timeout=0.1)

    def stop(self) -> None:
        self._stop.set()

    async def published_so_far(self) -> list[UUID]:
        """What is committed; a task that was refused cannot know."""
        async with self.producer.sessions() as session:
            return sorted(await session.scalars(text("SELECT id FROM things")))

    async def all_handled_once(self) -> bool:
        with suppress(Exception):
            handled = sorted(await sightings(self.consumer))
            return await pending(self.producer) == 0 and handled == await self.published_so_far()
        return False

    def more_published(self, number: int) -> Callable[[], bool]:
        goal = self.published + number
        return lambda: self.published >= goal


@pytest_asyncio.fixture
async def fleet(servers: Servers, tmp_path: Path) -> AsyncIterator[Fleet]:
    async with AsyncExitStack() as stack:
        contexts = [await open_service(servers, stack, tmp_path, name) for name in ("producer", "consumer")]
        made = Fleet(producer=contexts[0], consumer=contexts[1])
        # The consumer first: its queue must be there before the first event.
        for context, handlers in (
            (made.consumer, [note_sighting]),
            (made.consumer, [note_sighting]),
            (made.producer, []),
        ):
            await stack.enter_async_context(running_worker(context, *handlers))
        producers = [asyncio.create_task(made.publish()) for _ in range(4)]
        yield made
        made.stop()
        await asyncio.gather(*producers)


async def open_service(servers: Servers, stack: AsyncExitStack, folder: Path, name: str) -> Context:
    service = workshop.service(name=name, consuming=name == "consumer")
    database = await databases.create(servers.postgres.admin_url, service)
    stack.push_async_callback(databases.drop, servers.postgres.admin_url, database)
    given: dict[str, Any] = {
        "database_url": database,
        "rabbitmq_url": servers.rabbitmq.amqp_url,
        "identity_url": "http://127.0.0.1:9",
        "public_origins": (PATIENT_ORIGIN, DOCTOR_ORIGIN),
        "patient_origin": PATIENT_ORIGIN,
        "doctor_origin": DOCTOR_ORIGIN,
        "storage_url": f"file://{folder}/{name}",
        "port": 8100,
        # Out of reach: a message that burnt an attempt in an outage would not be handled in time.
        "retry_delays": (3600.0, 3600.0, 3600.0),
    }
    return await stack.enter_async_context(open_context(service, service.settings(**given), verifier=VERIFIER))


async def test_a_broker_killed_under_load_loses_nothing(fleet: Fleet, servers: Servers) -> None:
    await eventually(fleet.more_published(100), within=30)
    await asyncio.to_thread(kill, servers.rabbitmq, "rabbitmq")
    # Services go on working without it: events wait in their outboxes.
    await eventually(fleet.more_published(50), within=30)
    assert fleet.refused == 0
    await asyncio.to_thread(launch, servers.rabbitmq)
    await eventually(fleet.more_published(50), within=30)
    fleet.stop()
    await eventually(fleet.all_handled_once, within=BACK_WITHIN)
    assert await list_dead(fleet.consumer.settings) == []


async def test_a_database_killed_under_load_loses_nothing_and_burns_no_attempt(fleet: Fleet, servers: Servers) -> None:
    await eventually(fleet.more_published(100), within=30)
    await asyncio.to_thread(kill, servers.postgres)
    await eventually(lambda: fleet.refused > 0, within=30)
    await asyncio.to_thread(launch, servers.postgres)
    await eventually(fleet.more_published(50), within=30)
    fleet.stop()
    await eventually(fleet.all_handled_once, within=BACK_WITHIN)
    assert await list_dead(fleet.consumer.settings) == []


async def test_both_killed_at_once_lose_nothing(fleet: Fleet, servers: Servers) -> None:
    await eventually(fleet.more_published(100), within=30)
    await asyncio.to_thread(kill, servers.postgres)
    await asyncio.to_thread(kill, servers.rabbitmq, "rabbitmq")
    await eventually(lambda: fleet.refused > 0, within=30)
    await asyncio.to_thread(launch, servers.rabbitmq)
    await asyncio.to_thread(launch, servers.postgres)
    await eventually(fleet.more_published(50), within=30)
    fleet.stop()
    await eventually(fleet.all_handled_once, within=BACK_WITHIN)
    assert await list_dead(fleet.consumer.settings) == []

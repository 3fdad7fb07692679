"""Servers die with kill -9 under load and come back: no fact is lost, none takes effect twice.

Two rooms made for this test, a teller and a listener, on servers of its own (the shared ones serve other tests).
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
from common.testing import databases, eventually, running_room
from common.testing.people import DOCTOR_ORIGIN, PATIENT_ORIGIN, VERIFIER
from common.testing.workshop import make_committed, note_sighting, pending, room, sightings
from dev.program import free_ports
from dev.servers import MissingPackage, Ports, Postgres, Rabbitmq, kill, launch, running
from sqlalchemy import text

pytestmark = pytest.mark.resilience

BACK_WITHIN = 90


@dataclass
class World:
    """A database server and a broker that a test may kill."""

    postgres: Postgres
    rabbitmq: Rabbitmq


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    folder = Path(tempfile.mkdtemp(prefix="mila-corridor-", dir="/tmp"))
    folder.chmod(0o711)
    postgres_port, *broker_ports = free_ports(6)
    postgres = Postgres(folder / "postgres", postgres_port)
    rabbitmq = Rabbitmq(folder / "rabbitmq", Ports.of(broker_ports), "throw-away")
    try:
        with running(postgres), running(rabbitmq):
            yield World(postgres, rabbitmq)
    except MissingPackage as missing:
        pytest.fail(f"this test kills servers of its own. Run: {missing}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Fleet:
    """The teller, two replicas of the listener, and a producer that never rests."""

    teller: Context
    listener: Context
    told: int = 0
    refused: int = 0
    _rest: asyncio.Event = field(default_factory=asyncio.Event)

    async def tell(self) -> None:
        """Makes things one by one; while the database is away it is refused and tries the next."""
        while not self._rest.is_set():
            try:
                await make_committed(self.teller)
                self.told += 1
            except Exception:
                self.refused += 1
                await asyncio.wait([asyncio.create_task(self._rest.wait())], timeout=0.1)

    def rest(self) -> None:
        self._rest.set()

    async def told_so_far(self) -> list[UUID]:
        """What is committed; a producer that was refused cannot know."""
        async with self.teller.sessions() as session:
            return sorted(await session.scalars(text("SELECT id FROM things")))

    async def all_heard_once(self) -> bool:
        with suppress(Exception):
            heard = sorted(await sightings(self.listener))
            return await pending(self.teller) == 0 and heard == await self.told_so_far()
        return False

    def more_told(self, number: int) -> Callable[[], bool]:
        goal = self.told + number
        return lambda: self.told >= goal


@pytest_asyncio.fixture
async def fleet(world: World, tmp_path: Path) -> AsyncIterator[Fleet]:
    async with AsyncExitStack() as stack:
        contexts = [await open_room(world, stack, tmp_path, name) for name in ("teller", "listener")]
        made = Fleet(teller=contexts[0], listener=contexts[1])
        # The listener first: its queue must be there before the first fact.
        for context, handlers in (
            (made.listener, [note_sighting]),
            (made.listener, [note_sighting]),
            (made.teller, []),
        ):
            await stack.enter_async_context(running_room(context, *handlers))
        producers = [asyncio.create_task(made.tell()) for _ in range(4)]
        yield made
        made.rest()
        await asyncio.gather(*producers)


async def open_room(world: World, stack: AsyncExitStack, folder: Path, name: str) -> Context:
    service = room(name=name, listening=name == "listener")
    database = await databases.create(world.postgres.admin_url, service)
    stack.push_async_callback(databases.drop, world.postgres.admin_url, database)
    given: dict[str, Any] = {
        "database_url": database,
        "rabbitmq_url": world.rabbitmq.amqp_url,
        "identity_url": "http://127.0.0.1:9",
        "public_origins": (PATIENT_ORIGIN, DOCTOR_ORIGIN),
        "patient_origin": PATIENT_ORIGIN,
        "doctor_origin": DOCTOR_ORIGIN,
        "storage_url": f"file://{folder}/{name}",
        "port": 8100,
        # Out of reach: a message that burnt an attempt in an outage would not be heard in time.
        "retry_delays": (3600.0, 3600.0, 3600.0),
    }
    return await stack.enter_async_context(open_context(service, service.settings(**given), verifier=VERIFIER))


async def test_a_broker_killed_under_load_loses_nothing(fleet: Fleet, world: World) -> None:
    await eventually(fleet.more_told(100), within=30)
    await asyncio.to_thread(kill, world.rabbitmq, "rabbitmq")
    # Rooms go on working without it: facts wait in their outboxes.
    await eventually(fleet.more_told(50), within=30)
    assert fleet.refused == 0
    await asyncio.to_thread(launch, world.rabbitmq)
    await eventually(fleet.more_told(50), within=30)
    fleet.rest()
    await eventually(fleet.all_heard_once, within=BACK_WITHIN)
    assert await list_dead(fleet.listener.settings) == []


async def test_a_database_killed_under_load_loses_nothing_and_burns_no_attempt(fleet: Fleet, world: World) -> None:
    await eventually(fleet.more_told(100), within=30)
    await asyncio.to_thread(kill, world.postgres)
    await eventually(lambda: fleet.refused > 0, within=30)
    await asyncio.to_thread(launch, world.postgres)
    await eventually(fleet.more_told(50), within=30)
    fleet.rest()
    await eventually(fleet.all_heard_once, within=BACK_WITHIN)
    assert await list_dead(fleet.listener.settings) == []


async def test_both_killed_at_once_lose_nothing(fleet: Fleet, world: World) -> None:
    await eventually(fleet.more_told(100), within=30)
    await asyncio.to_thread(kill, world.postgres)
    await asyncio.to_thread(kill, world.rabbitmq, "rabbitmq")
    await eventually(lambda: fleet.refused > 0, within=30)
    await asyncio.to_thread(launch, world.rabbitmq)
    await asyncio.to_thread(launch, world.postgres)
    await eventually(fleet.more_told(50), within=30)
    fleet.rest()
    await eventually(fleet.all_heard_once, within=BACK_WITHIN)
    assert await list_dead(fleet.listener.settings) == []

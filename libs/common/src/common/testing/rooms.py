"""Fixtures of one room: ``globals().update(room_fixtures(service))`` in its tests/conftest.py."""

import asyncio
import dataclasses
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from contracts import Event
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from common.context import Context
from common.db import migrate
from common.events import Handler
from common.events.catalogue import event_type
from common.events.inbox import handle_once
from common.jobs import Job, Outcome, run_once
from common.service import Service, create_app, open_context
from common.settings import ServiceSettings
from common.testing import databases
from common.testing.people import DOCTOR_ORIGIN, PATIENT_ORIGIN, VERIFIER, Client, MakeClient, Visitors
from common.testing.scanners import FakeScanner

NOBODY = "127.0.0.1:9"  # nothing answers there

Recorded = Callable[..., Awaitable[list[Any]]]
Deliver = Callable[..., Awaitable[int]]
RunJob = Callable[[Job], Awaitable[Outcome]]


def room_fixtures(service: Service, **settings: Any) -> dict[str, Any]:
    """All fixtures of a room, by name. Keyword arguments are settings of its own.

    A test or a conftest may override ``extra_settings`` (a dict), ``resources``, ``identity`` and ``scanner`` (objects
    that take the place of the real ones in the context).
    """
    return {**_ground(service, settings), **_app(service), **_facts(), **_doings(service)}


def _ground(service: Service, own_settings: Mapping[str, Any]) -> dict[str, Any]:
    @pytest.fixture(scope="session")
    def room_database(postgres_server: str) -> Iterator[str]:
        url = asyncio.run(databases.create(postgres_server, service))
        yield url
        asyncio.run(databases.drop(postgres_server, url))

    @pytest_asyncio.fixture
    async def database(room_database: str) -> str:
        """The address of the room's database, empty."""
        await databases.empty(room_database)
        return room_database

    @pytest_asyncio.fixture
    async def drift(database: str) -> list[Any]:
        """What the models say and the migrations do not; should be empty."""
        return await migrate.drift(service, database)

    @pytest.fixture
    def extra_settings() -> dict[str, Any]:
        return {}

    @pytest.fixture
    def settings(
        request: pytest.FixtureRequest, database: str, tmp_path: Path, extra_settings: dict[str, Any]
    ) -> ServiceSettings:
        with_broker = "broker" in request.fixturenames or request.node.get_closest_marker("broker")
        broker_url = request.getfixturevalue("broker").amqp_url if with_broker else f"amqp://{NOBODY}/"
        given = {"rabbitmq_url": broker_url, **own_settings, **extra_settings}
        return make_settings(service, database, tmp_path, **given)

    fixtures = (room_database, database, drift, extra_settings, settings)
    return dict(zip(("room_database", "database", "drift", "extra_settings", "settings"), fixtures, strict=True))


_DEFAULTS: dict[str, Any] = {
    "rabbitmq_url": f"amqp://{NOBODY}/",
    "identity_url": f"http://{NOBODY}",
    "public_origins": (PATIENT_ORIGIN, DOCTOR_ORIGIN),
    "patient_origin": PATIENT_ORIGIN,
    "doctor_origin": DOCTOR_ORIGIN,
    "port": 8100,
    "environment": "test",
    "retry_delays": (0.1, 0.2, 0.3),
}


def make_settings(service: Service, database_url: str, folder: str | Path, **given: Any) -> ServiceSettings:
    """Settings of a service with a database and a folder for its files; unless given, no other program is there."""
    own = {"database_url": database_url, "storage_url": f"file://{folder}/storage"}
    return service.settings(**{**_DEFAULTS, **own, **given})


async def hand_over(event: Event, handlers: Iterable[Handler[Any]], context: Context) -> int:
    """Those of the handlers that take the event get it as a consumer reads it; how many had not had it before."""
    arrived = type(event).read(json.loads(event.model_dump_json()))
    taking = [handler for handler in handlers if handler.event_type is type(arrived)]
    return sum([await handle_once(handler, arrived, context) for handler in taking])


def _app(service: Service) -> dict[str, Any]:
    @pytest.fixture
    def resources() -> Any:
        return None

    @pytest.fixture
    def identity() -> Any:
        return None

    @pytest.fixture
    def scanner() -> Any:
        return FakeScanner()

    @pytest_asyncio.fixture
    async def context(settings: ServiceSettings, resources: Any, identity: Any, scanner: Any) -> AsyncIterator[Context]:
        """What the running service holds; ``resources`` and ``identity`` are the test's own when it has some."""
        real = dataclasses.replace(service, resources=None) if resources is not None else service
        async with open_context(real, settings, verifier=VERIFIER) as opened:
            instead = {"resources": resources, "identity": identity, "scanner": scanner}
            changes = {name: value for name, value in instead.items() if value is not None}
            yield dataclasses.replace(opened, **changes)

    @pytest.fixture
    def app(context: Context) -> FastAPI:
        return create_app(service, context=context)

    @pytest_asyncio.fixture
    async def visitors(app: FastAPI) -> AsyncIterator[Visitors]:
        made = Visitors(app)
        yield made
        await made.leave()

    @pytest.fixture
    def api(visitors: Visitors) -> Client:
        """A stranger's browser."""
        return visitors.anonymous()

    made = {"resources": resources, "identity": identity, "scanner": scanner, "context": context, "app": app}
    return {**made, "visitors": visitors, "api": api, **{name: _factory(name) for name in Visitors.FACTORIES}}


def _factory(name: str) -> Any:
    @pytest.fixture(name=name)
    def factory(visitors: Visitors) -> MakeClient:
        made: MakeClient = getattr(visitors, name)
        return made

    return factory


def _facts() -> dict[str, Any]:
    @pytest_asyncio.fixture
    async def session(context: Context) -> AsyncIterator[AsyncSession]:
        """A session of the test's own; what it commits is really there, the rest is rolled back."""
        async with context.sessions() as opened:
            yield opened

    @pytest.fixture
    def recorded(context: Context) -> Recorded:
        """``await recorded(PaymentConfirmed)``: the facts of that type (or of all) committed to the outbox."""

        async def read(kind: type[Event] | None = None) -> list[Any]:
            async with context.sessions() as reader:
                rows = await reader.execute(text("SELECT type, payload::text FROM outbox ORDER BY position"))
                events = [_event(wire_type, payload) for wire_type, payload in rows]
            return [event for event in events if kind is None or isinstance(event, kind)]

        return read

    return {"session": session, "recorded": recorded}


def _doings(service: Service) -> dict[str, Any]:
    @pytest.fixture
    def deliver(context: Context) -> Deliver:
        """``await deliver(event, times=2)``: this room's handlers get it as from the corridor; how many were new."""

        async def repeat(event: Event, times: int = 1) -> int:
            listening = [handler for handler in service.handlers if handler.event_type is type(event)]
            assert listening, f"{service.name} does not listen to {event.wire_type}"
            return sum([await hand_over(event, service.handlers, context) for _ in range(times)])

        return repeat

    @pytest.fixture
    def run_job(context: Context) -> RunJob:
        """``await run_job(expire_holds)``: one run, now; what it raises is raised."""

        async def run(job: Job) -> Outcome:
            return await run_once(job, context)

        return run

    return {"deliver": deliver, "run_job": run_job}


def _event(wire_type: str, payload: str) -> Event:
    known = event_type(wire_type)
    assert known is not None, f"{wire_type} is not in the dictionary"
    return known.model_validate_json(payload)

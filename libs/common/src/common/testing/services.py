"""Fixtures of one service: its tests/conftest.py says which one by the fixture ``service``.

A test or a conftest may override ``default_settings`` and ``extra_settings`` (dicts of settings; the extra ones win),
``resources``, ``identity`` and ``scanner`` (objects that take the place of the real ones in the context).
"""

import asyncio
import dataclasses
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol

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
from common.scanning import Scanner
from common.service import Service, create_app, open_context
from common.settings import ServiceSettings
from common.testing import databases
from common.testing.clients import DOCTOR_ORIGIN, PATIENT_ORIGIN, VERIFIER, Client, ClientFactory, MakeClient
from common.testing.scanners import FakeScanner

NOBODY = "127.0.0.1:9"  # nothing answers there

Deliver = Callable[..., Awaitable[int]]
RunJob = Callable[[Job], Awaitable[Outcome]]


class Recorded(Protocol):
    """``await recorded(PaymentConfirmed)``: the events of that type (or of all) committed to the outbox."""

    async def __call__(self, kind: type[Event] | None = None) -> list[Any]: ...


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


async def deliver_to_handlers(event: Event, handlers: Iterable[Handler[Any]], context: Context) -> int:
    """Those of the handlers that take the event get it as a consumer reads it; how many had not had it before."""
    arrived = type(event).read(json.loads(event.model_dump_json()))
    taking = [handler for handler in handlers if handler.event_type is type(arrived)]
    return sum([await handle_once(handler, arrived, context) for handler in taking])


@pytest.fixture(scope="session")
def service() -> Service:
    """The service under test."""
    raise LookupError("override the fixture `service` in tests/conftest.py")


@pytest.fixture(scope="session")
def default_settings() -> dict[str, Any]:
    """Settings that the service under test has in all its tests."""
    return {}


@pytest.fixture
def extra_settings() -> dict[str, Any]:
    """Settings of one module or class of tests."""
    return {}


@pytest.fixture(scope="session")
def service_databases(postgres_server: str) -> Iterator[dict[str, str]]:
    """Addresses of the databases made so far, by service; dropped at the end."""
    made: dict[str, str] = {}
    yield made
    for url in made.values():
        asyncio.run(databases.drop(postgres_server, url))


@pytest_asyncio.fixture
async def database(service: Service, postgres_server: str, service_databases: dict[str, str]) -> str:
    """The address of the service's database, empty."""
    if service.name not in service_databases:
        service_databases[service.name] = await databases.create(postgres_server, service)
    await databases.empty(service_databases[service.name])
    return service_databases[service.name]


@pytest_asyncio.fixture
async def drift(service: Service, database: str) -> list[Any]:
    """What the models say and the migrations do not; should be empty."""
    return await migrate.drift(service, database)


@pytest.fixture
def given_settings(
    request: pytest.FixtureRequest, default_settings: dict[str, Any], extra_settings: dict[str, Any]
) -> dict[str, Any]:
    """The settings of the test; they point at a broker when it asks for one."""
    with_broker = "broker" in request.fixturenames or request.node.get_closest_marker("broker")
    broker_url = request.getfixturevalue("broker").amqp_url if with_broker else f"amqp://{NOBODY}/"
    return {"rabbitmq_url": broker_url, **default_settings, **extra_settings}


@pytest.fixture
def settings(service: Service, database: str, tmp_path: Path, given_settings: dict[str, Any]) -> ServiceSettings:
    """All settings of the service under test."""
    return make_settings(service, database, tmp_path, **given_settings)


@pytest.fixture
def resources() -> Any:
    """None: the service opens its own."""
    return None


@pytest.fixture
def identity() -> Any:
    """None: the service's own client of identity."""
    return None


@pytest.fixture
def scanner() -> Scanner | None:
    """Finds EICAR; None: the service's own client of the scanner."""
    return FakeScanner()


@pytest_asyncio.fixture
async def context(
    service: Service, settings: ServiceSettings, resources: Any, identity: Any, scanner: Scanner | None
) -> AsyncIterator[Context]:
    """What the running service holds; ``resources`` and ``identity`` are the test's own when it has some."""
    real = dataclasses.replace(service, resources=None) if resources is not None else service
    async with open_context(real, settings, verifier=VERIFIER) as opened:
        instead = {"resources": resources, "identity": identity, "scanner": scanner}
        changes = {name: value for name, value in instead.items() if value is not None}
        yield dataclasses.replace(opened, **changes)


@pytest.fixture
def app(service: Service, context: Context) -> FastAPI:
    """The service's application over the test's context."""
    return create_app(service, context=context)


@pytest_asyncio.fixture
async def clients(app: FastAPI) -> AsyncIterator[ClientFactory]:
    """Makes clients of the application; closes them at the end."""
    made = ClientFactory(app)
    yield made
    await made.leave()


@pytest.fixture
def api(clients: ClientFactory) -> Client:
    """The browser of a person who has not logged in."""
    return clients.anonymous()


@pytest.fixture
def as_patient(clients: ClientFactory) -> MakeClient:
    """See ClientFactory."""
    return clients.as_patient


@pytest.fixture
def as_password_patient(clients: ClientFactory) -> MakeClient:
    """See ClientFactory."""
    return clients.as_password_patient


@pytest.fixture
def as_doctor(clients: ClientFactory) -> MakeClient:
    """See ClientFactory."""
    return clients.as_doctor


@pytest.fixture
def as_clinic_admin(clients: ClientFactory) -> MakeClient:
    """See ClientFactory."""
    return clients.as_clinic_admin


@pytest.fixture
def as_ops(clients: ClientFactory) -> MakeClient:
    """See ClientFactory."""
    return clients.as_ops


@pytest.fixture
def as_service(clients: ClientFactory) -> MakeClient:
    """See ClientFactory."""
    return clients.as_service


@pytest_asyncio.fixture
async def session(context: Context) -> AsyncIterator[AsyncSession]:
    """A session of the test's own; what it commits is really there, the rest is rolled back."""
    async with context.sessions() as opened:
        yield opened


@pytest.fixture
def recorded(context: Context) -> Recorded:
    """``await recorded(PaymentConfirmed)``: the events of that type (or of all) committed to the outbox."""

    async def read(kind: type[Event] | None = None) -> list[Any]:
        async with context.sessions() as reader:
            rows = await reader.execute(text("SELECT type, payload::text FROM outbox ORDER BY position"))
            events = [_event(wire_type, payload) for wire_type, payload in rows]
        return [event for event in events if kind is None or isinstance(event, kind)]

    return read


@pytest.fixture
def deliver(service: Service, context: Context) -> Deliver:
    """``await deliver(event, times=2)``: the service's handlers get it as from the bus; how many were new."""

    async def repeat(event: Event, times: int = 1) -> int:
        consuming = [handler for handler in service.handlers if handler.event_type is type(event)]
        assert consuming, f"{service.name} does not consume {event.wire_type}"
        return sum([await deliver_to_handlers(event, service.handlers, context) for _ in range(times)])

    return repeat


@pytest.fixture
def run_job(context: Context) -> RunJob:
    """``await run_job(expire_holds)``: one run, now; what it raises is raised."""

    async def run(job: Job) -> Outcome:
        return await run_once(job, context)

    return run


def _event(wire_type: str, payload: str) -> Event:
    known = event_type(wire_type)
    assert known is not None, f"{wire_type} is not in contracts"
    return known.model_validate_json(payload)

"""A confirmed online visit, its two people, and browsers that speak the protocol over real sockets."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from uuid import UUID, uuid4

import pytest
import uvicorn
from common import process
from common.context import Context
from common.service import Service
from common.testing import Client, Deliver, MakeClient, eventually
from contracts.booking import BookingConfirmed
from contracts.values import VisitType
from fastapi import FastAPI
from telemed import main
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

TIMEOUT = 10
SUBPROTOCOL = "mila.v1"
STARTS_AT = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


@pytest.fixture(scope="session")
def default_settings() -> dict[str, Any]:
    return {"pulse_seconds": 0.25}


@dataclass
class Visit:
    """A booking and the two people of it."""

    booking_id: UUID
    patient: Client
    doctor: Client

    def confirmed(self, **changes: Any) -> BookingConfirmed:
        """The event that opens the room."""
        said: dict[str, Any] = {
            "aggregate_id": self.booking_id,
            "aggregate_version": 2,
            "booking_id": self.booking_id,
            "patient_id": self.patient.person_id,
            "doctor_id": self.doctor.doctor_id,
            "clinic_id": uuid4(),
            "offering_id": uuid4(),
            "visit_type": VisitType.ONLINE,
            "starts_at": STARTS_AT,
            "ends_at": STARTS_AT + timedelta(minutes=30),
            "price_kopecks": 150_000,
        }
        return BookingConfirmed(**said | changes)

    @property
    def path(self) -> str:
        return f"/api/telemed/rooms/{self.booking_id}"


class Browser:
    """One end of a socket: sends, and receives in order."""

    def __init__(self, wire: ClientConnection) -> None:
        self.wire = wire
        self.welcome: dict[str, Any] = {}
        self.passed: list[dict[str, Any]] = []  # received while waiting for something else

    async def send(self, kind: str, **fields: Any) -> None:
        await self.wire.send(json.dumps({"type": kind, **fields}, default=str))

    async def text(self, words: str, client_id: UUID | None = None) -> UUID:
        client_id = client_id or uuid4()
        await self.send("say", client_id=client_id, text=words)
        return client_id

    async def next(self) -> dict[str, Any]:
        """The very next message."""
        async with asyncio.timeout(TIMEOUT):
            received: dict[str, Any] = json.loads(await self.wire.recv())
            return received

    async def receive(self, kind: str) -> dict[str, Any]:
        """The next message of this type; others are put aside."""
        while True:
            received = await self.next()
            if received["type"] == kind:
                return received
            assert received["type"] != "error", received
            self.passed.append(received)

    async def refused(self, kind: str, **fields: Any) -> str:
        """Says it and answers the code of the refusal."""
        await self.send(kind, **fields)
        received = await self.next()
        while received["type"] != "error":
            received = await self.next()
        assert received["about"] == kind
        return str(received["code"])

    async def settled(self) -> list[dict[str, Any]]:
        """Everything received until what was sent before has had its effect here.

        The first answer to a ping says that all of it was handled, the second that its notices were sent.
        """
        received = []
        for _ in range(2):
            await self.send("ping")
            while (message := await self.next())["type"] != "pong":
                received.append(message)
        return received

    async def closed(self) -> tuple[int, str]:
        """The close code and reason, after whatever comes before it."""
        try:
            while True:
                self.passed.append(await self.next())
        except ConnectionClosed:
            return self.wire.close_code or 1006, self.wire.close_reason or ""

    def drop(self) -> None:
        """The network is gone, without a word."""
        self.wire.transport.abort()


class Server:
    """The app on a port of its own, as a process would serve it."""

    def __init__(self, app: FastAPI, settings: Any, **changes: Any) -> None:
        config = process._http(app, settings)
        config.port = 0
        config.timeout_graceful_shutdown = 5
        for name, value in changes.items():
            setattr(config, name, value)
        self._server = _Quiet(config)
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._server.serve())
        await eventually(lambda: self._server.started)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def stop(self) -> None:
        self._server.should_exit = True
        if self._task is not None:
            await self._task
            self._task = None

    @asynccontextmanager
    async def socket(self, client: Client, booking_id: object, **options: Any) -> AsyncIterator[ClientConnection]:
        """An open socket, nothing received yet. Options: authorization (None is nobody), origin, subprotocols."""
        authorization = options.pop("authorization", client.authorization)
        headers = {"Authorization": authorization} if authorization else {}
        asked: dict[str, Any] = {"origin": client.headers.get("origin"), "subprotocols": [SUBPROTOCOL]}
        asked |= {"proxy": None, "max_queue": None}
        url = f"ws://127.0.0.1:{self.port}/api/telemed/rooms/{booking_id}/socket"
        async with connect(url, additional_headers=headers, compression=None, **asked | options) as wire:
            yield wire


class _Quiet(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Any:
        """Signals belong to the test run."""
        yield


Enter = Callable[..., Awaitable[Browser]]


@pytest.fixture
def visit(as_patient: MakeClient, as_doctor: MakeClient) -> Visit:
    """A visit that telemed does not know yet."""
    return Visit(uuid4(), as_patient(), as_doctor())


@pytest.fixture
async def room(visit: Visit, deliver: Deliver) -> Visit:
    """A visit whose room is open."""
    assert await deliver(visit.confirmed()) == 1
    return visit


@pytest.fixture
async def server(app: FastAPI, context: Context) -> AsyncIterator[Server]:
    async with Server(app, context.settings) as running:
        yield running


@pytest.fixture
async def enter(server: Server) -> AsyncIterator[Enter]:
    """``await enter(client, visit)``: a browser that has received its welcome."""
    async with AsyncExitStack() as stack:

        async def open_socket(client: Client, visit: Visit, *, at: Server | None = None) -> Browser:
            wire = await stack.enter_async_context((at or server).socket(client, visit.booking_id))
            browser = Browser(wire)
            browser.welcome = await browser.next()
            assert browser.welcome["type"] == "welcome", browser.welcome
            return browser

        yield open_socket


@pytest.fixture
async def both(enter: Enter, room: Visit) -> tuple[Browser, Browser]:
    """The patient and the doctor in the room."""
    patient = await enter(room.patient, room)
    doctor = await enter(room.doctor, room)
    assert (await patient.next())["type"] == "peer_joined"
    return patient, doctor


@pytest.fixture
def in_call() -> Callable[[Browser, Browser], Awaitable[str]]:
    """``await in_call(patient, doctor)``: the doctor called, the patient accepted; answers the call."""

    async def begin(patient: Browser, doctor: Browser) -> str:
        await doctor.send("call")
        call_id: str = (await patient.receive("ringing"))["call_id"]
        await doctor.receive("ringing")
        await patient.send("accept", call_id=call_id)
        await patient.receive("call_accepted")
        await doctor.receive("call_accepted")
        return call_id

    return begin


@pytest.fixture
def connected(in_call: Callable[[Browser, Browser], Awaitable[str]]) -> Callable[[Browser, Browser], Awaitable[str]]:
    """``await connected(patient, doctor)``: a call in which both ends are connected; answers the call."""

    async def connect_both(patient: Browser, doctor: Browser) -> str:
        call_id = await in_call(patient, doctor)
        for end in (patient, doctor):
            await end.send("connected", call_id=call_id)
        for end in (patient, doctor):
            await end.receive("call_started")
        return call_id

    return connect_both


@pytest.fixture
def new_server() -> type[Server]:
    """Another process of the fleet."""
    return Server


@pytest.fixture
def new_browser() -> type[Browser]:
    """For a socket opened by the test itself."""
    return Browser

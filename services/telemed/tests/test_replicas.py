"""Two processes serve one room: over a real broker, and without one."""

import asyncio
import json
import os
import signal
import socket as sockets
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import jwt
import pytest
from common.context import Context
from common.service import create_app, open_context
from common.testing import Recorded, RunJob, TestClock, eventually
from common.testing.clients import VERIFIER
from contracts.identity import SessionEnded
from contracts.telemed import ConsultationStarted
from telemed.main import service

from .test_presence import MINUTE, ended, leave, seen, stayed

OFFER = {"type": "offer", "sdp": "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n"}


@pytest.fixture
async def elsewhere(context: Context, new_server: Any) -> AsyncIterator[Any]:
    """Another replica on the same database and broker."""
    async with open_context(service, context.settings, verifier=VERIFIER) as other:
        await eventually(lambda: connected_hub(other) == connected_hub(context))
        async with new_server(create_app(service, context=other), context.settings) as running:
            running.context = other
            yield running


def connected_hub(context: Context) -> bool:
    return bool(context.resources._broadcast.connected)


@pytest.mark.broker
async def test_two_replicas_carry_one_call(
    broker: Any, context: Context, enter: Any, room: Any, elsewhere: Any, connected: Any, monkeypatch: Any
) -> None:
    await eventually(lambda: connected_hub(context) and connected_hub(elsewhere.context))
    # What follows must come over the broker, not from a comparison with the database.
    for one in (context, elsewhere.context):
        monkeypatch.setattr(one.resources, "_compare", nothing)
    patient = await enter(room.patient, room)
    doctor = await enter(room.doctor, room, at=elsewhere)
    assert (await patient.next())["type"] == "peer_joined"
    call_id = await connected(patient, doctor)
    for number in range(20):
        candidate = {"candidate": f"candidate:{number}"}
        await doctor.send("candidate", call_id=call_id, candidate=candidate)
        assert (await patient.next())["candidate"] == candidate
    await patient.send("description", call_id=call_id, description=OFFER)
    assert (await doctor.next())["description"] == OFFER
    for number in range(10):
        await (patient, doctor)[number % 2].text(str(number))
        for end in (patient, doctor):
            assert (await end.next())["seq"] == number + 1
    await patient.send("read", seq=10)
    assert await doctor.next() == {"type": "read", "seq": 10}

    # The patient's phone changes the network and arrives at the other replica.
    moved = await enter(room.patient, room, at=elsewhere)
    assert await patient.closed() == (4001, "seat_taken")
    assert (await doctor.next())["type"] == "peer_joined"
    assert moved.welcome["call"]["call_id"] == call_id
    await doctor.send("end_visit")
    assert (await moved.closed())[0] == 4002


@pytest.mark.broker
async def test_a_session_that_ends_is_closed_in_every_process(
    broker: Any, context: Context, enter: Any, room: Any, elsewhere: Any, deliver: Any, monkeypatch: Any
) -> None:
    """The event is consumed here, the socket is there."""
    await eventually(lambda: connected_hub(context) and connected_hub(elsewhere.context))
    for one in (context, elsewhere.context):
        monkeypatch.setattr(one.resources, "_compare", nothing)
    patient = await enter(room.patient, room, at=elsewhere)
    doctor = await enter(room.doctor, room)
    session_id = room.patient.principal.session_id
    person_id = room.patient.person_id
    await deliver(SessionEnded(aggregate_id=session_id, session_id=session_id, person_id=person_id))
    async with asyncio.timeout(2):
        assert await patient.closed() == (1008, "session_over")
    assert (await doctor.receive("peer_left"))["reason"] == "lost"


async def nothing(_: Context) -> None:
    """No comparison."""


async def test_without_a_broker_replicas_meet_in_the_database(
    context: Context, enter: Any, room: Any, elsewhere: Any, in_call: Any
) -> None:
    """All but descriptions and candidates arrives, a little later."""
    patient = await enter(room.patient, room)
    doctor = await enter(room.doctor, room, at=elsewhere)
    await patient.receive("peer_joined")
    call_id = await in_call(patient, doctor)
    await doctor.text("Вы меня слышите?")
    assert (await patient.receive("message"))["text"] == "Вы меня слышите?"
    await patient.send("leave_call", call_id=call_id)
    assert (await doctor.receive("call_ended"))["reason"] == "hung_up"
    await enter(room.patient, room, at=elsewhere)
    assert await patient.closed() == (4001, "seat_taken")


@pytest.mark.broker
async def test_a_killed_process_costs_a_reconnect_and_not_the_call(
    broker: Any,
    context: Context,
    settings: Any,
    enter: Any,
    server: Any,
    room: Any,
    connected: Any,
    recorded: Any,
    new_browser: Any,
) -> None:
    """kill -9 of the process of the patient's socket: the call goes on in another one."""
    async with published_keys() as identity_url, real_process(settings, identity_url) as (process, port):
        doctor = await enter(room.doctor, room)
        server.port, here = port, server.port
        patient = await enter(room.patient, room)
        server.port = here
        call_id = await connected(patient, doctor)
        said = await patient.text("Меня слышно?")
        await doctor.receive("message")
        process.send_signal(signal.SIGKILL)
        assert (await patient.closed())[0] == 1006
        back = await enter(room.patient, room)
        assert back.welcome["call"]["call_id"] == call_id
        assert back.welcome["last_seq"] == 1
        assert (await doctor.receive("peer_joined"))["full_name"]
        # The answer to what was said last is asked for again, and nothing is doubled.
        await back.text("Меня слышно?", said)
        assert (await back.next())["seq"] == 1
        await doctor.send("description", call_id=call_id, description=OFFER)
        assert (await back.next())["description"] == OFFER
        assert [one["type"] for one in await doctor.settled()] == []
        assert len(await recorded(ConsultationStarted)) == 1


@asynccontextmanager
async def real_process(settings: Any, identity_url: str) -> AsyncIterator[tuple[Any, int]]:
    """``python -m common telemed api``, ready."""
    with sockets.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    answered = {
        "DATABASE_URL": settings.database_url.get_secret_value(),
        "RABBITMQ_URL": settings.rabbitmq_url.get_secret_value(),
        "IDENTITY_URL": identity_url,
        "PUBLIC_ORIGINS": json.dumps(settings.public_origins),
        "PATIENT_ORIGIN": settings.patient_origin,
        "DOCTOR_ORIGIN": settings.doctor_origin,
        "STORAGE_URL": settings.storage_url,
        "PORT": str(port),
    }
    environment = os.environ | {f"MILA_TELEMED_{name}": value for name, value in answered.items()}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "common", "telemed", "api", env=environment, stdout=asyncio.subprocess.DEVNULL
    )
    try:
        await eventually(lambda: accepts(port), within=60)
        yield process, port
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def accepts(port: int) -> bool:
    with sockets.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@asynccontextmanager
async def published_keys() -> AsyncIterator[str]:
    """The keys of the tests' tokens, where identity would publish them."""
    key = await VERIFIER.key("test")
    assert key is not None
    known = jwt.algorithms.OKPAlgorithm.to_jwk(key, as_dict=True) | {"kid": "test", "alg": "EdDSA"}
    body = json.dumps({"keys": [known]}).encode()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as published:
        yield f"http://127.0.0.1:{published.sockets[0].getsockname()[1]}"


async def test_time_together_ends_with_the_last_sign_of_the_replica_that_died(
    context: Context, elsewhere: Any, enter: Any, room: Any, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    """The doctor's process lives on: their own stay goes on, the patient's does not."""
    starts = room.confirmed().starts_at
    clock.freeze(starts)
    doctor = await enter(room.doctor, room)
    await enter(room.patient, room, at=elsewhere)
    clock.freeze(starts + 2 * MINUTE)
    await seen(context)
    elsewhere.context.resources._pulse.cancel()
    clock.freeze(starts + 5 * MINUTE)
    await leave(doctor, room, context, seats=1)
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (5 * 60, 2 * 60)

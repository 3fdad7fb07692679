"""The wire of clamd as a client sees it: raw bytes, nothing of ours in between."""

import asyncio
import struct
import time
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio
from clamav_sandbox.app import create_app
from clamav_sandbox.clamd import EICAR
from clamav_sandbox.settings import Settings
from fastapi import FastAPI

SMALL = 100_000


@pytest_asyncio.fixture
async def app(unused_tcp_port: int) -> AsyncIterator[FastAPI]:
    made = create_app(Settings(scan_port=unused_tcp_port, max_stream_bytes=SMALL))
    async with made.router.lifespan_context(made):
        made.state.scan_port = unused_tcp_port
        yield made


def stream(*chunks: bytes) -> bytes:
    return b"".join(struct.pack(">I", len(chunk)) + chunk for chunk in (*chunks, b""))


async def say(app: FastAPI, sent: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", app.state.scan_port)
    writer.write(sent)
    try:
        return await asyncio.wait_for(reader.read(), 5)
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (b"zPING\0", b"PONG\0"),
        (b"nPING\n", b"PONG\n"),
        (b"zINSTREAM\0" + stream(b"hello"), b"stream: OK\0"),
        (b"nINSTREAM\n" + stream(b"hello"), b"stream: OK\n"),
        (b"zINSTREAM\0" + stream(), b"stream: OK\0"),
        (b"zINSTREAM\0" + stream(EICAR[:20], EICAR[20:]), b"stream: Eicar-Test-Signature FOUND\0"),
        (b"zINSTREAM\0" + stream(b"%PDF-1.4 " + EICAR), b"stream: Eicar-Test-Signature FOUND\0"),
        (b"zINSTREAM\0" + stream(b"MILA-TEST-INFECTED-FILE"), b"stream: Mila.Test.Sample FOUND\0"),
        (b"zINSTREAM\0" + stream(b"x" * (SMALL + 1)), b"INSTREAM size limit exceeded. ERROR\0"),
        (b"zSHUTDOWN\0", b"UNKNOWN COMMAND\0"),
        (b"GET / HTTP/1.1\r\n\r\n", b"UNKNOWN COMMAND\n"),
    ],
)
async def test_a_command_is_answered_as_clamd_does(app: FastAPI, sent: bytes, answer: bytes) -> None:
    assert await say(app, sent) == answer


async def test_version_names_the_sandbox(app: FastAPI) -> None:
    assert (await say(app, b"zVERSION\0")).startswith(b"ClamAV ")


async def test_a_slow_scanner_answers_when_its_time_has_come(app: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://stand") as client:
        await client.post("/api/faults", json={"fault": "slow", "seconds": 0.2})
        began = time.monotonic()
        assert await say(app, b"zINSTREAM\0" + stream(b"a")) == b"stream: OK\0"
        assert time.monotonic() - began >= 0.2


async def test_faults_are_set_and_end(app: FastAPI) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://stand") as client:
        await client.post("/api/faults", json={"fault": "error"})
        assert b"ERROR" in await say(app, b"zINSTREAM\0" + stream(b"a"))
        await client.post("/api/faults", json={"fault": "away"})
        assert await say(app, b"") == b""
        await client.post("/api/faults", json={"fault": None})
        assert await say(app, b"zINSTREAM\0" + stream(b"a")) == b"stream: OK\0"
        assert (await client.get("/readyz")).status_code == 200

"""What strangers cost the running fleet: the table of routes without a session, measured on loopback.

Run it while the fleet is up (make up): .venv/bin/python tests/bench/abuse.py
It takes about a minute, uses no account, and prints one line per route: what was held, stored, refused, slowed down.
Figures of one machine compare only with figures of the same machine; the ratio of slowing down compares with any.
"""

import asyncio
import shutil
import statistics
import time
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import asyncpg
import httpx

GATEWAY = "127.0.0.1", 8080
URL = "http://localhost:8080"
ROOT = Path(__file__).resolve().parents[2]
MEGABYTE = 1024 * 1024


async def main() -> None:
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=URL, timeout=40, limits=limits, trust_env=False) as client:
        await uploads(client)
        await logins(client)
        await callbacks(client)
    await slow_bodies()


async def uploads(client: httpx.AsyncClient) -> None:
    """10 strangers send 19 MB each to the medcard, as slowly as makes it last."""

    async def body() -> AsyncIterator[bytes]:
        for _ in range(19):
            yield b"x" * MEGABYTE
            await asyncio.sleep(0.05)

    async def send(_: int) -> str:
        headers = {"Content-Type": "multipart/form-data; boundary=x", "Origin": URL}
        try:
            return str((await client.post("/api/medcard/documents", content=body(), headers=headers)).status_code)
        except httpx.TransportError as error:
            return type(error).__name__

    before, most, done = _disk(), 0, asyncio.Event()

    async def watch() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, _disk() - before)
            await asyncio.sleep(0.05)

    watching = asyncio.create_task(watch())
    began = time.monotonic()
    answers = Counter(await asyncio.gather(*(send(number) for number in range(10))))
    seconds = time.monotonic() - began
    done.set()
    await watching
    print(f"anonymous uploads: {dict(answers)} in {seconds:.1f} s, held at most {most / MEGABYTE:.0f} MB")


async def logins(client: httpx.AsyncClient) -> None:
    """300 beginnings of a login at Gosuslugi, 20 at a time, while others' sessions are looked up."""
    alone = await _session_checks(client, 3)
    gate = asyncio.Semaphore(20)

    async def begin(_: int) -> int:
        async with gate:
            return (await client.get("/api/identity/gosuslugi/login")).status_code

    flood = asyncio.gather(*(begin(number) for number in range(300)))
    among = await _session_checks(client, 3)
    answers = Counter(await flood)
    print(f"logins begun: {dict(answers)}; session check p50 {alone:.0f} → {among:.0f} ms (×{among / alone:.1f})")


async def callbacks(client: httpx.AsyncClient) -> None:
    """300 forged callbacks of the bank, each another."""
    before = await _stored_callbacks()
    gate = asyncio.Semaphore(20)

    async def forge(number: int) -> int:
        forged: dict[str, str | int] = {
            "mdOrder": f"forged-{number}-{time.time()}",
            "operation": "deposited",
            "status": 1,
            "checksum": "A",
        }
        async with gate:
            return (await client.get("/api/payment/callbacks/alfabank", params=forged)).status_code

    began = time.monotonic()
    answers = Counter(await asyncio.gather(*(forge(number) for number in range(300))))
    seconds = time.monotonic() - began
    stored = await _stored_callbacks() - before
    print(f"forged callbacks: {dict(answers)} in {seconds:.1f} s, stored {stored} of 300")


async def slow_bodies(number: int = 50, seconds: float = 20) -> None:
    """So many sockets that send a byte of a body every 4 s."""

    async def drip(_: int) -> bool:
        reader, writer = await asyncio.open_connection(*GATEWAY)
        head = "POST /api/booking/bookings HTTP/1.1\r\nHost: localhost:8080\r\nContent-Length: 100000\r\n\r\n"
        writer.write(head.encode())
        answered = asyncio.create_task(reader.read(1))
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline and not answered.done():
            writer.write(b"x")
            await asyncio.wait([answered], timeout=4)
        held = not answered.done()
        answered.cancel()
        writer.close()
        return held

    held = sum(await asyncio.gather(*(drip(each) for each in range(number))))
    print(f"slow bodies: {held} of {number} still held after {seconds:.0f} s")


async def _session_checks(client: httpx.AsyncClient, seconds: float) -> float:
    """The median in ms of lookups that identity has to make."""
    took: list[float] = []
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        began = time.monotonic()
        await client.get("/api/identity/session", headers={"Cookie": f"__Host-mila=unknown{len(took)}"})
        took.append((time.monotonic() - began) * 1000)
        await asyncio.sleep(0.02)
    return statistics.median(took)


def _disk() -> int:
    """Bytes used where temporary files go: theirs have no name, so the file system is asked."""
    return sum(shutil.disk_usage(folder).used for folder in {"/tmp", str(ROOT / ".mila")})


async def _stored_callbacks() -> int:
    environment = dict(
        line.removeprefix("export ").partition("=")[::2] for line in (ROOT / ".mila" / "env").read_text().splitlines()
    )
    connection = await asyncpg.connect(environment["MILA_PAYMENT_DATABASE_URL"].strip("'\""))
    try:
        return int(await connection.fetchval("SELECT count(*) FROM callbacks"))
    finally:
        await connection.close()


if __name__ == "__main__":
    asyncio.run(main())

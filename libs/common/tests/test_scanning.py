import asyncio
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from common.scanning import FILE_SCANS, Clean, Infected, NotScanned, Scanner

Reply = Callable[[bytes, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def pieces(*content: bytes) -> AsyncIterator[bytes]:
    for piece in content:
        yield piece


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def received(reader: asyncio.StreamReader) -> bytes:
    assert await reader.readuntil(b"\0") == b"zINSTREAM\0"
    content = b""
    while size := struct.unpack(">I", await reader.readexactly(4))[0]:
        assert size <= 64 * 1024
        content += await reader.readexactly(size)
    return content


@asynccontextmanager
async def clamd(reply: bytes, *, path: Path | None = None, seen: list[bytes] | None = None) -> AsyncIterator[str]:
    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        content = await received(reader)
        if seen is not None:
            seen.append(content)
        writer.write(reply)
        await writer.drain()
        await closed(writer)

    if path:
        server, url = await asyncio.start_unix_server(converse, path), f"unix://{path}"
    else:
        server = await asyncio.start_server(converse, "127.0.0.1", 0)
        url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield url


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [
        (b"stream: OK\0", Clean()),
        (b"stream: Win.Test.EICAR_HDB-1 FOUND\0", Infected("Win.Test.EICAR_HDB-1")),
        (b"INSTREAM size limit exceeded. ERROR\0", NotScanned),
        (b"stream: OK", NotScanned),
        (b"", NotScanned),
        (b"\0", NotScanned),
        (b"stream: OK FOUND or not\0", NotScanned),
        (b"x" * 10_000 + b"\0", NotScanned),
    ],
)
async def test_only_a_whole_known_answer_is_a_verdict(reply: bytes, verdict: object) -> None:
    async with clamd(reply) as url:
        found = await Scanner(url).scan(pieces(b"content"))
    assert found == verdict or (isinstance(verdict, type) and isinstance(found, verdict))


async def test_the_scanner_sees_every_byte_in_order(tmp_path: Path) -> None:
    seen: list[bytes] = []
    content = bytes(range(256)) * 2000
    async with clamd(b"stream: OK\0", path=tmp_path / "s", seen=seen) as url:
        assert await Scanner(url).scan(pieces(content, b"", b"end")) == Clean()
    assert seen == [content + b"end"]


async def test_without_a_scanner_nothing_is_clean() -> None:
    assert isinstance(await Scanner(None).scan(pieces(b"a")), NotScanned)


async def test_a_scanner_that_is_not_there_gives_no_verdict(unused_tcp_port: int) -> None:
    before = FILE_SCANS.labels("notscanned")._value.get()
    assert isinstance(await Scanner(f"tcp://127.0.0.1:{unused_tcp_port}").scan(pieces(b"a")), NotScanned)
    assert FILE_SCANS.labels("notscanned")._value.get() == before + 1


async def test_a_silent_scanner_is_given_up_in_time() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        await closed(writer)

    async with await asyncio.start_server(silent, "127.0.0.1", 0) as server:
        scanner = Scanner(f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}", seconds=0.2)
        async with asyncio.timeout(5):
            assert isinstance(await scanner.scan(pieces(b"a")), NotScanned)


async def test_a_stream_cut_by_the_scanner_still_gets_its_answer() -> None:
    async def too_long(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readexactly(1000)
        writer.write(b"INSTREAM size limit exceeded. ERROR\0")
        await writer.drain()
        await closed(writer)
        ended.set()

    ended = asyncio.Event()
    async with await asyncio.start_server(too_long, "127.0.0.1", 0) as server:
        url = f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        found = await Scanner(url).scan(pieces(*[b"x" * 64 * 1024] * 200))
        await asyncio.wait_for(ended.wait(), 5)
    assert isinstance(found, NotScanned)

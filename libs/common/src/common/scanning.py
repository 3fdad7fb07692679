"""A virus scanner asked about a file: ClamAV's clamd over INSTREAM, by TCP or a unix socket.

A service that takes files from people asks before it shows them, and never inside an open transaction. ``NotScanned``
is an answer and not an error: the file stays hidden and is asked about again later. Source: clamd(8), INSTREAM.
"""

import asyncio
import re
import struct
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import urlsplit

import structlog

from common.dangers import danger
from common.errors import Refusal
from common.metrics import counter

logger = structlog.get_logger(__name__)

FILE_SCANS = counter("file_scans_total", "Files shown to the scanner, by verdict", ("verdict",))
CHUNK_BYTES = 64 * 1024
CONNECT_SECONDS = 2.0
SCAN_SECONDS = 10.0  # the whole conversation; the upload waits for it
MOST_AT_ONCE = 8  # clamd has ten threads by default
LONGEST_REPLY = 4096
_FOUND = re.compile(r"stream: (.+) FOUND")


@dataclass(frozen=True)
class Clean:
    """The scanner read the whole file and knows nothing bad of it."""


@dataclass(frozen=True)
class Infected:
    """The scanner knows this file by ``name``."""

    name: str


@dataclass(frozen=True)
class NotScanned:
    """No verdict: no scanner is set, it is away, slow, or refuses files of this size. The file must not be served."""

    reason: str


Verdict = Clean | Infected | NotScanned


class FileUnsafe(Refusal):
    """The file could do harm by what it is made of; ``reason`` says how (``common.dangers.Danger``)."""

    status = 422


class FileInfected(Refusal):
    """The virus scanner knows this file."""

    status = 422


class FileChecking(Refusal):
    """The file has not been checked yet: it is shown once the scanner has found it clean."""


async def require_harmless(file: BinaryIO, content_type: str) -> None:
    """Passes when nothing in the make of the file is dangerous; reads it in a thread. Raises FileUnsafe."""
    found = await asyncio.to_thread(danger, file, content_type)
    if found is not None:
        logger.warning("file_unsafe", reason=found, content_type=content_type)
        raise FileUnsafe(None, reason=found)


class Scanner:
    """Asks one clamd. ``url``: tcp://host:port, unix:///path, or None: nothing is ever found clean."""

    def __init__(self, url: str | None, *, seconds: float = SCAN_SECONDS) -> None:
        self._url = urlsplit(url) if url else None
        self._seconds = seconds
        self._turn = asyncio.Semaphore(MOST_AT_ONCE)

    async def scan(self, stream: AsyncIterator[bytes]) -> Verdict:
        """The verdict on the bytes of the stream, within ``seconds``. Never raises because of the scanner."""
        verdict = await self._verdict(stream)
        FILE_SCANS.labels(type(verdict).__name__.lower()).inc()
        if not isinstance(verdict, Clean):
            said = verdict.name if isinstance(verdict, Infected) else verdict.reason
            logger.warning("file_not_clean", verdict=type(verdict).__name__, said=said)
        return verdict

    async def _verdict(self, stream: AsyncIterator[bytes]) -> Verdict:
        if self._url is None:
            return NotScanned("no scanner is set")
        try:
            async with asyncio.timeout(self._seconds), self._turn:
                return _read(await self._ask(stream))
        except TimeoutError:
            return NotScanned("the scanner does not answer in time")
        except (OSError, EOFError, asyncio.LimitOverrunError) as error:
            return NotScanned(f"the scanner is away: {type(error).__name__}")

    async def _ask(self, stream: AsyncIterator[bytes]) -> str:
        reader, writer = await asyncio.wait_for(self._connect(), CONNECT_SECONDS)
        try:
            # clamd closes a stream that is too long for it; its reply is already here and says so.
            with suppress(ConnectionError):
                await _send(writer, stream)
            return (await reader.readuntil(b"\0"))[:-1].decode(errors="replace")
        finally:
            # Not close(): what a silent scanner does not take would keep the connection open.
            writer.transport.abort()
            with suppress(OSError):
                await writer.wait_closed()

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        assert self._url is not None
        if self._url.scheme == "unix":
            return await asyncio.open_unix_connection(self._url.path, limit=LONGEST_REPLY)
        return await asyncio.open_connection(self._url.hostname, self._url.port, limit=LONGEST_REPLY)


async def _send(writer: asyncio.StreamWriter, stream: AsyncIterator[bytes]) -> None:
    writer.write(b"zINSTREAM\0")
    async for piece in stream:
        for begin in range(0, len(piece), CHUNK_BYTES):
            chunk = piece[begin : begin + CHUNK_BYTES]
            writer.write(struct.pack(">I", len(chunk)) + chunk)
            await writer.drain()
    writer.write(struct.pack(">I", 0))
    await writer.drain()


def _read(reply: str) -> Verdict:
    if reply == "stream: OK":
        return Clean()
    if found := _FOUND.fullmatch(reply):
        return Infected(found[1])
    return NotScanned(f"the scanner answered: {reply[:100]}")

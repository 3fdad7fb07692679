"""The wire of clamd(8): one command a connection; it and its answer end with NUL (`z…`) or a line end (`n…`)."""

import asyncio
import struct
from collections.abc import AsyncIterator

from .settings import Settings

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = "ClamAV 1.4.0-sandbox/0/Thu Jan  1 00:00:00 1970"
IDLE_SECONDS = 30


class Clamd:
    """``fault``: None, "slow" (by ``seconds``), "silent", "error" or "away"."""

    def __init__(self, settings: Settings) -> None:
        self.fault: str | None = None
        self.seconds = 0.0
        self._most = settings.max_stream_bytes
        self._samples = {EICAR: "Eicar-Test-Signature"} | {
            text.encode(): name for text, name in settings.samples.items()
        }

    async def converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answers one command and closes."""
        try:
            if self.fault != "away":
                async with asyncio.timeout(IDLE_SECONDS):
                    await self._answer(reader, writer)
        except (TimeoutError, OSError, EOFError, asyncio.LimitOverrunError):
            pass
        finally:
            writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        form = await reader.readexactly(1)
        if form not in (b"z", b"n"):
            writer.write(b"UNKNOWN COMMAND\n")
            return
        end = b"\0" if form == b"z" else b"\n"
        command = (await reader.readuntil(end))[:-1].decode("ascii", "replace")
        writer.write((await self._reply(command, reader)).encode() + end)
        await writer.drain()

    async def _reply(self, command: str, reader: asyncio.StreamReader) -> str:
        if command == "PING":
            return "PONG"
        if command == "VERSION":
            return VERSION
        if command != "INSTREAM":
            return "UNKNOWN COMMAND"
        content = await self._stream(reader)
        if self.fault == "slow":
            await asyncio.sleep(self.seconds)
        if self.fault == "silent":
            await asyncio.sleep(IDLE_SECONDS)
        if self.fault == "error":
            return "INSTREAM: Can't allocate memory ERROR"
        if content is None:
            return "INSTREAM size limit exceeded. ERROR"
        found = next((name for sample, name in self._samples.items() if sample in content), None)
        return f"stream: {found} FOUND" if found else "stream: OK"

    async def _stream(self, reader: asyncio.StreamReader) -> bytes | None:
        content = bytearray()
        async for chunk in _chunks(reader, self._most):
            content += chunk
            if len(content) > self._most:
                return None
        return bytes(content)


async def _chunks(reader: asyncio.StreamReader, most: int) -> AsyncIterator[bytes]:
    while size := struct.unpack(">I", await reader.readexactly(4))[0]:
        # A length beyond the limit is not believed: one byte more than allowed says enough.
        yield await reader.readexactly(min(size, most + 1))


async def serve_clamd(settings: Settings, clamd: Clamd) -> asyncio.Server:
    """Listens on the scan port."""
    return await asyncio.start_server(clamd.converse, settings.host, settings.scan_port, limit=1024 * 1024)

"""A TCP proxy in front of a server: closed, it makes an outage of that server."""

import asyncio
from contextlib import suppress
from typing import Self

PIECE = 65536


class TcpProxy:
    """Passes TCP through, on a loopback port of its own that stays the same, until it is shut."""

    def __init__(self, host: str, port: int) -> None:
        self._target = host, port
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(self, *failure: object) -> None:
        await self.shut()

    async def open(self) -> None:
        """New connections pass."""
        self._server = await asyncio.start_server(self._pass, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """New connections are refused, the present ones are broken."""
        if self._server is not None:
            self._server.close()
            self._server = None
        for writer in tuple(self._writers):
            writer.transport.abort()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        try:
            with suppress(OSError):
                inner_reader, inner_writer = await asyncio.open_connection(*self._target)
                self._writers.add(inner_writer)
                await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))
        except asyncio.CancelledError:
            # Shut: the streams' own callback would complain about a cancelled task.
            return
        finally:
            self._tasks.discard(task)
            for opened in tuple(self._writers):
                if opened.transport.is_closing():
                    self._writers.discard(opened)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
    writer.close()

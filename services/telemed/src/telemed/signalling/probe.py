"""The socket of a connection check: it answers pings, so a browser learns whether sockets work and how fast."""

import asyncio
from contextlib import suppress
from typing import Any

from common.clock import now
from common.context import Context
from common.errors import Refusal
from common.metrics import counter
from common.rights import authenticate_socket
from starlette.websockets import WebSocket

from telemed.domain.protocol import Ping, Pong
from telemed.signalling.closures import Close, Closure
from telemed.signalling.frames import RejectedMessage, read_frame
from telemed.signalling.hub import Hub

SUBPROTOCOL = "mila.check.v1"
MAX_PINGS = 30
MAX_SECONDS = 20

PROBES = counter("telemed_checks_total", "Sockets opened to check a connection, by outcome", ("outcome",))


async def probe(wire: WebSocket, context: Context) -> None:
    """Answer up to 30 pings of a logged-in person, then close."""
    await wire.accept(subprotocol=SUBPROTOCOL if SUBPROTOCOL in wire.scope["subprotocols"] else None)
    hub: Hub = context.resources
    try:
        caller = await authenticate_socket(wire)
    except Refusal as refusal:
        await _close(wire, Close.NOT_ALLOWED, refusal.code)
        return
    if not hub.checks.take(caller.person_id):
        await _close(wire, Close.NOT_ALLOWED, "too_fast")
        return
    try:
        async with asyncio.timeout(MAX_SECONDS):
            await _answer(wire)
    except TimeoutError:
        await _close(wire, Close.DONE, "over")
    except Closure as closure:
        await _close(wire, Close(closure.code), closure.reason)


async def _answer(wire: WebSocket) -> None:
    for _ in range(MAX_PINGS):
        frame = await wire.receive()
        if frame["type"] == "websocket.disconnect":
            raise Closure("left", code=Close.DONE)
        if not _is_ping(dict(frame)):
            raise Closure("only_ping", code=Close.PROTOCOL)
        await wire.send_text(Pong(server_time=now()).to_json())
    raise Closure("enough", code=Close.DONE)


def _is_ping(frame: dict[str, Any]) -> bool:
    try:
        return isinstance(read_frame(frame), Ping)
    except RejectedMessage:
        return False


async def _close(wire: WebSocket, code: Close, reason: str) -> None:
    PROBES.labels(reason).inc()
    with suppress(RuntimeError, OSError):
        await wire.close(code, reason)

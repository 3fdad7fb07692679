"""A socket that only answers: whether a browser's network lets one through, and how far away we are."""

import asyncio
from contextlib import suppress
from typing import Any

from common.clock import now
from common.context import Context
from common.errors import Refusal
from common.metrics import counter
from common.rights import authenticate_socket
from pydantic_core import to_json
from starlette.websockets import WebSocket

from telemed.signalling import messages
from telemed.signalling.endings import Close, Ending
from telemed.signalling.hub import Hub

SUBPROTOCOL = "mila.check.v1"
MOST_PINGS = 30
LONGEST_SECONDS = 20

PROBES = counter("telemed_checks_total", "Sockets opened to check a connection, by outcome", ("outcome",))


async def probe(wire: WebSocket, context: Context) -> None:
    """Answers some pings of a person logged in, then closes."""
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
        async with asyncio.timeout(LONGEST_SECONDS):
            await _answer(wire)
    except TimeoutError:
        await _close(wire, Close.DONE, "over")
    except Ending as ending:
        await _close(wire, Close(ending.code), ending.reason)


async def _answer(wire: WebSocket) -> None:
    for _ in range(MOST_PINGS):
        frame = await wire.receive()
        if frame["type"] == "websocket.disconnect":
            raise Ending("left", code=Close.DONE)
        if not _is_ping(dict(frame)):
            raise Ending("only_ping", code=Close.PROTOCOL)
        await wire.send_text(to_json({"type": "pong", "server_time": now()}).decode())
    raise Ending("enough", code=Close.DONE)


def _is_ping(frame: dict[str, Any]) -> bool:
    try:
        return isinstance(messages.read(frame), messages.Ping)
    except messages.Unfit:
        return False


async def _close(wire: WebSocket, code: Close, reason: str) -> None:
    PROBES.labels(reason).inc()
    with suppress(RuntimeError, OSError):
        await wire.close(code, reason)

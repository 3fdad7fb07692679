"""The handshake: rights, rate limits, and the close code of a rejected socket."""

from uuid import UUID

import structlog
from common.auth import Principal
from common.context import Context
from common.errors import Refusal, TooManyRequests, Unavailable, refusal_problem
from common.metrics import counter
from common.rights import authenticate_socket
from starlette.websockets import WebSocket

from telemed import actions
from telemed.actions import Participant
from telemed.signalling.closures import Close
from telemed.signalling.hub import Hub
from telemed.signalling.socket import Socket

SUBPROTOCOL = "mila.v1"

JOIN_FAILURES = counter("telemed_join_failures_total", "Sockets rejected at the handshake, by reason", ("reason",))

logger = structlog.get_logger(__name__)


async def accept(wire: WebSocket, booking_id: UUID, context: Context) -> None:
    """Run the socket of a participant; any other socket is accepted and closed with the reason.

    Too many connections are answered 429 over HTTP, before anything is opened.
    """
    caller = await _caller(wire)
    if not _may_connect(wire, booking_id, context, caller):
        JOIN_FAILURES.labels(TooManyRequests.code).inc()
        await wire.send_denial_response(refusal_problem(TooManyRequests()))
        return
    if SUBPROTOCOL not in wire.scope["subprotocols"]:
        await wire.accept()
        await _reject(wire, Close.PROTOCOL, "subprotocol")
        return
    await wire.accept(subprotocol=SUBPROTOCOL)
    try:
        participant = await _admit(context, caller, booking_id)
    except Unavailable as outage:
        await _reject(wire, Close.UNFORESEEN, outage.code)
    except Refusal as refusal:
        await _reject(wire, Close.NOT_ALLOWED, refusal.code)
    except Exception:
        logger.exception("handshake_failed")
        await _reject(wire, Close.UNFORESEEN, "unforeseen")
    else:
        await Socket(wire, context=context, participant=participant).run()


async def _caller(wire: WebSocket) -> Principal | Refusal:
    try:
        return await authenticate_socket(wire)
    except Refusal as refusal:
        return refusal


async def _admit(context: Context, caller: Principal | Refusal, booking_id: UUID) -> Participant:
    if isinstance(caller, Refusal):
        raise caller
    async with context.sessions.begin() as session:
        return await actions.admit(session, caller, booking_id)


def _may_connect(wire: WebSocket, booking_id: UUID, context: Context, caller: Principal | Refusal) -> bool:
    hub: Hub = context.resources
    address = wire.client.host if wire.client else ""
    person_id = caller.person_id if isinstance(caller, Principal) else None
    return hub.may_connect(person_id, booking_id, address)


async def _reject(wire: WebSocket, code: Close, reason: str) -> None:
    JOIN_FAILURES.labels(reason).inc()
    await wire.close(code, reason)

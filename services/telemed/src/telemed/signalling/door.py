"""«The door»: who may open a socket, and with which close code the others are sent away."""

from uuid import UUID

import structlog
from common.auth import authenticate_socket
from common.errors import Refusal, Unavailable
from common.metrics import counter
from common.service import Context
from starlette.websockets import WebSocket

from telemed import actions
from telemed.signalling.endings import Close
from telemed.signalling.handlers import HANDLERS
from telemed.signalling.socket import Socket

SUBPROTOCOL = "mila.v1"

JOIN_FAILURES = counter("telemed_join_failures_total", "Sockets sent away at the door, by reason", ("reason",))

logger = structlog.get_logger(__name__)


async def attend(wire: WebSocket, booking_id: UUID, context: Context) -> None:
    """A participant's socket lives here; anybody else's is opened only to be told why it is closed."""
    if SUBPROTOCOL not in wire.scope["subprotocols"]:
        await wire.accept()
        await _send_away(wire, Close.PROTOCOL, "subprotocol")
        return
    await wire.accept(subprotocol=SUBPROTOCOL)
    try:
        caller = await authenticate_socket(wire)
        async with context.sessions.begin() as session:
            participant = await actions.admit(session, caller, booking_id)
    except Unavailable as down:
        await _send_away(wire, Close.UNFORESEEN, down.code)
    except Refusal as refusal:
        await _send_away(wire, Close.NOT_ALLOWED, refusal.code)
    except Exception:
        logger.exception("door_failed")
        await _send_away(wire, Close.UNFORESEEN, "unforeseen")
    else:
        await Socket(wire, context=context, participant=participant, table=HANDLERS).run()


async def _send_away(wire: WebSocket, code: Close, reason: str) -> None:
    JOIN_FAILURES.labels(reason).inc()
    await wire.close(code, reason)

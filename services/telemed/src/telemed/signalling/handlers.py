"""The table from message type to action. An action runs in one transaction; its answer is sent after the commit."""

from collections.abc import Awaitable, Callable
from typing import Any

from common.errors import Refusal

from telemed import actions
from telemed.domain import protocol

# (session, participant, message) → what the sender is answered after the commit; a refusal becomes an `error`.
Action = Callable[..., Awaitable[protocol.Message | Refusal | None]]

# Descriptions, candidates, pings and `bye` change nothing in the database: the socket handles them itself.
HANDLERS: dict[type[Any], Action] = {
    protocol.Media: actions.set_media,
    protocol.Call: actions.ring,
    protocol.CancelCall: actions.cancel_call,
    protocol.Accept: actions.accept_call,
    protocol.Decline: actions.decline_call,
    protocol.Connected: actions.report_connected,
    protocol.HangUp: actions.hang_up,
    protocol.LeaveCall: actions.hang_up,
    protocol.EndVisit: actions.end_visit,
    protocol.Say: actions.say,
    protocol.Delivered: actions.mark,
    protocol.Read: actions.mark,
}

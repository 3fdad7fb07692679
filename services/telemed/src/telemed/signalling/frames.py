"""A frame from the browser becomes a message of the protocol. SDP is not read.

Three kinds of frames: a message, a message of a known type that cannot be accepted (``RejectedMessage``, answered by
`error`), and what is no message at all (``ProtocolBreach``, which closes the socket).
"""

import json
import re
from typing import Any, NoReturn

from common.errors import Invalid, Refusal
from pydantic import ValidationError

from telemed.domain.protocol import BROWSER_MESSAGES, BrowserMessage
from telemed.domain.protocol.values import MAX_MESSAGE_BYTES
from telemed.domain.texts import well_formed
from telemed.errors import TooLong
from telemed.signalling.closures import ProtocolBreach

MAX_DIGITS = 20  # a longer number fits no field
MAX_CLIENT_ID = 64
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]')


class RejectedMessage(Exception):
    """A message of a known type that is refused; the socket stays."""

    def __init__(self, refusal: Refusal, *, about: str, client_id: str | None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.about = about
        self.client_id = client_id


def read_frame(frame: dict[str, Any]) -> BrowserMessage:
    """The message in a frame. Raises RejectedMessage for one with a wrong field, ProtocolBreach for no message."""
    text = frame.get("text")
    if text is None:
        raise ProtocolBreach("not_text")
    try:
        fields, too_deep = _fields(text), False
    except RecursionError:
        fields, too_deep = _fields(_flattened(text)), True
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in BROWSER_MESSAGES:
        raise ProtocolBreach("unknown_type")
    client_id = fields.get("client_id")
    known_id = client_id if kind == "say" and isinstance(client_id, str) and len(client_id) <= MAX_CLIENT_ID else None
    if len(text) > MAX_MESSAGE_BYTES or (not text.isascii() and len(text.encode()) > MAX_MESSAGE_BYTES):
        raise RejectedMessage(TooLong(), about=kind, client_id=known_id)
    if too_deep:
        raise RejectedMessage(Invalid(), about=kind, client_id=known_id)
    try:
        return BROWSER_MESSAGES[kind].model_validate(fields)
    except ValidationError as error:
        raise RejectedMessage(Invalid(), about=kind, client_id=known_id) from error


def _fields(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_int=_number, parse_constant=_refuse_constant)
        value = _well_formed(value)
    except ValueError as error:
        raise ProtocolBreach("not_understood") from error
    if not isinstance(value, dict):
        raise ProtocolBreach("not_understood")
    return value


def _flattened(text: str) -> str:
    """The message with null for every nested list and object, so that its type can be read at any depth."""
    kept, depth, at = [], 0, 0
    for found in _TOKEN.finditer(text):
        if found[0] in "[{":
            depth += 1
            if depth == 2:
                kept.append(text[at : found.start()] + "null")
        elif found[0] in "]}":
            depth -= 1
            if depth == 1:
                at = found.end()
    if depth:
        raise ProtocolBreach("not_understood")
    return "".join([*kept, text[at:]])


def _well_formed(value: Any) -> Any:
    """Unpaired surrogates, which only JSON can carry, become U+FFFD."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_well_formed(one) for one in value]
    if isinstance(value, dict):
        return {name: _well_formed(one) for name, one in value.items()}
    return value


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= MAX_DIGITS else float(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)

"""«From the browser»: every message by the name it has in docs/signalling.md. Its shape is checked, SDP is not read.

Three kinds of frames: a message, a message of a known type that cannot be taken as it is (``Unfit``, answered in
the band), and what is none at all (``ProtocolBreach``, which ends the socket).
"""

import json
import re
from typing import Annotated, Any, Literal, NoReturn
from uuid import UUID

from common.errors import Invalid, Refusal
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from telemed.domain.rooms import CallEnd
from telemed.domain.words import well_formed
from telemed.errors import TooLong
from telemed.signalling.endings import ProtocolBreach

LARGEST_BYTES = 64 * 1024  # of one message; the server itself takes frames of up to four times this (common.process)
LONGEST_NUMBER = 20  # digits; longer ones fit nowhere
LONGEST_ID = 64
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]')

Seq = Annotated[int, Field(ge=0, lt=2**31)]


class Said(BaseModel):
    """Something a browser says. Fields nobody knows are ignored."""

    model_config = ConfigDict(frozen=True)

    type: str


class Media(Said):
    """What this end sends, and whether it can take part in a call at all."""

    type: Literal["media"]
    audio: bool
    video: bool
    screen: bool
    can_call: bool


class Ring(Said):
    """The doctor calls."""

    type: Literal["call"]


class AboutCall(Said):
    """A message about one call."""

    call_id: UUID


class CancelCall(AboutCall):
    """The doctor changed their mind."""

    type: Literal["cancel_call"]


class Accept(AboutCall):
    """The patient answers, or has lost the connection object of a running call."""

    type: Literal["accept"]


class Decline(AboutCall):
    """The patient does not answer."""

    type: Literal["decline"]
    reason: Literal[CallEnd.DECLINED, CallEnd.BUSY] = CallEnd.DECLINED


class SessionDescription(BaseModel):
    """RTCSessionDescriptionInit."""

    type: Literal["offer", "answer", "pranswer", "rollback"]
    sdp: str = ""


class Description(AboutCall):
    """For the other end."""

    type: Literal["description"]
    description: SessionDescription


class IceCandidate(BaseModel):
    """RTCIceCandidateInit."""

    model_config = ConfigDict(populate_by_name=True)

    candidate: str
    sdpMid: str | None = None  # noqa: N815 - the browser's own name
    sdpMLineIndex: Annotated[int, Field(ge=0, lt=2**16)] | None = None  # noqa: N815
    usernameFragment: str | None = None  # noqa: N815


class Candidate(AboutCall):
    """For the other end; null is the end of candidates."""

    type: Literal["candidate"]
    candidate: IceCandidate | None


class Connected(AboutCall):
    """This end hears the other."""

    type: Literal["connected"]


class HangUp(AboutCall):
    """The doctor ends the call, not the visit."""

    type: Literal["hang_up"]


class LeaveCall(AboutCall):
    """The patient leaves the call, not the room."""

    type: Literal["leave_call"]


class EndVisit(Said):
    """The doctor ends the visit."""

    type: Literal["end_visit"]


class Say(Said):
    """A chat message."""

    type: Literal["say"]
    client_id: UUID
    text: str


class Delivered(Said):
    """This browser has everything up to ``seq``."""

    type: Literal["delivered"]
    seq: Seq


class Read(Said):
    """This person has seen everything up to ``seq``."""

    type: Literal["read"]
    seq: Seq


class Ping(Said):
    """Is anybody there?"""

    type: Literal["ping"]


class Bye(Said):
    """The person leaves."""

    type: Literal["bye"]


KINDS: dict[str, type[Said]] = {
    "media": Media,
    "call": Ring,
    "cancel_call": CancelCall,
    "accept": Accept,
    "decline": Decline,
    "description": Description,
    "candidate": Candidate,
    "connected": Connected,
    "hang_up": HangUp,
    "leave_call": LeaveCall,
    "end_visit": EndVisit,
    "say": Say,
    "delivered": Delivered,
    "read": Read,
    "ping": Ping,
    "bye": Bye,
}
_adapters: dict[str, TypeAdapter[Said]] = {name: TypeAdapter(kind) for name, kind in KINDS.items()}


class Unfit(Exception):
    """A message of a known type that is refused as it is; the socket stays."""

    def __init__(self, refusal: Refusal, *, about: str, client_id: str | None) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.about = about
        self.client_id = client_id


def read(event: dict[str, Any]) -> Said:
    """The message in a frame. Raises Unfit for one with a wrong field, ProtocolBreach for what is none."""
    text = event.get("text")
    if text is None:
        raise ProtocolBreach("not_text")
    try:
        fields, too_deep = _fields(text), False
    except RecursionError:
        fields, too_deep = _fields(_flat(text)), True
    kind = fields.get("type")
    if not isinstance(kind, str) or kind not in KINDS:
        raise ProtocolBreach("unknown_type")
    client_id = fields.get("client_id")
    named = client_id if kind == "say" and isinstance(client_id, str) and len(client_id) <= LONGEST_ID else None
    if len(text) > LARGEST_BYTES or (not text.isascii() and len(text.encode()) > LARGEST_BYTES):
        raise Unfit(TooLong(), about=kind, client_id=named)
    if too_deep:
        raise Unfit(Invalid(), about=kind, client_id=named)
    try:
        return _adapters[kind].validate_python(fields)
    except ValidationError as error:
        raise Unfit(Invalid(), about=kind, client_id=named) from error


def _fields(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text, parse_int=_number, parse_constant=_no_number)
        value = _mended(value)
    except ValueError as error:
        raise ProtocolBreach("not_understood") from error
    if not isinstance(value, dict):
        raise ProtocolBreach("not_understood")
    return value


def _flat(text: str) -> str:
    """The message with null for every list and object in it, so that its type can be read however deep they are."""
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


def _mended(value: Any) -> Any:
    """Halves of characters, which JSON can carry and nothing else here can, become U+FFFD."""
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_mended(one) for one in value]
    if isinstance(value, dict):
        return {name: _mended(one) for name, one in value.items()}
    return value


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_NUMBER else float(digits)


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)

"""«From the browser»: every message by the name it has in docs/signalling.md. Its shape is checked, SDP is not read."""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from telemed.domain.rooms import CallEnd
from telemed.signalling.endings import ProtocolBreach

LARGEST_BYTES = 64 * 1024  # of one message, here and at the server's own door (common.process)

# PostgreSQL keeps no NUL.
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^[^\x00]*$")]
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
    sdpMLineIndex: int | None = None  # noqa: N815
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
    text: Text


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


Anything = Annotated[
    Media
    | Ring
    | CancelCall
    | Accept
    | Decline
    | Description
    | Candidate
    | Connected
    | HangUp
    | LeaveCall
    | EndVisit
    | Say
    | Delivered
    | Read
    | Ping
    | Bye,
    Field(discriminator="type"),
]
_adapter: TypeAdapter[Said] = TypeAdapter(Anything)


def read(event: dict[str, Any]) -> Said:
    """The message in a frame. Raises ProtocolBreach for what is none."""
    text = event.get("text")
    if text is None:
        raise ProtocolBreach("not_text")
    if len(text) > LARGEST_BYTES or (not text.isascii() and len(text.encode()) > LARGEST_BYTES):
        raise ProtocolBreach("too_large", code=1009)
    try:
        return _adapter.validate_json(text)
    except (ValidationError, UnicodeEncodeError) as error:
        raise ProtocolBreach("not_understood") from error

"""Messages a browser sends. ``sender`` names the only role that may send one; None: both may."""

from typing import ClassVar, Literal
from uuid import UUID

from pydantic import Field

from telemed.domain.protocol.values import CallId, IceCandidate, Message, SeatMedia, Seq, SessionDescription
from telemed.domain.rooms import CallEnd, Role


class BrowserMessage(Message):
    """A message a browser sends."""

    sender: ClassVar[Role | None] = None


class CallMessage(BrowserMessage):
    """A message about one call."""

    call_id: CallId


class Media(SeatMedia, BrowserMessage):
    """What really leaves: wished, there, and not held back by the system. Stored, sent to the peer as `peer_media`."""

    type: Literal["media"] = "media"


class Call(BrowserMessage):
    """Begins a call: `ringing` to both. The patient absent: `peer_absent`, DoctorCalling at most once a minute."""

    sender = Role.DOCTOR
    type: Literal["call"] = "call"


class CancelCall(CallMessage):
    """Before the call was accepted: `call_ended` with `cancelled`. After: `call_in_progress`."""

    sender = Role.DOCTOR
    type: Literal["cancel_call"] = "cancel_call"


class Accept(CallMessage):
    """Accepts the call, or a running call again after a reload: `call_accepted` to both."""

    sender = Role.PATIENT
    type: Literal["accept"] = "accept"


class Decline(CallMessage):
    """While it rings: `call_declined` to the doctor."""

    sender = Role.PATIENT
    type: Literal["decline"] = "decline"
    reason: Literal[CallEnd.DECLINED, CallEnd.BUSY] = Field(default=CallEnd.DECLINED, description="Shown to the doctor")


class Description(CallMessage):
    """Relayed to the peer while the call runs; an absent peer misses it."""

    type: Literal["description"] = "description"
    description: SessionDescription


class Candidate(CallMessage):
    """Relayed to the peer while the call runs; an absent peer misses it."""

    type: Literal["candidate"] = "candidate"
    candidate: IceCandidate | None = Field(description="Null ends the candidates")


class Connected(CallMessage):
    """This end is connected. Both sent it: `call_started`; the first time in a visit also ConsultationStarted."""

    type: Literal["connected"] = "connected"


class HangUp(CallMessage):
    """Ends the call: `call_ended` with `hung_up`. The room and the chat stay."""

    sender = Role.DOCTOR
    type: Literal["hang_up"] = "hang_up"


class LeaveCall(CallMessage):
    """Ends the call: `call_ended` with `hung_up`. The doctor may call again."""

    sender = Role.PATIENT
    type: Literal["leave_call"] = "leave_call"


class EndVisit(BrowserMessage):
    """Before `can_end_from`: `not_started`. Later: ConsultationEnded, `room_closed` with `doctor_ended`, close 4002."""

    sender = Role.DOCTOR
    type: Literal["end_visit"] = "end_visit"


class Say(BrowserMessage):
    """A chat message, stored once per room, author and `client_id`; `message` to both."""

    type: Literal["say"] = "say"
    client_id: UUID = Field(description="Chosen by the browser; kept when the message is sent again")
    text: str = Field(description="At most 4,000 characters without control characters, one of them visible")


class Delivered(BrowserMessage):
    """Everything up to `seq` was received. Stored (only grows), sent to the peer."""

    type: Literal["delivered"] = "delivered"
    seq: Seq


class Read(BrowserMessage):
    """Everything up to `seq` was seen. Stored (only grows), sent to the peer."""

    type: Literal["read"] = "read"
    seq: Seq


class Ping(BrowserMessage):
    """Answered by `pong`."""

    type: Literal["ping"] = "ping"


class Bye(BrowserMessage):
    """Leaves the seat, reason `closed`; close 1000."""

    type: Literal["bye"] = "bye"

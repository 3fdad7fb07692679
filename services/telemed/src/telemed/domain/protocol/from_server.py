"""Messages the server sends. `description`, `candidate`, `delivered` and `read` are the peer's own, passed on."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import Field

from telemed.domain.files import FileState
from telemed.domain.protocol.values import (
    CallId,
    CallView,
    ChatFile,
    ErrorCode,
    IceServer,
    Message,
    OwnSeat,
    PeerSeat,
    RoomTimes,
    RoomView,
    SeatMedia,
    Seq,
    ServerTime,
)
from telemed.domain.rooms import CallEnd, CloseReason, Departure, MessageKind, Role


class Welcome(Message):
    """First message, always."""

    type: Literal["welcome"] = "welcome"
    server_time: ServerTime
    role: Role = Field(description="The receiver's seat")
    room: RoomView
    own: OwnSeat = Field(alias="self")
    peer: PeerSeat
    ice_servers: list[IceServer] = Field(description="Empty without a relay")
    call: CallView | None
    last_seq: Seq
    peer_read_seq: Seq
    peer_delivered_seq: Seq


class PeerJoined(Message):
    """A socket took the other seat: also when the seat was not seen to be left (a newer tab, a quick return)."""

    type: Literal["peer_joined"] = "peer_joined"
    at: datetime
    full_name: str = Field(description="Name of the peer")


class PeerLeft(Message):
    """The other seat is empty. `closed`: `bye`, or the page went away (close 1001)."""

    type: Literal["peer_left"] = "peer_left"
    at: datetime
    reason: Departure


class PeerMedia(SeatMedia, Message):
    """The other end muted, unmuted, shares."""

    type: Literal["peer_media"] = "peer_media"


class Ringing(Message):
    """To the patient: the doctor calls. To the doctor: confirmation that it rings."""

    type: Literal["ringing"] = "ringing"
    call_id: CallId
    at: datetime


class CallAccepted(Message):
    """To both: the patient accepted (again, after a reload); negotiation begins again."""

    type: Literal["call_accepted"] = "call_accepted"
    call_id: CallId
    at: datetime
    ice_servers: list[IceServer] = Field(default=[], description="Fresh: those of `welcome` may have expired")


class CallDeclined(Message):
    """To the doctor."""

    type: Literal["call_declined"] = "call_declined"
    call_id: CallId
    reason: Literal[CallEnd.DECLINED, CallEnd.BUSY, CallEnd.TIMEOUT]


class CallStarted(Message):
    """Both ends reported `connected` (again after each `call_accepted`; `started_at` stays)."""

    type: Literal["call_started"] = "call_started"
    call_id: CallId
    started_at: datetime = Field(description="First connection of the visit")
    at: datetime


class CallEnded(Message):
    """To both: a call is over; the room stays. The patient who declined receives nothing."""

    type: Literal["call_ended"] = "call_ended"
    call_id: CallId
    reason: Literal[CallEnd.HUNG_UP, CallEnd.CANCELLED, CallEnd.LOST, CallEnd.TIMEOUT]
    at: datetime


class ChatMessage(Message):
    """A chat message, to both seats; also the answer to `say`."""

    type: Literal["message"] = "message"
    seq: Seq
    message_id: UUID
    client_id: UUID = Field(description="That of `say` or of the upload")
    author: Role
    kind: MessageKind
    text: str | None = Field(description="Null for a file")
    file: ChatFile | None = Field(description="Null for a text")
    sent_at: datetime


class FileChecked(Message):
    """A file that waited for the virus scanner (`checking`) may be opened, or never will be."""

    type: Literal["file_checked"] = "file_checked"
    file_id: UUID
    state: FileState


class RoomClosed(Message):
    """Followed by close 4002; a running call ends with it, without a `call_ended`."""

    type: Literal["room_closed"] = "room_closed"
    at: datetime
    reason: CloseReason


class Moved(RoomTimes, Message):
    """The visit was moved."""

    type: Literal["moved"] = "moved"


class ErrorReply(Message):
    """A user's mistake; the socket stays."""

    type: Literal["error"] = "error"
    code: ErrorCode | str
    about: str = Field(description="Type of the refused message")
    client_id: str | None = Field(default=None, max_length=64, description="That of a refused `say`; else absent")


class ConfirmSession(Message):
    """The browser shows over HTTP that the session still holds (below)."""

    type: Literal["confirm_session"] = "confirm_session"


class Pong(Message):
    """Answer to `ping`."""

    type: Literal["pong"] = "pong"
    server_time: ServerTime

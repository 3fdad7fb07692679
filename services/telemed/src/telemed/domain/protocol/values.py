"""The parts that messages of the signalling protocol are made of."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from telemed.domain.files import FileState
from telemed.domain.rooms import CallState, RoomState

MAX_MESSAGE_BYTES = 64 * 1024

Seq = Annotated[int, Field(ge=0, lt=2**31, description="Number of a chat message; they begin with 1 and have no gaps")]
CallId = Annotated[UUID, Field(description="The call")]
ServerTime = Annotated[datetime, Field(description="The server's clock")]


class Value(BaseModel):
    """An immutable part of a message. Unknown fields are ignored."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Message(Value):
    """A message of the protocol. Only fields that were set are sent, so an absent field differs from null."""

    type: str

    def model_post_init(self, _: Any) -> None:
        """Mark ``type`` as set, so that it is sent."""
        self.model_fields_set.add("type")

    def to_json(self) -> str:
        """The message as it is sent."""
        return self.model_dump_json(exclude_unset=True, by_alias=True)


class ErrorCode(StrEnum):
    """Why a message was refused; a client shows a code it does not know as a general error."""

    NOT_ALLOWED = "not_allowed"
    NO_CALL = "no_call"
    CALL_IN_PROGRESS = "call_in_progress"
    PEER_ABSENT = "peer_absent"
    NOT_STARTED = "not_started"
    INVALID = "invalid"
    EMPTY_TEXT = "empty_text"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"
    ROOM_CLOSED = "room_closed"


class SeatMedia(Value):
    """What one end sends, and whether it can take part in a call."""

    audio: bool = Field(description="The microphone is sent")
    video: bool = Field(description="The camera is sent")
    screen: bool = Field(description="The screen is sent instead of the camera")
    can_call: bool = Field(description="The browser can take part in a call")


class SessionDescription(Value):
    """RTCSessionDescriptionInit; the server does not read the SDP."""

    type: Literal["offer", "answer", "pranswer", "rollback"]
    sdp: str = Field(default="", max_length=MAX_MESSAGE_BYTES, description="The SDP")


class IceCandidate(Value):
    """RTCIceCandidateInit."""

    candidate: str = Field(max_length=MAX_MESSAGE_BYTES, description="The candidate line; empty ends a generation")
    sdpMid: str | None = Field(default=None, description="Id of the media section")  # noqa: N815 - the browser's name
    sdpMLineIndex: int | None = Field(default=None, ge=0, lt=2**16, description="Its number")  # noqa: N815
    usernameFragment: str | None = Field(default=None, description="Fragment of the ICE user name")  # noqa: N815


class IceServer(Value):
    """One entry of RTCPeerConnection's ``iceServers``, good for an hour."""

    urls: list[str] = Field(description="Addresses of the TURN relay")
    username: str = Field(description="Its expiry and its user")
    credential: str = Field(description="The password that belongs to the user name")


class RoomTimes(Value):
    """The times of a visit."""

    starts_at: datetime = Field(description="Planned start")
    ends_at: datetime = Field(description="Planned end")
    can_end_from: datetime = Field(description="The doctor cannot end the visit before")
    closes_at: datetime = Field(description="The room closes then, unless a call runs")


class RoomView(RoomTimes):
    """The room."""

    state: RoomState = Field(description="`in_call` from the acceptance of a call to its end")
    call_started_at: datetime | None = Field(description="First connection of the visit")


class OwnSeat(Value):
    """The seat of the receiver."""

    person_id: UUID = Field(description="The receiver")
    full_name: str = Field(description="Name of the receiver")
    since: datetime | None = Field(description="Seated since; an absence under 2 minutes does not count")


class PeerSeat(Value):
    """The other seat."""

    full_name: str = Field(description="Empty until the first visit of the peer")
    present: bool = Field(description="A socket holds the seat")
    since: datetime | None = Field(description="Taken or left at; null: never taken")
    media: SeatMedia | None = Field(description="The last `media` of the peer")


class CallView(Value):
    """A call that rings or runs."""

    call_id: CallId
    state: Literal[CallState.RINGING, CallState.ACCEPTED] = Field(description="A connected call is `accepted`")
    at: datetime = Field(description="Rang or was accepted at")


class ChatFile(Value):
    """A file in the chat; its bytes are at `GET …/files/{file_id}`."""

    file_id: UUID = Field(description="The file")
    name: str = Field(description="A safe file name")
    size: int = Field(ge=0, description="Bytes")
    content_type: str = Field(description="Media type by content")
    state: FileState = Field(description="Only a `ready` file can be opened")

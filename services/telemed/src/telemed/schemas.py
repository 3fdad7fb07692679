"""Bodies of telemed's answers; a message looks the same over HTTP and on the socket."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from telemed.domain.files import FileState
from telemed.domain.rooms import MOST_STARS, MessageKind, Role, RoomState


class FileView(BaseModel):
    """A file as the chat shows it; its bytes are under ``files/{file_id}``."""

    file_id: UUID
    name: str
    size: int
    content_type: str
    state: FileState = Field(description="Only a ready file can be opened")


class MessageView(BaseModel):
    """Something said in the room."""

    seq: int
    message_id: UUID
    client_id: UUID
    author: Role
    kind: MessageKind
    text: str | None = None
    file: FileView | None = None
    sent_at: datetime


class MessageList(BaseModel):
    """Messages in the order they were said; fewer than ``limit`` means there are no more."""

    items: list[MessageView]


class PatientInRoom(BaseModel):
    """The patient; the name is empty until their first visit."""

    person_id: UUID
    full_name: str


class DoctorInRoom(BaseModel):
    """The doctor; the name is empty until their first visit."""

    doctor_id: UUID
    full_name: str


class RoomView(BaseModel):
    """A room as its participant sees it from outside."""

    booking_id: UUID
    state: RoomState
    role: Role
    patient: PatientInRoom
    doctor: DoctorInRoom
    starts_at: datetime
    ends_at: datetime
    can_end_from: datetime = Field(description="Before this moment the doctor cannot end the visit")
    closes_at: datetime
    call_started_at: datetime | None
    peer_present: bool
    stars: int | None = Field(description="How the caller rated the connection")
    server_time: datetime


class RatingBody(BaseModel):
    """How good the connection was."""

    stars: int = Field(ge=1, le=MOST_STARS, description="1 is bad, 5 is good")


class RatingView(BaseModel):
    """The caller's rating of the connection, as it stands now."""

    stars: int
    rated_at: datetime


class IceServer(BaseModel):
    """One entry of RTCPeerConnection's ``iceServers``."""

    urls: list[str]
    username: str
    credential: str


class CheckView(BaseModel):
    """What a browser needs to check its way to a consultation; no relay means an empty list."""

    ice_servers: list[IceServer]
    expires_at: datetime
    server_time: datetime


class Presence(BaseModel):
    """Whether the patient of a visit is in the room, since when, and what the doctor has not read yet."""

    booking_id: UUID
    patient_present: bool
    since: datetime | None
    unread: int = Field(description="Messages of the patient that the doctor has not read")


class PresenceList(BaseModel):
    """Presence in the rooms asked about that are the doctor's own."""

    items: list[Presence]

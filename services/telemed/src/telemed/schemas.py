"""HTTP bodies of telemed; a chat message looks the same on the socket."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from telemed.domain.protocol import ChatFile, IceServer
from telemed.domain.rooms import MAX_STARS, MessageKind, Role, RoomState


class MessageRead(BaseModel):
    """A chat message."""

    seq: int
    message_id: UUID
    client_id: UUID
    author: Role
    kind: MessageKind
    text: str | None = None
    file: ChatFile | None = None
    sent_at: datetime


class RoomPatientRead(BaseModel):
    """The patient; the name is empty until their first visit."""

    person_id: UUID
    full_name: str


class RoomDoctorRead(BaseModel):
    """The doctor; the name is empty until their first visit."""

    doctor_id: UUID
    full_name: str


class RoomRead(BaseModel):
    """A room as its participant sees it without entering."""

    booking_id: UUID
    state: RoomState
    role: Role
    patient: RoomPatientRead
    doctor: RoomDoctorRead
    starts_at: datetime
    ends_at: datetime
    can_end_from: datetime = Field(description="Before this moment the doctor cannot end the visit")
    closes_at: datetime
    call_started_at: datetime | None
    peer_present: bool
    stars: int | None = Field(description="How the caller rated the connection")
    server_time: datetime


class RatingCreate(BaseModel):
    """A rating of the connection."""

    stars: int = Field(ge=1, le=MAX_STARS, description="1 is bad, 5 is good")


class RatingRead(BaseModel):
    """The caller's rating of the connection, as it stands now."""

    stars: int
    rated_at: datetime


class CheckRead(BaseModel):
    """What a browser needs to check its connection; without a relay the list is empty."""

    ice_servers: list[IceServer]
    expires_at: datetime
    server_time: datetime


class PresenceRead(BaseModel):
    """Whether the patient of a visit is in the room, since when, and what the doctor has not read yet."""

    booking_id: UUID
    patient_present: bool
    since: datetime | None
    unread: int = Field(description="Messages of the patient that the doctor has not read")

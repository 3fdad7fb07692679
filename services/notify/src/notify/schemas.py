"""Bodies of notify's requests and answers."""

import binascii
from base64 import urlsafe_b64decode
from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from common.fields import Line
from contracts.values import VisitType
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from notify.domain import LettersKeptBack
from notify.kinds import NoticeKind

AUTH_BYTES = 16
HourAndMinute = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM in the person's zone")]


class NoticeFilters(BaseModel):
    """The query string of the list of notices."""

    unread: bool = False
    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class NoticeClinic(BaseModel):
    """Where a visit in a clinic is; its time is told by the clinic's clock."""

    model_config = ConfigDict(from_attributes=True)

    title: str
    time_zone: str
    city: str | None
    address: str | None
    phone: str | None


class NoticeView(BaseModel):
    """A notice; its client words ``kind`` with ``params`` (times ISO 8601, money in kopecks).

    ``starts_at``, ``service_title`` and ``visit_type`` say which visit it is about, as far as that is known;
    ``clinic`` is there for a visit in one. It leads to ``patient_path`` in the patient's app and to ``doctor_path`` in
    the doctor's: a doctor who is a patient too reads the same notices in both.
    """

    model_config = ConfigDict(from_attributes=True)

    notice_id: UUID
    kind: NoticeKind
    booking_id: UUID | None
    document_id: UUID | None
    created_at: datetime
    read_at: datetime | None
    params: dict[str, Any]
    patient_path: str
    doctor_path: str
    starts_at: datetime | None = None
    service_title: str | None = None
    visit_type: VisitType | None = None
    clinic: NoticeClinic | None = None


class NoticeList(BaseModel):
    items: list[NoticeView]
    next_cursor: UUID | None
    unread_count: int


class Ring(BaseModel):
    """What the stream of the bell says: how many are unread, and which is the newest. The list is asked for anew."""

    unread_count: int
    notice_id: UUID | None
    kind: NoticeKind | None


class Channels(BaseModel):
    """Which groups of notices go this way."""

    visits: bool = True
    reminders: bool = True
    documents: bool = True


class PreferencesBody(BaseModel):
    """How a person wants to be told. Quiet hours go over midnight when they end earlier than they begin."""

    quiet_from: HourAndMinute | None = None
    quiet_to: HourAndMinute | None = None
    mail: Channels = Channels()
    push: Channels = Channels()

    @model_validator(mode="after")
    def _whole_quiet_hours(self) -> Self:
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise ValueError("quiet hours need both ends or none")
        if self.quiet_from is not None and self.quiet_from == self.quiet_to:
            raise ValueError("quiet hours cannot end as they begin")
        return self


class LettersRead(BaseModel):
    """Whether letters about visits reach this person, and what keeps them back."""

    go_out: bool
    kept_back: LettersKeptBack | None = None


class PushKey(BaseModel):
    """What a browser subscribes with; None when no pushes are sent here."""

    key: str | None


def _decoded(value: str) -> bytes:
    try:
        return urlsafe_b64decode(value + "=" * (-len(value) % 4))
    except binascii.Error:
        raise ValueError("must be base64url") from None


def _public_key(value: str) -> str:
    EllipticCurvePublicKey.from_encoded_point(SECP256R1(), _decoded(value))
    return value


def _secret(value: str) -> str:
    if len(_decoded(value)) != AUTH_BYTES:
        raise ValueError("must be 16 bytes")
    return value


class PushKeys(BaseModel):
    """The browser's half of the encryption."""

    p256dh: Annotated[Line, Field(max_length=100), AfterValidator(_public_key)]
    auth: Annotated[Line, Field(max_length=40), AfterValidator(_secret)]


class PushSubscriptionBody(BaseModel):
    """What ``PushManager.subscribe`` gave; only known push services are taken."""

    endpoint: Annotated[Line, Field(max_length=1000)]
    keys: PushKeys


class PushSubscriptionView(BaseModel):
    """A browser of the person; by its endpoint it knows itself."""

    model_config = ConfigDict(from_attributes=True)

    subscription_id: UUID
    endpoint: str
    created_at: datetime


class PushSubscriptionList(BaseModel):
    items: list[PushSubscriptionView]

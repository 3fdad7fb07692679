"""Bodies of notify's requests and answers."""

import binascii
from base64 import urlsafe_b64decode
from datetime import datetime, time
from typing import Annotated, Any, Self
from uuid import UUID

from common.fields import Line
from common.paging import Page
from contracts.values import VisitType
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from notify.domain.delivery import Channel, NoLetterReason
from notify.domain.kinds import Group, NoticeKind
from notify.models import Clinic, Notice, Preferences

AUTH_BYTES = 16
HourAndMinute = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="HH:MM in the person's zone")]


class NoticeClinicRead(BaseModel):
    """The clinic of a visit there; the time of such a visit is shown in the clinic's zone."""

    model_config = ConfigDict(from_attributes=True)

    title: str
    time_zone: str
    city: str | None
    address: str | None
    phone: str | None


class NoticeRead(BaseModel):
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
    clinic: NoticeClinicRead | None = None

    @classmethod
    def of(
        cls,
        notice: Notice,
        starts_at: datetime | None,
        visit_type: VisitType | None,
        service_title: str | None,
        clinic: Clinic | None,
    ) -> Self:
        """The notice with its visit; the time is the one it was created with, even if the visit has moved since."""
        read = cls.model_validate(notice)
        read.starts_at = notice.time_param("starts_at") or starts_at
        read.service_title = service_title
        read.visit_type = VisitType(notice.params["visit_type"]) if "visit_type" in notice.params else visit_type
        if clinic is not None and read.visit_type is VisitType.CLINIC:
            read.clinic = NoticeClinicRead.model_validate(clinic)
        return read


class NoticePage(Page[NoticeRead]):
    """``unread_count`` counts all notices of the person, whatever the page and the filter."""

    unread_count: int


class Channels(BaseModel):
    """The groups of notices delivered through this channel."""

    visits: bool = True
    reminders: bool = True
    documents: bool = True

    def muted(self, channel: Channel) -> list[str]:
        """The groups that are switched off, as preferences keep them."""
        return [f"{channel}:{group}" for group in Group if not getattr(self, group)]

    @classmethod
    def of(cls, channel: Channel, muted: list[str]) -> Self:
        return cls(**{group: f"{channel}:{group}" not in muted for group in Group})


class PreferencesRead(BaseModel):
    """How a person is notified besides the list. Quiet hours cross midnight when they end earlier than they begin."""

    quiet_from: HourAndMinute | None = None
    quiet_to: HourAndMinute | None = None
    mail: Channels = Channels()
    push: Channels = Channels()

    @classmethod
    def of(cls, saved: Preferences | None) -> Self:
        """What was saved; every channel at any hour until something is."""
        if saved is None:
            return cls()
        return cls(
            quiet_from=_hour_and_minute(saved.quiet_from),
            quiet_to=_hour_and_minute(saved.quiet_to),
            mail=Channels.of(Channel.MAIL, saved.muted),
            push=Channels.of(Channel.PUSH, saved.muted),
        )


class PreferencesUpdate(BaseModel):
    """How a person wants to be notified besides the list. Quiet hours have both ends or none."""

    quiet_from: HourAndMinute | None = None
    quiet_to: HourAndMinute | None = None
    mail: Channels = Channels()
    push: Channels = Channels()

    @model_validator(mode="after")
    def _both_ends_or_none(self) -> Self:
        if (self.quiet_from is None) != (self.quiet_to is None):
            raise ValueError("quiet hours need both ends or none")
        if self.quiet_from is not None and self.quiet_from == self.quiet_to:
            raise ValueError("quiet hours cannot end as they begin")
        return self

    def quiet_hours(self) -> tuple[time | None, time | None]:
        start, end = (time.fromisoformat(at) if at else None for at in (self.quiet_from, self.quiet_to))
        return start, end

    def muted(self) -> list[str]:
        return self.mail.muted(Channel.MAIL) + self.push.muted(Channel.PUSH)


def _hour_and_minute(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at is not None else None


class LettersRead(BaseModel):
    """Whether letters about visits are sent to this person, and if not, why."""

    go_out: bool
    kept_back: NoLetterReason | None = None


class PushKeyRead(BaseModel):
    """The key a browser subscribes with; null when this installation sends no pushes."""

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
    """The browser's keys for the encryption (RFC 8291)."""

    p256dh: Annotated[Line, Field(max_length=100), AfterValidator(_public_key)]
    auth: Annotated[Line, Field(max_length=40), AfterValidator(_secret)]


class PushSubscriptionCreate(BaseModel):
    """The result of ``PushManager.subscribe``; only known push services are accepted."""

    endpoint: Annotated[Line, Field(max_length=1000)]
    keys: PushKeys


class PushSubscriptionRead(BaseModel):
    """A browser of the person; a browser finds itself by its endpoint."""

    model_config = ConfigDict(from_attributes=True)

    subscription_id: UUID
    endpoint: str
    created_at: datetime


class PushSubscriptionsRead(BaseModel):
    """All browsers of the person, newest first: at most ten, so not paged."""

    items: list[PushSubscriptionRead]

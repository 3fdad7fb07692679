"""The tables of notify: notices, their deliveries, preferences, and copies of what notices are about."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from common.db.base import Id, Kopecks, Moment, Timestamped, TypedColumns, messaging_tables, metadata_for
from common.db.joined import joined_cabinets
from contracts.values import VisitType
from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from notify.domain.delivery import DeliveryState, RecipientKind, VisitOutcome
from notify.domain.kinds import NoticeKind, doctor_path


class Base(TypedColumns, DeclarativeBase):
    """The tables of notify."""

    metadata = metadata_for("notify")


messaging_tables(Base)
JOINED = joined_cabinets(Base)


class Clinic(Base):
    """A copy of what catalog published."""

    __tablename__ = "clinics"

    clinic_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]


class Offering(Base):
    """A copy of what catalog published."""

    __tablename__ = "offerings"

    offering_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    service_title: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Visit(Base):
    """A copy of a confirmed booking: what later letters and reminders about it need."""

    __tablename__ = "visits"

    booking_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    doctor_id: Mapped[UUID]
    clinic_id: Mapped[UUID]
    offering_id: Mapped[UUID]
    visit_type: Mapped[VisitType]
    starts_at: Mapped[Moment]
    ends_at: Mapped[Moment]
    timed_at: Mapped[Moment] = mapped_column(comment="when this time was chosen: earlier reminders are not made up for")
    price_kopecks: Mapped[Kopecks]
    version: Mapped[int]

    __table_args__ = (Index("ix_visits_starts_at", "starts_at"),)


class VisitEnd(Base):
    """The end of a visit. A table of its own, because the end may arrive before the visit does."""

    __tablename__ = "visit_ends"

    booking_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    outcome: Mapped[VisitOutcome]
    version: Mapped[int]


class Reminder(Timestamped, Base):
    """A reminder that was given: once for each visit, time and kind."""

    __tablename__ = "reminders"

    booking_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    starts_at: Mapped[Moment] = mapped_column(primary_key=True)
    kind: Mapped[NoticeKind] = mapped_column(primary_key=True)
    reminder_id: Mapped[UUID] = mapped_column(Uuid, unique=True)


class Notice(Timestamped, Base):
    """An entry in a person's list of notices. Created once per event (or reminder), kind and recipient."""

    __tablename__ = "notices"

    notice_id: Mapped[Id]
    event_id: Mapped[UUID] = mapped_column(comment="the fact it was told of, or the reminder")
    event_version: Mapped[int] = mapped_column(
        "fact_version", server_default="1", comment="aggregate_version of the fact"
    )
    kind: Mapped[NoticeKind]
    recipient_kind: Mapped[RecipientKind]
    recipient_id: Mapped[UUID]
    booking_id: Mapped[UUID | None]
    document_id: Mapped[UUID | None]
    params: Mapped[dict[str, Any]]
    read_at: Mapped[Moment | None]

    __table_args__ = (
        UniqueConstraint("event_id", "kind", "recipient_id"),
        Index("ix_notices_recipient", "recipient_id", "notice_id"),
    )

    def time_param(self, name: str) -> datetime | None:
        """A time among the params."""
        return datetime.fromisoformat(self.params[name]) if name in self.params else None

    @property
    def patient_path(self) -> str:
        """The page it leads to in the patient's app."""
        return self.kind.patient_path(self.booking_id, self.document_id)

    @property
    def doctor_path(self) -> str:
        """The page it leads to in the doctor's app."""
        return doctor_path(self.booking_id)


class EndedSession(Base):
    """A session that ended while its token may still be valid; kept for an hour. Its notice streams are closed."""

    __tablename__ = "ended_sessions"

    session_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    ended_at: Mapped[Moment] = mapped_column(index=True)


class Preferences(Base):
    """A person's preferences. No row: every channel, at any hour."""

    __tablename__ = "preferences"

    person_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    quiet_from: Mapped[time | None]
    quiet_to: Mapped[time | None]
    muted: Mapped[list[str]] = mapped_column(comment="channel:group, such as mail:reminders")

    __table_args__ = (CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name="quiet_from_and_to"),)


class PushSubscription(Timestamped, Base):
    """A browser that receives pushes. Its endpoint belongs to the last person who logged in there."""

    __tablename__ = "push_subscriptions"

    subscription_id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(Uuid, index=True)
    endpoint: Mapped[str] = mapped_column(Text, unique=True)
    p256dh: Mapped[str] = mapped_column(Text)
    auth: Mapped[str] = mapped_column(Text)


class Delivery(Timestamped):
    """A queued or finished delivery; its rows are the delivery log."""

    state: Mapped[DeliveryState]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[Moment]
    outcome: Mapped[str | None] = mapped_column(Text, comment="why it was skipped or failed: a word, never an address")
    sent_at: Mapped[Moment | None]


class Letter(Delivery, Base):
    """A letter. Its address and text are composed at the moment of sending."""

    __tablename__ = "letters"

    letter_id: Mapped[Id]
    notice_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    verification_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)

    __table_args__ = (
        CheckConstraint("(notice_id IS NULL) <> (verification_id IS NULL)", name="about_one_thing"),
        Index("ix_letters_due", "next_attempt_at", postgresql_where="state = 'queued'"),
    )

    @property
    def key(self) -> UUID:
        return self.letter_id


class Push(Delivery, Base):
    """A push to one browser."""

    __tablename__ = "pushes"

    push_id: Mapped[Id]
    notice_id: Mapped[UUID]
    subscription_id: Mapped[UUID] = mapped_column(
        ForeignKey("push_subscriptions.subscription_id", ondelete="CASCADE"), index=True
    )

    __table_args__ = (
        UniqueConstraint("notice_id", "subscription_id"),
        Index("ix_pushes_due", "next_attempt_at", postgresql_where="state = 'queued'"),
    )

    @property
    def key(self) -> UUID:
        return self.push_id

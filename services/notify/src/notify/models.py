"""What notify remembers: what to tell whom, what has left, and its own copy of what letters are about."""

from typing import Any
from uuid import UUID

from common.db.base import Id, Kopecks, Moment, Timestamped, TypedColumns, metadata_for, plumbing_tables
from contracts.values import VisitType
from sqlalchemy import CheckConstraint, Index, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from notify.domain import LetterState, NoticeKind, RecipientKind


class Base(TypedColumns, DeclarativeBase):
    """The tables of notify."""

    metadata = metadata_for("notify")


plumbing_tables(Base)


class Clinic(Base):
    """A copy of what catalog published."""

    __tablename__ = "clinics"

    clinic_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Offering(Base):
    """A copy of what catalog published."""

    __tablename__ = "offerings"

    offering_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    service_title: Mapped[str] = mapped_column(Text)
    version: Mapped[int]


class Visit(Base):
    """A copy of a confirmed booking: what later letters about it need."""

    __tablename__ = "visits"

    booking_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    patient_id: Mapped[UUID]
    doctor_id: Mapped[UUID]
    clinic_id: Mapped[UUID]
    offering_id: Mapped[UUID]
    visit_type: Mapped[VisitType]
    starts_at: Mapped[Moment]
    price_kopecks: Mapped[Kopecks]
    version: Mapped[int]


class Notice(Timestamped, Base):
    """Something a person sees under the bell. Told once per fact and recipient."""

    __tablename__ = "notices"

    notice_id: Mapped[Id]
    event_id: Mapped[UUID]
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


class Letter(Timestamped, Base):
    """A letter on its way, and the log of its delivery. Address and words are made at the moment of sending."""

    __tablename__ = "letters"

    letter_id: Mapped[Id]
    notice_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    verification_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    state: Mapped[LetterState]
    attempts: Mapped[int] = mapped_column(default=0)
    next_attempt_at: Mapped[Moment]
    outcome: Mapped[str | None] = mapped_column(Text, comment="why it was skipped or failed: a word, never an address")
    sent_at: Mapped[Moment | None]

    __table_args__ = (
        CheckConstraint("(notice_id IS NULL) <> (verification_id IS NULL)", name="about_one_thing"),
        Index("ix_letters_due", "next_attempt_at", postgresql_where="state = 'queued'"),
    )

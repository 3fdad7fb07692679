"""What medcard remembers: visits, drafts, documents, links to them, who read them, and who consented."""

from datetime import date
from uuid import UUID

from common.db.base import Id, Moment, Timestamped, TypedColumns, messaging_tables, metadata_for
from common.db.joined import joined_cabinets
from contracts.values import DocumentKind, VisitType
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    Uuid,
    false,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from medcard.domain import AccessAction, DocumentAccess, FileState, ReaderKind, VisitClosure


class Base(TypedColumns, DeclarativeBase):
    """The tables of medcard."""

    metadata = metadata_for("medcard")


messaging_tables(Base, idempotency=True)
JOINED = joined_cabinets(Base, dated=True)


class Clinic(Base):
    """A copy of what catalog published, for the paper_header."""

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


class Consent(Base):
    """Whether a patient allows medical documents to be shown; the newest event wins."""

    __tablename__ = "consents"

    person_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    given: Mapped[bool]
    decided_at: Mapped[Moment]


class Visit(Base):
    """A confirmed booking; after its end a conclusion is expected."""

    __tablename__ = "visits"

    booking_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(index=True)
    doctor_id: Mapped[UUID]
    clinic_id: Mapped[UUID]
    offering_id: Mapped[UUID]
    visit_type: Mapped[VisitType | None] = mapped_column(comment="null: confirmed before it was kept")
    starts_at: Mapped[Moment]
    ended_at: Mapped[Moment | None]
    closed: Mapped[VisitClosure | None]
    version: Mapped[int]

    __table_args__ = (Index("ix_visits_doctor", "doctor_id", "starts_at"),)


class Draft(Base):
    """A conclusion as it is being written."""

    __tablename__ = "drafts"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("visits.booking_id"), primary_key=True)
    complaints: Mapped[str] = mapped_column(Text, default="")
    anamnesis: Mapped[str] = mapped_column(Text, default="")
    examination: Mapped[str] = mapped_column(Text, default="")
    diagnosis_code: Mapped[str | None] = mapped_column(Text)
    diagnosis_text: Mapped[str] = mapped_column(Text, default="")
    recommendations: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)
    saved_at: Mapped[Moment]


class Document(Timestamped, Base):
    """A document of a patient. A conclusion never changes once it is here; a trigger of the database sees to it."""

    __tablename__ = "documents"

    document_id: Mapped[Id]
    patient_id: Mapped[UUID]
    kind: Mapped[DocumentKind]
    title: Mapped[str] = mapped_column(Text)
    document_type: Mapped[str | None] = mapped_column(Text, comment="id in 1.2.643.5.1.13.13.11.1520")
    document_date: Mapped[date] = mapped_column(Date)
    booking_id: Mapped[UUID | None] = mapped_column(Uuid, unique=True)
    doctor_id: Mapped[UUID | None]
    doctor_name: Mapped[str | None] = mapped_column(Text)
    clinic_title: Mapped[str | None] = mapped_column(Text)
    service_title: Mapped[str | None] = mapped_column(Text)
    diagnosis_code: Mapped[str | None] = mapped_column(Text)
    issued_at: Mapped[Moment | None]
    file_name: Mapped[str] = mapped_column(Text)
    file_type: Mapped[str] = mapped_column(Text)
    file_size: Mapped[int] = mapped_column(BigInteger)
    file_sha256: Mapped[str | None] = mapped_column(String(64), comment="null: stored before it was kept, or not yet")
    file_state: Mapped[FileState] = mapped_column(default=FileState.READY, server_default=FileState.READY)
    access: Mapped[DocumentAccess] = mapped_column(default=DocumentAccess.FORBIDDEN)
    made_identified: Mapped[bool] = mapped_column(
        server_default=false(), comment="not made in a password session, which does not see it then"
    )

    __table_args__ = (
        Index("ix_documents_patient", "patient_id", "document_id"),
        Index("ix_documents_checking", "created_at", postgresql_where=text("file_state = 'checking'")),
        CheckConstraint("kind <> 'conclusion' OR (booking_id IS NOT NULL AND issued_at IS NOT NULL)", name="issued"),
    )

    @property
    def file_key(self) -> str:
        """Where the file lies in storage."""
        return f"documents/{self.document_id}"


class AccessLogEntry(Base):
    """Somebody read a document; the patient can see it. Through a link nobody is known but the link's label.

    A trigger lets no reading through a link be noted of a document that is forbidden, or when the link is over.
    """

    __tablename__ = "readings"

    reading_id: Mapped[Id]
    document_id: Mapped[UUID] = mapped_column(ForeignKey("documents.document_id", ondelete="CASCADE"), index=True)
    reader_id: Mapped[UUID | None]
    share_id: Mapped[UUID | None] = mapped_column(ForeignKey("shares.share_id", ondelete="SET NULL"), index=True)
    reader_kind: Mapped[ReaderKind]
    reader_name: Mapped[str] = mapped_column(Text)
    action: Mapped[AccessAction]
    read_at: Mapped[Moment]

    __table_args__ = (CheckConstraint("reader_kind = 'link' OR reader_id IS NOT NULL", name="reader"),)


class Share(Base):
    """A temporary link to some documents (R157). A trigger lets none be prolonged or opened again once it is over.

    Neither the token nor the code is here: only what each can be recognised by. ``link_salt`` makes the token together
    with the service's secret, and goes when the link is over.
    """

    __tablename__ = "shares"

    share_id: Mapped[Id]
    patient_id: Mapped[UUID]
    label: Mapped[str] = mapped_column(Text)
    made_at: Mapped[Moment]
    expires_at: Mapped[Moment]
    revoked_at: Mapped[Moment | None]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    link_salt: Mapped[bytes | None] = mapped_column(LargeBinary)
    with_code: Mapped[bool]
    code_mark: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_tries: Mapped[int] = mapped_column(default=0, comment="wrong codes since the last right one")
    wrong_codes: Mapped[int] = mapped_column(default=0, comment="wrong codes ever")
    last_wrong_at: Mapped[Moment | None]
    openings: Mapped[int] = mapped_column(default=0)
    last_opened_at: Mapped[Moment | None]
    opening_published_at: Mapped[Moment | None] = mapped_column(
        "told_at", comment="when an opening was last told to other rooms"
    )

    __table_args__ = (
        Index("ix_shares_patient", "patient_id", "share_id"),
        CheckConstraint("expires_at > made_at AND expires_at <= made_at + interval '30 days'", name="term"),
        CheckConstraint("code_tries BETWEEN 0 AND 5", name="tries"),
    )


class SharedDocument(Base):
    """A document that a link shows, as long as the patient allows it."""

    __tablename__ = "shared_documents"

    share_id: Mapped[UUID] = mapped_column(ForeignKey("shares.share_id", ondelete="CASCADE"), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True, index=True
    )


class ShareSession(Base):
    """Somebody opened a link and reads through it until ``ends_at``; their key is kept as a digest until then."""

    __tablename__ = "openings"

    opening_id: Mapped[Id]
    share_id: Mapped[UUID] = mapped_column(ForeignKey("shares.share_id", ondelete="CASCADE"), index=True)
    key_digest: Mapped[bytes | None] = mapped_column(LargeBinary, unique=True)
    opened_at: Mapped[Moment]
    ends_at: Mapped[Moment]


class Preparation(Base):
    """What a patient wants to ask at a visit. ``closed_at``: the visit was cancelled, nothing is shown at it."""

    __tablename__ = "preparations"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("visits.booking_id"), primary_key=True)
    patient_id: Mapped[UUID] = mapped_column(index=True)
    questions: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[Moment]
    closed_at: Mapped[Moment | None]
    made_identified: Mapped[bool] = mapped_column(
        server_default=false(),
        comment="the questions were not written in a password session, which does not see them then",
    )


class PreparedDocument(Base):
    """A document shown to the doctor of one visit and to nobody else."""

    __tablename__ = "brought_documents"

    booking_id: Mapped[UUID] = mapped_column(ForeignKey("preparations.booking_id"), primary_key=True)
    document_id: Mapped[UUID] = mapped_column(
        ForeignKey("documents.document_id", ondelete="CASCADE"), primary_key=True, index=True
    )

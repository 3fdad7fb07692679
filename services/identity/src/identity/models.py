"""What identity remembers."""

from datetime import date, datetime
from uuid import UUID

from common.db.base import Id, Timestamped, TypedColumns, messaging_tables, metadata_for
from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from identity.domain.people import DEFAULT_TIME_ZONE, full_name, given_name


class Base(TypedColumns, DeclarativeBase):
    metadata = metadata_for("identity")


class Person(Timestamped, Base):
    """A cabinet. Entered by Gosuslugi (``oid``, R019), by e-mail and password, or by both once linked."""

    __tablename__ = "people"
    __table_args__ = (
        CheckConstraint(
            "oid IS NOT NULL OR account_email IS NOT NULL OR joined_into IS NOT NULL", name="can_be_entered"
        ),
        CheckConstraint("joined_into IS NULL OR (oid IS NULL AND account_email IS NULL)", name="joined_is_closed"),
        Index(None, "blocked_at", postgresql_where=text("blocked_at IS NOT NULL")),
    )

    person_id: Mapped[Id]
    version: Mapped[int] = mapped_column(default=1)
    oid: Mapped[str | None] = mapped_column(unique=True)
    last_name: Mapped[str]
    first_name: Mapped[str]
    middle_name: Mapped[str | None]
    birth_date: Mapped[date | None]
    gender: Mapped[str | None]
    snils_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    snils_mark: Mapped[str | None] = mapped_column(index=True, comment="keyed fingerprint, to match staff")
    document_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    mobile_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    gosuslugi_email: Mapped[str | None] = mapped_column(index=True, comment="only when verified there")
    account_email: Mapped[str | None] = mapped_column(unique=True, comment="verified by us, normalised")
    password_hash: Mapped[str | None]
    notification_email: Mapped[str | None] = mapped_column(comment="verified by us")
    time_zone: Mapped[str] = mapped_column(default=DEFAULT_TIME_ZONE)
    setup_completed_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    joined_into: Mapped[UUID | None] = mapped_column(
        ForeignKey("people.person_id"), comment="the cabinet of the same person that stays; this one is closed"
    )
    joined_at: Mapped[datetime | None]

    @property
    def full_name(self) -> str:
        """Фамилия Имя Отчество."""
        return full_name(self.last_name, self.first_name, self.middle_name)

    @property
    def given_name(self) -> str:
        """Имя Отчество."""
        return given_name(self.first_name, self.middle_name)

    @property
    def email(self) -> str | None:
        """Where letters go: the address chosen for them first."""
        return self.notification_email or self.account_email or self.gosuslugi_email


class Login(Timestamped, Base):
    """A trip to Gosuslugi that came back. Until then only the browser that began it keeps it, sealed in a cookie."""

    __tablename__ = "logins"

    login_id: Mapped[Id]
    state_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    browser_digest: Mapped[bytes] = mapped_column(LargeBinary)
    origin: Mapped[str]
    return_to: Mapped[str]
    linking_session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.session_id", ondelete="CASCADE"))
    used_at: Mapped[datetime | None]


class Joining(Timestamped, Base):
    """A question to a person whom Gosuslugi has identified: is the account ``person_id`` yours too?

    Without ``owner_id`` the identity has no cabinet yet, and the password of the account is asked for. With it there
    are two cabinets; the account's own session ``session_id`` asked for the link.
    """

    __tablename__ = "joinings"

    joining_id: Mapped[Id]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.person_id"))
    owner_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.person_id"))
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("sessions.session_id", ondelete="CASCADE"))
    identified_sealed: Mapped[bytes] = mapped_column(LargeBinary, comment="what Gosuslugi said")
    origin: Mapped[str]
    return_to: Mapped[str]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class BrowserSession(Timestamped, Base):
    """One browser that is logged in. The cookie itself is not kept, only its digest."""

    __tablename__ = "sessions"

    session_id: Mapped[Id]
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.person_id"), index=True)
    acr: Mapped[str]
    browser: Mapped[str | None]
    system: Mapped[str | None]
    roles: Mapped[list[str]]
    doctor_id: Mapped[UUID | None]
    clinic_ids: Mapped[list[str]]
    idle_seconds: Mapped[int]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SigningKey(Timestamped, Base):
    """An Ed25519 pair that signs internal tokens; the private half is sealed."""

    __tablename__ = "signing_keys"

    kid: Mapped[str] = mapped_column(primary_key=True)
    private_sealed: Mapped[bytes] = mapped_column(LargeBinary)


class Verification(Timestamped, Base):
    """An address that waits to be proved. The link is kept, sealed, only until it is used: notify words the letter."""

    __tablename__ = "verifications"

    verification_id: Mapped[Id]
    purpose: Mapped[str] = mapped_column(comment="the kind of letter")
    email: Mapped[str] = mapped_column(index=True)
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("people.person_id"))
    token_digest: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    token_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    application_sealed: Mapped[bytes | None] = mapped_column(LargeBinary, comment="names and password hash to be")
    return_to: Mapped[str | None] = mapped_column(comment="the page that was wanted before the letter")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class Consent(Base):
    """One decision about one consent document. Rows are only added: the newest of a kind is in force (R027)."""

    __tablename__ = "consents"
    __table_args__ = (Index(None, "person_id", "kind", "consent_id"),)

    consent_id: Mapped[Id]
    person_id: Mapped[UUID] = mapped_column(ForeignKey("people.person_id"))
    kind: Mapped[str]
    text_version: Mapped[str]
    decision: Mapped[str]
    acr: Mapped[str] = mapped_column(comment="how the person had come in when deciding")
    decided_at: Mapped[datetime]


class StaffMember(Base):
    """Who works at a clinic, and as what. Matched by СНИЛС at each login through Gosuslugi."""

    __tablename__ = "staff"

    staff_id: Mapped[Id]
    snils_mark: Mapped[str] = mapped_column(index=True)
    full_name: Mapped[str]
    position: Mapped[str]
    clinic_id: Mapped[UUID]
    role: Mapped[str]


class Throttle(Base):
    """How often something was tried in the current window; the key is a fingerprint."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(index=True)


messaging_tables(Base)

"""What booking remembers. ``version`` counts the changes of a row; copies of the catalogue keep the catalogue's."""

from datetime import date, datetime
from uuid import UUID

from common.db.base import Id, Kopecks, Timestamped, TypedColumns, messaging_tables, metadata_for
from common.db.joined import joined_cabinets
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitType
from sqlalchemy import (
    CheckConstraint,
    Computed,
    DateTime,
    Index,
    SmallInteger,
    Text,
    Uuid,
    literal_column,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE, ExcludeConstraint, Range
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    MappedSQLExpression,
    column_property,
    mapped_column,
)

from booking.domain import ExceptionKind, Status, WaitStatus

LIVE = text("status IN ('held', 'confirmed')")
HELD = text("status = 'held'")
CONFIRMED = text("status = 'confirmed'")
WAITING = text("status = 'waiting'")
STILL_WAITING = text("status IN ('waiting', 'offered')")


class Base(TypedColumns, DeclarativeBase):
    """The tables of booking."""

    metadata = metadata_for("booking")


messaging_tables(Base, idempotency=True)
JOINED = joined_cabinets(Base, dated=True)


class Clinic(Base):
    """A copy from the catalogue."""

    __tablename__ = "clinics"

    clinic_id: Mapped[UUID] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text)
    address: Mapped[str | None] = mapped_column(Text)
    phone: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int]


class Doctor(Base):
    """A copy from the catalogue."""

    __tablename__ = "doctors"

    doctor_id: Mapped[UUID] = mapped_column(primary_key=True)
    clinic_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    version: Mapped[int]


class Offering(Base):
    """A copy from the catalogue: what a doctor does, for how long and for how much, as it stands."""

    __tablename__ = "offerings"

    offering_id: Mapped[UUID] = mapped_column(primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(index=True)
    clinic_id: Mapped[UUID]
    service_code: Mapped[str] = mapped_column(Text)
    service_title: Mapped[str] = mapped_column(Text)
    visit_type: Mapped[VisitType]
    duration_minutes: Mapped[int]
    price_kopecks: Mapped[Kopecks]
    withdrawn: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int]


class WorkingHours(Base):
    """One working interval of a week, in minutes of the clinic's local day (1440 is its end)."""

    __tablename__ = "working_hours"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        CheckConstraint("0 <= starts_minute AND starts_minute < ends_minute AND ends_minute <= 1440", name="minutes"),
    )

    working_hours_id: Mapped[Id]
    doctor_id: Mapped[UUID] = mapped_column(index=True)
    clinic_id: Mapped[UUID]
    weekday: Mapped[int] = mapped_column(SmallInteger)
    starts_minute: Mapped[int] = mapped_column(SmallInteger)
    ends_minute: Mapped[int] = mapped_column(SmallInteger)
    visit_types: Mapped[list[str]] = mapped_column(ARRAY(Text))
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class ScheduleException(Base, Timestamped):
    """A time when the doctor is away, or works beyond the weekly hours; without a clinic it holds for all."""

    __tablename__ = "schedule_exceptions"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        Index("ix_schedule_exceptions_doctor_id_ends_at", "doctor_id", "ends_at"),
    )

    schedule_exception_id: Mapped[Id]
    doctor_id: Mapped[UUID]
    clinic_id: Mapped[UUID | None]
    kind: Mapped[ExceptionKind]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class NextOpening(Base):
    """The kept answer to "when is this doctor free next"; see queries/openings.py for how long it is believed."""

    __tablename__ = "next_openings"

    doctor_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_type: Mapped[VisitType] = mapped_column(primary_key=True)
    offering_id: Mapped[UUID | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    computed_at: Mapped[datetime]


def _of_clinic(column: InstrumentedAttribute[str | None]) -> MappedSQLExpression[str | None]:
    """What the clinic of a booking says of itself now."""
    own = Clinic.clinic_id == literal_column("bookings.clinic_id", Uuid)
    # No step of a booking changes its clinic.
    return column_property(select(column).where(own).scalar_subquery(), expire_on_flush=False)


class Booking(Base, Timestamped):
    """A visit, with everything as it was agreed when it was booked."""

    __tablename__ = "bookings"
    __table_args__ = (
        CheckConstraint("starts_at < ends_at", name="order"),
        CheckConstraint("price_kopecks >= 0", name="price"),
        CheckConstraint("refund_kopecks BETWEEN 0 AND paid_kopecks", name="refund"),
        # The event of a return may arrive before the one of its payment.
        CheckConstraint(
            "returned_kopecks >= 0 AND (paid_kopecks = 0 OR returned_kopecks <= paid_kopecks)", name="returned"
        ),
        CheckConstraint("(status = 'held') = (hold_seat IS NOT NULL)", name="hold_seat_of_held"),
        CheckConstraint("hold_seat BETWEEN 1 AND 3", name="hold_seat"),
        CheckConstraint("(status = 'cancelled') = (cancelled_by IS NOT NULL)", name="cancelled_by"),
        ExcludeConstraint(
            ("doctor_id", "="), ("during", "&&"), where=LIVE, using="gist", name="ex_bookings_doctor_during"
        ),
        ExcludeConstraint(
            ("patient_id", "="), ("during", "&&"), where=LIVE, using="gist", name="ex_bookings_patient_during"
        ),
        # Three seats for unpaid slots: with a unique one each, no race can take a fourth.
        Index("uq_bookings_patient_id_hold_seat", "patient_id", "hold_seat", unique=True, postgresql_where=HELD),
        Index("ix_bookings_hold_expires_at", "hold_expires_at", postgresql_where=HELD),
        Index("ix_bookings_ends_at", "ends_at", postgresql_where=CONFIRMED),
        Index("ix_bookings_patient_id_starts_at", "patient_id", "starts_at"),
        Index("ix_bookings_patient_id_created_at", "patient_id", "created_at"),
        Index("ix_bookings_doctor_id_starts_at", "doctor_id", "starts_at"),
    )

    booking_id: Mapped[Id]
    number: Mapped[str] = mapped_column(Text, unique=True)
    status: Mapped[Status]
    version: Mapped[int]

    patient_id: Mapped[UUID]
    patient_name: Mapped[str] = mapped_column(Text)
    doctor_id: Mapped[UUID]
    clinic_id: Mapped[UUID]
    clinic_title: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    offering_id: Mapped[UUID]
    service_code: Mapped[str] = mapped_column(Text)
    service_title: Mapped[str] = mapped_column(Text)
    visit_type: Mapped[VisitType]

    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    during: Mapped[Range[datetime]] = mapped_column(
        TSTZRANGE, Computed("tstzrange(starts_at, ends_at)", persisted=True)
    )

    price_kopecks: Mapped[Kopecks]
    prepaid: Mapped[bool]
    paid_kopecks: Mapped[Kopecks]
    returned_kopecks: Mapped[Kopecks] = mapped_column(
        default=0, server_default="0", comment="went back already, by whomever"
    )
    refund_deadline_at: Mapped[datetime]
    hold_seat: Mapped[int | None] = mapped_column(SmallInteger)
    hold_expires_at: Mapped[datetime | None]

    confirmed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[CancelledBy | None]
    cancel_reason: Mapped[CancelReason | None]
    refund_kopecks: Mapped[Kopecks | None]
    expired_at: Mapped[datetime | None]
    completed_at: Mapped[datetime | None]
    outcome: Mapped[VisitOutcome | None]
    patient_moves: Mapped[list[datetime]] = mapped_column(
        ARRAY(DateTime(timezone=True)), default=list, server_default="{}", comment="by its patient, the latest few"
    )

    # Read from the clinic as it is now: a corrected address or number shows for visits booked before.
    clinic_city: Mapped[str | None] = _of_clinic(Clinic.city)
    clinic_address: Mapped[str | None] = _of_clinic(Clinic.address)
    clinic_phone: Mapped[str | None] = _of_clinic(Clinic.phone)


class WaitlistEntry(Base, Timestamped):
    """Somebody waits for a time of an offering; ``waiting_since`` is the place in the line."""

    __tablename__ = "waitlist_entries"
    __table_args__ = (
        CheckConstraint("from_day <= until_day", name="order"),
        CheckConstraint("status <> 'offered' OR booking_id IS NOT NULL", name="offer_has_booking"),
        CheckConstraint("status <> 'waiting' OR booking_id IS NULL", name="waiting_has_none"),
        Index(
            "uq_waitlist_entries_patient_id_offering_id",
            "patient_id",
            "offering_id",
            unique=True,
            postgresql_where=STILL_WAITING,
        ),
        Index("uq_waitlist_entries_booking_id", "booking_id", unique=True),
        Index("ix_waitlist_entries_doctor_id_waiting_since", "doctor_id", "waiting_since", postgresql_where=WAITING),
    )

    waitlist_entry_id: Mapped[Id]
    status: Mapped[WaitStatus]
    patient_id: Mapped[UUID]
    patient_name: Mapped[str] = mapped_column(Text)
    doctor_id: Mapped[UUID]
    offering_id: Mapped[UUID]
    from_day: Mapped[date | None]
    until_day: Mapped[date | None]
    waiting_since: Mapped[datetime]
    booking_id: Mapped[UUID | None]

"""What catalog remembers. ``version`` counts the published changes of a row and travels as ``aggregate_version``."""

from uuid import UUID

from common.db.base import Kopecks, Moment, TypedColumns, messaging_tables, metadata_for
from contracts.values import VisitType
from sqlalchemy import CheckConstraint, Computed, ForeignKey, Index, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from catalog.domain import full_name, service_titles


class Base(TypedColumns, DeclarativeBase):
    """The tables of catalog."""

    metadata = metadata_for("catalog")


messaging_tables(Base)


class Clinic(Base):
    """A place where doctors see patients; an online visit belongs to a clinic too."""

    __tablename__ = "clinics"

    clinic_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    title: Mapped[str] = mapped_column(Text)
    city: Mapped[str | None] = mapped_column(Text, comment="null: published before cities were asked for")
    address: Mapped[str] = mapped_column(Text, comment="in the city: street and house")
    phone: Mapped[str] = mapped_column(Text)
    time_zone: Mapped[str] = mapped_column(Text)
    about: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)


class Doctor(Base):
    """A doctor as the public sees one."""

    __tablename__ = "doctors"

    doctor_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    slug: Mapped[str] = mapped_column(Text, unique=True)
    last_name: Mapped[str] = mapped_column(Text)
    first_name: Mapped[str] = mapped_column(Text)
    middle_name: Mapped[str | None] = mapped_column(Text)
    gender: Mapped[str] = mapped_column(Text)
    speciality_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    clinic_ids: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    experience_since: Mapped[int]
    education: Mapped[list[str]]
    about: Mapped[str] = mapped_column(Text)
    degree: Mapped[str | None] = mapped_column(Text)
    version: Mapped[int] = mapped_column(default=1)

    @property
    def full_name(self) -> str:
        """Last, first and middle name."""
        return full_name(self.last_name, self.first_name, self.middle_name)

    __table_args__ = (
        CheckConstraint("gender IN ('female', 'male')", name="gender"),
        Index("ix_doctors_speciality_codes", "speciality_codes", postgresql_using="gin"),
        Index("ix_doctors_clinic_ids", "clinic_ids", postgresql_using="gin"),
    )


class Offering(Base):
    """A service of a doctor at a clinic, of one visit type, at a price. Withdrawn ones stay for the record."""

    __tablename__ = "offerings"

    offering_id: Mapped[UUID] = mapped_column(Uuid, primary_key=True)
    doctor_id: Mapped[UUID] = mapped_column(ForeignKey("doctors.doctor_id"), index=True)
    clinic_id: Mapped[UUID] = mapped_column(ForeignKey("clinics.clinic_id"), index=True)
    service_code: Mapped[str] = mapped_column(Text)
    visit_type: Mapped[VisitType]
    duration_minutes: Mapped[int]
    price_kopecks: Mapped[Kopecks]
    withdrawn_at: Mapped[Moment | None]
    version: Mapped[int] = mapped_column(default=1)

    @property
    def service_title(self) -> str:
        """The title by the official book."""
        return service_titles()[self.service_code]

    __table_args__ = (
        CheckConstraint("price_kopecks >= 0", name="price_not_negative"),
        CheckConstraint("duration_minutes BETWEEN 5 AND 480", name="duration_sane"),
    )


class SearchEntry(Base):
    """One thing that can be found, under everything it may be called, spelled as ``domain.normal`` does."""

    __tablename__ = "search_entries"

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    reference: Mapped[str] = mapped_column(Text, primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    # The words as they are pronounced: people type by sound, so vowels that sound alike are one, signs are none.
    sounds: Mapped[str] = mapped_column(Text, Computed("translate(words, 'оиэйьъ', 'аее')", persisted=True))

    __table_args__ = (
        CheckConstraint("kind IN ('doctor', 'speciality', 'clinic')", name="kind"),
        Index("ix_search_entries_words", "words", postgresql_using="gin", postgresql_ops={"words": "gin_trgm_ops"}),
        Index("ix_search_entries_sounds", "sounds", postgresql_using="gin", postgresql_ops={"sounds": "gin_trgm_ops"}),
    )

"""Events of catalog. Titles of clinics and services are public; a doctor's name is a person's and stays home."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event
from contracts.values import Kopecks, Minutes, VisitType


class ClinicPublished(Event):
    """A clinic can be seen and booked at."""

    wire_type: ClassVar[str] = "clinic.published.v1"
    producer: ClassVar[str] = "catalog"

    clinic_id: UUID
    title: str
    time_zone: str
    city: str | None = None
    address: str | None = None
    phone: str | None = None


class DoctorPublished(Event):
    """A doctor can be found."""

    wire_type: ClassVar[str] = "doctor.published.v1"
    producer: ClassVar[str] = "catalog"

    doctor_id: UUID
    clinic_ids: list[UUID]


class OfferingPublished(Event):
    """A doctor offers a service at a price, as it stands from now on."""

    wire_type: ClassVar[str] = "offering.published.v1"
    producer: ClassVar[str] = "catalog"

    offering_id: UUID
    doctor_id: UUID
    clinic_id: UUID
    service_code: str
    service_title: str
    visit_type: VisitType
    duration_minutes: Minutes
    price_kopecks: Kopecks


class OfferingWithdrawn(Event):
    """A service is no longer offered; bookings already made stand."""

    wire_type: ClassVar[str] = "offering.withdrawn.v1"
    producer: ClassVar[str] = "catalog"

    offering_id: UUID

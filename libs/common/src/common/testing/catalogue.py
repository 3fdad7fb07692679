"""What the catalogue publishes about one doctor of one clinic."""

from collections.abc import Mapping
from uuid import UUID

from contracts import Event
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished
from contracts.values import VisitType


def practice(
    *, clinic_id: UUID, doctor_id: UUID, offerings: Mapping[VisitType, UUID], price_kopecks: int
) -> tuple[Event, ...]:
    """A clinic in Moscow, its doctor, and a visit of half an hour of each type."""
    clinic = {"clinic_id": clinic_id, "title": "Клиника на Невском", "time_zone": "Europe/Moscow"}
    offered = {"service_code": "B01.047.001", "service_title": "Прием врача-терапевта первичный"}
    terms = {"duration_minutes": 30, "price_kopecks": price_kopecks, "doctor_id": doctor_id, "clinic_id": clinic_id}
    return (
        ClinicPublished.model_validate({"aggregate_id": clinic_id, **clinic}),
        DoctorPublished(aggregate_id=doctor_id, doctor_id=doctor_id, clinic_ids=[clinic_id]),
        *(
            OfferingPublished.model_validate(
                {"aggregate_id": offering_id, "offering_id": offering_id, "visit_type": kind, **offered, **terms}
            )
            for kind, offering_id in offerings.items()
        ),
    )

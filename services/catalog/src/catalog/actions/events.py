"""Events of the catalogue; each carries the version of its row."""

from common.events.outbox import record
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from sqlalchemy.ext.asyncio import AsyncSession

from catalog.models import Clinic, Doctor, Offering


async def publish_clinic(session: AsyncSession, clinic: Clinic) -> None:
    """ClinicPublished is recorded."""
    event = ClinicPublished(
        aggregate_id=clinic.clinic_id,
        aggregate_version=clinic.version,
        clinic_id=clinic.clinic_id,
        title=clinic.title,
        time_zone=clinic.time_zone,
        city=clinic.city,
        address=clinic.address,
        phone=clinic.phone,
    )
    await record(session, event)


async def publish_doctor(session: AsyncSession, doctor: Doctor) -> None:
    """DoctorPublished is recorded."""
    event = DoctorPublished(
        aggregate_id=doctor.doctor_id,
        aggregate_version=doctor.version,
        doctor_id=doctor.doctor_id,
        clinic_ids=doctor.clinic_ids,
    )
    await record(session, event)


async def publish_offering(session: AsyncSession, offering: Offering) -> None:
    """OfferingPublished is recorded."""
    event = OfferingPublished(
        aggregate_id=offering.offering_id,
        aggregate_version=offering.version,
        offering_id=offering.offering_id,
        doctor_id=offering.doctor_id,
        clinic_id=offering.clinic_id,
        service_code=offering.service_code,
        service_title=offering.service_title,
        visit_type=offering.visit_type,
        duration_minutes=offering.duration_minutes,
        price_kopecks=offering.price_kopecks,
    )
    await record(session, event)


async def publish_withdrawal(session: AsyncSession, offering: Offering) -> None:
    """OfferingWithdrawn is recorded."""
    event = OfferingWithdrawn(
        aggregate_id=offering.offering_id, aggregate_version=offering.version, offering_id=offering.offering_id
    )
    await record(session, event)

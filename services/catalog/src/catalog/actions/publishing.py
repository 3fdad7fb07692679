"""Making clinics and doctors visible. Publishing the same thing twice changes nothing and tells nothing."""

from typing import Any
from uuid import UUID

from common.clock import now
from common.events.outbox import record
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished, OfferingWithdrawn
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncSession

from catalog import domain, queries
from catalog.errors import UnknownReference
from catalog.models import Clinic, Doctor, Offering
from catalog.schemas import ClinicBody, DoctorBody, OfferingBody

ENTER = text("""
    INSERT INTO search_entries (kind, reference, words) VALUES (:kind, :reference, :words)
    ON CONFLICT (kind, reference) DO UPDATE SET words = excluded.words
""")


async def publish_clinic(session: AsyncSession, clinic_id: UUID, body: ClinicBody) -> None:
    """The clinic can be seen as ``body`` says; its address (slug) never changes after the first time."""
    clinic = await session.get(Clinic, clinic_id, with_for_update=True)
    if clinic is None:
        clinic = Clinic(clinic_id=clinic_id, slug=await _free_slug(session, Clinic.slug, body.title), version=0)
        session.add(clinic)
    if not _take(clinic, body.model_dump()):
        return
    clinic.version += 1
    await session.flush()
    await _enter(session, "clinic", str(clinic_id), f"{body.title} {body.city or ''} {body.address}")
    await record(
        session,
        ClinicPublished(
            aggregate_id=clinic_id,
            aggregate_version=clinic.version,
            clinic_id=clinic_id,
            title=body.title,
            time_zone=body.time_zone,
            city=body.city,
            address=body.address,
            phone=body.phone,
        ),
    )


async def publish_doctor(session: AsyncSession, doctor_id: UUID, body: DoctorBody) -> None:
    """The doctor can be found and offers exactly ``body.offerings``; what is missing there is withdrawn.

    Raises UnknownReference for a speciality, service or clinic that does not exist.
    """
    await _check_references(session, body)
    name = body.full_name
    doctor = await session.get(Doctor, doctor_id, with_for_update=True)
    if doctor is None:
        spelled = " ".join(filter(None, (name.last, name.first, name.middle)))
        doctor = Doctor(doctor_id=doctor_id, slug=await _free_slug(session, Doctor.slug, spelled), version=0)
        session.add(doctor)
    plain = body.model_dump(exclude={"full_name", "offerings", "speciality_ids"})
    named = {"last_name": name.last, "first_name": name.first, "middle_name": name.middle}
    if _take(doctor, plain | named | {"speciality_codes": body.speciality_ids}):
        doctor.version += 1
        await session.flush()
        await _enter_doctor(session, doctor)
        await record(
            session,
            DoctorPublished(
                aggregate_id=doctor_id,
                aggregate_version=doctor.version,
                doctor_id=doctor_id,
                clinic_ids=body.clinic_ids,
            ),
        )
    await _offer(session, doctor_id, body.offerings)


async def _check_references(session: AsyncSession, body: DoctorBody) -> None:
    known = set(await session.scalars(select(Clinic.clinic_id)))
    clinics = {*body.clinic_ids, *(offering.clinic_id for offering in body.offerings)}
    services = {offering.service_code for offering in body.offerings}
    missing = {
        "specialities": sorted(set(body.speciality_ids) - domain.specialities().keys()),
        "services": sorted(services - domain.service_titles().keys()),
        "clinics": sorted(str(clinic) for clinic in clinics - known),
    }
    if any(missing.values()):
        raise UnknownReference(None, **missing)


async def _offer(session: AsyncSession, doctor_id: UUID, bodies: list[OfferingBody]) -> None:
    existing = {offering.offering_id: offering for offering in await queries.offerings(session, doctor_id)}
    for body in bodies:
        offering = existing.pop(body.offering_id, None)
        if offering is None:
            offering = Offering(offering_id=body.offering_id, doctor_id=doctor_id, version=0)
            session.add(offering)
        if _take(offering, body.model_dump(exclude={"offering_id"}) | {"withdrawn_at": None}):
            offering.version += 1
            await record(session, _published(doctor_id, body, offering.version))
    for offering in existing.values():
        if offering.withdrawn_at is None:
            offering.withdrawn_at, offering.version = now(), offering.version + 1
            await record(
                session,
                OfferingWithdrawn(
                    aggregate_id=offering.offering_id,
                    aggregate_version=offering.version,
                    offering_id=offering.offering_id,
                ),
            )


def _published(doctor_id: UUID, body: OfferingBody, version: int) -> OfferingPublished:
    return OfferingPublished(
        aggregate_id=body.offering_id,
        aggregate_version=version,
        doctor_id=doctor_id,
        service_title=domain.service_titles()[body.service_code],
        **body.model_dump(),
    )


async def _enter_doctor(session: AsyncSession, doctor: Doctor) -> None:
    names = " ".join(filter(None, (doctor.last_name, doctor.first_name, doctor.middle_name)))
    await _enter(session, "doctor", str(doctor.doctor_id), names)
    for code in doctor.speciality_codes:
        speciality = domain.specialities()[code]
        await _enter(session, "speciality", code, f"{speciality.profession} {speciality.title} {speciality.words}")


async def _enter(session: AsyncSession, kind: str, reference: str, words: str) -> None:
    await session.execute(ENTER, {"kind": kind, "reference": reference, "words": domain.normal(words)})


def _take(row: Any, values: dict[str, Any]) -> bool:
    """Sets the values that differ and says whether any did."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


async def _free_slug(session: AsyncSession, column: Any, text_of: str) -> str:
    wanted = domain.slug(text_of)
    taken = set(await session.scalars(select(column).where(column.like(f"{wanted}%"))))
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)

"""Making clinics and doctors visible. Publishing the same thing twice changes nothing and publishes no event."""

from typing import Any
from uuid import UUID

from common.clock import now
from sqlalchemy.ext.asyncio import AsyncSession

from catalog import domain, queries
from catalog.actions import events
from catalog.domain import ClinicProfile, DoctorProfile, OfferingTerms
from catalog.errors import UnknownReference
from catalog.models import Clinic, Doctor, Offering


async def publish_clinic(session: AsyncSession, clinic_id: UUID, profile: ClinicProfile) -> None:
    """The clinic can be seen as ``profile`` says; its address (slug) never changes after the first time."""
    clinic = await queries.lock_clinic(session, clinic_id)
    if clinic is None:
        clinic = Clinic(clinic_id=clinic_id, slug=await _free_slug(session, Clinic.slug, profile.title), version=0)
        session.add(clinic)
    if not _apply(clinic, vars(profile)):
        return
    clinic.version += 1
    await session.flush()
    await _index(session, "clinic", str(clinic_id), f"{profile.title} {profile.city or ''} {profile.address}")
    await events.publish_clinic(session, clinic)


async def publish_doctor(
    session: AsyncSession, doctor_id: UUID, profile: DoctorProfile, offerings: list[OfferingTerms]
) -> None:
    """The doctor can be found and offers exactly ``offerings``; what is missing there is withdrawn.

    Raises UnknownReference for a speciality, service or clinic that does not exist.
    """
    await _check_references(session, profile, offerings)
    doctor = await queries.lock_doctor(session, doctor_id)
    if doctor is None:
        name = domain.full_name(profile.last_name, profile.first_name, profile.middle_name)
        doctor = Doctor(doctor_id=doctor_id, slug=await _free_slug(session, Doctor.slug, name), version=0)
        session.add(doctor)
    if _apply(doctor, vars(profile)):
        doctor.version += 1
        await session.flush()
        await _index_doctor(session, doctor)
        await events.publish_doctor(session, doctor)
    await _replace_offerings(session, doctor_id, offerings)


async def _check_references(session: AsyncSession, profile: DoctorProfile, offerings: list[OfferingTerms]) -> None:
    clinics = {*profile.clinic_ids, *(terms.clinic_id for terms in offerings)}
    services = {terms.service_code for terms in offerings}
    missing = {
        "specialities": sorted(set(profile.speciality_codes) - domain.specialities().keys()),
        "services": sorted(services - domain.service_titles().keys()),
        "clinics": sorted(str(clinic) for clinic in clinics - await queries.list_clinic_ids(session)),
    }
    if any(missing.values()):
        raise UnknownReference(None, **missing)


async def _replace_offerings(session: AsyncSession, doctor_id: UUID, offerings: list[OfferingTerms]) -> None:
    existing = {offering.offering_id: offering for offering in await queries.list_offerings(session, doctor_id)}
    for terms in offerings:
        offering = existing.pop(terms.offering_id, None)
        if offering is None:
            offering = Offering(doctor_id=doctor_id, version=0)
            session.add(offering)
        if _apply(offering, {**vars(terms), "withdrawn_at": None}):
            offering.version += 1
            await events.publish_offering(session, offering)
    for offering in existing.values():
        if offering.withdrawn_at is None:
            offering.withdrawn_at, offering.version = now(), offering.version + 1
            await events.publish_withdrawal(session, offering)


async def _index_doctor(session: AsyncSession, doctor: Doctor) -> None:
    await _index(session, "doctor", str(doctor.doctor_id), doctor.full_name)
    for code in doctor.speciality_codes:
        speciality = domain.specialities()[code]
        await _index(session, "speciality", code, f"{speciality.profession} {speciality.title} {speciality.words}")


async def _index(session: AsyncSession, kind: str, reference: str, words: str) -> None:
    await queries.upsert_search_entry(session, kind=kind, reference=reference, words=domain.normal(words))


def _apply(row: Any, values: dict[str, Any]) -> bool:
    """Sets the values that differ; False when none does."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    return bool(changed)


async def _free_slug(session: AsyncSession, column: Any, text_of: str) -> str:
    wanted = domain.slug(text_of)
    taken = await queries.list_slugs(session, column, prefix=wanted)
    candidates = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in candidates if candidate not in taken)

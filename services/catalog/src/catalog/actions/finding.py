"""What a visitor finds: suggestions while typing, lists, and single pages."""

from collections import defaultdict
from typing import Annotated, Any
from uuid import UUID

from common.errors import Invalid, NotFound
from common.paging import decode_cursor, encode_cursor
from pydantic import Field, TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from catalog import domain, queries
from catalog.schemas import (
    ClinicList,
    ClinicSuggestion,
    ClinicView,
    DoctorCard,
    DoctorFilters,
    DoctorIds,
    DoctorPage,
    DoctorSuggestion,
    DoctorView,
    DoctorWishes,
    OfferingView,
    SpecialityList,
    SpecialityView,
    Suggestions,
)

PER_GROUP = 6
MOST_MATCHES = 200
MOST_IDS = 2000
Skip = Annotated[int, Field(ge=0, le=100_000)]


async def suggest_for(session: AsyncSession, query: str) -> Suggestions:
    """Up to six doctors, specialities and clinics each, best first (R052–R056)."""
    found = await _references(session, query)
    doctors = await _cards(session, found["doctor"][:PER_GROUP])
    counts = await queries.speciality_counts(session) if found["speciality"] else {}
    clinics = await queries.clinics(session, [UUID(key) for key in found["clinic"][:PER_GROUP]])
    return Suggestions(
        spellings=domain.spellings(query),
        doctors=[
            DoctorSuggestion(
                **card.model_dump(include={"doctor_id", "slug", "full_name", "portrait_url"}),
                speciality_title=card.speciality_titles[0],
                profession=card.professions[0],
            )
            for card in doctors
        ],
        specialities=[_speciality(code, counts) for code in found["speciality"] if counts.get(code)][:PER_GROUP],
        clinics=[ClinicSuggestion.model_validate(row, from_attributes=True) for row in clinics],
    )


async def find(session: AsyncSession, wanted: DoctorFilters) -> DoctorPage:
    """Doctors that fit the words and every filter. Raises NotFound for an unknown speciality or clinic address."""
    filters = await _filters(session, wanted)
    if wanted.doctor_ids:
        fitting = filters.get("doctor_ids")
        filters["doctor_ids"] = [key for key in _ids(wanted.doctor_ids) if fitting is None or key in fitting]
    (skip,) = decode_cursor(wanted.cursor, Skip) or (0,)
    rows = await queries.cards(session, filters=filters, most=wanted.limit + 1, skip=skip)
    more = encode_cursor(skip + wanted.limit) if len(rows) > wanted.limit else None
    items = [_card(row) for row in rows[: wanted.limit]]
    return DoctorPage(items=items, next_cursor=more, total=rows[0].total if rows else 0)


async def find_ids(session: AsyncSession, wanted: DoctorWishes) -> DoctorIds:
    """Everybody who fits, best first. Raises NotFound for an unknown speciality or clinic address."""
    return DoctorIds(items=await queries.fitting_ids(session, filters=await _filters(session, wanted), most=MOST_IDS))


async def _filters(session: AsyncSession, wanted: DoctorWishes) -> dict[str, Any]:
    narrow = {"visit_type": wanted.visit_type, "price_to": wanted.price_to_kopecks}
    filters: dict[str, Any] = {**narrow, "sort": wanted.sort}
    if wanted.speciality:
        filters["speciality"] = _speciality_code(wanted.speciality)
    if wanted.clinic:
        filters["clinic_id"] = await _clinic_id(session, wanted.clinic)
    if wanted.q.strip():
        filters["doctor_ids"] = await _doctors_for(session, wanted.q)
    return filters


def _ids(listed: str) -> list[UUID]:
    try:
        return TypeAdapter(list[UUID]).validate_python(listed.split(","))
    except ValidationError as error:
        raise Invalid("doctor_ids are UUIDs separated by commas") from error


async def describe_doctor(session: AsyncSession, name: str) -> DoctorView:
    """The doctor's page, by slug or id. Raises NotFound."""
    doctor = await queries.find_doctor(session, name)
    rows = await queries.cards(session, filters={"doctor_ids": [doctor.doctor_id]}, most=1) if doctor else []
    if doctor is None or not rows:
        raise NotFound
    offerings = await queries.offerings(session, doctor.doctor_id)
    titles = domain.service_titles()
    return DoctorView(
        **_card(rows[0]).model_dump(),
        education=doctor.education,
        about=doctor.about,
        offerings=[
            OfferingView(
                offering_id=offering.offering_id,
                clinic_id=offering.clinic_id,
                service_code=offering.service_code,
                service_title=titles[offering.service_code],
                visit_type=offering.visit_type,
                duration_minutes=offering.duration_minutes,
                price_kopecks=offering.price_kopecks,
            )
            for offering in sorted(offerings, key=lambda offering: (offering.visit_type, offering.service_code))
            if offering.withdrawn_at is None
        ],
    )


async def list_all_specialities(session: AsyncSession, clinic: str | None = None) -> SpecialityList:
    """Specialities that have a doctor (at this clinic), by the name of the profession. Raises NotFound."""
    counts = await queries.speciality_counts(session, await _clinic_id(session, clinic) if clinic else None)
    views = [_speciality(code, counts) for code in counts]
    return SpecialityList(items=sorted(views, key=lambda view: view.profession))


async def list_all_clinics(session: AsyncSession) -> ClinicList:
    """Every clinic, by title."""
    return ClinicList(items=[_clinic(row) for row in await queries.clinics(session)])


async def describe_clinic(session: AsyncSession, name: str) -> ClinicView:
    """A clinic's page, by slug or id. Raises NotFound."""
    return _clinic((await queries.clinics(session, [await _clinic_id(session, name)]))[0])


async def _references(session: AsyncSession, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in await queries.matches(session, domain.spellings(query), most=MOST_MATCHES):
        found[row.kind].append(row.reference)
    return found


async def _doctors_for(session: AsyncSession, query: str) -> list[UUID]:
    """Doctors by name first, then those of a matching speciality or clinic."""
    found = await _references(session, query)
    by_name = [UUID(key) for key in found["doctor"]]
    clinics = [UUID(key) for key in found["clinic"]]
    related = await queries.doctors_of(session, specialities=found["speciality"], clinics=clinics)
    return list(dict.fromkeys([*by_name, *related]))


async def _cards(session: AsyncSession, keys: list[str]) -> list[DoctorCard]:
    if not keys:
        return []
    rows = await queries.cards(session, filters={"doctor_ids": [UUID(key) for key in keys]}, most=len(keys))
    return [_card(row) for row in rows]


async def _clinic_id(session: AsyncSession, name: str) -> UUID:
    clinic = await queries.find_clinic(session, name)
    if clinic is None:
        raise NotFound
    return clinic.clinic_id


def _speciality_code(name: str) -> str:
    if name in domain.specialities():
        return name
    if name not in domain.specialities_by_slug():
        raise NotFound
    return domain.specialities_by_slug()[name].code


def _clinic(row: Any) -> ClinicView:
    return ClinicView.model_validate(row, from_attributes=True)


def _speciality(code: str, counts: dict[str, int]) -> SpecialityView:
    speciality = domain.specialities()[code]
    return SpecialityView(
        code=code,
        slug=speciality.slug,
        title=speciality.title,
        profession=speciality.profession,
        doctor_count=counts.get(code, 0),
    )


def _card(row: Any) -> DoctorCard:
    known = [domain.specialities()[code] for code in row.speciality_codes]
    return DoctorCard(
        doctor_id=row.doctor_id,
        slug=row.slug,
        full_name=" ".join(filter(None, (row.last_name, row.first_name, row.middle_name))),
        speciality_titles=[speciality.title for speciality in known],
        professions=[speciality.profession for speciality in known],
        clinics=row.clinics,
        experience_since=row.experience_since,
        degree=row.degree,
        portrait_url=f"/api/catalog/portraits/{row.doctor_id}",
        price_from_kopecks=row.price_from_kopecks,
        visit_types=sorted(row.visit_types),
    )

"""Search of the public catalogue: suggestions while typing, lists, and single pages."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.errors import NotFound
from contracts.values import VisitType
from sqlalchemy.ext.asyncio import AsyncSession

from catalog import domain, queries
from catalog.domain import DoctorSearch, Speciality
from catalog.models import Offering

PER_GROUP = 6
MOST_MATCHES = 200
MOST_IDS = 2000


@dataclass(frozen=True, kw_only=True)
class DoctorCard:
    """A doctor as a list shows one; the price and the visit types are of the offerings that fit the search."""

    doctor_id: UUID
    slug: str
    full_name: str
    specialities: list[Speciality]
    clinics: list[dict[str, Any]]
    experience_since: int
    degree: str | None
    price_from_kopecks: int
    visit_types: list[VisitType]

    @property
    def speciality_titles(self) -> list[str]:
        return [speciality.title for speciality in self.specialities]

    @property
    def professions(self) -> list[str]:
        return [speciality.profession for speciality in self.specialities]

    @property
    def speciality_title(self) -> str:
        return self.speciality_titles[0]

    @property
    def profession(self) -> str:
        return self.professions[0]

    @property
    def portrait_url(self) -> str:
        return f"/api/catalog/portraits/{self.doctor_id}"


@dataclass(frozen=True, kw_only=True)
class DoctorPage(DoctorCard):
    """A doctor's own page: the card of all offerings, with the texts."""

    education: list[str]
    about: str
    offerings: list[Offering]


@dataclass(frozen=True, kw_only=True)
class CountedSpeciality:
    """A speciality and the number of its doctors."""

    code: str
    slug: str
    title: str
    profession: str
    doctor_count: int


@dataclass(frozen=True, kw_only=True)
class Suggestions:
    """What typed words may mean; clinics are rows of ``queries.list_clinics``."""

    spellings: list[str]
    doctors: list[DoctorCard]
    specialities: list[CountedSpeciality]
    clinics: Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class FoundDoctors:
    """Some of the doctors that fit a search, and the number of all of them; 0 when these are none."""

    cards: list[DoctorCard]
    total: int


async def suggest(session: AsyncSession, query: str) -> Suggestions:
    """Up to six doctors, specialities and clinics each, best first (R052–R056)."""
    found = await _find_references(session, query)
    counts = await queries.count_doctors_by_speciality(session) if found["speciality"] else {}
    counted = [_counted(code, counts) for code in found["speciality"] if counts.get(code)]
    return Suggestions(
        spellings=domain.spellings(query),
        doctors=await _list_cards(session, [UUID(key) for key in found["doctor"][:PER_GROUP]]),
        specialities=counted[:PER_GROUP],
        clinics=await queries.list_clinics(session, [UUID(key) for key in found["clinic"][:PER_GROUP]]),
    )


async def find_doctors(
    session: AsyncSession, search: DoctorSearch, *, doctor_ids: list[UUID] | None, skip: int, limit: int
) -> FoundDoctors:
    """Doctors that fit the search, only those of ``doctor_ids`` and in their order when given.

    Raises NotFound for an unknown speciality or clinic address.
    """
    filters = await _filters(session, search)
    if doctor_ids:
        fitting = filters.get("doctor_ids")
        filters["doctor_ids"] = [one for one in doctor_ids if fitting is None or one in fitting]
    rows = await queries.find_cards(session, filters=filters, most=limit, skip=skip)
    return FoundDoctors(cards=[_card(row) for row in rows], total=rows[0].total if rows else 0)


async def find_doctor_ids(session: AsyncSession, search: DoctorSearch) -> list[UUID]:
    """All doctors who fit, best first. Raises NotFound for an unknown speciality or clinic address."""
    return await queries.find_doctor_ids(session, filters=await _filters(session, search), most=MOST_IDS)


async def read_doctor(session: AsyncSession, name: str) -> DoctorPage:
    """The doctor's page, by slug or id. Raises NotFound."""
    doctor = await queries.get_doctor(session, name)
    cards = await _list_cards(session, [doctor.doctor_id]) if doctor else []
    if doctor is None or not cards:
        raise NotFound
    offered = [one for one in await queries.list_offerings(session, doctor.doctor_id) if one.withdrawn_at is None]
    return DoctorPage(
        **vars(cards[0]),
        education=doctor.education,
        about=doctor.about,
        offerings=sorted(offered, key=lambda offering: (offering.visit_type, offering.service_code)),
    )


async def list_specialities(session: AsyncSession, clinic: str | None = None) -> list[CountedSpeciality]:
    """Specialities that have a doctor (at this clinic), by the name of the profession. Raises NotFound."""
    clinic_id = await _clinic_id(session, clinic) if clinic else None
    counts = await queries.count_doctors_by_speciality(session, clinic_id)
    return sorted((_counted(code, counts) for code in counts), key=lambda speciality: speciality.profession)


async def list_clinics(session: AsyncSession) -> Sequence[Any]:
    """Every clinic, by title."""
    return await queries.list_clinics(session)


async def read_clinic(session: AsyncSession, name: str) -> Any:
    """A clinic's page, by slug or id. Raises NotFound."""
    return (await queries.list_clinics(session, [await _clinic_id(session, name)]))[0]


async def _filters(session: AsyncSession, search: DoctorSearch) -> dict[str, Any]:
    filters: dict[str, Any] = {
        "visit_type": search.visit_type,
        "price_to": search.price_to_kopecks,
        "sort": search.sort,
    }
    if search.speciality:
        filters["speciality"] = _speciality_code(search.speciality)
    if search.clinic:
        filters["clinic_id"] = await _clinic_id(session, search.clinic)
    if search.q.strip():
        filters["doctor_ids"] = await _doctors_for(session, search.q)
    return filters


async def _find_references(session: AsyncSession, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in await queries.find_matches(session, domain.spellings(query), most=MOST_MATCHES):
        found[row.kind].append(row.reference)
    return found


async def _doctors_for(session: AsyncSession, query: str) -> list[UUID]:
    """Doctors by name first, then those of a matching speciality or clinic."""
    found = await _find_references(session, query)
    by_name = [UUID(key) for key in found["doctor"]]
    clinics = [UUID(key) for key in found["clinic"]]
    related = await queries.list_doctor_ids(session, specialities=found["speciality"], clinics=clinics)
    return list(dict.fromkeys([*by_name, *related]))


async def _list_cards(session: AsyncSession, doctor_ids: list[UUID]) -> list[DoctorCard]:
    if not doctor_ids:
        return []
    rows = await queries.find_cards(session, filters={"doctor_ids": doctor_ids}, most=len(doctor_ids))
    return [_card(row) for row in rows]


async def _clinic_id(session: AsyncSession, name: str) -> UUID:
    clinic = await queries.get_clinic(session, name)
    if clinic is None:
        raise NotFound
    return clinic.clinic_id


def _speciality_code(name: str) -> str:
    if name in domain.specialities():
        return name
    if name not in domain.specialities_by_slug():
        raise NotFound
    return domain.specialities_by_slug()[name].code


def _counted(code: str, counts: dict[str, int]) -> CountedSpeciality:
    speciality = domain.specialities()[code]
    return CountedSpeciality(
        code=code,
        slug=speciality.slug,
        title=speciality.title,
        profession=speciality.profession,
        doctor_count=counts.get(code, 0),
    )


def _card(row: Any) -> DoctorCard:
    return DoctorCard(
        doctor_id=row.doctor_id,
        slug=row.slug,
        full_name=domain.full_name(row.last_name, row.first_name, row.middle_name),
        specialities=[domain.specialities()[code] for code in row.speciality_codes],
        clinics=row.clinics,
        experience_since=row.experience_since,
        degree=row.degree,
        price_from_kopecks=row.price_from_kopecks,
        visit_types=sorted(row.visit_types),
    )

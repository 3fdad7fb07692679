"""Bodies of catalog's requests and answers."""

from typing import Annotated, Literal
from uuid import UUID

from common.fields import Line, Lines, Money, TimeZone
from common.paging import Cursor, Page
from contracts.values import Kopecks, VisitType
from pydantic import BaseModel, Field, StringConstraints

ShortText = Annotated[Line, Field(min_length=1, max_length=200)]
# A word of an address: a slug or an id.
Name = Annotated[Line, Field(max_length=200)]
MOST_CARDS = 50
LongText = Annotated[Lines, StringConstraints(strip_whitespace=True, max_length=4000)]


class ClinicBody(BaseModel):
    title: ShortText
    city: ShortText | None = None
    address: ShortText
    phone: ShortText
    time_zone: TimeZone
    about: LongText = ""


class OfferingBody(BaseModel):
    offering_id: UUID
    clinic_id: UUID
    service_code: ShortText
    visit_type: VisitType
    duration_minutes: Annotated[int, Field(ge=5, le=480)]
    price_kopecks: Money


class NameBody(BaseModel):
    last: ShortText
    first: ShortText
    middle: ShortText | None = None


class DoctorBody(BaseModel):
    full_name: NameBody
    gender: Literal["female", "male"]
    speciality_ids: Annotated[list[ShortText], Field(min_length=1, max_length=5)]
    clinic_ids: Annotated[list[UUID], Field(min_length=1, max_length=20)]
    experience_since: Annotated[int, Field(ge=1940, le=2100)]
    education: Annotated[list[ShortText], Field(max_length=20)] = []
    about: LongText = ""
    degree: ShortText | None = None
    offerings: Annotated[list[OfferingBody], Field(max_length=50)]


class ClinicBrief(BaseModel):
    clinic_id: UUID
    slug: str
    title: str
    city: str | None = None
    address: str
    phone: str
    time_zone: str


class ClinicView(ClinicBrief):
    about: str
    doctor_count: int


class ClinicList(BaseModel):
    items: list[ClinicView]


class SpecialityView(BaseModel):
    code: str
    slug: str
    title: str
    profession: str
    doctor_count: int


class SpecialityList(BaseModel):
    items: list[SpecialityView]


class DoctorCard(BaseModel):
    doctor_id: UUID
    slug: str
    full_name: str
    speciality_titles: list[str]
    professions: list[str]
    clinics: list[ClinicBrief]
    experience_since: int
    degree: str | None
    portrait_url: str
    price_from_kopecks: Kopecks
    visit_types: list[VisitType]


class OfferingView(BaseModel):
    offering_id: UUID
    clinic_id: UUID
    service_code: str
    service_title: str
    visit_type: VisitType
    duration_minutes: int
    price_kopecks: Kopecks


class DoctorView(DoctorCard):
    education: list[str]
    about: str
    offerings: list[OfferingView]


class DoctorSuggestion(BaseModel):
    doctor_id: UUID
    slug: str
    full_name: str
    speciality_title: str
    profession: str
    portrait_url: str


class ClinicSuggestion(BaseModel):
    clinic_id: UUID
    slug: str
    title: str
    city: str | None = None
    address: str


class Suggestions(BaseModel):
    spellings: list[str] = Field(description="What the typed words may have meant, as they are compared: а–я, a–z, 0–9")
    doctors: list[DoctorSuggestion]
    specialities: list[SpecialityView]
    clinics: list[ClinicSuggestion]


class DoctorWishes(BaseModel):
    """Whom somebody looks for; every filter narrows."""

    q: Annotated[Line, Field(max_length=200)] = ""
    speciality: Name | None = None
    clinic: Name | None = None
    visit_type: VisitType | None = None
    price_to_kopecks: Money | None = None
    sort: Literal["price", "experience"] | None = Field(
        default=None, description="Cheapest or longest in the profession first; otherwise what fits the words best"
    )


class DoctorFilters(DoctorWishes):
    """The query string of a list of cards."""

    doctor_ids: Annotated[str | None, Field(max_length=37 * MOST_CARDS)] = Field(
        default=None, description="Only these, in this order: up to 50 ids, separated by commas"
    )
    cursor: Cursor = None
    limit: Annotated[int, Field(ge=1, le=MOST_CARDS)] = 20


class DoctorPage(Page[DoctorCard]):
    """Some of the doctors found."""

    total: int = Field(description="How many there are on all pages; of an empty page none")


class DoctorIds(BaseModel):
    """Everybody who fits, best first: for a caller who sorts by what another room knows."""

    items: list[UUID]

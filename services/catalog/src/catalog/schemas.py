"""Bodies of catalog's requests and answers."""

from typing import Annotated, Literal
from uuid import UUID

from common.fields import IdList, Line, Lines, Money, TimeZone
from common.paging import Cursor, Page
from contracts.values import Kopecks, VisitType
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from catalog.domain import ClinicProfile, DoctorProfile, DoctorSearch, OfferingTerms

ShortText = Annotated[Line, Field(min_length=1, max_length=200)]
# A word of an address: a slug or an id.
Name = Annotated[Line, Field(max_length=200)]
MOST_CARDS = 50
LongText = Annotated[Lines, StringConstraints(strip_whitespace=True, max_length=4000)]


class Read(BaseModel):
    """Made from what an action returned."""

    model_config = ConfigDict(from_attributes=True)


class ClinicUpdate(BaseModel):
    title: ShortText
    city: ShortText | None = None
    address: ShortText
    phone: ShortText
    time_zone: TimeZone
    about: LongText = ""

    def profile(self) -> ClinicProfile:
        """The same as the domain knows it."""
        return ClinicProfile(**self.model_dump())


class OfferingUpdate(BaseModel):
    offering_id: UUID
    clinic_id: UUID
    service_code: ShortText
    visit_type: VisitType
    duration_minutes: Annotated[int, Field(ge=5, le=480)]
    price_kopecks: Money


class FullNameUpdate(BaseModel):
    last: ShortText
    first: ShortText
    middle: ShortText | None = None


class DoctorUpdate(BaseModel):
    full_name: FullNameUpdate
    gender: Literal["female", "male"]
    speciality_ids: Annotated[list[ShortText], Field(min_length=1, max_length=5)]
    clinic_ids: Annotated[list[UUID], Field(min_length=1, max_length=20)]
    experience_since: Annotated[int, Field(ge=1940, le=2100)]
    education: Annotated[list[ShortText], Field(max_length=20)] = []
    about: LongText = ""
    degree: ShortText | None = None
    offerings: Annotated[list[OfferingUpdate], Field(max_length=50)]

    def profile(self) -> DoctorProfile:
        """The doctor without the offerings, as the domain knows it."""
        return DoctorProfile(
            last_name=self.full_name.last,
            first_name=self.full_name.first,
            middle_name=self.full_name.middle,
            speciality_codes=self.speciality_ids,
            **self.model_dump(exclude={"full_name", "speciality_ids", "offerings"}),
        )

    def offering_terms(self) -> list[OfferingTerms]:
        """The offerings, as the domain knows them."""
        return [OfferingTerms(**offering.model_dump()) for offering in self.offerings]


class ClinicBriefRead(Read):
    clinic_id: UUID
    slug: str
    title: str
    city: str | None = None
    address: str
    phone: str
    time_zone: str


class ClinicRead(ClinicBriefRead):
    about: str
    doctor_count: int


class ClinicsRead(BaseModel):
    items: list[ClinicRead]


class SpecialityRead(Read):
    code: str
    slug: str
    title: str
    profession: str
    doctor_count: int


class SpecialitiesRead(BaseModel):
    items: list[SpecialityRead]


class DoctorCardRead(Read):
    doctor_id: UUID
    slug: str
    full_name: str
    speciality_titles: list[str]
    professions: list[str]
    clinics: list[ClinicBriefRead]
    experience_since: int
    degree: str | None
    portrait_url: str
    price_from_kopecks: Kopecks
    visit_types: list[VisitType]


class OfferingRead(Read):
    offering_id: UUID
    clinic_id: UUID
    service_code: str
    service_title: str
    visit_type: VisitType
    duration_minutes: int
    price_kopecks: Kopecks


class DoctorRead(DoctorCardRead):
    education: list[str]
    about: str
    offerings: list[OfferingRead]


class DoctorSuggestionRead(Read):
    doctor_id: UUID
    slug: str
    full_name: str
    speciality_title: str
    profession: str
    portrait_url: str


class ClinicSuggestionRead(Read):
    clinic_id: UUID
    slug: str
    title: str
    city: str | None = None
    address: str


class SuggestionsRead(Read):
    spellings: list[str] = Field(description="What the typed words may have meant, as they are compared: а–я, a–z, 0–9")
    doctors: list[DoctorSuggestionRead]
    specialities: list[SpecialityRead]
    clinics: list[ClinicSuggestionRead]


class DoctorFilter(BaseModel):
    """Which doctors are looked for; every filter narrows."""

    q: Annotated[Line, Field(max_length=200)] = ""
    speciality: Name | None = None
    clinic: Name | None = None
    visit_type: VisitType | None = None
    price_to_kopecks: Money | None = None
    sort: Literal["price", "experience"] | None = Field(
        default=None, description="Cheapest or longest in the profession first; otherwise what fits the words best"
    )

    def search(self) -> DoctorSearch:
        """The same as the domain knows it."""
        return DoctorSearch(**self.model_dump(include=set(DoctorFilter.model_fields)))


class DoctorPageFilter(DoctorFilter):
    """The query string of a list of cards."""

    doctor_ids: Annotated[IdList | None, Field(max_length=MOST_CARDS)] = Field(
        default=None, description="Only these, in this order: up to 50 ids, separated by commas"
    )
    cursor: Cursor = None
    limit: Annotated[int, Field(ge=1, le=MOST_CARDS)] = 20


class DoctorPage(Page[DoctorCardRead]):
    """Some of the doctors found."""

    total: int = Field(description="How many there are on all pages; of an empty page none")


class DoctorIdsRead(BaseModel):
    """All doctors who fit, best first: for a caller who sorts by what another service knows."""

    items: list[UUID]

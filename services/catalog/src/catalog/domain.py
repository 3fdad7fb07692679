"""How people spell what they look for, and the official books they choose from. Pure but for the package's files."""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from uuid import UUID

from contracts.values import VisitType

LATIN_KEYS = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
CYRILLIC_KEYS = "ёйцукенгшщзхъфывапролджэячсмитьбю"
TO_CYRILLIC_KEY = str.maketrans(LATIN_KEYS, CYRILLIC_KEYS)
TO_LATIN_KEY = str.maketrans(CYRILLIC_KEYS, LATIN_KEYS)

# Longest first: a reader of Latin letters takes "shch" for one sound. Several spellings of one sound are all accepted.
TRANSLIT = tuple(
    pair.split("=")
    for pair in (
        "shch=щ sch=щ yo=е zh=ж kh=х ts=ц ch=ч sh=ш yu=ю ju=ю iu=ю ya=я ja=я ia=ия yeva=ьева yev=ьев ye=е iy=ий "
        "a=а b=б v=в w=в g=г d=д e=е z=з i=и j=й k=к l=л m=м n=н o=о p=п r=р s=с t=т u=у f=ф h=х c=к y=й q=к x=кс '=ь"
    ).split()
)
TO_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch - y - e iu ia".replace("-", "").split(" "),
        strict=True,
    )
)

MAX_QUERY = 80


@dataclass(frozen=True)
class Speciality:
    """A row of the state's nomenclature of specialities, with the words people use for its doctor."""

    code: str
    title: str
    profession: str
    words: str

    @property
    def slug(self) -> str:
        return slug(self.profession)


@dataclass(frozen=True, kw_only=True)
class ClinicProfile:
    """A clinic as it is to be published."""

    title: str
    city: str | None
    address: str
    phone: str
    time_zone: str
    about: str


@dataclass(frozen=True, kw_only=True)
class OfferingTerms:
    """One offering of a doctor as it is to be published."""

    offering_id: UUID
    clinic_id: UUID
    service_code: str
    visit_type: VisitType
    duration_minutes: int
    price_kopecks: int


@dataclass(frozen=True, kw_only=True)
class DoctorProfile:
    """A doctor as it is to be published; the fields are those of the table."""

    last_name: str
    first_name: str
    middle_name: str | None
    gender: str
    speciality_codes: list[str]
    clinic_ids: list[UUID]
    experience_since: int
    education: list[str]
    about: str
    degree: str | None


@dataclass(frozen=True, kw_only=True)
class DoctorSearch:
    """Which doctors are looked for; speciality and clinic are named by slug or by code or id, ``q`` as typed."""

    q: str = ""
    speciality: str | None = None
    clinic: str | None = None
    visit_type: VisitType | None = None
    price_to_kopecks: int | None = None
    sort: str | None = None


def full_name(last: str, first: str, middle: str | None) -> str:
    """The parts of a name in the order of documents."""
    return " ".join(filter(None, (last, first, middle)))


def normal(text: str) -> str:
    """Text as it is compared: lower case, е for ё, one space between words, nothing but letters and digits."""
    return " ".join(re.findall(r"[a-zа-я0-9]+", text.lower().replace("ё", "е")))


def spellings(query: str) -> list[str]:
    """What the typed text may have meant, likeliest first: as typed, in the other layout, from Latin letters."""
    typed = query.strip()[:MAX_QUERY].lower()
    guesses = [normal(typed), normal(typed.translate(TO_CYRILLIC_KEY)), normal(_from_latin(typed))]
    if re.search(r"[а-яё]", typed):
        guesses.append(normal(typed.translate(TO_LATIN_KEY)))
    return [guess for position, guess in enumerate(guesses) if guess and guess not in guesses[:position]]


def _from_latin(text: str) -> str:
    for latin, cyrillic in TRANSLIT:
        text = text.replace(latin, cyrillic)
    return text


def slug(text: str) -> str:
    """A readable piece of an address: Latin letters, digits and dashes."""
    latin = "".join(TO_LATIN.get(letter, letter) for letter in text.lower())
    return re.sub(r"[^a-z0-9]+", "-", latin).strip("-")


def _rows(name: str) -> list[dict[str, str]]:
    text = files("catalog").joinpath("nsi", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@lru_cache(maxsize=1)
def specialities() -> dict[str, Speciality]:
    """Specialities by the id of the book (OID 1.2.643.5.1.13.13.11.1066)."""
    known = {row["speciality_id"]: row for row in _rows("professions.csv")}
    return {
        row["id"]: Speciality(
            code=row["id"],
            title=row["name"],
            profession=known.get(row["id"], {}).get("profession") or row["name"],
            words=known.get(row["id"], {}).get("words") or "",
        )
        for row in _rows("specialities.csv")
    }


@lru_cache(maxsize=1)
def specialities_by_slug() -> dict[str, Speciality]:
    return {speciality.slug: speciality for speciality in reversed(specialities().values())}


@lru_cache(maxsize=1)
def service_titles() -> dict[str, str]:
    """Titles of consultation services by their code in the nomenclature of medical services (order 804н)."""
    return {row["code"]: row["name"] for row in _rows("consultation_services.csv")}

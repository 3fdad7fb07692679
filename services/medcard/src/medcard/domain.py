"""Rules of the medcard: what a conclusion needs, who sees what, how a diagnosis is found. Pure but for the books."""

import base64
import codecs
import csv
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import BinaryIO
from uuid import UUID

from common.files import HEAD_BYTES, content_type
from contracts.values import DocumentKind

MAX_FILE_BYTES = 20 * 1024 * 1024
# What one person may put in by hand: bytes in all, files and notes a day.
MAX_BYTES_PER_PERSON = 500 * 1024 * 1024
MAX_UPLOADS_PER_DAY = 100
# A file without a verdict is shown to the scanner again after this; one whose upload broke off is forgotten then.
SCAN_RETRY_AFTER = timedelta(minutes=1)
MAX_DIAGNOSES = 20

# So many links of one patient may be open at once; so many wrong codes in a row close one for good.
MAX_ACTIVE_SHARES = 20
MAX_CODE_TRIES = 5
MAX_SHARE_SESSIONS_PER_HOUR = 60
# A person who opened a link reads on for so long, then opens it again.
SHARE_SESSION_LIFE = timedelta(hours=1)
# Openings of one link are published no more often than this.
MIN_PUBLISH_INTERVAL = timedelta(hours=1)
# An ended link is remembered for so long, with how often it was opened, for its patient to see.
SHARE_RETENTION = timedelta(days=365)

# What may be put into a medcard by hand, and the ending its file gets.
FILE_TYPES = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/heic": ".heic",
    "text/plain": ".txt",
}
MARKUP = re.compile(r"<\s*(!doctype|\?xml|html|head|body|script|svg|iframe|object|embed)\b", re.IGNORECASE)

# «Протокол консультации (CDA) Редакция 4» of the state's book of document types.
CONSULTATION_PROTOCOL = "119"


class DocumentAccess(StrEnum):
    """Whether a document may be seen by a shared link. Forbidden unless the patient allows it (R155)."""

    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"


class ConclusionState(StrEnum):
    """Where the conclusion of a visit stands."""

    EXPECTED = "expected"
    DRAFT = "draft"
    ISSUED = "issued"
    NO_SHOW = "no_show"  # the patient did not come: none is awaited


class FileState(StrEnum):
    """Whether a document's file may be shown. ``checking``: the virus scanner has not answered yet."""

    READY = "ready"
    CHECKING = "checking"
    REFUSED = "refused"  # the scanner knows it as bad; its bytes are gone


class VisitClosure(StrEnum):
    """Why nothing more is written or shown at a visit."""

    CANCELLED = "cancelled"
    PATIENT_NO_SHOW = "patient_no_show"


class AccessAction(StrEnum):
    """How a document was read."""

    VIEWED = "viewed"
    DOWNLOADED = "downloaded"
    PRINTED = "printed"


class ReaderKind(StrEnum):
    """Who read it."""

    PATIENT = "patient"
    DOCTOR = "doctor"
    LINK = "link"


class ShareState(StrEnum):
    """Whether a link opens, and if not, why."""

    ACTIVE = "active"
    LOCKED = "locked"
    EXPIRED = "expired"
    REVOKED = "revoked"


class Restriction(StrEnum):
    """Why a list holds the patient's own uploads only (R025, R033)."""

    IDENTIFICATION_REQUIRED = "identification_required"
    CONSENT_REQUIRED = "consent_required"


@dataclass(frozen=True)
class Diagnosis:
    """A row of ICD-10 that can be a diagnosis: a three- or four-character code."""

    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class DocumentSearch:
    """What a patient looks for among their documents; ``after`` is the last one of the page before."""

    kind: DocumentKind | None = None
    doctor_id: UUID | None = None
    date_from: date | None = None
    date_to: date | None = None
    words: str = ""
    after: UUID | None = None
    limit: int = 30


@dataclass(frozen=True, kw_only=True)
class ConclusionText:
    """What a doctor writes into a conclusion."""

    complaints: str
    anamnesis: str
    examination: str
    diagnosis_code: str | None
    diagnosis_text: str
    recommendations: str


@dataclass(frozen=True, kw_only=True)
class ShareTerms:
    """What a patient shares, with whom in their own words, for how long, and with which code."""

    document_ids: frozenset[UUID]
    label: str
    hours: int
    code: str | None


def restriction(*, identified: bool, consented: bool) -> Restriction | None:
    """What keeps medical documents from a patient: first the way in, then the consent."""
    if not identified:
        return Restriction.IDENTIFICATION_REQUIRED
    return None if consented else Restriction.CONSENT_REQUIRED


def share_state(*, revoked_at: datetime | None, expires_at: datetime, code_tries: int, moment: datetime) -> ShareState:
    """Where a link stands: what its patient decided comes first, then its time, then wrong codes."""
    if revoked_at is not None:
        return ShareState.REVOKED
    if expires_at <= moment:
        return ShareState.EXPIRED
    return ShareState.LOCKED if code_tries >= MAX_CODE_TRIES else ShareState.ACTIVE


def link_token(secret: str, salt: bytes) -> str:
    """The token of a link: 256 bits made of the service's secret and the link's own random salt.

    Its patient can see it again; a holder of the database alone cannot.
    """
    made = hmac.new(secret.encode(), b"mila medcard share link\0" + salt, hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made).decode().rstrip("=")


def secret_digest(secret: str) -> bytes:
    """How a random 256-bit secret is kept: there is nothing to guess, so it needs no salt."""
    return hashlib.sha256(secret.encode()).digest()


def code_mark(token: str, code: str) -> bytes:
    """How a code is kept: keyed with the link's token, which is not kept, so that few digits cannot be tried out."""
    return hmac.new(token.encode(), b"mila medcard share code\0" + code.encode(), hashlib.sha256).digest()


def conclusion_state(*, has_draft: bool, issued: bool, closed: VisitClosure | None) -> ConclusionState:
    """Where the conclusion of a visit stands; what was issued stays issued."""
    if issued:
        return ConclusionState.ISSUED
    if closed is VisitClosure.PATIENT_NO_SHOW:
        return ConclusionState.NO_SHOW
    return ConclusionState.DRAFT if has_draft else ConclusionState.EXPECTED


def missing_parts(*, diagnosis_code: str | None, recommendations: str) -> list[str]:
    """What a conclusion cannot be issued without."""
    parts = {"diagnosis_code": bool(diagnosis_code), "recommendations": bool(recommendations.strip())}
    return [name for name, present in parts.items() if not present]


def file_type(file: BinaryIO) -> str | None:
    """The type of an uploaded file by its content; None for what a medcard does not accept."""
    found = content_type(file)
    if found == "text/plain" and not _is_readable(file):
        return None
    return found if found in FILE_TYPES else None


def _is_readable(file: BinaryIO) -> bool:
    """The file begins with UTF-8 text that is neither blank nor markup."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    try:
        # A head that was cut off may end inside a letter.
        text = codecs.getincrementaldecoder("utf-8")().decode(head, final=len(head) < HEAD_BYTES)
    except UnicodeDecodeError:
        return False
    return bool(text.strip()) and not MARKUP.search(text)


@lru_cache(maxsize=1)
def diagnoses() -> dict[str, Diagnosis]:
    """ICD-10 by code, headings of chapters and blocks left out."""
    rows = _book("icd10.csv")
    return {
        row["code"]: Diagnosis(row["code"], row["name"])
        for row in rows
        if re.fullmatch(r"[A-Z]\d\d(\.\d{1,2})?", row["code"])
    }


@lru_cache(maxsize=1)
def document_types() -> dict[str, str]:
    """Titles of kinds of medical documents by the id of the book."""
    return {row["id"]: row["name"] for row in _book("document_types.csv")}


@lru_cache(maxsize=1)
def _searchable() -> list[tuple[str, str, Diagnosis]]:
    return [(found.code.lower(), _plain(found.title), found) for found in diagnoses().values()]


# Letters of a code typed on the Russian keyboard where they look alike.
CYRILLIC_CODE = str.maketrans("авсенкмортху", "abcehkmoptxy")


def find_diagnoses(query: str) -> list[Diagnosis]:
    """Up to twenty rows whose code begins with the query, or whose title holds every word of it; shortest first."""
    code = query.strip().lower().translate(CYRILLIC_CODE)
    if re.fullmatch(r"[a-z]\d{1,2}(\.\d{0,2})?", code):
        found = [entry for entry in _searchable() if entry[0].startswith(code)]
        return [entry[2] for entry in sorted(found)[:MAX_DIAGNOSES]]
    words = _plain(query).split()
    if not words:
        return []
    found = [entry for entry in _searchable() if all(word in entry[1] for word in words)]
    found.sort(key=lambda entry: (not entry[1].startswith(words[0]), len(entry[1]), entry[0]))
    return [entry[2] for entry in found[:MAX_DIAGNOSES]]


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def _book(name: str) -> list[dict[str, str]]:
    text = files("medcard").joinpath("nsi", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


MAX_PREPARED_DOCUMENTS = 20
PREPARATION_READABLE_FOR = timedelta(hours=24)


def preparation_closes(*, starts_at: datetime, ended_at: datetime | None) -> datetime:
    """Until when a visit's doctor may read what was prepared: a day after its end, or its start without one."""
    return (ended_at or starts_at) + PREPARATION_READABLE_FOR

"""Bodies of medcard's requests and answers."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from common.fields import DayOfLife, Line, Pasted
from contracts.values import DocumentKind
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from medcard.domain import (
    MOST_BROUGHT,
    ConclusionState,
    DocumentAccess,
    FileState,
    ReaderKind,
    Reading,
    Restriction,
    ShareState,
)

Prose = Annotated[Pasted, Field(max_length=20_000)]
Version = Annotated[int, Field(ge=0, le=2_000_000_000)]
Title = Annotated[Line, Field(min_length=1, max_length=200)]


class DocumentFilters(BaseModel):
    """The query string of the list of documents."""

    kind: DocumentKind | None = None
    doctor_id: UUID | None = None
    date_from: DayOfLife | None = None
    date_to: DayOfLife | None = None
    q: Annotated[Line, Field(max_length=100)] = Field(default="", description="Words of the title")
    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class FileView(BaseModel):
    name: str
    size: int
    content_type: str
    state: FileState


class DocumentView(BaseModel):
    document_id: UUID
    kind: DocumentKind
    title: str
    document_type_title: str | None
    document_date: date
    created_at: datetime
    issued_at: datetime | None
    doctor_id: UUID | None
    doctor_name: str | None
    clinic_title: str | None
    service_title: str | None
    diagnosis_code: str | None
    diagnosis_title: str | None
    booking_id: UUID | None
    file: FileView
    access: DocumentAccess


class DocumentPage(BaseModel):
    """``restricted`` says why medical documents are absent, when they are."""

    items: list[DocumentView]
    next_cursor: UUID | None
    restricted: Restriction | None


class AuthorView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    doctor_id: UUID
    doctor_name: str


class AuthorList(BaseModel):
    """The doctors whose conclusions the caller may see, by name."""

    items: list[AuthorView]


class DocumentForm(BaseModel):
    """The fields of an upload beside its file."""

    title: Title
    document_date: DayOfLife | None = None


class NoteBody(DocumentForm):
    """What a patient writes down by hand, such as a day's blood pressure."""

    text: Annotated[Prose, StringConstraints(strip_whitespace=True), Field(min_length=1)]


class DocumentChange(BaseModel):
    title: Title
    document_date: DayOfLife


class AccessChange(BaseModel):
    access: DocumentAccess


class ReadingView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    read_at: datetime
    reader_kind: ReaderKind
    reader_name: str
    action: Reading


class ReadingList(BaseModel):
    items: list[ReadingView]


class DiagnosisView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    code: str
    title: str


class DiagnosisList(BaseModel):
    items: list[DiagnosisView]


class ConclusionBody(BaseModel):
    """What a doctor writes. ``version`` is the one last read; 0 for a first draft."""

    complaints: Prose = ""
    anamnesis: Prose = ""
    examination: Prose = ""
    diagnosis_code: Annotated[Line, Field(max_length=20)] | None = None
    diagnosis_text: Prose = ""
    recommendations: Prose = ""
    version: Version


class PatientBrief(BaseModel):
    full_name: str
    birth_date: date | None


class ConclusionView(ConclusionBody):
    state: ConclusionState
    diagnosis_title: str | None
    ended_at: datetime | None
    document_id: UUID | None
    patient: PatientBrief


class VisitView(BaseModel):
    booking_id: UUID
    starts_at: datetime
    ended_at: datetime | None
    state: ConclusionState
    document_id: UUID | None


class VisitList(BaseModel):
    items: list[VisitView]


class ShareBody(BaseModel):
    """What a patient shares, with whom in their own words, for how long, and with which code."""

    document_ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    label: Annotated[Line, Field(min_length=1, max_length=80)]
    hours: Annotated[int, Field(ge=1, le=720)]
    code: Annotated[str, StringConstraints(pattern=r"^\d{6,12}$")] | None = None


class ShareDocument(BaseModel):
    document_id: UUID
    title: str
    access: DocumentAccess


class ShareView(BaseModel):
    """A link as its patient sees it. ``hidden_documents``: counted only; a password session sees no ``label`` then."""

    share_id: UUID
    label: str | None
    state: ShareState
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    with_code: bool
    wrong_codes: int
    last_wrong_at: datetime | None
    openings: int
    last_opened_at: datetime | None
    documents: list[ShareDocument]
    hidden_documents: int


class ShareList(BaseModel):
    """Links newest first; ``restricted`` says what this session may not share (R025, R033)."""

    items: list[ShareView]
    restricted: Restriction | None
    server_time: datetime


class ShareLink(BaseModel):
    """The token that opens the link: the page's address is ``/s/<token>``."""

    token: str


class AccessView(BaseModel):
    """Somebody read a document, or opened a link; ``reader_name`` is the link's label where nobody is known by name."""

    access_id: UUID
    at: datetime
    reader_kind: ReaderKind
    reader_name: str
    action: Reading | Literal["opened"]
    document_id: UUID | None
    document_title: str | None


class AccessPage(BaseModel):
    items: list[AccessView]
    next_cursor: UUID | None


class OpeningBody(BaseModel):
    token: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    code: Annotated[str, StringConstraints(max_length=40)] | None = None


class OpeningView(BaseModel):
    """``key`` goes into the header X-Share-Key of every reading until ``ends_at``."""

    key: str
    ends_at: datetime


class BroughtDocumentView(BaseModel):
    """A document as the visit's doctor sees it in the list."""

    document_id: UUID
    kind: DocumentKind
    title: str
    document_date: date
    doctor_name: str | None
    clinic_title: str | None
    file: FileView


class SharedDocumentView(BroughtDocumentView):
    """A document as the holder of a link sees it."""

    service_title: str | None


class SharedView(BaseModel):
    """What a link shows now, whose it is, and till when. Never the label, which is the patient's own."""

    patient_name: str
    expires_at: datetime
    server_time: datetime
    items: list[SharedDocumentView]


class PreparationBody(BaseModel):
    """What a patient wants to ask and to show. ``version`` is the one last read; 0 for a first one."""

    questions: Annotated[Pasted, Field(max_length=4000)] = ""
    document_ids: Annotated[list[UUID], Field(max_length=MOST_BROUGHT)] = []
    version: Version


class PreparationView(BaseModel):
    """``editable`` until ``closes_at`` unless the visit was cancelled; the doctor sees the documents as long."""

    questions: str
    questions_hidden: bool = Field(description="There are some that this session may neither see nor replace")
    documents: list[DocumentView]
    version: int
    editable: bool
    closes_at: datetime


class BroughtView(BaseModel):
    """What the patient brought to the visit; the documents can be opened until ``closes_at``."""

    questions: str
    documents: list[BroughtDocumentView]
    closes_at: datetime

"""Bodies of medcard's requests and answers."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from contracts.values import DocumentKind
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from medcard.domain import MOST_BROUGHT, ConclusionState, DocumentAccess, ReaderKind, Reading, Restriction

# PostgreSQL keeps no NUL in a text.
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00]*$")]
Prose = Annotated[Text, StringConstraints(max_length=20_000)]


class DocumentFilters(BaseModel):
    """The query string of the list of documents."""

    kind: DocumentKind | None = None
    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30


class FileView(BaseModel):
    name: str
    size: int
    content_type: str


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
    diagnosis_code: str | None = None
    diagnosis_text: Prose = ""
    recommendations: Prose = ""
    version: Annotated[int, Field(ge=0)]


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


class IssuanceRequest(BaseModel):
    """Nothing is said: the draft as it was saved is issued."""


class PreparationBody(BaseModel):
    """What a patient wants to ask and to show. ``version`` is the one last read; 0 for a first one."""

    questions: Annotated[Text, StringConstraints(max_length=4000)] = ""
    document_ids: Annotated[list[UUID], Field(max_length=MOST_BROUGHT)] = []
    version: Annotated[int, Field(ge=0)]


class PreparationView(BaseModel):
    """``editable`` until ``closes_at`` unless the visit was cancelled; the doctor sees the documents as long."""

    questions: str
    documents: list[DocumentView]
    version: int
    editable: bool
    closes_at: datetime


class BroughtDocumentView(BaseModel):
    """A document as the visit's doctor sees it in the list."""

    document_id: UUID
    kind: DocumentKind
    title: str
    document_date: date
    doctor_name: str | None
    clinic_title: str | None
    file: FileView


class BroughtView(BaseModel):
    """What the patient brought to the visit; the documents can be opened until ``closes_at``."""

    questions: str
    documents: list[BroughtDocumentView]
    closes_at: datetime

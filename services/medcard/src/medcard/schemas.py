"""Bodies of medcard's requests and answers."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from common.clock import now
from common.fields import DayOfLife, Line, Pasted
from common.paging import Page
from contracts.values import DocumentKind
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from medcard import domain
from medcard.actions.conclusions import DoctorVisit, VisitConclusion
from medcard.actions.documents import OwnDocuments
from medcard.actions.preparations import PatientPreparation, PreparationForDoctor
from medcard.actions.shared import SharedDocuments
from medcard.actions.shares import AccessLog, PatientShare
from medcard.domain import (
    MAX_PREPARED_DOCUMENTS,
    AccessAction,
    ConclusionState,
    ConclusionText,
    DocumentAccess,
    DocumentSearch,
    FileState,
    ReaderKind,
    Restriction,
    ShareState,
    ShareTerms,
)
from medcard.models import Document

Prose = Annotated[Pasted, Field(max_length=20_000)]
Version = Annotated[int, Field(ge=0, le=2_000_000_000)]
Title = Annotated[Line, Field(min_length=1, max_length=200)]


class Read(BaseModel):
    """Made from what an action returned."""

    model_config = ConfigDict(from_attributes=True)


class DocumentFilter(BaseModel):
    """The query string of the list of documents."""

    kind: DocumentKind | None = None
    doctor_id: UUID | None = None
    date_from: DayOfLife | None = None
    date_to: DayOfLife | None = None
    q: Annotated[Line, Field(max_length=100)] = Field(default="", description="Words of the title")
    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 30

    def search(self) -> DocumentSearch:
        """The same in the words of the domain."""
        return DocumentSearch(
            kind=self.kind,
            doctor_id=self.doctor_id,
            date_from=self.date_from,
            date_to=self.date_to,
            words=self.q,
            after=self.cursor,
            limit=self.limit,
        )


class FileRead(BaseModel):
    name: str
    size: int
    content_type: str
    state: FileState

    @classmethod
    def of(cls, document: Document) -> Self:
        """The file of this document."""
        return cls(
            name=document.file_name,
            size=document.file_size,
            content_type=document.file_type,
            state=document.file_state,
        )


class DocumentRead(BaseModel):
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
    file: FileRead
    access: DocumentAccess

    @classmethod
    def of(cls, document: Document) -> Self:
        """The answer for this document."""
        diagnosis = domain.diagnoses().get(document.diagnosis_code or "")
        return cls(
            document_id=document.document_id,
            kind=document.kind,
            title=document.title,
            document_type_title=domain.document_types().get(document.document_type or ""),
            document_date=document.document_date,
            created_at=document.created_at,
            issued_at=document.issued_at,
            doctor_id=document.doctor_id,
            doctor_name=document.doctor_name,
            clinic_title=document.clinic_title,
            service_title=document.service_title,
            diagnosis_code=document.diagnosis_code,
            diagnosis_title=diagnosis.title if diagnosis else None,
            booking_id=document.booking_id,
            file=FileRead.of(document),
            access=document.access,
        )


class DocumentPage(Page[DocumentRead]):
    """``restricted`` says why medical documents are absent, when they are."""

    restricted: Restriction | None

    @classmethod
    def of(cls, found: OwnDocuments) -> Self:
        """The answer for these documents."""
        return cls(
            items=[DocumentRead.of(one) for one in found.documents],
            next_cursor=str(found.next_cursor) if found.next_cursor else None,
            restricted=found.restricted,
        )


class AuthorRead(Read):
    doctor_id: UUID
    doctor_name: str


class AuthorsRead(BaseModel):
    """The doctors whose conclusions the caller may see, by name."""

    items: list[AuthorRead]


class DocumentCreate(BaseModel):
    """The fields of an upload beside its file."""

    title: Title
    document_date: DayOfLife | None = None


class NoteCreate(DocumentCreate):
    """What a patient writes down by hand, such as a day's blood pressure."""

    text: Annotated[Prose, StringConstraints(strip_whitespace=True), Field(min_length=1)]


class DocumentUpdate(BaseModel):
    title: Title
    document_date: DayOfLife


class DocumentAccessUpdate(BaseModel):
    access: DocumentAccess


class AccessLogEntryRead(Read):
    read_at: datetime
    reader_kind: ReaderKind
    reader_name: str
    action: AccessAction


class AccessLogRead(BaseModel):
    items: list[AccessLogEntryRead]


class DiagnosisRead(Read):
    code: str
    title: str


class DiagnosesRead(BaseModel):
    items: list[DiagnosisRead]


class ConclusionFields(BaseModel):
    """What a doctor writes."""

    complaints: Prose = ""
    anamnesis: Prose = ""
    examination: Prose = ""
    diagnosis_code: Annotated[Line, Field(max_length=20)] | None = None
    diagnosis_text: Prose = ""
    recommendations: Prose = ""


class ConclusionUpdate(ConclusionFields):
    """What a doctor writes. ``version`` is the one last read; 0 for a first draft."""

    version: Version

    def written(self) -> ConclusionText:
        """The same in the words of the domain."""
        return ConclusionText(**self.model_dump(exclude={"version"}))


class DraftRead(ConclusionFields, Read):
    """A draft as it was saved, with its new version."""

    version: Version


class PatientRead(Read):
    full_name: str
    birth_date: date | None


class ConclusionRead(DraftRead):
    state: ConclusionState
    diagnosis_title: str | None
    ended_at: datetime | None
    document_id: UUID | None
    patient: PatientRead

    @classmethod
    def of(cls, found: VisitConclusion) -> Self:
        """The answer for the conclusion of this visit."""
        draft = DraftRead.model_validate(found.draft) if found.draft else DraftRead(version=0)
        diagnosis = domain.diagnoses().get(draft.diagnosis_code or "")
        return cls(
            **draft.model_dump(),
            state=found.state,
            diagnosis_title=diagnosis.title if diagnosis else None,
            ended_at=found.visit.ended_at,
            document_id=found.document_id,
            patient=PatientRead.model_validate(found.patient),
        )


class VisitRead(BaseModel):
    booking_id: UUID
    starts_at: datetime
    ended_at: datetime | None
    state: ConclusionState
    document_id: UUID | None

    @classmethod
    def of(cls, found: DoctorVisit) -> Self:
        """The answer for this visit."""
        visit = found.visit
        return cls(
            booking_id=visit.booking_id,
            starts_at=visit.starts_at,
            ended_at=visit.ended_at,
            state=found.state,
            document_id=found.document_id,
        )


class VisitsRead(BaseModel):
    items: list[VisitRead]


class ShareCreate(BaseModel):
    """What a patient shares, with whom in their own words, for how long, and with which code."""

    document_ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    label: Annotated[Line, Field(min_length=1, max_length=80)]
    hours: Annotated[int, Field(ge=1, le=720)]
    code: Annotated[str, StringConstraints(pattern=r"^\d{6,12}$")] | None = None

    def terms(self) -> ShareTerms:
        """The same in the words of the domain."""
        return ShareTerms(document_ids=frozenset(self.document_ids), label=self.label, hours=self.hours, code=self.code)


class ShareDocumentRead(Read):
    document_id: UUID
    title: str
    access: DocumentAccess


class ShareRead(BaseModel):
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
    documents: list[ShareDocumentRead]
    hidden_documents: int

    @classmethod
    def of(cls, found: PatientShare) -> Self:
        """The answer for this link."""
        share = found.share
        return cls(
            share_id=share.share_id,
            label=found.label,
            state=found.state,
            made_at=share.made_at,
            expires_at=share.expires_at,
            revoked_at=share.revoked_at,
            with_code=share.with_code,
            wrong_codes=share.wrong_codes,
            last_wrong_at=share.last_wrong_at,
            openings=share.openings,
            last_opened_at=share.last_opened_at,
            documents=[ShareDocumentRead.model_validate(one) for one in found.documents],
            hidden_documents=found.hidden_documents,
        )


class SharesRead(BaseModel):
    """Links newest first; ``restricted`` says what this session may not share (R025, R033)."""

    items: list[ShareRead]
    restricted: Restriction | None
    server_time: datetime


class ShareLinkRead(BaseModel):
    """The token that opens the link: the page's address is ``/s/<token>``."""

    token: str


class AccessRead(Read):
    """Somebody read a document, or opened a link; ``reader_name`` is the link's label where nobody is known by name."""

    access_id: UUID
    at: datetime
    reader_kind: ReaderKind
    reader_name: str
    action: AccessAction | Literal["opened"]
    document_id: UUID | None
    document_title: str | None


class AccessPage(Page[AccessRead]):
    @classmethod
    def of(cls, log: AccessLog) -> Self:
        """The answer for this page of the log."""
        return cls(
            items=[AccessRead.model_validate(one) for one in log.entries],
            next_cursor=str(log.next_cursor) if log.next_cursor else None,
        )


class ShareSessionCreate(BaseModel):
    token: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    code: Annotated[str, StringConstraints(max_length=40)] | None = None


class ShareSessionRead(Read):
    """``key`` goes into the header X-Share-Key of every reading until ``ends_at``."""

    key: str
    ends_at: datetime


def _fields(model: type[BaseModel], document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in model.model_fields if name != "file"}


class PreparedDocumentRead(BaseModel):
    """A document as the visit's doctor sees it in the list."""

    document_id: UUID
    kind: DocumentKind
    title: str
    document_date: date
    doctor_name: str | None
    clinic_title: str | None
    file: FileRead

    @classmethod
    def of(cls, document: Document) -> Self:
        """The answer for this document."""
        return cls(**_fields(cls, document), file=FileRead.of(document))


class SharedDocumentRead(PreparedDocumentRead):
    """A document as the holder of a link sees it."""

    service_title: str | None


class SharedDocumentsRead(BaseModel):
    """What a link shows now, whose it is, and till when. Never the label, which is the patient's own."""

    patient_name: str
    expires_at: datetime
    server_time: datetime
    items: list[SharedDocumentRead]

    @classmethod
    def of(cls, found: SharedDocuments) -> Self:
        """The answer for what a link shows."""
        return cls(
            patient_name=found.patient_name,
            expires_at=found.expires_at,
            server_time=now(),
            items=[SharedDocumentRead.of(one) for one in found.documents],
        )


class PreparationUpdate(BaseModel):
    """What a patient wants to ask and to show. ``version`` is the one last read; 0 for a first one."""

    questions: Annotated[Pasted, Field(max_length=4000)] = ""
    document_ids: Annotated[list[UUID], Field(max_length=MAX_PREPARED_DOCUMENTS)] = []
    version: Version


class PreparationRead(BaseModel):
    """``editable`` until ``closes_at`` unless the visit was cancelled; the doctor sees the documents as long."""

    questions: str
    questions_hidden: bool = Field(description="There are some that this session may neither see nor replace")
    documents: list[DocumentRead]
    version: int
    editable: bool
    closes_at: datetime

    @classmethod
    def of(cls, found: PatientPreparation) -> Self:
        """The answer for this preparation."""
        return cls(**vars(found) | {"documents": [DocumentRead.of(one) for one in found.documents]})


class PreparationForDoctorRead(BaseModel):
    """What the patient prepared for the visit; the documents can be opened until ``closes_at``."""

    questions: str
    documents: list[PreparedDocumentRead]
    closes_at: datetime

    @classmethod
    def of(cls, found: PreparationForDoctor) -> Self:
        """The answer for this preparation."""
        documents = [PreparedDocumentRead.of(one) for one in found.documents]
        return cls(questions=found.questions, documents=documents, closes_at=found.closes_at)

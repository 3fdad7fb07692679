"""The patient's documents: listing, reading (which leaves a row), access."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import IdentificationRequired, NotFound
from common.scanning import FileChecking, FileInfected
from common.storage import Storage
from contracts.values import DocumentKind
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.domain import DocumentAccess, FileState, ReaderKind, Reading, Restriction
from medcard.errors import ConsentRequired
from medcard.models import Document, DocumentReading
from medcard.schemas import (
    AuthorList,
    AuthorView,
    DocumentFilters,
    DocumentPage,
    DocumentView,
    FileView,
    ReadingList,
    ReadingView,
)


@dataclass(frozen=True)
class OpenFile:
    """A document's file on its way to a reader."""

    document: Document
    pieces: AsyncIterator[bytes]


async def list_own(session: AsyncSession, patient: Principal, wanted: DocumentFilters) -> DocumentPage:
    """The patient's documents, newest first; without Gosuslugi or consent only own uploads (R025, R033, R035).

    Without Gosuslugi, only those that were made without it.
    """
    restricted = await restriction(session, patient)
    kinds = [DocumentKind.UPLOAD] if restricted else list(DocumentKind)
    kinds = [kind for kind in kinds if wanted.kind in (None, kind)]
    mine = queries.seen_by(patient, kinds)
    rows = await queries.documents(session, mine, filters=wanted, most=wanted.limit + 1)
    shown = rows[: wanted.limit]
    more = shown[-1].document_id if len(rows) > wanted.limit else None
    return DocumentPage(items=[view(row) for row in shown], next_cursor=more, restricted=restricted)


async def list_authors(session: AsyncSession, patient: Principal) -> AuthorList:
    """The doctors whose conclusions this session may see."""
    if await restriction(session, patient):
        return AuthorList(items=[])
    rows = await queries.authors(session, patient.person_id)
    return AuthorList(items=[AuthorView.model_validate(row) for row in rows])


async def show(session: AsyncSession, patient: Principal, document_id: UUID) -> DocumentView:
    """The document's card. Raises NotFound for another's, IdentificationRequired or ConsentRequired."""
    document = await _readable(session, patient, document_id)
    note(session, document, patient, Reading.VIEWED)
    return view(document)


async def open_file(
    session: AsyncSession, storage: Storage, *, reader: Principal, document_id: UUID, action: Reading
) -> OpenFile:
    """The file, for the patient or the doctor who wrote it; the reading is noted first."""
    document = await _readable(session, reader, document_id)
    note(session, document, reader, action)
    return await opened(storage, document)


async def opened(storage: Storage, document: Document) -> OpenFile:
    """The document's file, checked by the scanner and whole.

    Raises FileChecking, FileInfected, FileDamaged, FileMissing.
    """
    require_ready(document)
    return OpenFile(document, await storage.open(document.file_key, sha256=document.file_sha256))


def require_ready(document: Document) -> None:
    """Passes when the scanner has found the file clean. Raises FileChecking, FileInfected."""
    if document.file_state is FileState.CHECKING:
        raise FileChecking
    if document.file_state is FileState.REFUSED:
        raise FileInfected


async def change_access(
    session: AsyncSession, patient: Principal, document_id: UUID, access: DocumentAccess
) -> DocumentView:
    """Whether shared links may show the document from now on (R155)."""
    document = await own_document(session, patient, document_id)
    await allow(session, patient, document)
    document.access = access
    return view(document)


async def show_readings(session: AsyncSession, patient: Principal, document_id: UUID) -> ReadingList:
    """Who read the document, newest first."""
    document = await own_document(session, patient, document_id)
    await allow(session, patient, document)
    rows = await queries.readings(session, document_id)
    return ReadingList(items=[ReadingView.model_validate(row) for row in rows])


def view(document: Document) -> DocumentView:
    """The document as it is shown."""
    found = domain.diagnoses().get(document.diagnosis_code or "")
    return DocumentView(
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
        diagnosis_title=found.title if found else None,
        booking_id=document.booking_id,
        file=file_view(document),
        access=document.access,
    )


def file_view(document: Document) -> FileView:
    """The document's file as it is shown."""
    return FileView(
        name=document.file_name,
        size=document.file_size,
        content_type=document.file_type,
        state=document.file_state,
    )


async def own_document(session: AsyncSession, patient: Principal, document_id: UUID) -> Document:
    """The patient's document. Raises NotFound for another's or none, or one hidden from this session."""
    document = await session.get(Document, document_id)
    if document is None or document.patient_id != patient.person_id or is_hidden(document, patient):
        raise NotFound
    return document


async def _readable(session: AsyncSession, reader: Principal, document_id: UUID) -> Document:
    document = await session.get(Document, document_id)
    if document is None or is_hidden(document, reader):
        raise NotFound
    if document.patient_id == reader.person_id:
        await allow(session, reader, document)
    elif reader.acr != "gosuslugi" or document.doctor_id is None or document.doctor_id != reader.doctor_id:
        raise NotFound
    return document


def is_hidden(document: Document, patient: Principal) -> bool:
    """Whether a password session may not even know of it: the patient's own, made after Gosuslugi."""
    return document.kind is DocumentKind.UPLOAD and document.made_identified and patient.acr != "gosuslugi"


async def allow(session: AsyncSession, patient: Principal, document: Document) -> None:
    """Passes when this session may see the document. Raises IdentificationRequired or ConsentRequired."""
    if document.kind is DocumentKind.UPLOAD:
        return
    restricted = await restriction(session, patient)
    if restricted is Restriction.IDENTIFICATION_REQUIRED:
        raise IdentificationRequired
    if restricted is Restriction.CONSENT_REQUIRED:
        raise ConsentRequired


async def restriction(session: AsyncSession, patient: Principal) -> Restriction | None:
    """What keeps medical documents from this session of the patient."""
    consented = await queries.has_consented(session, patient.person_id)
    return domain.restriction(identified=patient.acr == "gosuslugi", consented=consented)


def note(session: AsyncSession, document: Document, reader: Principal, action: Reading) -> None:
    """A row says who read the document and how; the patient sees it."""
    own = document.patient_id == reader.person_id
    session.add(
        DocumentReading(
            document_id=document.document_id,
            reader_id=reader.person_id,
            reader_kind=ReaderKind.PATIENT if own else ReaderKind.DOCTOR,
            reader_name=reader.full_name,
            action=action,
            read_at=now(),
        )
    )

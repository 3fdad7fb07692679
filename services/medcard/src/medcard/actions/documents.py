"""The patient's documents: listing, reading (which leaves a row), access."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import IdentificationRequired, NotFound
from common.scanning import FileChecking, FileInfected
from common.storage import Storage
from contracts.values import DocumentKind
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.domain import AccessAction, DocumentAccess, DocumentSearch, FileState, ReaderKind, Restriction
from medcard.errors import ConsentRequired
from medcard.models import AccessLogEntry, Document


@dataclass(frozen=True)
class OpenFile:
    """A document's file on its way to a reader."""

    document: Document
    pieces: AsyncIterator[bytes]


@dataclass(frozen=True)
class OwnDocuments:
    """A page of a patient's documents; ``restricted`` says why medical documents are absent, when they are."""

    documents: Sequence[Document]
    next_cursor: UUID | None
    restricted: Restriction | None


async def list_own(session: AsyncSession, patient: Principal, search: DocumentSearch) -> OwnDocuments:
    """The patient's documents, newest first; without Gosuslugi or consent only own uploads (R025, R033, R035).

    Without Gosuslugi, only those that were made without it.
    """
    restricted = await restriction(session, patient)
    kinds = [DocumentKind.UPLOAD] if restricted else list(DocumentKind)
    kinds = [kind for kind in kinds if search.kind in (None, kind)]
    visible = queries.visible_to(patient, kinds)
    rows = await queries.find_documents(session, visible, search=search, most=search.limit + 1)
    shown = rows[: search.limit]
    more = shown[-1].document_id if len(rows) > search.limit else None
    return OwnDocuments(documents=shown, next_cursor=more, restricted=restricted)


async def list_authors(session: AsyncSession, patient: Principal) -> Sequence[Any]:
    """``doctor_id`` and ``doctor_name`` of those whose conclusions this session may see."""
    if await restriction(session, patient):
        return []
    return await queries.list_authors(session, patient.person_id)


async def show(session: AsyncSession, patient: Principal, document_id: UUID) -> Document:
    """The document's card. Raises NotFound for another's, IdentificationRequired or ConsentRequired."""
    document = await _readable(session, patient, document_id)
    log_access(session, document, patient, AccessAction.VIEWED)
    return document


async def open_file(
    session: AsyncSession, storage: Storage, *, reader: Principal, document_id: UUID, action: AccessAction
) -> OpenFile:
    """The file, for the patient or the doctor who wrote it; the reading is noted first."""
    document = await _readable(session, reader, document_id)
    log_access(session, document, reader, action)
    return await open_document_file(storage, document)


async def open_document_file(storage: Storage, document: Document) -> OpenFile:
    """The document's file, checked by the scanner and whole.

    Raises FileChecking, FileInfected, FileDamaged, FileMissing.
    """
    require_clean_file(document)
    return OpenFile(document, await storage.open(document.file_key, sha256=document.file_sha256))


def require_clean_file(document: Document) -> None:
    """Passes when the scanner has found the file clean. Raises FileChecking, FileInfected."""
    if document.file_state is FileState.CHECKING:
        raise FileChecking
    if document.file_state is FileState.REFUSED:
        raise FileInfected


async def change_access(
    session: AsyncSession, patient: Principal, document_id: UUID, access: DocumentAccess
) -> Document:
    """Whether shared links may show the document from now on (R155)."""
    document = await require_own_document(session, patient, document_id)
    await require_allowed(session, patient, document)
    document.access = access
    return document


async def list_access_log(session: AsyncSession, patient: Principal, document_id: UUID) -> Sequence[AccessLogEntry]:
    """Who read the document, newest first."""
    document = await require_own_document(session, patient, document_id)
    await require_allowed(session, patient, document)
    return await queries.list_access_log(session, document_id)


async def require_own_document(session: AsyncSession, patient: Principal, document_id: UUID) -> Document:
    """The patient's document. Raises NotFound for another's or none, or one hidden from this session."""
    document = await queries.get_document(session, document_id)
    if document is None or document.patient_id != patient.person_id or is_hidden(document, patient):
        raise NotFound
    return document


async def _readable(session: AsyncSession, reader: Principal, document_id: UUID) -> Document:
    document = await queries.get_document(session, document_id)
    if document is None or is_hidden(document, reader):
        raise NotFound
    if document.patient_id == reader.person_id:
        await require_allowed(session, reader, document)
    elif reader.acr != "gosuslugi" or document.doctor_id is None or document.doctor_id != reader.doctor_id:
        raise NotFound
    return document


def is_hidden(document: Document, patient: Principal) -> bool:
    """Whether a password session may not even know of it: the patient's own, made after Gosuslugi."""
    return document.kind is DocumentKind.UPLOAD and document.made_identified and patient.acr != "gosuslugi"


async def require_allowed(session: AsyncSession, patient: Principal, document: Document) -> None:
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


def log_access(session: AsyncSession, document: Document, reader: Principal, action: AccessAction) -> None:
    """A row says who read the document and how; the patient sees it."""
    own = document.patient_id == reader.person_id
    session.add(
        AccessLogEntry(
            document_id=document.document_id,
            reader_id=reader.person_id,
            reader_kind=ReaderKind.PATIENT if own else ReaderKind.DOCTOR,
            reader_name=reader.full_name,
            action=action,
            read_at=now(),
        )
    )

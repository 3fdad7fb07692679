"""What patients put into their medcard by hand: files and notes (R035, R161). Theirs to change and to take away."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import PurePosixPath
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import NotFound
from common.events.outbox import record
from common.ids import new_id
from common.storage import Storage
from contracts.medcard import DocumentAdded
from contracts.values import DocumentKind
from fastapi import UploadFile
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain
from medcard.actions.documents import own_document, view
from medcard.domain import DocumentAccess
from medcard.errors import FileTooLarge, FileTypeRefused
from medcard.models import Document
from medcard.schemas import DocumentChange, DocumentView, NoteBody

PIECE_BYTES = 256 * 1024
NOTE_TYPE = "text/plain"


async def add(
    session: AsyncSession, storage: Storage, *, patient: Principal, title: str, document_date: date, file: UploadFile
) -> DocumentView:
    """The patient's own file is in the medcard (R161). Raises FileTooLarge, FileTypeRefused."""
    size = file.size or 0
    if size > domain.MAX_FILE_BYTES:
        raise FileTooLarge
    file_type = domain.file_type(await file.read(domain.HEAD_BYTES))
    if file_type is None:
        raise FileTypeRefused
    document = _document(patient, title=title, document_date=document_date, file_type=file_type, size=size)
    await _keep(session, document)
    # Last, so that what the database refuses leaves no file behind.
    await file.seek(0)
    await storage.put(document.file_key, _pieces(file), content_type=file_type)
    return view(document)


async def write_note(session: AsyncSession, storage: Storage, *, patient: Principal, note: NoteBody) -> DocumentView:
    """What the patient wrote is in the medcard as a text document (R035)."""
    text = note.text.encode()
    day = note.document_date or now().date()
    document = _document(patient, title=note.title, document_date=day, file_type=NOTE_TYPE, size=len(text))
    await _keep(session, document)
    await storage.put(document.file_key, _whole(text), content_type=NOTE_TYPE)
    return view(document)


async def change(
    session: AsyncSession, *, patient: Principal, document_id: UUID, wanted: DocumentChange
) -> DocumentView:
    """An own document has this title and date. Raises NotFound, also for what a doctor issued."""
    document = await _own_upload(session, patient, document_id)
    document.title, document.document_date = wanted.title, wanted.document_date
    document.file_name = _file_name(wanted.title, document.file_type)
    return view(document)


async def remove(session: AsyncSession, storage: Storage, *, patient: Principal, document_id: UUID) -> None:
    """An own document is gone, from links too; what a doctor issued stays. Raises NotFound."""
    document = await _own_upload(session, patient, document_id)
    await session.delete(document)
    await session.flush()
    await storage.delete(document.file_key)


async def _own_upload(session: AsyncSession, patient: Principal, document_id: UUID) -> Document:
    document = await own_document(session, patient, document_id)
    if document.kind is not DocumentKind.UPLOAD:
        raise NotFound
    return document


def _document(patient: Principal, *, title: str, document_date: date, file_type: str, size: int) -> Document:
    return Document(
        document_id=new_id(),
        patient_id=patient.person_id,
        kind=DocumentKind.UPLOAD,
        title=title,
        document_date=document_date,
        file_name=_file_name(title, file_type),
        file_type=file_type,
        file_size=size,
        access=DocumentAccess.FORBIDDEN,
    )


async def _keep(session: AsyncSession, document: Document) -> None:
    session.add(document)
    await session.flush()
    await record(
        session,
        DocumentAdded(
            aggregate_id=document.document_id,
            document_id=document.document_id,
            patient_id=document.patient_id,
            kind=document.kind,
        ),
    )


def _file_name(title: str, file_type: str) -> str:
    stem = PurePosixPath("".join(letter if letter.isalnum() or letter in " -_().," else " " for letter in title)).name
    return f"{' '.join(stem.split())[:80] or 'Документ'}{domain.FILE_TYPES[file_type]}"


async def _pieces(file: UploadFile) -> AsyncIterator[bytes]:
    while piece := await file.read(PIECE_BYTES):
        yield piece


async def _whole(content: bytes) -> AsyncIterator[bytes]:
    yield content

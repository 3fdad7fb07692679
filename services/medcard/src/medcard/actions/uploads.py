"""What patients put into their medcard by hand: files and notes (R035, R161). Theirs to change and to take away."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import NotFound, TooManyRequests
from common.events.outbox import record
from common.ids import new_id
from common.scanning import Clean, FileInfected, Infected, NotScanned, Scanner, Verdict, require_harmless
from common.storage import FileMissing, Storage
from contracts.medcard import DocumentAdded
from contracts.values import DocumentKind
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from starlette.datastructures import UploadFile

from medcard import domain, queries
from medcard.actions.documents import require_own_document
from medcard.domain import DocumentAccess, FileState
from medcard.errors import FileTooLarge, FileTypeRefused, MedcardFull
from medcard.models import Document

PIECE_BYTES = 256 * 1024
SCAN_BATCH = 20
RETRY_AFTER_SECONDS = 3600  # seconds; some of the day's uploads are a day old by then
NOTE_TYPE = "text/plain"


@dataclass(frozen=True)
class Files:
    """What a file passes on its way in."""

    sessions: async_sessionmaker[AsyncSession]
    storage: Storage
    scanner: Scanner


async def add(
    files: Files, *, patient: Principal, title: str, document_date: date | None, file: UploadFile
) -> Document:
    """The patient's own file is in the medcard (R161), shown once the scanner has found it clean.

    First the row, then the bytes, then the verdict: no transaction is open meanwhile. Raises FileTooLarge,
    FileTypeRefused, FileUnsafe, FileInfected, MedcardFull, TooManyRequests.
    """
    size = file.size or 0
    if size > domain.MAX_FILE_BYTES:
        raise FileTooLarge
    file_type = await asyncio.to_thread(domain.file_type, file.file)
    if file_type is None:
        raise FileTypeRefused
    await require_harmless(file.file, file_type)
    day = document_date or now().date()
    document = _document(patient, title=title, document_date=day, file_type=file_type, size=size)
    document.file_state = FileState.CHECKING
    async with files.sessions.begin() as session:
        await _store_within_limits(session, document)
    await file.seek(0)
    stored = await files.storage.put(document.file_key, _pieces(file), content_type=file_type)
    await file.seek(0)
    verdict = await files.scanner.scan(_pieces(file))
    if isinstance(verdict, Infected):
        await _discard(files, document)
        raise FileInfected
    return await _settle(files, document, sha256=stored.sha256, verdict=verdict)


async def write_note(
    session: AsyncSession, storage: Storage, *, patient: Principal, title: str, document_date: date | None, text: str
) -> Document:
    """What the patient wrote is in the medcard as a text document (R035). Raises MedcardFull, TooManyRequests."""
    content = text.encode()
    day = document_date or now().date()
    document = _document(patient, title=title, document_date=day, file_type=NOTE_TYPE, size=len(content))
    document.file_sha256 = hashlib.sha256(content).hexdigest()
    await _store_within_limits(session, document)
    await _publish_added(session, document)
    await storage.put(document.file_key, _one_piece(content), content_type=NOTE_TYPE)
    return document


async def check_files(files: Files) -> None:
    """Files that got no verdict are shown to the scanner again; uploads that broke off are forgotten."""
    async with files.sessions.begin() as session:
        waiting = await queries.list_unchecked(session, now() - domain.SCAN_RETRY_AFTER, SCAN_BATCH)
    for document in waiting:
        try:
            verdict, sha256 = await _scan(files, document)
        except FileMissing:
            await _discard(files, document)
            continue
        await _settle(files, document, sha256=sha256, verdict=verdict)
        if isinstance(verdict, Infected):
            await files.storage.delete(document.file_key)


async def _scan(files: Files, document: Document) -> tuple[Verdict, str]:
    """The verdict on what lies in storage, and its SHA-256: an upload may have broken off before it was kept."""
    digest = hashlib.sha256()

    async def digested() -> AsyncIterator[bytes]:
        async for piece in await files.storage.open(document.file_key, sha256=document.file_sha256):
            digest.update(piece)
            yield piece

    await files.storage.size(document.file_key)
    verdict = await files.scanner.scan(digested())
    return verdict, digest.hexdigest()


async def _settle(files: Files, document: Document, *, sha256: str, verdict: Verdict) -> Document:
    """The document after the verdict. Its event is published once, when it may be shown."""
    async with files.sessions.begin() as session:
        kept = await queries.lock_document(session, document.document_id)
        if kept is None or kept.file_state is not FileState.CHECKING:
            # Removed by the patient meanwhile, or another worker has settled it.
            return kept or document
        if not isinstance(verdict, NotScanned):
            kept.file_sha256 = sha256
        if isinstance(verdict, Clean):
            kept.file_state = FileState.READY
            await _publish_added(session, kept)
        elif isinstance(verdict, Infected):
            kept.file_state = FileState.REFUSED
        return kept


async def _discard(files: Files, document: Document) -> None:
    async with files.sessions.begin() as session:
        await session.execute(delete(Document).where(Document.document_id == document.document_id))
    await files.storage.delete(document.file_key)


async def change(
    session: AsyncSession, *, patient: Principal, document_id: UUID, title: str, document_date: date
) -> Document:
    """An own document has this title and date. Raises NotFound, also for what a doctor issued."""
    document = await _own_upload(session, patient, document_id)
    document.title, document.document_date = title, document_date
    document.file_name = _file_name(title, document.file_type)
    return document


async def remove(session: AsyncSession, storage: Storage, *, patient: Principal, document_id: UUID) -> None:
    """An own document is gone, from links too; what a doctor issued stays. Raises NotFound."""
    document = await _own_upload(session, patient, document_id)
    await session.delete(document)
    await session.flush()
    await storage.delete(document.file_key)


async def _own_upload(session: AsyncSession, patient: Principal, document_id: UUID) -> Document:
    document = await require_own_document(session, patient, document_id)
    if document.kind is not DocumentKind.UPLOAD:
        raise NotFound
    return document


def _document(patient: Principal, *, title: str, document_date: date, file_type: str, size: int) -> Document:
    return Document(
        document_id=new_id(),
        patient_id=patient.person_id,
        kind=DocumentKind.UPLOAD,
        made_identified=patient.acr == "gosuslugi",
        title=title,
        document_date=document_date,
        file_name=_file_name(title, file_type),
        file_type=file_type,
        file_size=size,
        file_state=FileState.READY,
        access=DocumentAccess.FORBIDDEN,
    )


async def _store_within_limits(session: AsyncSession, document: Document) -> None:
    """The row is there, within what one person may put in. Raises MedcardFull, TooManyRequests."""
    kept, recent = await queries.lock_upload_usage(session, document.patient_id, now() - timedelta(days=1))
    if recent >= domain.MAX_UPLOADS_PER_DAY:
        raise TooManyRequests(seconds=RETRY_AFTER_SECONDS)
    if kept + document.file_size > domain.MAX_BYTES_PER_PERSON:
        raise MedcardFull(None, most_bytes=domain.MAX_BYTES_PER_PERSON)
    session.add(document)
    await session.flush()


async def _publish_added(session: AsyncSession, document: Document) -> None:
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


async def _one_piece(content: bytes) -> AsyncIterator[bytes]:
    yield content

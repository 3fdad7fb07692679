"""Files in the chat: first a row, then the bytes in storage, the verdict of the scanner, and the message."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import structlog
from common.clock import now
from common.context import Context
from common.ids import new_id
from common.scanning import Clean, FileChecking, FileInfected, Infected, NotScanned, Verdict
from common.storage import Storage
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.chat import list_messages, send_message
from telemed.actions.notices import Notice, record_notice
from telemed.actions.rooms import Participant, lock_open_room
from telemed.domain import protocol
from telemed.domain.files import FileState
from telemed.domain.rooms import Role
from telemed.errors import FileUnknown
from telemed.models import File
from telemed.queries import chat

logger = structlog.get_logger(__name__)

ABANDONED_AFTER = timedelta(hours=1)
SCANNED_AT_ONCE = 20


def storage_key(file: File) -> str:
    """The key of the bytes in storage; it consists of ids alone."""
    return f"{file.booking_id}/{file.file_id}"


async def find_duplicate(
    session: AsyncSession, participant: Participant, client_id: UUID
) -> protocol.ChatMessage | None:
    """The message of an earlier upload with the same client id."""
    seq = await chat.get_message_seq(session, participant.booking_id, participant.role, client_id)
    if seq is None:
        return None
    return (await list_messages(session, participant.booking_id, after=seq - 1, limit=1))[0]


async def register_file(
    session: AsyncSession, participant: Participant, *, name: str, size: int, content_type: str
) -> File:
    """The file is expected in storage. Raises RoomClosed."""
    room = await lock_open_room(session, participant.booking_id)
    file = File(
        file_id=new_id(),
        booking_id=room.booking_id,
        name=name,
        size=size,
        content_type=content_type,
        state=FileState.CHECKING,
    )
    session.add(file)
    return file


async def scan(context: Context, file: File) -> Verdict:
    """The verdict of the scanner on the stored bytes; called without a transaction."""
    return await context.scanner.scan(await context.storage.open(storage_key(file), sha256=file.sha256))


async def announce_file(
    session: AsyncSession, participant: Participant, *, client_id: UUID, file: File, verdict: Verdict
) -> tuple[protocol.ChatMessage, bool]:
    """Send the message of a stored file; a repeated client id answers the first message and does not show this file.

    Without a verdict the message is shown and the file cannot be opened yet.
    """
    session.add(file)
    _apply_verdict(file, verdict)
    await session.flush()
    message, new = await send_message(session, participant, client_id=client_id, content=file)
    file.shown = new
    return message, new


async def find_file(session: AsyncSession, booking_id: UUID, file_id: UUID) -> File:
    """A file shown in this room. Raises FileUnknown, and FileChecking or FileInfected when nobody may open it."""
    file = await chat.get_shown_file(session, booking_id, file_id)
    if file is None:
        raise FileUnknown
    if file.state is FileState.CHECKING:
        raise FileChecking
    if file.state is FileState.REFUSED:
        raise FileInfected
    return file


async def list_unscanned(session: AsyncSession) -> Sequence[File]:
    """Shown files that wait for the scanner."""
    return await chat.list_files_to_scan(session, limit=SCANNED_AT_ONCE)


async def settle_file(session: AsyncSession, file_id: UUID, verdict: Verdict) -> None:
    """The verdict is stored; the participants are notified when it decides whether the file can be opened."""
    file = await session.get_one(File, file_id, with_for_update=True)
    if file.state is not FileState.CHECKING:
        return
    _apply_verdict(file, verdict)
    if file.state is not FileState.CHECKING:
        checked = protocol.FileChecked(file_id=file.file_id, state=file.state)
        record_notice(session, Notice(booking_id=file.booking_id, messages=dict.fromkeys(Role, checked)))


async def drop_infected(session: AsyncSession, storage: Storage, file: File) -> None:
    """Delete an upload that the scanner found infected."""
    await storage.delete(storage_key(file))
    await session.delete(await session.get_one(File, file.file_id))


async def delete_abandoned_files(session: AsyncSession, storage: Storage) -> None:
    """Files begun an hour ago and never shown are deleted, bytes first."""
    for file in await chat.lock_abandoned_files(session, now() - ABANDONED_AFTER):
        await storage.delete(storage_key(file))
        await session.delete(file)
        logger.info("abandoned_file_removed", file_id=str(file.file_id))


def _apply_verdict(file: File, verdict: Verdict) -> None:
    if isinstance(verdict, NotScanned):
        file.scan_asked_at = now()
    else:
        file.state = FileState.READY if isinstance(verdict, Clean) else FileState.REFUSED
    if isinstance(verdict, Infected):
        logger.warning("file_infected", file_id=str(file.file_id))

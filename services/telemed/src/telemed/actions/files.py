"""Files in the chat: first a row, then the bytes in storage, the scanner's verdict, and the message that shows it."""

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

from telemed.actions.chat import list_messages, say
from telemed.actions.rooms import Participant, open_room
from telemed.domain.files import FileState
from telemed.errors import FileUnknown
from telemed.models import File
from telemed.queries import chat
from telemed.schemas import MessageView

logger = structlog.get_logger(__name__)

ABANDONED_AFTER = timedelta(hours=1)
SCANNED_AT_ONCE = 20


def storage_key(file: File) -> str:
    """Where the bytes lie: named by ids alone."""
    return f"{file.booking_id}/{file.file_id}"


async def said_before(session: AsyncSession, participant: Participant, client_id: UUID) -> MessageView | None:
    """The message this upload has made already, when it is a repetition."""
    seq = await chat.message_of(session, participant.booking_id, participant.role, client_id)
    if seq is None:
        return None
    return (await list_messages(session, participant.booking_id, after=seq - 1, limit=1)).items[0]


async def register_file(
    session: AsyncSession, participant: Participant, *, name: str, size: int, content_type: str
) -> File:
    """The file is expected in storage. Raises RoomClosed."""
    room = await open_room(session, participant.booking_id)
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
    """What the scanner says of the stored bytes; called without a transaction."""
    return await context.scanner.scan(await context.storage.open(storage_key(file), sha256=file.sha256))


async def announce_file(
    session: AsyncSession, participant: Participant, *, client_id: UUID, file: File, verdict: Verdict
) -> tuple[MessageView, bool]:
    """The stored file's message is said; if it was said before, this file is not shown.

    Without a verdict the message is there and the file cannot be opened yet.
    """
    session.add(file)
    _judge(file, verdict)
    await session.flush()
    message, new = await say(session, participant, client_id=client_id, content=file)
    file.shown = new
    return message, new


async def find_file(session: AsyncSession, booking_id: UUID, file_id: UUID) -> File:
    """A file shown in this room. Raises FileUnknown, and FileChecking or FileInfected when nobody may open it."""
    file = await chat.shown_file(session, booking_id, file_id)
    if file is None:
        raise FileUnknown
    if file.state is FileState.CHECKING:
        raise FileChecking
    if file.state is FileState.REFUSED:
        raise FileInfected
    return file


async def list_unscanned(session: AsyncSession) -> Sequence[File]:
    """Shown files that wait for the scanner."""
    return await chat.files_to_scan(session, limit=SCANNED_AT_ONCE)


async def settle_file(session: AsyncSession, file_id: UUID, verdict: Verdict) -> File | None:
    """The verdict is written down; the file when people must be told of it."""
    file = await session.get_one(File, file_id, with_for_update=True)
    if file.state is not FileState.CHECKING:
        return None
    _judge(file, verdict)
    return file if file.state is not FileState.CHECKING else None


async def drop_infected(session: AsyncSession, storage: Storage, file: File) -> None:
    """Nothing is left of an upload that the scanner knows."""
    await storage.delete(storage_key(file))
    await session.delete(await session.get_one(File, file.file_id))


async def forget_abandoned_files(session: AsyncSession, storage: Storage) -> None:
    """Files begun an hour ago and never shown are gone, bytes first."""
    for file in await chat.abandoned_files(session, now() - ABANDONED_AFTER):
        await storage.delete(storage_key(file))
        await session.delete(file)
        logger.info("abandoned_file_removed", file_id=str(file.file_id))


def _judge(file: File, verdict: Verdict) -> None:
    if isinstance(verdict, NotScanned):
        file.scan_asked_at = now()
    else:
        file.state = FileState.READY if isinstance(verdict, Clean) else FileState.REFUSED
    if isinstance(verdict, Infected):
        logger.warning("file_infected", file_id=str(file.file_id))

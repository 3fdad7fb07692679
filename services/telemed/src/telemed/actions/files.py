"""Files in the chat: first a row, then the bytes in storage, then the message that shows it."""

from datetime import timedelta
from uuid import UUID

import structlog
from common.clock import now
from common.ids import new_id
from common.storage import Storage
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.chat import list_messages, say
from telemed.actions.rooms import Participant, open_room
from telemed.errors import FileUnknown
from telemed.models import File
from telemed.queries import chat
from telemed.schemas import MessageView

logger = structlog.get_logger(__name__)

ABANDONED_AFTER = timedelta(hours=1)


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
    file = File(file_id=new_id(), booking_id=room.booking_id, name=name, size=size, content_type=content_type)
    session.add(file)
    return file


async def announce_file(
    session: AsyncSession, participant: Participant, *, client_id: UUID, file_id: UUID
) -> tuple[MessageView, bool]:
    """The file lies in storage and its message is said; if it was said before, this file is not shown."""
    file = await session.get_one(File, file_id)
    message, new = await say(session, participant, client_id=client_id, content=file)
    file.shown = new
    return message, new


async def find_file(session: AsyncSession, booking_id: UUID, file_id: UUID) -> File:
    """A file shown in this room. Raises FileUnknown."""
    file = await chat.shown_file(session, booking_id, file_id)
    if file is None:
        raise FileUnknown
    return file


async def forget_abandoned_files(session: AsyncSession, storage: Storage) -> None:
    """Files begun an hour ago and never shown are gone, bytes first."""
    for file in await chat.abandoned_files(session, now() - ABANDONED_AFTER):
        await storage.delete(storage_key(file))
        await session.delete(file)
        logger.info("abandoned_file_removed", file_id=str(file.file_id))

"""The chat: stored once, in one order, read after any number."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from common.ids import new_id
from sqlalchemy import Row, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.domain.files import FileState
from telemed.domain.rooms import MAX_MESSAGES, MESSAGES_WINDOW, MessageKind, Role
from telemed.models import File

_COLUMNS = "seq, message_id, client_id, author, kind, text, sent_at, file_id"

_LOCK = text("SELECT 1 FROM rooms WHERE booking_id = :booking_id FOR UPDATE")

# The room's row was locked by the statement before, so this one sees all earlier messages: the number is the
# next one, without gaps, and a repeated message is found instead of stored. No row at all: the room is closed, or
# this person is over the rate limit, whatever the number of their sockets and processes.
_INSERT = text(f"""
    WITH known AS (
        SELECT {_COLUMNS} FROM messages
         WHERE booking_id = :booking_id AND author = :author AND client_id = :client_id
    ), lately AS (
        SELECT count(*) AS number FROM (
            SELECT sent_at FROM messages WHERE booking_id = :booking_id AND author = :author
             ORDER BY seq DESC LIMIT :most) newest
         WHERE sent_at > :since
    ), room AS (
        UPDATE rooms SET last_seq = last_seq + 1
         WHERE booking_id = :booking_id AND closed_at IS NULL AND NOT EXISTS (SELECT FROM known)
           AND (SELECT number FROM lately) < :most
        RETURNING last_seq
    ), waiting AS (
        UPDATE seats SET unread_since = COALESCE(unread_since, :sent_at)
         WHERE booking_id = :booking_id AND role <> :author AND EXISTS (SELECT FROM room)
    ), stored AS (
        INSERT INTO messages (booking_id, {_COLUMNS})
        SELECT :booking_id, last_seq, :message_id, :client_id, :author, :kind, :text, :sent_at, :file_id FROM room
        RETURNING {_COLUMNS}
    )
    SELECT stored.*, true AS new FROM stored UNION ALL SELECT known.*, false FROM known
""")  # noqa: S608 - only names of columns are put together

_AFTER = text("""
    SELECT seq, message_id, messages.client_id, author, kind, text, sent_at,
           file_id, name, size, content_type, files.state
      FROM messages LEFT JOIN files USING (file_id)
     WHERE messages.booking_id = :booking_id AND seq > :after
     ORDER BY seq LIMIT :limit
""")


async def insert_message(session: AsyncSession, parameters: dict[str, Any]) -> Row[Any] | None:
    """The message as stored, and whether it is new; None in a closed room and over the rate limit."""
    await session.execute(_LOCK, {"booking_id": parameters["booking_id"]})
    return (await session.execute(_INSERT, parameters)).one_or_none()


def message_parameters(
    booking_id: UUID, author: Role, *, client_id: UUID, at: datetime, content: str | File
) -> dict[str, Any]:
    """The parameters of ``insert_message``: a text, or a file in storage."""
    is_file = isinstance(content, File)
    return {
        "booking_id": booking_id,
        "author": author.value,
        "client_id": client_id,
        "message_id": new_id(),
        "sent_at": at,
        "since": at - MESSAGES_WINDOW,
        "most": MAX_MESSAGES,
        "kind": (MessageKind.FILE if is_file else MessageKind.TEXT).value,
        "text": None if isinstance(content, File) else content,
        "file_id": content.file_id if isinstance(content, File) else None,
    }


async def list_messages(session: AsyncSession, booking_id: UUID, *, after: int, limit: int) -> Sequence[Row[Any]]:
    """The messages after that number, in order, with their files."""
    asked = {"booking_id": booking_id, "after": after, "limit": limit}
    return (await session.execute(_AFTER, asked)).all()


async def get_message_seq(session: AsyncSession, booking_id: UUID, author: Role, client_id: UUID) -> int | None:
    """The number of the message that this browser's id was given."""
    known = text("SELECT seq FROM messages WHERE booking_id = :b AND author = :a AND client_id = :c")
    found = await session.scalar(known, {"b": booking_id, "a": author.value, "c": client_id})
    return None if found is None else int(found)


async def get_shown_file(session: AsyncSession, booking_id: UUID, file_id: UUID) -> File | None:
    """A file that was shown in this room."""
    shown = select(File).where(File.file_id == file_id, File.booking_id == booking_id, File.shown)
    return await session.scalar(shown)


async def list_files_to_scan(session: AsyncSession, *, limit: int) -> Sequence[File]:
    """Files without a verdict, those never asked about again first."""
    waiting = select(File).where(File.state == FileState.CHECKING, File.shown)
    return (await session.scalars(waiting.order_by(File.scan_asked_at.nulls_first()).limit(limit))).all()


async def lock_abandoned_files(session: AsyncSession, before: datetime) -> Sequence[File]:
    """Files that were begun before then and never shown, locked."""
    abandoned = select(File).where(~File.shown, File.created_at <= before)
    return (await session.scalars(abandoned.limit(200).with_for_update(skip_locked=True))).all()

"""The chat: said exactly once, in one order, delivered and read."""

from typing import Any
from uuid import UUID

from common.clock import now
from common.events.outbox import record
from common.metrics import counter
from contracts.telemed import ChatMessageMissed
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.rooms import Participant
from telemed.domain.rooms import LONGEST_TEXT, MISSED_AFTER, MessageKind, Role
from telemed.errors import RoomClosed, TooLong
from telemed.models import File
from telemed.queries import chat, rooms, seats
from telemed.schemas import FileView, MessageList, MessageView

MESSAGES = counter("telemed_chat_messages_total", "Chat messages stored", ("author", "kind"))


async def say(
    session: AsyncSession, participant: Participant, *, client_id: UUID, content: str | File
) -> tuple[MessageView, bool]:
    """The message as stored, and whether it is new: said again with the same client id, it is the first one."""
    if isinstance(content, str) and len(content) > LONGEST_TEXT:
        raise TooLong
    booking_id, author = participant.booking_id, participant.role
    message = chat.saying(booking_id, author, client_id=client_id, at=now(), content=content)
    row = await chat.say(session, said=message)
    if row is None:
        raise RoomClosed
    if row.new:
        MESSAGES.labels(row.author, row.kind).inc()
    if row.kind == MessageKind.FILE:
        (row,), new = await chat.messages_after(session, booking_id, after=row.seq - 1, limit=1), row.new
        return view(row), new
    return view(row), row.new


async def mark(session: AsyncSession, participant: Participant, *, seq: int, read: bool) -> int | None:
    """The other end has this up to ``seq``; None when that was known. What was never said cannot be marked."""
    return await seats.mark(session, participant.booking_id, participant.role, seq=seq, read=read)


async def list_messages(session: AsyncSession, booking_id: UUID, *, after: int, limit: int) -> MessageList:
    """What was said after that number, in order."""
    found = await chat.messages_after(session, booking_id, after=after, limit=limit)
    return MessageList(items=[view(row) for row in found])


async def tell_missed_messages(session: AsyncSession) -> None:
    """Patients who are away with something unread for a minute are told of, once until they have read it all."""
    for booking_id in await seats.tell_missed(session, unread_before=now() - MISSED_AFTER, at=now()):
        room = await rooms.find_room(session, booking_id)
        assert room is not None
        fact = ChatMessageMissed(
            aggregate_id=booking_id,
            aggregate_version=room.version,
            booking_id=booking_id,
            recipient_id=room.patient_id,
        )
        await record(session, fact)


def view(row: Row[Any]) -> MessageView:
    """A row of the chat as people see it."""
    file = None
    if row.file_id is not None:
        file = FileView(file_id=row.file_id, name=row.name, size=row.size, content_type=row.content_type)
    return MessageView(
        seq=row.seq,
        message_id=row.message_id,
        client_id=row.client_id,
        author=Role(row.author),
        kind=MessageKind(row.kind),
        text=row.text,
        file=file,
        sent_at=row.sent_at,
    )

"""The chat: said exactly once, in one order, delivered and read."""

from typing import Any
from uuid import UUID

from common.clock import now
from common.events.outbox import record
from common.letters import shows_nothing
from common.metrics import counter
from contracts.telemed import ChatMessageMissed
from contracts.values import VisitRole
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.rooms import Participant, open_room
from telemed.domain import words
from telemed.domain.rooms import MISSED_AFTER, MessageKind, Role
from telemed.errors import EmptyText, TooFast, TooLong
from telemed.models import File
from telemed.queries import chat, rooms, seats
from telemed.schemas import FileView, MessageList, MessageView

MESSAGES = counter("telemed_chat_messages_total", "Chat messages stored", ("author", "kind"))


async def say(
    session: AsyncSession, participant: Participant, *, client_id: UUID, content: str | File
) -> tuple[MessageView, bool]:
    """The message as stored, and whether it is new: said again with the same client id, it is the first one.

    Raises EmptyText, TooLong, TooFast, RoomClosed.
    """
    if isinstance(content, str):
        content = _checked(content)
    booking_id, author = participant.booking_id, participant.role
    message = chat.saying(booking_id, author, client_id=client_id, at=now(), content=content)
    row = await chat.say(session, said=message)
    if row is None:
        await open_room(session, booking_id)
        raise TooFast
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
    """Whoever is away with something unread for a minute is told of, once until they have read it all."""
    for booking_id, role in await seats.tell_missed(session, unread_before=now() - MISSED_AFTER, at=now()):
        room = await rooms.find_room(session, booking_id)
        assert room is not None
        fact = ChatMessageMissed(
            aggregate_id=booking_id,
            aggregate_version=room.version,
            booking_id=booking_id,
            recipient_id=room.patient_id if role is Role.PATIENT else room.doctor_id,
            recipient_role=VisitRole(role),
        )
        await record(session, fact)


def _checked(text: str) -> str:
    said = words.readable(text)
    if shows_nothing(said):
        raise EmptyText
    if len(said) > words.LONGEST_TEXT:
        raise TooLong
    return said


def view(row: Row[Any]) -> MessageView:
    """A row of the chat as people see it."""
    file = None
    if row.file_id is not None:
        file = FileView(
            file_id=row.file_id, name=row.name, size=row.size, content_type=row.content_type, state=row.state
        )
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

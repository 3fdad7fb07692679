"""The chat: each message stored exactly once, in one order, delivered and read."""

from uuid import UUID

from common.clock import now
from common.events.outbox import record
from common.letters import shows_nothing
from common.metrics import counter
from contracts.telemed import ChatMessageMissed
from contracts.values import VisitRole
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions import messages
from telemed.actions.notices import Notice, record_notice
from telemed.actions.rooms import Participant, lock_open_room
from telemed.domain import protocol, texts
from telemed.domain.rooms import MISSED_AFTER, MessageKind, Role
from telemed.errors import EmptyText, TooFast, TooLong
from telemed.models import File
from telemed.queries import chat, rooms, seats

MESSAGES = counter("telemed_chat_messages_total", "Chat messages stored", ("author", "kind"))


async def say(session: AsyncSession, participant: Participant, message: protocol.Say) -> protocol.ChatMessage | None:
    """Send a text; the stored message when it had been sent before.

    The answer to the first try was lost on the way; the other end has the message, or will see the gap.
    """
    stored, new = await send_message(session, participant, client_id=message.client_id, content=message.text)
    return None if new else stored


async def send_message(
    session: AsyncSession, participant: Participant, *, client_id: UUID, content: str | File
) -> tuple[protocol.ChatMessage, bool]:
    """The message as stored, and whether it is new: a repeated client id answers the first one.

    Raises EmptyText, TooLong, TooFast, RoomClosed.
    """
    if isinstance(content, str):
        content = _checked(content)
    booking_id, author = participant.booking_id, participant.role
    row = await chat.insert_message(
        session, chat.message_parameters(booking_id, author, client_id=client_id, at=now(), content=content)
    )
    if row is None:
        await lock_open_room(session, booking_id)
        raise TooFast
    if row.kind == MessageKind.FILE:
        (stored,) = await list_messages(session, booking_id, after=row.seq - 1, limit=1)
    else:
        stored = messages.chat_message(row)
    if row.new:
        MESSAGES.labels(row.author, row.kind).inc()
        record_notice(session, Notice(booking_id=booking_id, messages=dict.fromkeys(Role, stored)))
    return stored, row.new


async def mark(session: AsyncSession, participant: Participant, message: protocol.Delivered | protocol.Read) -> None:
    """This end has everything up to ``seq``, or has also seen it; what was never sent cannot be marked."""
    booking_id, role, read = participant.booking_id, participant.role, isinstance(message, protocol.Read)
    seq = await seats.advance_marks(session, booking_id, role, seq=message.seq, read=read)
    if seq is not None:
        notice = Notice(booking_id=booking_id, messages={role.peer: messages.mark(seq, read=read)})
        record_notice(session, notice)


async def list_messages(
    session: AsyncSession, booking_id: UUID, *, after: int, limit: int
) -> list[protocol.ChatMessage]:
    """The messages after that number, in order."""
    rows = await chat.list_messages(session, booking_id, after=after, limit=limit)
    return [messages.chat_message(row) for row in rows]


async def publish_missed_messages(session: AsyncSession) -> None:
    """ChatMessageMissed for each absent person with a message unread for a minute; once until all is read."""
    for booking_id, role in await seats.claim_missed(session, unread_before=now() - MISSED_AFTER, at=now()):
        room = await rooms.get_room(session, booking_id)
        assert room is not None
        event = ChatMessageMissed(
            aggregate_id=booking_id,
            aggregate_version=room.version,
            booking_id=booking_id,
            recipient_id=room.patient_id if role is Role.PATIENT else room.doctor_id,
            recipient_role=VisitRole(role),
        )
        await record(session, event)


def _checked(text: str) -> str:
    readable = texts.readable(text)
    if shows_nothing(readable):
        raise EmptyText
    if len(readable) > texts.MAX_LENGTH:
        raise TooLong
    return readable

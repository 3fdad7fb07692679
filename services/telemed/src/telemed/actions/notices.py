"""Notices: what the sockets of a room must learn of a change, recorded by the action and sent after its commit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

from telemed.domain.protocol import SERVER_MESSAGES, Message
from telemed.domain.rooms import CallState, Role
from telemed.models import Room
from telemed.queries.rooms import Snapshot

_RECORDED = "notices"


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One change of a room. Every socket of the room applies it; ``messages`` holds what each seat receives.

    ``version`` is the room's after the change; 0 for what leaves the room as it is.
    """

    booking_id: UUID
    messages: Mapping[Role, Message] = field(default_factory=dict)
    version: int = 0
    call: tuple[UUID, CallState] | None = None
    seat: tuple[Role, UUID | None] | None = None  # the socket that holds the seat now
    replaced: UUID | None = None  # the socket that has lost its seat
    session_over: UUID | None = None  # the session whose sockets must close

    def encode(self, sender: str) -> bytes:
        """The notice for the other processes."""
        bodies = {
            role: message.model_dump(mode="json", exclude_unset=True, by_alias=True)
            for role, message in self.messages.items()
        }
        change = [self.version, self.call, self.seat, self.replaced, self.session_over]
        return to_json([sender, self.booking_id, bodies, *change])

    @classmethod
    def decode(cls, body: bytes) -> tuple[str, "Notice"]:
        """The sender and the notice. Raises ValueError or KeyError for one of a newer version."""
        sender, booking_id, bodies, version, call, seat, replaced, session_over = json.loads(body)
        return sender, cls(
            booking_id=UUID(booking_id),
            messages={Role(role): SERVER_MESSAGES[one["type"]].model_validate(one) for role, one in bodies.items()},
            version=version,
            call=call and (UUID(call[0]), CallState(call[1])),
            seat=seat and (Role(seat[0]), seat[1] and UUID(seat[1])),
            replaced=replaced and UUID(replaced),
            session_over=session_over and UUID(session_over),
        )


def notify(
    session: AsyncSession,
    room: Room | Snapshot,
    messages: Mapping[Role, Message],
    *,
    call: tuple[UUID, CallState] | None = None,
    seat: tuple[Role, UUID | None] | None = None,
    replaced: UUID | None = None,
) -> None:
    """Record a change of the room, which has its new version; the sockets get it after the commit."""
    notice = Notice(
        booking_id=room.booking_id, messages=messages, version=room.version, call=call, seat=seat, replaced=replaced
    )
    record_notice(session, notice)


def record_notice(session: AsyncSession, notice: Notice) -> None:
    """Record a notice; the sockets get it after the commit."""
    session.info.setdefault(_RECORDED, []).append(notice)


def take_notices(session: Session) -> list[Notice]:
    """The recorded notices in their order, each once."""
    taken: list[Notice] = session.info.pop(_RECORDED, [])
    return taken

"""«From the server»: what people are told, and how it travels between processes."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from common.clock import now
from pydantic_core import to_json

from telemed.actions import Participant
from telemed.domain.rooms import CallEnd, CallState, Departure, Role, closes_at, room_state
from telemed.models import Call, File, Room
from telemed.queries.rooms import Snapshot
from telemed.schemas import MessageView

Body = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Notice:
    """One change of a room. Every socket of the room follows it; ``bodies`` says who is told what.

    ``version`` is the room's after the change; 0 for what passes by without changing it.
    """

    booking_id: UUID
    bodies: Mapping[Role, Body] = field(default_factory=dict)
    version: int = 0
    call: tuple[UUID, CallState] | None = None
    seat: tuple[Role, UUID | None] | None = None  # who sits there now
    replaced: UUID | None = None  # the socket that has lost its seat by this
    session_over: UUID | None = None  # the session whose sockets are closed by this

    def encode(self, sender: str) -> bytes:
        """For the other processes."""
        change = [self.version, self.call, self.seat, self.replaced, self.session_over]
        return to_json([sender, self.booking_id, self.bodies, *change])

    @classmethod
    def decode(cls, body: bytes) -> tuple[str, "Notice"]:
        """Who sent it, and what."""
        # A process of the version before sends no session.
        sender, booking_id, bodies, version, call, seat, replaced, *session_over = json.loads(body)
        return sender, cls(
            booking_id=UUID(booking_id),
            bodies={Role(role): told for role, told in bodies.items()},
            version=version,
            call=call and (UUID(call[0]), CallState(call[1])),
            seat=seat and (Role(seat[0]), seat[1] and UUID(seat[1])),
            replaced=replaced and UUID(replaced),
            session_over=UUID(session_over[0]) if session_over and session_over[0] else None,
        )


def welcome(seen: Snapshot, participant: Participant, *, ice_servers: list[Body]) -> Body:
    """The first message, always."""
    call = None
    if seen.call_state not in (None, CallState.ENDED):
        shown = CallState.RINGING if seen.call_state is CallState.RINGING else CallState.ACCEPTED
        call = {"call_id": seen.call_id, "state": shown, "at": seen.accepted_at or seen.rang_at}
    return {
        "type": "welcome",
        "server_time": now(),
        "role": seen.role,
        "room": {
            "state": room_state(closed=seen.closed_at is not None, call=seen.call_state),
            **_times(seen),
            "call_started_at": seen.started_at,
        },
        "self": {"person_id": participant.person_id, "full_name": participant.full_name, "since": seen.entered_at},
        "peer": {
            "full_name": seen.peer_name,
            "present": seen.peer_socket is not None,
            "since": seen.peer_entered_at if seen.peer_socket else seen.peer_left_at,
            "media": seen.peer_media,
        },
        "ice_servers": ice_servers,
        "call": call,
        "last_seq": seen.last_seq,
        "peer_read_seq": seen.read_seq,
        "peer_delivered_seq": seen.delivered_seq,
    }


def joined(seen: Snapshot, *, socket_id: UUID, replaced: UUID | None) -> Notice:
    """A socket took the seat."""
    body = {"type": "peer_joined", "at": now(), "full_name": seen.full_name}
    return _changed(seen, {seen.role.peer: body}, seat=(seen.role, socket_id), replaced=replaced)


def left(room: Room, role: Role, how: Departure) -> Notice:
    """The seat is empty."""
    return _changed(room, {role.peer: {"type": "peer_left", "at": now(), "reason": how}}, seat=(role, None))


def media(room: Room, role: Role, sent: Mapping[str, bool]) -> Notice:
    """The other end muted, unmuted, shares."""
    return _changed(room, {role.peer: {"type": "peer_media", **sent}})


def ringing(room: Room, call: Call) -> Notice:
    """It rings."""
    return _about(room, call, {"type": "ringing", "call_id": call.call_id, "at": call.rang_at})


def accepted(room: Room, call: Call) -> Notice:
    """Negotiation begins; each socket adds ICE servers of its own."""
    return _about(room, call, {"type": "call_accepted", "call_id": call.call_id, "at": call.accepted_at})


def started(room: Room, call: Call) -> Notice:
    """Both ends are connected."""
    body = {"type": "call_started", "call_id": call.call_id, "started_at": room.started_at, "at": call.connected_at}
    return _about(room, call, body)


def ended(room: Room, call: Call) -> Notice:
    """The call is over; who declined needs no telling."""
    told = {role: call_over(role, call.call_id, call.end_reason, at=call.ended_at) for role in Role}
    bodies = {role: body for role, body in told.items() if body is not None}
    return _changed(room, bodies, call=(call.call_id, CallState.ENDED))


def call_over(role: Role, call_id: UUID, reason: CallEnd | None, *, at: Any) -> Body | None:
    """How this seat is told the end of a call."""
    unanswered = reason in (CallEnd.DECLINED, CallEnd.BUSY)
    if role is Role.DOCTOR and (unanswered or reason is CallEnd.TIMEOUT):
        return {"type": "call_declined", "call_id": call_id, "reason": reason}
    if unanswered:
        return None
    return {"type": "call_ended", "call_id": call_id, "reason": reason, "at": at}


def closed(room: Room) -> Notice:
    """The room takes nothing more."""
    return _to_both(room, {"type": "room_closed", "at": room.closed_at, "reason": room.close_reason})


def session_over(booking_id: UUID, session_id: UUID) -> Notice:
    """The sockets of this session are closed, wherever they are."""
    return Notice(booking_id=booking_id, session_over=session_id)


def moved(room: Room) -> Notice:
    """The visit is at another time."""
    return _to_both(room, moved_body(room))


def moved_body(room: Room | Snapshot) -> Body:
    """The times of the visit, as told to one browser."""
    return {"type": "moved", **_times(room)}


def said(booking_id: UUID, message: MessageView) -> Notice:
    """Something was said: both seats see it."""
    body = message_body(message)
    return Notice(booking_id=booking_id, bodies=dict.fromkeys(Role, body))


def message_body(message: MessageView) -> Body:
    """A chat message on the socket."""
    return {"type": "message", **message.model_dump(mode="json")}


def file_checked(file: File) -> Notice:
    """A file that waited for the scanner may be opened, or never will be."""
    body = {"type": "file_checked", "file_id": file.file_id, "state": file.state}
    return Notice(booking_id=file.booking_id, bodies=dict.fromkeys(Role, body))


def marked(booking_id: UUID, role: Role, seq: int, *, read: bool) -> Notice:
    """The person on this seat has it."""
    return Notice(booking_id=booking_id, bodies={role.peer: {"type": "read" if read else "delivered", "seq": seq}})


def _times(room: Room | Snapshot) -> Body:
    return {
        "starts_at": room.starts_at,
        "ends_at": room.ends_at,
        "can_end_from": room.starts_at,
        "closes_at": closes_at(room.ends_at),
    }


def _about(room: Room, call: Call, body: Body) -> Notice:
    return _changed(room, dict.fromkeys(Role, body), call=(call.call_id, call.state))


def _to_both(room: Room, body: Body) -> Notice:
    return _changed(room, dict.fromkeys(Role, body))


def _changed(room: Room | Snapshot, bodies: Mapping[Role, Body], **change: Any) -> Notice:
    return Notice(booking_id=room.booking_id, bodies=bodies, version=room.version, **change)

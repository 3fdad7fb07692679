"""Messages of the protocol, built from rows and snapshots. The notice of a change and the catch-up share them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from common.clock import now
from sqlalchemy import Row

from telemed.domain import protocol
from telemed.domain.rooms import CallEnd, CallState, Role, closes_at, room_state
from telemed.models import Call, Room
from telemed.queries.rooms import Snapshot


def welcome(
    seen: Snapshot, *, person_id: UUID, full_name: str, ice_servers: Sequence[protocol.IceServer]
) -> protocol.Welcome:
    """The first message to the person on this seat."""
    call = None
    if seen.call_state not in (None, CallState.ENDED):
        state = CallState.RINGING if seen.call_state is CallState.RINGING else CallState.ACCEPTED
        call = protocol.CallView(call_id=seen.call_id, state=state, at=seen.accepted_at or seen.rang_at)
    return protocol.Welcome(
        server_time=now(),
        role=seen.role,
        room=protocol.RoomView(
            state=room_state(closed=seen.closed_at is not None, call=seen.call_state),
            **_times(seen),
            call_started_at=seen.started_at,
        ),
        own=protocol.OwnSeat(person_id=person_id, full_name=full_name, since=seen.entered_at),
        peer=protocol.PeerSeat(
            full_name=seen.peer_name,
            present=seen.peer_socket is not None,
            since=seen.peer_entered_at if seen.peer_socket else seen.peer_left_at,
            media=seen.peer_media,
        ),
        ice_servers=ice_servers,
        call=call,
        last_seq=seen.last_seq,
        peer_read_seq=seen.read_seq,
        peer_delivered_seq=seen.delivered_seq,
    )


def ringing(call: Call | Snapshot) -> protocol.Ringing:
    """The call rings."""
    return protocol.Ringing(call_id=call.call_id, at=call.rang_at)


def call_accepted(call: Call | Snapshot) -> protocol.CallAccepted:
    """Negotiation begins; each socket adds its own ICE servers."""
    return protocol.CallAccepted(call_id=call.call_id, at=call.accepted_at)


def call_started(call: Call | Snapshot, *, started_at: datetime | None) -> protocol.CallStarted:
    """Both ends are connected."""
    return protocol.CallStarted(call_id=call.call_id, started_at=started_at, at=call.connected_at)


def call_over(
    role: Role, call_id: UUID, *, reason: CallEnd | None, at: datetime | None
) -> protocol.CallDeclined | protocol.CallEnded | None:
    """The end of a call for this seat; None for the patient who declined."""
    unanswered = reason in (CallEnd.DECLINED, CallEnd.BUSY)
    if role is Role.DOCTOR and (unanswered or reason is CallEnd.TIMEOUT):
        return protocol.CallDeclined(call_id=call_id, reason=reason)
    return None if unanswered else protocol.CallEnded(call_id=call_id, reason=reason, at=at)


def room_closed(room: Room | Snapshot) -> protocol.RoomClosed:
    """The room accepts nothing more."""
    return protocol.RoomClosed(at=room.closed_at, reason=room.close_reason)


def moved(room: Room | Snapshot) -> protocol.Moved:
    """The visit has other times."""
    return protocol.Moved(**_times(room))


def mark(seq: int, *, read: bool) -> protocol.Delivered | protocol.Read:
    """Everything up to ``seq`` was delivered, or also read."""
    return protocol.Read(seq=seq) if read else protocol.Delivered(seq=seq)


def chat_message(row: Row[Any]) -> protocol.ChatMessage:
    """A row of the chat, with its file if it has one."""
    file = None
    if row.file_id is not None:
        file = protocol.ChatFile(
            file_id=row.file_id, name=row.name, size=row.size, content_type=row.content_type, state=row.state
        )
    return protocol.ChatMessage(
        seq=row.seq,
        message_id=row.message_id,
        client_id=row.client_id,
        author=row.author,
        kind=row.kind,
        text=row.text,
        file=file,
        sent_at=row.sent_at,
    )


def _times(room: Room | Snapshot) -> dict[str, datetime]:
    return {
        "starts_at": room.starts_at,
        "ends_at": room.ends_at,
        "can_end_from": room.starts_at,
        "closes_at": closes_at(room.ends_at),
    }

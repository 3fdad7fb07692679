"""The state of the room as one browser knows it, and the messages that bring it up to date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.clock import now

from telemed.actions import messages
from telemed.actions.notices import Notice
from telemed.domain import protocol
from telemed.domain.protocol import Message, SeatMedia
from telemed.domain.rooms import CallState, Departure, Role
from telemed.queries.rooms import Snapshot


@dataclass(slots=True)
class ClientView:
    """The room as one browser knows it. Owned by the event loop of its socket."""

    role: Role
    version: int
    seq: int  # the chat was sent up to here
    peer: UUID | None
    media: SeatMedia | None
    delivered: int
    read: int
    call_id: UUID | None
    call_state: CallState | None
    times: tuple[datetime, datetime]

    @classmethod
    def of(cls, seen: Snapshot) -> "ClientView":
        """The view that ``welcome`` creates."""
        return cls(
            role=seen.role,
            version=seen.version,
            seq=seen.last_seq,
            peer=seen.peer_socket,
            media=_media(seen),
            delivered=seen.delivered_seq,
            read=seen.read_seq,
            call_id=seen.call_id,
            call_state=seen.call_state,
            times=(seen.starts_at, seen.ends_at),
        )

    def apply(self, notice: Notice) -> None:
        """Apply the next change, one version on."""
        self.version = notice.version
        if notice.call is not None:
            self.call_id, self.call_state = notice.call
        if notice.seat is not None and notice.seat[0] is self.role.peer:
            self.peer, self.media = notice.seat[1], None
        message = notice.messages.get(self.role)
        if isinstance(message, protocol.PeerMedia):
            self.media = _only_media(message)

    def advance_marks(self, message: protocol.Delivered | protocol.Read) -> bool:
        """Apply the mark; False when the browser knew it."""
        read = isinstance(message, protocol.Read)
        if message.seq <= (self.read if read else self.delivered):
            return False
        self.delivered = max(self.delivered, message.seq)
        self.read = message.seq if read else self.read
        return True

    def in_call(self, call_id: UUID) -> bool:
        """Whether this call runs."""
        return self.call_id == call_id and self.call_state is not None and self.call_state.running

    def catch_up(self, seen: Snapshot) -> list[Message]:
        """The messages the browser has missed; none for a snapshot older than the view."""
        if seen.version < self.version:
            return []
        missing = [*_seats(self, seen), *_times(self, seen), *_calls(self, seen), *_marks(self, seen)]
        if seen.closed_at is not None:
            missing.append(messages.room_closed(seen))
        self.version = seen.version
        self.peer, self.media = seen.peer_socket, _media(seen)
        self.delivered, self.read = max(self.delivered, seen.delivered_seq), max(self.read, seen.read_seq)
        self.call_id, self.call_state = seen.call_id, seen.call_state
        self.times = (seen.starts_at, seen.ends_at)
        return missing


def _media(seen: Snapshot) -> SeatMedia | None:
    return None if seen.peer_media is None else SeatMedia(**seen.peer_media)


def _only_media(message: protocol.PeerMedia) -> SeatMedia:
    return SeatMedia(**message.model_dump(exclude={"type"}))


def _seats(view: ClientView, seen: Snapshot) -> Iterator[Message]:
    if seen.peer_socket != view.peer:
        if seen.peer_socket is None:
            yield protocol.PeerLeft(at=seen.peer_left_at or now(), reason=Departure.LOST)
        else:
            yield protocol.PeerJoined(at=seen.peer_entered_at, full_name=seen.peer_name)
    media = _media(seen)
    if media is not None and (media != view.media or seen.peer_socket != view.peer):
        yield protocol.PeerMedia(**media.model_dump())


def _times(view: ClientView, seen: Snapshot) -> Iterator[Message]:
    if (seen.starts_at, seen.ends_at) != view.times:
        yield messages.moved(seen)


def _calls(view: ClientView, seen: Snapshot) -> Iterator[Message]:
    same = seen.call_id == view.call_id
    if seen.call_id is None or (same and seen.call_state is view.call_state):
        return
    if seen.call_state is CallState.RINGING:
        yield messages.ringing(seen)
    elif seen.call_state is CallState.ENDED:
        # A call that began and ended unseen is skipped, unless another one is still shown.
        shown = view.call_id if view.call_state not in (None, CallState.ENDED) else None
        over = shown and messages.call_over(seen.role, shown, reason=seen.end_reason, at=seen.ended_at)
        if over:
            yield over
    else:
        if not (same and view.call_state is CallState.ACCEPTED):
            yield messages.call_accepted(seen)
        if seen.call_state is CallState.CONNECTED:
            yield messages.call_started(seen, started_at=seen.started_at)


def _marks(view: ClientView, seen: Snapshot) -> Iterator[Message]:
    if seen.read_seq > view.read:
        yield messages.mark(seen.read_seq, read=True)
    elif seen.delivered_seq > view.delivered:
        yield messages.mark(seen.delivered_seq, read=False)

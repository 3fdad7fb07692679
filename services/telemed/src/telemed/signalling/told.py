"""What one browser was told, and what must be said to make it true again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from common.clock import now

from telemed.domain.rooms import CallState, Departure, Role
from telemed.queries.rooms import Snapshot
from telemed.signalling import notices
from telemed.signalling.notices import Body, Notice


@dataclass(slots=True)
class Told:
    """The room as one browser believes it to be. Owned by its socket's loop."""

    role: Role
    version: int
    seq: int  # the chat is shown up to here
    peer: UUID | None
    media: dict[str, Any] | None
    delivered: int
    read: int
    call_id: UUID | None
    call_state: CallState | None
    times: tuple[datetime, datetime]

    @classmethod
    def by(cls, seen: Snapshot) -> "Told":
        """As ``welcome`` tells it."""
        return cls(
            role=seen.role,
            version=seen.version,
            seq=seen.last_seq,
            peer=seen.peer_socket,
            media=seen.peer_media,
            delivered=seen.delivered_seq,
            read=seen.read_seq,
            call_id=seen.call_id,
            call_state=seen.call_state,
            times=(seen.starts_at, seen.ends_at),
        )

    def follow(self, notice: Notice) -> None:
        """The next change, one version on."""
        self.version = notice.version
        if notice.call is not None:
            self.call_id, self.call_state = notice.call
        if notice.seat is not None and notice.seat[0] is self.role.peer:
            self.peer, self.media = notice.seat[1], None
        body = notice.bodies.get(self.role, {})
        if body.get("type") == "peer_media":
            self.media = {name: value for name, value in body.items() if name != "type"}

    def marked(self, body: Body) -> bool:
        """Whether this ``delivered`` or ``read`` is news."""
        known = self.read if body["type"] == "read" else self.delivered
        if body["seq"] <= known:
            return False
        self.delivered = max(self.delivered, body["seq"])
        self.read = body["seq"] if body["type"] == "read" else self.read
        return True

    def catch_up(self, seen: Snapshot) -> list[Body]:
        """The messages that make the browser's belief true; an older sight than what was told says nothing."""
        if seen.version < self.version:
            return []
        before, now_told = self, Told.by(seen)
        missing = [*_seats(before, seen), *_times(before, seen), *_calls(before, seen), *_marks(before, seen)]
        if seen.closed_at is not None:
            missing.append({"type": "room_closed", "at": seen.closed_at, "reason": seen.close_reason})
        self.version = seen.version
        self.peer, self.media = now_told.peer, now_told.media
        self.delivered, self.read = max(self.delivered, seen.delivered_seq), max(self.read, seen.read_seq)
        self.call_id, self.call_state, self.times = now_told.call_id, now_told.call_state, now_told.times
        return missing


def _seats(told: Told, seen: Snapshot) -> Iterator[Body]:
    if seen.peer_socket != told.peer:
        if seen.peer_socket is None:
            yield {"type": "peer_left", "at": seen.peer_left_at or now(), "reason": Departure.LOST}
        else:
            yield {"type": "peer_joined", "at": seen.peer_entered_at, "full_name": seen.peer_name}
    if seen.peer_media is not None and (seen.peer_media != told.media or seen.peer_socket != told.peer):
        yield {"type": "peer_media", **seen.peer_media}


def _times(told: Told, seen: Snapshot) -> Iterator[Body]:
    if (seen.starts_at, seen.ends_at) != told.times:
        yield notices.moved_body(seen)


def _calls(told: Told, seen: Snapshot) -> Iterator[Body]:
    same = seen.call_id == told.call_id
    if seen.call_id is None or (same and seen.call_state is told.call_state):
        return
    if seen.call_state is CallState.RINGING:
        yield {"type": "ringing", "call_id": seen.call_id, "at": seen.rang_at}
    elif seen.call_state is CallState.ENDED:
        # Of a call that came and went unseen there is nothing to tell, unless another is still shown.
        shown = told.call_id if told.call_state not in (None, CallState.ENDED) else None
        over = shown and notices.call_over(seen.role, shown, seen.end_reason, at=seen.ended_at)
        if over:
            yield over
    else:
        if not (same and told.call_state is CallState.ACCEPTED):
            yield {"type": "call_accepted", "call_id": seen.call_id, "at": seen.accepted_at}
        if seen.call_state is CallState.CONNECTED:
            at, started_at = seen.connected_at, seen.started_at
            yield {"type": "call_started", "call_id": seen.call_id, "started_at": started_at, "at": at}


def _marks(told: Told, seen: Snapshot) -> Iterator[Body]:
    if seen.read_seq > told.read:
        yield {"type": "read", "seq": seen.read_seq}
    elif seen.delivered_seq > told.delivered:
        yield {"type": "delivered", "seq": seen.delivered_seq}

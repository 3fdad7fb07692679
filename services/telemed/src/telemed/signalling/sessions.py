"""A socket outlives its token, so its browser confirms the session periodically; docs/signalling.md says how."""

from datetime import datetime
from enum import Enum, auto
from time import monotonic

MAX_UNANSWERED = 2  # questions; the next check closes the socket


class Verdict(Enum):
    """What a check of the seat means for its socket."""

    HOLDS = auto()
    ASK = auto()
    OVER = auto()


class SessionWatch:
    """Counts unanswered questions. A clock that jumps closes no socket: only unanswered questions do."""

    __slots__ = ("_asked", "_confirmed_at", "_next", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._asked = 0
        self._confirmed_at: datetime | None = None
        self._next = monotonic() + seconds

    def check(self, confirmed_at: datetime | None) -> Verdict:
        """Judge by the last confirmation stored at the seat; the time between questions is measured in this process."""
        if confirmed_at != self._confirmed_at:
            first, self._confirmed_at = self._confirmed_at is None, confirmed_at
            self._asked = 0
            if not first:
                self._next = monotonic() + self._seconds
        if monotonic() < self._next:
            return Verdict.HOLDS
        if self._asked == MAX_UNANSWERED:
            return Verdict.OVER
        self._asked += 1
        self._next = monotonic() + self._seconds
        return Verdict.ASK

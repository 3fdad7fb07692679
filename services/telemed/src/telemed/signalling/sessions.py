"""«The session behind a socket»: a socket outlives its token, so the browser shows again and again that it may stay."""

from datetime import datetime
from enum import Enum, auto
from time import monotonic

MOST_ASKED = 2  # without an answer, before the next look ends the socket


class Verdict(Enum):
    """What a look at the seat means for its socket."""

    HOLDS = auto()
    ASK = auto()
    OVER = auto()


class SessionWatch:
    """Counts what was asked in vain. A clock that jumps ends nobody: only questions without an answer do."""

    __slots__ = ("_asked", "_confirmed_at", "_next", "_seconds")

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._asked = 0
        self._confirmed_at: datetime | None = None
        self._next = monotonic() + seconds

    def look(self, confirmed_at: datetime | None) -> Verdict:
        """By the moment written at the seat; time between two questions is this process's own."""
        if confirmed_at != self._confirmed_at:
            first, self._confirmed_at = self._confirmed_at is None, confirmed_at
            self._asked = 0
            if not first:
                self._next = monotonic() + self._seconds
        if monotonic() < self._next:
            return Verdict.HOLDS
        if self._asked == MOST_ASKED:
            return Verdict.OVER
        self._asked += 1
        self._next = monotonic() + self._seconds
        return Verdict.ASK

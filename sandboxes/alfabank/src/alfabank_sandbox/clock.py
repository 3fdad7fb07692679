"""The time of the stand: the machine's, moved by an offset which survives a restart."""

import time
from datetime import UTC, datetime, timedelta, timezone
from typing import Protocol

from .store import Store

MOSCOW = timezone(timedelta(hours=3), "MSK")


class Clock(Protocol):
    def now(self) -> float: ...

    def move_to(self, moment: float | None) -> None:
        """Set the stand's time; None returns to the machine's own."""


class SandboxClock:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._offset = float(store.get_meta("clock_offset") or 0)

    def now(self) -> float:
        return time.time() + self._offset

    def move_to(self, moment: float | None) -> None:
        self._offset = 0.0 if moment is None else moment - time.time()
        self._store.set_meta("clock_offset", str(self._offset))


class ManualClock:
    """Stands still until it is moved."""

    def __init__(self, moment: float) -> None:
        self.start = moment
        self.moment = moment

    def now(self) -> float:
        return self.moment

    def move_to(self, moment: float | None) -> None:
        self.moment = self.start if moment is None else moment

    def advance(self, seconds: float) -> None:
        self.moment += seconds


def moscow(moment: float) -> datetime:
    """Bank days and the dates of the API are Moscow's."""
    return datetime.fromtimestamp(moment, UTC).astimezone(MOSCOW)


def milliseconds(moment: float) -> int:
    return round(moment * 1000)

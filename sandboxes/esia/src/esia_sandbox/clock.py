"""The time of the stand: the real one plus an offset a test may set."""

import time

from esia_sandbox.store import Store


class Clock:
    def __init__(self, store: Store) -> None:
        self._store = store

    def now(self) -> float:
        return time.time() + float(self._store.recall("clock_offset", 0))

    def shift(self, offset: float) -> None:
        self._store.remember("clock_offset", offset)

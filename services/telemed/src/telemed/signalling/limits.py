"""Rate limits of messages and connections, for a person and for a network."""

from collections import OrderedDict
from time import monotonic
from typing import Generic, TypeVar

Key = TypeVar("Key")


class Allowance:
    """A sliding-window limit in four numbers: the previous window counts in proportion to its overlap."""

    __slots__ = ("_before", "_began", "_most", "_now", "_seconds")

    def __init__(self, most: int, *, seconds: float = 10) -> None:
        self._most = most
        self._seconds = seconds
        self._began = float("-inf")
        self._before = self._now = 0

    def take(self, at: float | None = None) -> bool:
        """True while there is something left; what is refused does not count."""
        at = monotonic() if at is None else at
        if at - self._began >= self._seconds:
            self._before = self._now if at - self._began < 2 * self._seconds else 0
            self._began = at if not self._before else self._began + self._seconds
            self._now = 0
        reaching_in = self._before * (1 - (at - self._began) / self._seconds)
        if reaching_in + self._now >= self._most:
            return False
        self._now += 1
        return True


class Allowances(Generic[Key]):
    """An allowance for each person or network, in this process; the least recently used are dropped first."""

    def __init__(self, most: int, *, seconds: float, most_keys: int = 10_000) -> None:
        self._most = most
        self._seconds = seconds
        self._most_keys = most_keys
        self._of: OrderedDict[Key, Allowance] = OrderedDict()

    def take(self, key: Key) -> bool:
        """True while this one has something left."""
        own = self._of.setdefault(key, Allowance(self._most, seconds=self._seconds))
        self._of.move_to_end(key)
        if len(self._of) > self._most_keys:
            self._of.popitem(last=False)
        return own.take()

"""A circuit breaker: an external system that has failed repeatedly is not asked for a while: nobody waits for it."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from prometheus_client import Gauge


class BreakerOpen(Exception):
    """The system is not asked: it has failed repeatedly."""


class Breaker:
    """Opens after ``most`` failures in a row; after ``seconds`` one request at a time tries whether the system is back.

    ``failures``: the exceptions that say it is away or at fault. Any other is an answer, as a refusal is.
    ``opened``: shows 1 while it is open.
    """

    def __init__(
        self,
        *failures: type[Exception],
        most: int = 5,
        seconds: float,
        opened: Gauge | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures = failures
        self._most = most
        self._seconds = seconds
        self._opened = opened
        self._clock = clock
        self._in_a_row = 0
        self._open_until = 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around one request. Raises BreakerOpen at once while open."""
        if self._in_a_row >= self._most:
            if self._clock() < self._open_until:
                raise BreakerOpen
            # This request tries; the others go on being refused until its answer.
            self._open_until = self._clock() + 2 * self._seconds
        try:
            yield
        except self._failures:
            self._open_until = self._clock() + self._seconds
            self._count(self._in_a_row + 1)
            raise
        except Exception:
            self._count(0)
            raise
        self._count(0)

    def _count(self, in_a_row: int) -> None:
        self._in_a_row = in_a_row
        if self._opened is not None:
            self._opened.set(in_a_row >= self._most)

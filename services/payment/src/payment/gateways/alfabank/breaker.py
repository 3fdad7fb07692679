"""A circuit breaker: after several silences in a row the bank is not asked for a few seconds; nobody waits for it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from common.metrics import gauge

from payment.errors import BankSilent

SILENCES = 5
REST_SECONDS = 5.0
OPEN = gauge("payment_bank_breaker_open", "1 while the bank is not asked because it has been silent")


class Breaker:
    """Closed, open for a while after ``SILENCES`` silences in a row, then half open: one question tries."""

    def __init__(self) -> None:
        self._silences = 0
        self._open_until = 0.0

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Around one question. Raises BankSilent at once while open."""
        if self._silences >= SILENCES:
            if time.monotonic() < self._open_until:
                raise BankSilent("the bank has been silent lately")
            # This question tries; the others go on failing at once until its answer.
            self._open_until = time.monotonic() + 2 * REST_SECONDS
        try:
            yield
        except BankSilent:
            self._silences += 1
            self._open_until = time.monotonic() + REST_SECONDS
            OPEN.set(self._silences >= SILENCES)
            raise
        self._silences = 0
        OPEN.set(0)

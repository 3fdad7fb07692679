"""A clock that a test moves."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta

import pytest

from common import clock as house_clock


class TestClock:
    """Stops or moves the clock of the code under test; the real one comes back after the test."""

    __test__ = False

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack

    def now(self) -> datetime:
        """What the code under test believes."""
        return house_clock.now()

    def freeze(self, at: datetime | None = None) -> datetime:
        """Time stands still, at this moment or at the given one."""
        self._stack.enter_context(house_clock.frozen(at or house_clock.now()))
        return house_clock.now()

    def shift(self, by: timedelta) -> datetime:
        """So much time has passed."""
        house_clock.shift(by)
        return house_clock.now()


@pytest.fixture
def clock() -> Iterator[TestClock]:
    """freeze(at=None), shift(timedelta), now(); ends with the test."""
    with ExitStack() as stack:
        yield TestClock(stack)
    house_clock.reset()

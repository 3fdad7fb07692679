"""One plain line for each step of the way."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def step(done: str) -> Iterator[None]:
    """Print what was reached, and how long it took; on failure print nothing, the failure speaks."""
    began = time.monotonic()
    yield
    say(f"✓ {done} ({time.monotonic() - began:.1f} s)")


def say(line: str) -> None:
    print(line, flush=True)


def complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)

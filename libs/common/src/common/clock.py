"""The only clock. Code asks ``now()``; tests stop it or move it, in one place for the whole process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path


class _Hook:
    """What tests have done to time: stopped it, moved it, or nothing."""

    stopped_at: datetime | None = None
    moved_by: timedelta = timedelta(0)
    followed: Path | None = None


def now() -> datetime:
    """The moment, aware, in UTC."""
    return (_Hook.stopped_at or _from_file() or datetime.now(UTC)) + _Hook.moved_by


def follow(file: Path | None) -> None:
    """While this file exists, the moment written in it (ISO 8601 with a zone) is now: a story stops a service's time.

    Raises ValueError, when asked for the time, if the file says anything else.
    """
    _Hook.followed = file


def _from_file() -> datetime | None:
    if _Hook.followed is None:
        return None
    try:
        moment = datetime.fromisoformat(_Hook.followed.read_text().strip())
    except FileNotFoundError:
        return None
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return moment.astimezone(UTC)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Time stands still at ``at`` inside the block; what was true before is restored after it.

    Raises ValueError for a moment without a time zone.
    """
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    before = _Hook.stopped_at, _Hook.moved_by
    _Hook.stopped_at, _Hook.moved_by = at.astimezone(UTC), timedelta(0)
    try:
        yield
    finally:
        _Hook.stopped_at, _Hook.moved_by = before


def shift(by: timedelta) -> None:
    """Moves the clock, running or frozen, by this much until ``reset`` or the end of ``frozen``."""
    _Hook.moved_by += by


def reset() -> None:
    """The clock is the real one again."""
    _Hook.stopped_at, _Hook.moved_by = None, timedelta(0)

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from common import clock

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_clock_speaks_utc() -> None:
    assert clock.now().tzinfo is UTC
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_frozen_time_stands_still_until_shifted_and_runs_again_afterwards() -> None:
    with clock.frozen(NOON.astimezone(timezone(timedelta(hours=3)))):
        assert clock.now() == NOON
        clock.shift(timedelta(minutes=10))
        assert clock.now() == NOON + timedelta(minutes=10)
        with clock.frozen(NOON):
            assert clock.now() == NOON
        assert clock.now() == NOON + timedelta(minutes=10)
    assert clock.now() > NOON + timedelta(minutes=10) or clock.now() < NOON


def test_a_running_clock_can_be_moved_and_reset() -> None:
    clock.shift(timedelta(days=400))
    try:
        assert clock.now() - datetime.now(UTC) > timedelta(days=399)
    finally:
        clock.reset()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"), clock.frozen(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_a_followed_file_says_what_time_it_is_while_it_exists(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock.follow(file)
    try:
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
        file.write_text("2026-03-01T15:00:00+03:00\n")
        assert clock.now() == NOON
        file.write_text("2026-03-01T15:00:00")
        with pytest.raises(ValueError, match="time zone"):
            clock.now()
        file.unlink()
        assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
    finally:
        clock.follow(None)

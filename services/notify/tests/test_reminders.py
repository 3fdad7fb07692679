"""Reminders: each once, for the time the visit has now, and only while they can help."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, Deliver, TestClock
from notify import actions
from notify.domain import reminder_window
from notify.kinds import NoticeKind
from sqlalchemy import text

from .conftest import STARTS_AT

DAY, HOURS, MINUTES = timedelta(hours=24), timedelta(hours=2), timedelta(minutes=10)


async def reminders(client: Client) -> list[tuple[str, str]]:
    """Reminders under the bell, oldest first: what and for which time."""
    items = (await client.get("/api/notify/notices")).json()["items"]
    found = [(item["kind"], item["params"]["starts_at"]) for item in items if item["kind"].startswith("reminder")]
    return found[::-1]


@pytest.fixture
async def early(story: Any, deliver: Deliver, catalogue: None, clock: TestClock, post: Any, bag: Any) -> Any:
    """A visit booked three days ahead; time stands still at that moment."""
    clock.freeze(STARTS_AT - timedelta(days=3))
    await deliver(story.confirmed())
    await post()
    bag.taken.clear()
    return story


async def test_r175_each_reminder_is_told_once_at_its_time(
    early: Any, clock: TestClock, ring_in: Any, post: Any, bag: Any
) -> None:
    """R175, R102: a day, two hours and ten minutes before, each with a letter that leads to the record."""
    expected: list[tuple[str, str]] = []
    for lead, kind in ((DAY, "reminder_day"), (HOURS, "reminder_hours"), (MINUTES, "reminder_minutes")):
        clock.freeze(STARTS_AT - lead - timedelta(seconds=1))
        await ring_in()
        assert await reminders(early.patient) == expected, "not before its time"
        clock.freeze(STARTS_AT - lead)
        for _ in range(3):
            await ring_in()
        await post()
        expected.append((kind, STARTS_AT.isoformat()))
        assert await reminders(early.patient) == expected
    assert [mail.subject.split(":")[0] for mail in bag.taken] == [
        "Приём через сутки", "Приём через 2 часа", "Приём через 10 минут",
    ]  # fmt: skip
    assert all(f"http://localhost:8080/records/{early.booking_id}\n" in mail.text for mail in bag.taken)


async def test_no_reminder_is_told_whose_time_was_past_when_the_visit_was_booked(
    story: Any, deliver: Deliver, catalogue: None, clock: TestClock, ring_in: Any
) -> None:
    clock.freeze(STARTS_AT - timedelta(hours=3))
    await deliver(story.confirmed())
    await ring_in()
    assert await reminders(story.patient) == []
    clock.freeze(STARTS_AT - HOURS)
    await ring_in()
    assert [kind for kind, _ in await reminders(story.patient)] == ["reminder_hours"]


async def test_a_reminder_missed_for_long_gives_way_to_the_next(early: Any, clock: TestClock, ring_in: Any) -> None:
    clock.freeze(STARTS_AT - timedelta(hours=1))
    await ring_in()
    assert [kind for kind, _ in await reminders(early.patient)] == ["reminder_hours"]
    clock.freeze(STARTS_AT)
    await ring_in()
    assert [kind for kind, _ in await reminders(early.patient)] == ["reminder_hours"], "it has begun"


async def test_a_moved_visit_has_new_reminders(early: Any, deliver: Deliver, clock: TestClock, ring_in: Any) -> None:
    clock.freeze(STARTS_AT - DAY)
    await ring_in()
    moved = early.moved(days=2)
    await deliver(moved)
    clock.freeze(STARTS_AT - HOURS)
    await ring_in()
    assert len(await reminders(early.patient)) == 1, "nothing of the time it had"
    clock.freeze(moved.starts_at - DAY)
    await ring_in()
    assert await reminders(early.patient) == [
        ("reminder_day", STARTS_AT.isoformat()),
        ("reminder_day", moved.starts_at.isoformat()),
    ]


@pytest.mark.parametrize("end", ["cancelled", "completed"])
@pytest.mark.parametrize("known", [True, False])
async def test_nobody_is_reminded_of_a_visit_that_ended(
    story: Any, deliver: Deliver, catalogue: None, clock: TestClock, ring_in: Any, end: str, known: bool
) -> None:
    """Whichever fact comes first."""
    clock.freeze(STARTS_AT - timedelta(days=3))
    facts = [story.confirmed(), getattr(story, end)()]
    for fact in facts if known else reversed(facts):
        await deliver(fact)
    clock.freeze(STARTS_AT - HOURS)
    await ring_in()
    assert await reminders(story.patient) == []


@pytest.mark.parametrize(("change", "outcome"), [("moved", "visit_changed"), ("cancelled", "visit_changed")])
async def test_a_queued_reminder_of_what_is_no_longer_true_is_not_sent(
    early: Any, deliver: Deliver, clock: TestClock, ring_in: Any, letters: Any, post: Any, change: str, outcome: str
) -> None:
    clock.freeze(STARTS_AT - HOURS)
    await ring_in()
    await deliver(getattr(early, change)())
    await post()
    row = (await letters())["reminder_hours"]
    assert (row["state"], row["outcome"]) == ("skipped", outcome)


async def test_two_workers_tell_a_reminder_once(
    story: Any, deliver: Deliver, catalogue: None, clock: TestClock, context: Any
) -> None:
    """The race itself, past the lock of jobs: both look before either writes."""
    clock.freeze(STARTS_AT - timedelta(days=3))
    visits = [replace(story, booking_id=uuid4()) for _ in range(20)]
    for visit in visits:
        await deliver(visit.confirmed())
    clock.freeze(STARTS_AT - MINUTES)

    async def worker() -> None:
        async with context.sessions.begin() as session:
            await actions.remind(session)

    await asyncio.gather(*(worker() for _ in range(4)))
    await worker()
    async with context.sessions() as session:
        counted = text("SELECT count(*), count(DISTINCT booking_id) FROM notices WHERE kind = 'reminder_minutes'")
        assert (await session.execute(counted)).one() == (20, 20)
        assert await session.scalar(text("SELECT count(*) FROM reminders")) == 20


@pytest.mark.parametrize(
    ("kind", "after", "until"),
    [
        (NoticeKind.REMINDER_DAY, HOURS, DAY),
        (NoticeKind.REMINDER_HOURS, MINUTES, HOURS),
        (NoticeKind.REMINDER_MINUTES, timedelta(0), MINUTES),
    ],
)
def test_windows_of_reminders_never_overlap(kind: NoticeKind, after: timedelta, until: timedelta) -> None:
    moment = datetime.fromisoformat("2026-11-24T11:30:00+00:00")
    assert reminder_window(kind, moment) == (moment + after, moment + until)

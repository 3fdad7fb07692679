"""Reminders: each given once, for the current time of the visit, and only while useful."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, Deliver, TestClock
from notify import actions
from notify.domain.delivery import reminder_window
from notify.domain.kinds import NoticeKind
from sqlalchemy import text

from .conftest import STARTS_AT

DAY, HOURS, MINUTES = timedelta(hours=24), timedelta(hours=2), timedelta(minutes=10)


async def reminders(client: Client) -> list[tuple[str, str]]:
    """The client's reminders, oldest first: kind and time of the visit."""
    items = (await client.get("/api/notify/notices")).json()["items"]
    found = [(item["kind"], item["params"]["starts_at"]) for item in items if item["kind"].startswith("reminder")]
    return found[::-1]


@pytest.fixture
async def early(
    scenario: Any, deliver: Deliver, catalogue: None, clock: TestClock, send_letters: Any, mail_sender: Any
) -> Any:
    """A visit booked three days ahead; time stands still at that moment."""
    clock.freeze(STARTS_AT - timedelta(days=3))
    await deliver(scenario.confirmed())
    await send_letters()
    mail_sender.sent.clear()
    return scenario


async def test_r175_each_reminder_is_given_once_at_its_time(
    early: Any, clock: TestClock, send_reminders: Any, send_letters: Any, mail_sender: Any
) -> None:
    """R175, R102: a day, two hours and ten minutes before, each with a letter that leads to the record."""
    expected: list[tuple[str, str]] = []
    for lead, kind in ((DAY, "reminder_day"), (HOURS, "reminder_hours"), (MINUTES, "reminder_minutes")):
        clock.freeze(STARTS_AT - lead - timedelta(seconds=1))
        await send_reminders()
        assert await reminders(early.patient) == expected, "not before its time"
        clock.freeze(STARTS_AT - lead)
        for _ in range(3):
            await send_reminders()
        await send_letters()
        expected.append((kind, STARTS_AT.isoformat()))
        assert await reminders(early.patient) == expected
    assert [mail.subject.split(":")[0] for mail in mail_sender.sent] == [
        "Приём через сутки", "Приём через 2 часа", "Приём через 10 минут",
    ]  # fmt: skip
    assert all(f"http://localhost:8080/records/{early.booking_id}\n" in mail.text for mail in mail_sender.sent)


async def test_a_reminder_due_before_the_booking_is_not_given(
    scenario: Any, deliver: Deliver, catalogue: None, clock: TestClock, send_reminders: Any
) -> None:
    clock.freeze(STARTS_AT - timedelta(hours=3))
    await deliver(scenario.confirmed())
    await send_reminders()
    assert await reminders(scenario.patient) == []
    clock.freeze(STARTS_AT - HOURS)
    await send_reminders()
    assert [kind for kind, _ in await reminders(scenario.patient)] == ["reminder_hours"]


async def test_a_late_reminder_gives_way_to_the_next(early: Any, clock: TestClock, send_reminders: Any) -> None:
    clock.freeze(STARTS_AT - timedelta(hours=1))
    await send_reminders()
    assert [kind for kind, _ in await reminders(early.patient)] == ["reminder_hours"]
    clock.freeze(STARTS_AT)
    await send_reminders()
    assert [kind for kind, _ in await reminders(early.patient)] == ["reminder_hours"], "it has begun"


async def test_a_moved_visit_has_new_reminders(
    early: Any, deliver: Deliver, clock: TestClock, send_reminders: Any
) -> None:
    clock.freeze(STARTS_AT - DAY)
    await send_reminders()
    moved = early.moved(days=2)
    await deliver(moved)
    clock.freeze(STARTS_AT - HOURS)
    await send_reminders()
    assert len(await reminders(early.patient)) == 1, "nothing of the time it had"
    clock.freeze(moved.starts_at - DAY)
    await send_reminders()
    assert await reminders(early.patient) == [
        ("reminder_day", STARTS_AT.isoformat()),
        ("reminder_day", moved.starts_at.isoformat()),
    ]


@pytest.mark.parametrize("end", ["cancelled", "completed"])
@pytest.mark.parametrize("known", [True, False])
async def test_there_are_no_reminders_of_a_visit_that_ended(
    scenario: Any, deliver: Deliver, catalogue: None, clock: TestClock, send_reminders: Any, end: str, known: bool
) -> None:
    """In either order of the two events."""
    clock.freeze(STARTS_AT - timedelta(days=3))
    events = [scenario.confirmed(), getattr(scenario, end)()]
    for event in events if known else reversed(events):
        await deliver(event)
    clock.freeze(STARTS_AT - HOURS)
    await send_reminders()
    assert await reminders(scenario.patient) == []


@pytest.mark.parametrize(("change", "outcome"), [("moved", "visit_changed"), ("cancelled", "visit_changed")])
async def test_a_queued_reminder_of_what_is_no_longer_true_is_not_sent(
    early: Any,
    deliver: Deliver,
    clock: TestClock,
    send_reminders: Any,
    letters: Any,
    send_letters: Any,
    change: str,
    outcome: str,
) -> None:
    clock.freeze(STARTS_AT - HOURS)
    await send_reminders()
    await deliver(getattr(early, change)())
    await send_letters()
    row = (await letters())["reminder_hours"]
    assert (row["state"], row["outcome"]) == ("skipped", outcome)


async def test_four_workers_give_each_reminder_once(
    scenario: Any, deliver: Deliver, catalogue: None, clock: TestClock, context: Any
) -> None:
    """The race itself, past the lock of jobs: both look before either writes."""
    clock.freeze(STARTS_AT - timedelta(days=3))
    visits = [replace(scenario, booking_id=uuid4()) for _ in range(20)]
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

"""Working hours against a plain model of them: merged where they overlap, minus times off, on one grid."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from common.context import Context
from common.testing import Client
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from .conftest import Practice, at, listed, today

Span = tuple[datetime, datetime]


async def _except(doctor: Client, kind: str, span: Span) -> None:
    body = {"kind": kind, "starts_at": span[0].isoformat(), "ends_at": span[1].isoformat()}
    answer = await doctor.post("/api/booking/schedule-exceptions", json=body)
    assert answer.status_code == 201, answer.text


async def test_extra_hours_over_weekly_ones_go_on_with_their_grid(
    api: Client, practice: Practice, doctor: Client
) -> None:
    """From 17:45 on until 19:00: no start at 17:45, and 18:30 ends in time."""
    await _except(doctor, "extra", (today(17, 45), today(19)))
    found = await listed(api, practice, days=1)
    assert found[-3:] == [today(17, 30), today(18), today(18, 30)]
    assert len(found) == 20


async def test_extra_hours_within_weekly_ones_change_nothing(api: Client, practice: Practice, doctor: Client) -> None:
    before = await listed(api, practice)
    await _except(doctor, "extra", (today(12, 10), today(13, 10)))
    assert await listed(api, practice) == before


async def test_extra_hours_that_begin_earlier_set_the_grid(api: Client, practice: Practice, doctor: Client) -> None:
    await _except(doctor, "extra", (today(8, 40), today(9, 20)))
    assert (await listed(api, practice, days=1))[:3] == [today(8, 40), today(9, 10), today(9, 40)]


async def test_extra_hours_over_midnight_set_the_grid_of_the_next_day_too(
    api: Client, practice: Practice, doctor: Client
) -> None:
    """Whether one asks for both days or for one of them."""
    await practice.work("00:00", "02:00")
    monday = date(2026, 3, 9)
    await _except(doctor, "extra", (at(date(2026, 3, 8), 23, 15), at(monday, 0, 45)))
    expected = [at(monday, 0, 15), at(monday, 0, 45), at(monday, 1, 15)]
    assert await listed(api, practice, first=monday, days=1) == expected
    assert (await listed(api, practice, first=date(2026, 3, 7), days=3))[-3:] == expected


async def test_an_opening_time_that_occurs_twice_is_the_first_one(
    api: Client, new_practice: Callable[..., Practice]
) -> None:
    """The night of 25 October 2026 in Berlin: 02:30 is at 00:30 and at 01:30 UTC."""
    practice = await new_practice(zone="Europe/Berlin").open()
    await practice.work("02:30", "04:00", weekdays=(6,))
    found = await listed(api, practice, first=date(2026, 10, 25), days=1)
    assert found[0] == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert len(found) == 5


def _local(day: date, minute: int, zone: ZoneInfo) -> Span:
    """The first and the last moment at which a clock shows this time, or would if it were not put forward."""
    naive = datetime.combine(day, time()) + timedelta(minutes=minute)
    first, second = [naive.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)]
    return first, max(first, second)


def _model(
    zone: ZoneInfo, day: date, weekly: list[tuple[int, int]], extra: list[Span], off: list[Span], minutes: int
) -> set[datetime]:
    """The starts that this day of the clinic offers."""
    spans = list(extra)
    for shift in (-1, 0, 1):
        other = day + timedelta(days=shift)
        spans += [(_local(other, begins, zone)[0], _local(other, ends, zone)[1]) for begins, ends in weekly]
    working: list[Span] = []
    for begins, ends in sorted(span for span in spans if span[0] < span[1]):
        if working and begins < working[-1][1]:
            working[-1] = (working[-1][0], max(working[-1][1], ends))
        else:
            working.append((begins, ends))
    length, found = timedelta(minutes=minutes), set()
    for begins, ends in working:
        while begins + length <= ends:
            found.add(begins)
            begins += length
    of_the_day = {start for start in found if start.astimezone(zone).date() == day}
    return {start for start in of_the_day if not any(start < ends and begins < start + length for begins, ends in off)}


_QUARTERS = st.integers(0, 96).map(lambda quarter: quarter * 15)
_INTERVALS = st.tuples(_QUARTERS, _QUARTERS).filter(lambda pair: pair[0] < pair[1])
_WEEK = st.lists(_INTERVALS, max_size=2).filter(lambda it: len(it) < 2 or it[0][1] <= it[1][0] or it[1][1] <= it[0][0])


async def test_any_hours_offer_what_a_plain_model_of_them_offers(
    api: Client, doctor: Client, practice: Practice, context: Context
) -> None:
    """R066: the same every day of the week; extra hours and times off around one day, also when clocks change."""
    loop = asyncio.get_running_loop()

    async def check(
        zone: str, day: date, weekly: list[tuple[int, int]], extra: list[Any], off: list[Any], minutes: int
    ) -> None:
        async with context.sessions.begin() as session:
            await session.execute(text("TRUNCATE schedule_exceptions, working_hours"))
            await session.execute(text("UPDATE clinics SET time_zone = :zone"), {"zone": zone})
        midnight = datetime.combine(day, time(), UTC)
        spans = {
            kind: [(midnight + timedelta(minutes=one), midnight + timedelta(minutes=other)) for one, other in given]
            for kind, given in (("extra", extra), ("off", off))
        }
        rows = [
            {"weekday": weekday, "starts": _clock(begins), "ends": _clock(ends)}
            for weekday in range(7)
            for begins, ends in weekly
        ]
        await practice.set_hours(*rows)
        for kind, found in spans.items():
            for span in found:
                await _except(doctor, kind, span)
        offering = await practice.offer(minutes=minutes)
        expected = _model(ZoneInfo(zone), day, weekly, spans["extra"], spans["off"], minutes)
        assert set(await listed(api, practice, offering, first=day, days=1)) == expected

    def run(**case: Any) -> None:
        asyncio.run_coroutine_threadsafe(check(**case), loop).result(60)

    tried = given(
        zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
        day=st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 11, 1), date(2026, 4, 15)]),
        weekly=_WEEK,
        extra=st.lists(_INTERVALS, max_size=2),
        off=st.lists(_INTERVALS, max_size=1),
        minutes=st.sampled_from([15, 30, 45, 50, 60]),
    )
    twice = {"day": date(2026, 10, 25), "weekly": [(150, 240)], "extra": [(0, 105)]}
    never = {"day": date(2026, 3, 29), "weekly": [(60, 150), (165, 240)], "extra": [(0, 30)]}
    checked: Any = tried(run)
    for known in (twice, never):
        checked = example(zone="Europe/Berlin", off=[], minutes=15, **known)(checked)
    # Without shrinking: a failure should be reported within seconds.
    quietly = settings(
        max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None,
        phases=[Phase.explicit, Phase.generate],
    )  # fmt: skip
    await asyncio.to_thread(quietly(checked))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"

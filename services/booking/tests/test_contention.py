"""Races, where the database must decide."""

import asyncio
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from booking import jobs
from booking.actions import create_booking
from booking.queries.bookings import lock_calendars
from common.auth import Principal
from common.context import Context
from common.errors import Refusal
from common.ids import new_id
from common.testing import Client, Deliver, Recorded, RunJob, TestClock, eventually
from contracts.booking import BookingCancelled, BookingConfirmed, BookingCreated, BookingExpired, BookingRescheduled
from contracts.values import ExpiryReason
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from .conftest import Book, Practice, listed, tomorrow, try_to_book
from .test_consumers import paid

Codes = Counter[tuple[int, str]]


@pytest.fixture(autouse=True)
async def open_connections(context: Context) -> None:
    """Opened beforehand: racers that wait for a connection to be made come one after the other and race nobody."""
    async with AsyncExitStack() as held:
        for _ in range(5):
            await held.enter_async_context(context.engine.connect())


def _tally(answers: list[Any]) -> Codes:
    return Counter((one.status_code, one.json().get("code", one.json().get("status"))) for one in answers)


async def test_of_fifty_patients_one_gets_the_slot(
    as_patient: Callable[..., Client], practice: Practice, recorded: Recorded
) -> None:
    """R066, R074: one 201, forty-nine slot_taken, nothing else; one event."""
    patients = [as_patient() for _ in range(50)]
    answers = await asyncio.gather(*(try_to_book(one, practice.online, tomorrow(12)) for one in patients))
    assert _tally(answers) == {(201, "held"): 1, (409, "slot_taken"): 49}
    assert len(await recorded(BookingCreated)) == 1


async def test_overlapping_offerings_of_different_length_never_overlap_in_the_book(
    as_patient: Callable[..., Client], practice: Practice, context: Context
) -> None:
    hour, quarter = await practice.offer(minutes=60), await practice.offer(minutes=15)
    wishes = [
        (practice.online, 0),
        (practice.online, 30),
        (hour, 0),
        *((quarter, minute) for minute in (0, 15, 30, 45)),
    ]
    races = [try_to_book(as_patient(), offering, tomorrow(12, minute)) for offering, minute in wishes for _ in range(5)]
    tally = _tally(await asyncio.gather(*races))
    assert set(tally) <= {(201, "held"), (409, "slot_taken")}
    assert 1 <= tally[201, "held"] <= 4
    async with context.sessions() as session:
        overlaps = """
            SELECT count(*) FROM bookings AS one JOIN bookings AS other
            ON one.booking_id < other.booking_id AND one.during && other.during
        """
        assert await session.scalar(text(overlaps)) == 0


async def test_no_race_gives_a_patient_a_fourth_hold(
    patient: Client, new_practice: Callable[..., Practice], recorded: Recorded
) -> None:
    """Six slots of different doctors at once by one patient."""
    practices = [await new_practice().open() for _ in range(6)]
    wishes = [(one.online, tomorrow(9 + place)) for place, one in enumerate(practices)]
    answers = await asyncio.gather(*(try_to_book(patient, *wish) for wish in wishes))
    assert _tally(answers) == {(201, "held"): 3, (409, "too_many_holds"): 3}
    assert len(await recorded(BookingCreated)) == 3


async def test_twelve_times_of_one_doctor_chosen_at_once_leave_one_hold(
    patient: Client, practice: Practice, recorded: Recorded
) -> None:
    """Each choice lets go of the one before it: eleven are free again for others."""
    starts = [tomorrow(9) + timedelta(minutes=30 * number) for number in range(12)]
    answers = await asyncio.gather(*(try_to_book(patient, practice.online, start) for start in starts))
    assert _tally(answers) == {(201, "held"): 12}
    [kept] = (await patient.get("/api/booking/bookings")).json()["items"]
    assert {event.reason for event in await recorded(BookingExpired)} == {ExpiryReason.RELEASED}
    assert len(await recorded(BookingExpired)) == 11
    stranger_sees = set(await listed(patient, practice)) - {datetime.fromisoformat(kept["starts_at"])}
    assert set(starts) - {datetime.fromisoformat(kept["starts_at"])} <= stranger_sees


@pytest.mark.parametrize("round_", range(3))
async def test_one_patient_who_presses_many_times_has_one_hold(
    patient: Client, as_patient: Callable[..., Client], practice: Practice, recorded: Recorded, round_: int
) -> None:
    """Without any idempotency key, and while others want the same time."""
    others = [as_patient() for _ in range(10)]
    answers = await asyncio.gather(
        *(try_to_book(one, practice.online, tomorrow(12)) for pair in others for one in (patient, pair))
    )
    tally = _tally(answers)
    assert tally in ({(201, "held"): 10, (409, "slot_taken"): 10}, {(201, "held"): 1, (409, "slot_taken"): 19})
    assert len({one.json()["booking_id"] for one in answers if one.status_code == 201}) == 1
    assert len(await recorded(BookingCreated)) == 1


async def test_two_patients_who_swap_their_times_do_not_deadlock(
    as_patient: Callable[..., Client], practice: Practice, book: Book, context: Context
) -> None:
    """Each wants what the other lets go: both may be refused, then both keep what they have."""
    one, other = as_patient(), as_patient()
    await book(tomorrow(10), by=one)
    await book(tomorrow(14), by=other)
    answers = await asyncio.gather(
        try_to_book(one, practice.online, tomorrow(14)), try_to_book(other, practice.online, tomorrow(10))
    )
    assert set(_tally(list(answers))) <= {(201, "held"), (409, "slot_taken")}
    async with context.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM bookings WHERE status = 'held'")) == 2


@pytest.mark.parametrize(("days", "doctors", "most"), [(1, 1, 1), (4, 1, 3), (4, 4, 10)])
async def test_fifty_at_once_take_no_more_unpaid_visits_than_one_may(
    patient: Client, new_practice: Callable[..., Practice], context: Context, days: int, doctors: int, most: int
) -> None:
    """Security: clinic visits cost nothing, so one person could take all of them."""
    practices = [await new_practice().open() for _ in range(doctors)]
    # No two wishes overlap, so that nothing but the limits can refuse them.
    wishes = [
        (one.in_clinic, tomorrow(9) + timedelta(days=day, minutes=30 * (4 * place + number)))
        for number in range(4)
        for day in range(days)
        for place, one in enumerate(practices)
    ]
    answers = await asyncio.gather(*(try_to_book(patient, *wishes[turn % len(wishes)]) for turn in range(29)))
    assert set(_tally(answers)) <= {(201, "confirmed"), (429, "too_many_visits"), (409, "already_booked_then")}
    async with context.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM bookings")) == most


async def test_no_race_makes_more_than_thirty_bookings_an_hour(
    patient: Client, practice: Practice, clock: TestClock, context: Context
) -> None:
    """Security: holding and letting go in turns keeps times from others."""
    starts = [tomorrow(9) + timedelta(minutes=30 * (number % 18)) for number in range(50)]
    answers = await asyncio.gather(*(try_to_book(patient, practice.online, start) for start in starts))
    assert set(_tally(answers)) == {(201, "held"), (429, "too_many_requests")}
    async with context.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM bookings")) == 30
    refused = next(one for one in answers if one.status_code == 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 3600
    clock.shift(timedelta(hours=1))
    assert (await try_to_book(patient, practice.online, tomorrow(9))).status_code == 201


async def test_one_patient_cannot_be_with_two_doctors_by_racing(
    patient: Client, practice: Practice, new_practice: Callable[..., Practice]
) -> None:
    others = [practice, *[await new_practice().open() for _ in range(4)]]
    answers = await asyncio.gather(*(try_to_book(patient, one.online, tomorrow(12)) for one in others))
    assert _tally(answers) == {(201, "held"): 1, (409, "own_hold"): 4}


async def test_a_request_sent_many_times_at_once_books_once(
    patient: Client, practice: Practice, recorded: Recorded
) -> None:
    key = {"Idempotency-Key": str(new_id())}
    answers = await asyncio.gather(*(try_to_book(patient, practice.online, tomorrow(12), **key) for _ in range(10)))
    assert _tally(answers) == {(201, "held"): 10}
    assert len({one.json()["booking_id"] for one in answers}) == 1
    assert len(await recorded(BookingCreated)) == 1


@pytest.mark.parametrize("round_", range(5))
async def test_a_payment_and_the_end_of_its_hold_at_once_leave_one_confirmed_visit(
    book: Book, deliver: Deliver, clock: TestClock, run_job: RunJob, recorded: Recorded, round_: int
) -> None:
    """Whichever is first: the slot is free or taken again, so the visit is confirmed in the end, exactly once."""
    made = await book()
    clock.shift(timedelta(minutes=15))
    await asyncio.gather(run_job(jobs.expire_holds), deliver(paid(made)))
    assert len(await recorded(BookingConfirmed)) == 1
    assert await recorded(BookingCancelled) == []
    versions = [event.aggregate_version for event in await recorded()]
    assert versions == list(range(1, len(versions) + 1))


@pytest.mark.parametrize("round_", range(5))
async def test_a_late_payment_and_a_new_patient_share_no_slot(
    as_patient: Callable[..., Client],
    practice: Practice,
    book: Book,
    deliver: Deliver,
    clock: TestClock,
    run_job: RunJob,
    recorded: Recorded,
    round_: int,
) -> None:
    made = await book()
    clock.shift(timedelta(minutes=15))
    await run_job(jobs.expire_holds)
    newcomers = [try_to_book(as_patient(), practice.online, tomorrow(12)) for _ in range(5)]
    answers = await asyncio.gather(deliver(paid(made)), *newcomers)
    newcomer_won = _tally(answers[1:])[201, "held"]
    assert newcomer_won + len(await recorded(BookingConfirmed)) == 1
    assert len(await recorded(BookingCancelled)) == newcomer_won


@pytest.mark.parametrize("round_", range(5))
async def test_a_cancellation_and_a_move_at_once_leave_one_result(
    patient: Client, doctor: Client, book: Book, deliver: Deliver, recorded: Recorded, round_: int
) -> None:
    made = await book()
    await deliver(paid(made))
    path = f"/api/booking/bookings/{made['booking_id']}"
    moved, cancelled = await asyncio.gather(
        patient.post(f"{path}/rescheduling", json={"starts_at": tomorrow(15).isoformat()}),
        doctor.post(f"{path}/cancellation"),
    )
    assert cancelled.status_code == 200
    assert moved.status_code == 200 or moved.json()["code"] == "not_reschedulable"
    assert (await patient.get(path)).json()["status"] == "cancelled"
    assert len(await recorded(BookingRescheduled)) == (moved.status_code == 200)
    versions = [event.aggregate_version for event in await recorded()]
    assert versions == list(range(1, len(versions) + 1))


@pytest.mark.parametrize("round_", range(10))
async def test_moves_and_bookings_race_for_one_slot_without_a_deadlock(
    as_patient: Callable[..., Client], practice: Practice, book: Book, round_: int
) -> None:
    movers = [as_patient() for _ in range(8)]
    made = [
        await book(tomorrow(9) + timedelta(minutes=30 * number), by=one, offering=practice.in_clinic)
        for number, one in enumerate(movers)
    ]
    target = tomorrow(16)
    moves = [
        one.post(f"/api/booking/bookings/{visit['booking_id']}/rescheduling", json={"starts_at": target.isoformat()})
        for one, visit in zip(movers, made, strict=True)
    ]
    newcomers = [try_to_book(as_patient(), practice.in_clinic, target) for _ in range(8)]
    tally = _tally(await asyncio.gather(*moves, *newcomers))
    assert tally[409, "slot_taken"] == 15
    assert tally[200, "confirmed"] + tally[201, "confirmed"] == 1


async def test_two_visits_can_swap_into_each_others_neighbourhood_at_once(
    patient: Client, practice: Practice, new_practice: Callable[..., Practice], book: Book
) -> None:
    """One patient moves visits with two doctors to the same hour: one of them stays where it was."""
    other = await new_practice().open()
    made = [await book(tomorrow(10), offering=practice.in_clinic), await book(tomorrow(14), offering=other.in_clinic)]
    answers = await asyncio.gather(
        *(
            patient.post(
                f"/api/booking/bookings/{one['booking_id']}/rescheduling", json={"starts_at": tomorrow(12).isoformat()}
            )
            for one in made
        )
    )
    assert _tally(answers) == {(200, "confirmed"): 1, (409, "already_booked_then"): 1}


async def test_a_move_waits_for_another_move_into_the_same_calendar(
    patient: Client, practice: Practice, book: Book, context: Context
) -> None:
    """Two UPDATEs that met in the constraint could each wait for the other; so one waits before it changes anything."""
    made = await book(offering=practice.in_clinic)
    path, body = f"/api/booking/bookings/{made['booking_id']}/rescheduling", {"starts_at": tomorrow(15).isoformat()}

    async def somebody_waits() -> bool:
        async with context.sessions() as looker:
            waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            return bool(await looker.scalar(text(waiting)))

    async with context.sessions.begin() as other_move:
        await lock_calendars(other_move, practice.doctor_id)
        move = asyncio.create_task(patient.post(path, json=body))
        await eventually(somebody_waits)
        assert not move.done()
    assert (await move).status_code == 200


async def test_two_sweepers_expire_a_hold_once(
    book: Book, clock: TestClock, run_job: RunJob, recorded: Recorded
) -> None:
    await book()
    clock.shift(timedelta(minutes=15))
    await asyncio.gather(*(run_job(jobs.expire_holds) for _ in range(4)))
    assert len(await recorded(BookingExpired)) == 1


class _Looked(Exception):
    """The booking was possible; it is not wanted."""


@pytest.fixture
def probe(context: Context) -> Callable[..., Any]:
    """Whether a booking is possible, leaving no trace."""

    async def bookable(offering_id: Any, starts_at: datetime) -> bool:
        stranger = Principal(
            person_id=new_id(),
            session_id=new_id(),
            full_name="Иванов Пётр",
            given_name="Пётр",
            roles=frozenset({"patient"}),
            acr="gosuslugi",
        )
        try:
            async with context.sessions.begin() as session:
                await create_booking(session, offering_id=offering_id, starts_at=starts_at, patient=stranger)
                raise _Looked
        except _Looked:
            return True
        except Refusal:
            return False

    return bookable


_MINUTES = st.integers(0, 96).map(lambda quarter: quarter * 15)
_INTERVALS = st.tuples(_MINUTES, _MINUTES).filter(lambda pair: pair[0] < pair[1])


async def test_listed_slots_are_exactly_the_bookable_ones(
    api: Client,
    doctor: Client,
    practice: Practice,
    probe: Callable[..., Any],
    as_patient: Callable[..., Client],
    context: Context,
) -> None:
    """R066: for any schedule, exceptions and bookings, also on the days when clocks change."""
    loop = asyncio.get_running_loop()

    async def check(
        zone: str, day: date, hours: tuple[int, int], off: tuple[int, int], extra: tuple[int, int], length: int
    ) -> None:
        async with context.sessions.begin() as session:
            await session.execute(text("TRUNCATE bookings, schedule_exceptions, outbox"))
            await session.execute(text("UPDATE clinics SET time_zone = :zone"), {"zone": zone})
        offering = await practice.offer(minutes=length)
        midnight = datetime.combine(day, datetime.min.time(), UTC)
        await practice.work(_clock(hours[0]), _clock(hours[1]), weekdays=(day.weekday(),))
        for kind, span in (("off", off), ("extra", extra)):
            ends = [(midnight + timedelta(minutes=minute)).isoformat() for minute in span]
            body = {"kind": kind, "starts_at": ends[0], "ends_at": ends[1]}
            assert (await doctor.post("/api/booking/schedule-exceptions", json=body)).status_code == 201
        window = (day - timedelta(days=1), 3)
        free = await listed(api, practice, offering, first=window[0], days=window[1])
        for start in free[:: max(1, len(free) // 3)]:
            await try_to_book(as_patient(), offering, start)
        offered = set(await listed(api, practice, offering, first=window[0], days=window[1]))
        candidates = {midnight + timedelta(minutes=15 * step) for step in range(-48, 144)} | set(free)
        bookable = {start for start in candidates if await probe(offering, start)}
        assert bookable == offered

    def run(**case: Any) -> None:
        asyncio.run_coroutine_threadsafe(check(**case), loop).result(60)

    tried = given(
        zone=st.sampled_from(["Europe/Moscow", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns"]),
        day=st.sampled_from([date(2026, 3, 29), date(2026, 10, 25), date(2026, 3, 8), date(2026, 4, 15)]),
        hours=_INTERVALS,
        off=_INTERVALS,
        extra=_INTERVALS,
        length=st.sampled_from([15, 30, 45, 60]),
    )
    # Without shrinking: each example books for real, and a failure should be reported within seconds.
    quietly = settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        phases=[Phase.generate],
    )
    await asyncio.to_thread(quietly(tried(run)))


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"

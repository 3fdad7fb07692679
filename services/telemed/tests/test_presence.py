"""Who was in the room at the time of the visit, as ConsultationEnded says it; and what a job no longer decides."""

from datetime import timedelta
from typing import Any

import pytest
from common.clock import now
from common.context import Context
from common.testing import Recorded, RunJob, TestClock, eventually
from contracts.telemed import ConsultationEnded
from sqlalchemy import select
from telemed import jobs
from telemed.models import Seat

from .test_consumers import cancelled, moved

MINUTE = timedelta(minutes=1)


@pytest.fixture
def starts(room: Any) -> Any:
    return room.confirmed().starts_at


async def ended(room: Any, run_job: RunJob, recorded: Recorded, clock: TestClock) -> Any:
    clock.freeze(room.confirmed().ends_at + 16 * MINUTE)
    await run_job(jobs.close_finished_rooms)
    (event,) = await recorded(ConsultationEnded)
    return event


async def left(room: Any) -> None:
    async def nobody() -> bool:
        return (await room.doctor.get(room.path)).json()["peer_present"] is False

    await eventually(nobody)


async def test_nobody_came(room: Any, run_job: RunJob, recorded: Recorded, clock: TestClock) -> None:
    event = await ended(room, run_job, recorded, clock)
    assert (event.patient_came_at, event.doctor_came_at) == (None, None)


async def test_only_the_doctor_came(
    room: Any, enter: Any, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    """The doctor sat in the room and called; the patient did not come."""
    clock.freeze(starts + 2 * MINUTE)
    doctor = await enter(room.doctor, room)
    assert await doctor.refused("call") == "peer_absent"
    event = await ended(room, run_job, recorded, clock)
    assert (event.patient_came_at, event.doctor_came_at) == (None, starts + 2 * MINUTE)


async def test_only_the_patient_came_and_left_again(
    room: Any, enter: Any, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - 10 * MINUTE)
    patient = await enter(room.patient, room)
    clock.shift(15 * MINUTE)
    await patient.send("bye")
    await left(room)
    event = await ended(room, run_job, recorded, clock)
    assert (event.patient_came_at, event.doctor_came_at) == (starts - 10 * MINUTE, None)


async def test_who_looked_in_the_day_before_has_not_come(
    room: Any, enter: Any, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - timedelta(days=1))
    patient = await enter(room.patient, room)
    clock.shift(30 * MINUTE)
    await patient.send("bye")
    await left(room)
    event = await ended(room, run_job, recorded, clock)
    assert (event.patient_came_at, event.doctor_came_at) == (None, None)


async def test_a_seat_held_since_long_before_counts_from_a_quarter_before_the_start_and_one_left_before_it_does_not(
    room: Any, enter: Any, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - 60 * MINUTE)
    patient, doctor = await enter(room.patient, room), await enter(room.doctor, room)
    clock.freeze(starts - 14 * MINUTE)
    await patient.send("bye")
    await left(room)
    clock.freeze(starts + MINUTE)
    await doctor.send("end_visit")
    await doctor.closed()
    (event,) = await recorded(ConsultationEnded)
    assert (event.patient_came_at, event.doctor_came_at) == (None, starts - 15 * MINUTE)
    assert (event.reason, event.started_at) == ("doctor_ended", None)


async def test_who_came_back_after_the_start_came_then(
    room: Any, enter: Any, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    """Eight seconds in the room, seven minutes before the start, are no visit; the return is."""
    clock.freeze(starts - 7 * MINUTE)
    patient = await enter(room.patient, room)
    clock.shift(timedelta(seconds=8))
    await patient.send("bye")
    await left(room)
    clock.freeze(starts + MINUTE)
    await enter(room.patient, room)
    event = await ended(room, run_job, recorded, clock)
    assert event.patient_came_at == starts + MINUTE


@pytest.mark.parametrize(
    ("minutes", "authors", "both"),
    [
        (1, ("patient", "doctor"), True),
        (0, ("patient", "doctor"), True),
        (1, ("patient",), False),
        (1, ("doctor",), False),
        (-1, ("patient", "doctor"), False),
        (1, (), False),
    ],
)
async def test_the_end_says_whether_both_wrote_after_the_start(
    room: Any, enter: Any, recorded: Recorded, clock: TestClock, starts: Any,
    *, minutes: int, authors: tuple[str, ...], both: bool,
) -> None:  # fmt: skip
    clock.freeze(starts + minutes * MINUTE)
    seats = {"patient": await enter(room.patient, room), "doctor": await enter(room.doctor, room)}
    for author in authors:
        await seats[author].text("Здравствуйте")
        await seats[author].receive("message")
    clock.freeze(starts + 2 * MINUTE)
    await seats["doctor"].send("end_visit")
    await seats["doctor"].closed()
    (event,) = await recorded(ConsultationEnded)
    assert event.both_wrote is both


async def test_the_seat_of_a_process_that_died_counts_until_its_last_sign(
    room: Any, enter: Any, context: Any, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - 60 * MINUTE)
    await enter(room.patient, room)
    context.resources._pulse.cancel()
    clock.freeze(starts + MINUTE)
    await run_job(jobs.vacate_silent_seats)
    event = await ended(room, run_job, recorded, clock)
    assert event.patient_came_at is None


async def seen(context: Context) -> None:
    """Every taken seat has given a sign by the clock of now."""

    async def given() -> bool:
        async with context.sessions() as session:
            late = await session.scalars(select(Seat).where(Seat.socket_id.is_not(None), Seat.seen_at < now()))
            return late.first() is None

    await eventually(given)


async def leave(someone: Any, room: Any, context: Context, *, seats: int) -> None:
    """Says goodbye, and so many seats are still taken."""
    await someone.send("bye")

    async def gone() -> bool:
        async with context.sessions() as session:
            return len((await session.scalars(select(Seat).where(Seat.socket_id.is_not(None)))).all()) == seats

    await eventually(gone)


def stayed(event: Any) -> tuple[int, int]:
    return event.doctor_present_seconds, event.both_present_seconds


async def test_a_doctor_who_came_early_and_left_before_the_start_has_waited_for_nobody(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - 14 * MINUTE)
    doctor = await enter(room.doctor, room)
    clock.freeze(starts - MINUTE)
    await seen(context)
    await leave(doctor, room, context, seats=0)
    event = await ended(room, run_job, recorded, clock)
    assert (event.doctor_came_at, stayed(event)) == (None, (0, 0))


async def test_a_doctor_who_looked_in_has_waited_as_long_as_that(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - MINUTE)
    doctor = await enter(room.doctor, room)
    clock.freeze(starts + timedelta(seconds=10))
    await seen(context)
    await leave(doctor, room, context, seats=0)
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (10, 0)


async def test_a_doctor_who_came_after_the_planned_end_has_not_waited(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    """The room stays open for a while longer; the visit does not."""
    ends = room.confirmed().ends_at
    clock.freeze(ends + MINUTE)
    doctor = await enter(room.doctor, room)
    clock.freeze(ends + 12 * MINUTE)
    await seen(context)
    await leave(doctor, room, context, seats=0)
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (0, 0)


async def test_a_wait_counts_until_the_planned_end(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    ends = room.confirmed().ends_at
    clock.freeze(ends - 4 * MINUTE)
    doctor = await enter(room.doctor, room)
    clock.freeze(ends + 12 * MINUTE)
    await seen(context)
    await leave(doctor, room, context, seats=0)
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (240, 0)


async def test_a_clock_put_back_makes_no_stay_negative(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts + 5 * MINUTE)
    doctor = await enter(room.doctor, room)
    await enter(room.patient, room)
    clock.freeze(starts + 3 * MINUTE)
    await leave(doctor, room, context, seats=1)
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (0, 0)


async def test_five_short_stays_are_added_and_a_second_tab_counts_once(
    room: Any, enter: Any, context: Context, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    for minute in range(5):
        clock.freeze(starts + minute * MINUTE)
        doctor = await enter(room.doctor, room)
        clock.freeze(starts + minute * MINUTE + timedelta(seconds=20))
        await seen(context)
        await leave(doctor, room, context, seats=0)
    clock.freeze(starts + 6 * MINUTE)
    await enter(room.doctor, room)
    clock.freeze(starts + 7 * MINUTE)
    await seen(context)
    second = await enter(room.doctor, room)
    clock.freeze(starts + 8 * MINUTE)
    await seen(context)
    await second.send("end_visit")
    await second.closed()
    (event,) = await recorded(ConsultationEnded)
    assert stayed(event) == (5 * 20 + 120, 0)


async def test_time_together_is_counted_once_regardless_of_who_leaves_first(
    room: Any, enter: Any, context: Context, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts - 5 * MINUTE)
    patient = await enter(room.patient, room)
    clock.freeze(starts + MINUTE)
    await seen(context)
    doctor = await enter(room.doctor, room)
    clock.freeze(starts + 3 * MINUTE)
    await seen(context)
    await leave(patient, room, context, seats=1)
    clock.freeze(starts + 4 * MINUTE)
    await seen(context)
    await enter(room.patient, room)
    clock.freeze(starts + 6 * MINUTE)
    await seen(context)
    await doctor.send("end_visit")
    await doctor.closed()
    (event,) = await recorded(ConsultationEnded)
    assert stayed(event) == (5 * 60, 4 * 60)


async def test_one_after_the_other_is_not_together(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    """The doctor waits eleven minutes and leaves; the patient comes then."""
    clock.freeze(starts)
    doctor = await enter(room.doctor, room)
    clock.freeze(starts + 11 * MINUTE)
    await seen(context)
    await leave(doctor, room, context, seats=0)
    clock.freeze(starts + 12 * MINUTE)
    await enter(room.patient, room)
    event = await ended(room, run_job, recorded, clock)
    assert (event.patient_came_at, stayed(event)) == (starts + 12 * MINUTE, (660, 0))


async def test_a_process_that_died_counts_until_its_last_sign_for_both_people(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts)
    await enter(room.doctor, room)
    await enter(room.patient, room)
    clock.freeze(starts + 2 * MINUTE)
    await seen(context)
    context.resources._pulse.cancel()
    clock.freeze(starts + 20 * MINUTE)
    await run_job(jobs.vacate_silent_seats)
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (120, 120)


async def test_a_room_that_closes_while_its_process_is_dead_counts_until_the_last_sign(
    room: Any, enter: Any, context: Context, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts)
    await enter(room.doctor, room)
    clock.freeze(starts + 2 * MINUTE)
    await seen(context)
    context.resources._pulse.cancel()
    event = await ended(room, run_job, recorded, clock)
    assert stayed(event) == (120, 0)


async def test_time_at_the_hour_before_a_move_is_forgotten(
    room: Any, enter: Any, deliver: Any, context: Context, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts)
    doctor = await enter(room.doctor, room)
    clock.freeze(starts + 5 * MINUTE)
    await seen(context)
    await leave(doctor, room, context, seats=0)
    await deliver(moved(room))
    clock.freeze(starts + timedelta(days=1))
    doctor = await enter(room.doctor, room)
    clock.freeze(starts + timedelta(days=1) + MINUTE)
    await seen(context)
    await doctor.send("end_visit")
    await doctor.closed()
    (event,) = await recorded(ConsultationEnded)
    assert stayed(event) == (60, 0)


async def test_a_moved_visit_starts_over(
    room: Any, enter: Any, deliver: Any, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    """Present at the old time, absent at the new one."""
    clock.freeze(starts + MINUTE)
    patient = await enter(room.patient, room)
    await patient.send("bye")
    await left(room)
    await deliver(moved(room))
    clock.freeze(starts + timedelta(days=1) + MINUTE)
    doctor = await enter(room.doctor, room)
    await doctor.send("end_visit")
    await doctor.closed()
    (event,) = await recorded(ConsultationEnded)
    assert (event.patient_came_at, event.doctor_came_at) == (None, starts + timedelta(days=1) + MINUTE)


async def test_a_later_event_with_the_same_times_keeps_who_came(
    room: Any, enter: Any, deliver: Any, run_job: RunJob, recorded: Recorded, clock: TestClock, starts: Any
) -> None:
    clock.freeze(starts + MINUTE)
    patient = await enter(room.patient, room)
    await deliver(moved(room, by=timedelta(0)))
    await patient.send("bye")
    await left(room)
    event = await ended(room, run_job, recorded, clock)
    assert event.patient_came_at == starts + MINUTE


async def test_rooms_that_ended_long_ago_are_left_to_people(
    room: Any, api: Any, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    """After an outage of a month a job cancelled every undecided visit; now it looks back for a week."""
    clock.freeze(room.confirmed().ends_at + timedelta(days=7))
    await run_job(jobs.close_finished_rooms)
    await run_job(jobs.report_old_rooms)
    assert (await room.doctor.get(room.path)).json()["state"] == "open"
    assert await recorded(ConsultationEnded) == []
    assert 'telemed_unclosed_rooms_old{service="telemed"} 1.0' in (await api.get("/metrics")).text


async def test_a_room_that_ended_within_the_week_is_closed(
    room: Any, api: Any, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    clock.freeze(room.confirmed().ends_at + timedelta(days=7) - timedelta(seconds=1))
    await run_job(jobs.close_finished_rooms)
    await run_job(jobs.report_old_rooms)
    (event,) = await recorded(ConsultationEnded)
    assert event.reason == "time_over"
    assert 'telemed_unclosed_rooms_old{service="telemed"} 0.0' in (await api.get("/metrics")).text


async def test_a_cancelled_visit_does_not_publish_who_came(
    room: Any, enter: Any, deliver: Any, recorded: Recorded
) -> None:
    patient = await enter(room.patient, room)
    await deliver(cancelled(room))
    assert (await patient.closed())[0] == 4002
    assert await recorded(ConsultationEnded) == []

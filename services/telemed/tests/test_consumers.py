"""A room follows its booking, in any order and number of the events."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from common.context import Context
from common.testing import Deliver, MakeClient, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingRescheduled
from contracts.identity import CabinetsJoined
from contracts.telemed import ConsultationEnded
from contracts.values import CancelledBy, VisitType
from telemed import jobs


def moved(visit: Any, *, version: int = 3, by: timedelta = timedelta(days=1)) -> BookingRescheduled:
    before = visit.confirmed()
    return BookingRescheduled(
        aggregate_id=visit.booking_id,
        aggregate_version=version,
        booking_id=visit.booking_id,
        patient_id=visit.patient.person_id,
        doctor_id=visit.doctor.doctor_id,
        visit_type=VisitType.ONLINE,
        previous_starts_at=before.starts_at,
        starts_at=before.starts_at + by,
        ends_at=before.ends_at + by,
    )


def cancelled(visit: Any, *, version: int = 4) -> BookingCancelled:
    return BookingCancelled(
        aggregate_id=visit.booking_id,
        aggregate_version=version,
        booking_id=visit.booking_id,
        patient_id=visit.patient.person_id,
        doctor_id=visit.doctor.doctor_id,
        visit_type=VisitType.ONLINE,
        starts_at=visit.confirmed().starts_at,
        cancelled_by=CancelledBy.PATIENT,
        refund_kopecks=0,
    )


async def test_a_confirmed_online_visit_has_a_room_at_once(visit: Any, deliver: Deliver) -> None:
    """R110: from the confirmation on, without a window of time."""
    assert (await visit.patient.get(visit.path)).status_code == 404
    assert await deliver(visit.confirmed(), times=2) == 1
    room = (await visit.patient.get(visit.path)).json()
    assert (room["state"], room["role"]) == ("open", "patient")


async def test_a_visit_in_the_clinic_has_no_room(visit: Any, deliver: Deliver) -> None:
    """R172."""
    await deliver(visit.confirmed(visit_type=VisitType.CLINIC))
    assert (await visit.patient.get(visit.path)).status_code == 404


async def test_a_moved_visit_moves_its_room_and_notifies_its_sockets(room: Any, enter: Any, deliver: Deliver) -> None:
    patient = await enter(room.patient, room)
    event = moved(room)
    await deliver(event)
    answered = await patient.next()
    seen = (await room.patient.get(room.path)).json()
    assert answered == {"type": "moved"} | {
        name: seen[name] for name in ("starts_at", "ends_at", "can_end_from", "closes_at")
    }
    assert seen["starts_at"] == event.starts_at.isoformat().replace("+00:00", "Z")


async def test_an_older_event_is_ignored(room: Any, deliver: Deliver) -> None:
    await deliver(moved(room, version=5))
    await deliver(moved(room, version=4, by=timedelta(days=3)))
    await deliver(room.confirmed(aggregate_version=2, event_id=uuid4()))
    await deliver(cancelled(room, version=3))
    seen = (await room.doctor.get(room.path)).json()
    expected = moved(room, version=5).starts_at.isoformat().replace("+00:00", "Z")
    assert (seen["state"], seen["starts_at"]) == ("open", expected)


async def test_events_may_come_in_any_order(visit: Any, deliver: Deliver) -> None:
    await deliver(cancelled(visit))
    await deliver(moved(visit))
    await deliver(visit.confirmed())
    assert (await visit.patient.get(visit.path)).json()["state"] == "closed"


async def test_a_cancelled_visit_closes_its_room_on_those_who_are_in_it(
    both: Any, connected: Any, room: Any, deliver: Deliver, recorded: Recorded
) -> None:
    """R093."""
    await connected(*both)
    await deliver(cancelled(room))
    for end in both:
        assert (await end.closed())[0] == 4002
        assert end.passed[-1]["reason"] == "cancelled"
    assert (await room.doctor.get(room.path)).json()["state"] == "closed"
    assert await recorded(ConsultationEnded) == []


async def test_a_room_closes_a_quarter_of_an_hour_after_its_end(
    room: Any, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    clock.freeze(room.confirmed().ends_at + timedelta(minutes=14, seconds=59))
    await run_job(jobs.close_finished_rooms)
    assert (await room.doctor.get(room.path)).json()["state"] == "open"
    clock.shift(timedelta(seconds=1))
    for _ in range(2):
        await run_job(jobs.close_finished_rooms)
    assert (await room.doctor.get(room.path)).json()["state"] == "closed"
    (event,) = await recorded(ConsultationEnded)
    assert (event.reason, event.started_at) == ("time_over", None)


async def test_a_running_call_keeps_the_room_open(
    both: Any, connected: Any, room: Any, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    patient, doctor = both
    call_id = await connected(patient, doctor)
    clock.freeze(room.confirmed().ends_at + timedelta(hours=1))
    await run_job(jobs.close_finished_rooms)
    assert await patient.settled() == []
    await doctor.send("hang_up", call_id=call_id)
    await patient.receive("call_ended")
    await run_job(jobs.close_finished_rooms)
    for end in both:
        assert (await end.closed())[0] == 4002
        assert end.passed[-1]["reason"] == "time_over"
    assert (await recorded(ConsultationEnded))[0].started_at is not None


async def test_a_room_closed_by_its_doctor_stays_closed(both: Any, room: Any, deliver: Deliver) -> None:
    await both[1].send("end_visit")
    await both[1].closed()
    await deliver(moved(room))
    await deliver(cancelled(room))
    assert (await room.patient.get(room.path)).json()["state"] == "closed"


def joined(visit: Any, person_id: UUID) -> CabinetsJoined:
    return CabinetsJoined(aggregate_id=person_id, person_id=person_id, joined_person_id=visit.patient.person_id)


async def test_the_rooms_of_a_joined_cabinet_are_the_persons(
    room: Any, deliver: Deliver, as_patient: MakeClient, recorded: Recorded, enter: Any
) -> None:
    person = as_patient()
    await deliver(joined(room, person.person_id), times=2)
    assert (await room.patient.get(room.path)).status_code == 404
    assert (await person.get(room.path)).json()["role"] == "patient"
    assert (await person.get(f"{room.path}/messages")).status_code == 200
    doctor = await enter(room.doctor, room)
    await doctor.send("end_visit")
    await doctor.closed()
    assert (await recorded(ConsultationEnded))[0].patient_id == person.person_id


async def test_an_event_of_the_old_cabinet_that_comes_late_belongs_to_the_person(
    visit: Any, deliver: Deliver, as_patient: MakeClient
) -> None:
    """Joined twice over before the room of the first cabinet was known here."""
    second, third = as_patient(), as_patient()
    await deliver(joined(visit, second.person_id))
    last = CabinetsJoined(aggregate_id=third.person_id, person_id=third.person_id, joined_person_id=second.person_id)
    await deliver(last)
    await deliver(visit.confirmed())
    assert (await third.get(visit.path)).json()["state"] == "open"
    for old in (visit.patient, second):
        assert (await old.get(visit.path)).status_code == 404


async def test_the_tables_are_those_of_the_migrations(drift: list[Any], context: Context) -> None:
    assert drift == []

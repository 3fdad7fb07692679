"""Calling: only the doctor calls, both ends negotiate, a call survives drops and ends once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from common.context import Context
from common.testing import Recorded, RunJob, TestClock, eventually
from contracts.telemed import ConsultationEnded, ConsultationStarted, DoctorCalling
from telemed import jobs

OFFER = {"type": "offer", "sdp": "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n"}
ANSWER = {"type": "answer", "sdp": "v=0\r\no=- 2 1 IN IP4 127.0.0.1\r\n"}
CANDIDATE = {"candidate": "candidate:1 1 udp 1 127.0.0.1 9 typ host", "sdpMid": "0", "sdpMLineIndex": 0}

Pair = tuple[Any, Any]


async def test_the_welcome_is_the_first_message_and_has_the_server_time(both: Pair, room: Any) -> None:
    patient, doctor = both
    seen = patient.welcome
    assert seen["role"] == "patient"
    assert seen["server_time"].endswith("Z")
    assert seen["room"]["state"] == "open"
    assert seen["room"]["call_started_at"] is None
    since = seen["self"].pop("since")
    assert seen["self"] == {"person_id": str(room.patient.person_id), "full_name": "Петрова Анна Сергеевна"}
    assert seen["peer"] == {"full_name": "", "present": False, "since": None, "media": None}
    assert (seen["call"], seen["ice_servers"], seen["last_seq"]) == (None, [], 0)
    assert doctor.welcome["role"] == "doctor"
    there = {"full_name": "Петрова Анна Сергеевна", "present": True, "since": since, "media": None}
    assert doctor.welcome["peer"] == there


async def test_a_quick_return_does_not_restart_the_waiting_time(enter: Any, room: Any) -> None:
    """R123: an absence of a moment does not restart the waiting time."""
    first = await enter(room.patient, room)
    first.drop()
    again = await enter(room.patient, room)
    assert again.welcome["self"]["since"] == first.welcome["self"]["since"]


async def test_only_the_doctor_calls(both: Pair, recorded: Recorded) -> None:
    """R120: the patient waits, the doctor calls."""
    patient, doctor = both
    assert await patient.refused("call") == "not_allowed"
    await doctor.send("call")
    rung = await patient.receive("ringing")
    assert await doctor.receive("ringing") == rung
    assert await recorded() == []


async def test_an_accepted_call_negotiates_and_starts_the_consultation_once(
    both: Pair, in_call: Any, recorded: Recorded
) -> None:
    patient, doctor = both
    call_id = await in_call(patient, doctor)
    await doctor.send("description", call_id=call_id, description=OFFER)
    assert await patient.next() == {"type": "description", "call_id": call_id, "description": OFFER}
    await patient.send("description", call_id=call_id, description=ANSWER)
    assert await doctor.next() == {"type": "description", "call_id": call_id, "description": ANSWER}
    await doctor.send("candidate", call_id=call_id, candidate=CANDIDATE)
    assert await patient.next() == {"type": "candidate", "call_id": call_id, "candidate": CANDIDATE}
    await patient.send("candidate", call_id=call_id, candidate=None)
    assert await doctor.next() == {"type": "candidate", "call_id": call_id, "candidate": None}

    await patient.send("connected", call_id=call_id)
    assert await patient.settled() == []
    assert await recorded() == []
    await doctor.send("connected", call_id=call_id)
    begun = await patient.next()
    assert begun["type"] == "call_started"
    assert begun == await doctor.next()
    await doctor.send("connected", call_id=call_id)
    assert await doctor.settled() == []
    (event,) = await recorded(ConsultationStarted)
    assert event.started_at.isoformat().replace("+00:00", "Z") == begun["started_at"]


async def test_a_second_call_of_the_visit_does_not_start_it_again(
    both: Pair, connected: Any, recorded: Recorded, clock: TestClock
) -> None:
    patient, doctor = both
    call_id = await connected(patient, doctor)
    await doctor.send("hang_up", call_id=call_id)
    assert (await patient.receive("call_ended"))["reason"] == "hung_up"
    assert (await doctor.receive("call_ended"))["reason"] == "hung_up"
    clock.shift(timedelta(seconds=30))
    await doctor.send("call")
    again = (await patient.receive("ringing"))["call_id"]
    await patient.send("accept", call_id=again)
    for end in (patient, doctor):
        await end.receive("call_accepted")
        await end.send("connected", call_id=again)
    begun = await doctor.receive("call_started")
    assert begun["started_at"] < begun["at"]
    assert len(await recorded(ConsultationStarted)) == 1


async def test_a_call_to_an_absent_patient_is_published_at_most_once_a_minute(
    enter: Any, room: Any, recorded: Recorded, clock: TestClock
) -> None:
    """R175: «доктор звонит» reaches a patient who is not in the room."""
    doctor = await enter(room.doctor, room)
    assert await doctor.refused("call") == "peer_absent"
    assert await doctor.refused("call") == "peer_absent"
    (event,) = await recorded(DoctorCalling)
    assert (event.booking_id, event.patient_id) == (room.booking_id, room.patient.person_id)
    clock.shift(timedelta(seconds=61))
    assert await doctor.refused("call") == "peer_absent"
    assert len(await recorded(DoctorCalling)) == 2


async def test_a_declined_call_is_sent_to_the_doctor_alone(both: Pair) -> None:
    patient, doctor = both
    for fields, reason in (({}, "declined"), ({"reason": "busy"}, "busy")):
        await doctor.send("call")
        call_id = (await patient.receive("ringing"))["call_id"]
        await patient.send("decline", call_id=call_id, **fields)
        assert await doctor.receive("call_declined") == {"type": "call_declined", "call_id": call_id, "reason": reason}
        assert await patient.settled() == []


async def test_a_cancelled_call_rings_no_more(both: Pair) -> None:
    patient, doctor = both
    await doctor.send("call")
    call_id = (await patient.receive("ringing"))["call_id"]
    assert await doctor.refused("call") == "call_in_progress"
    await doctor.send("cancel_call", call_id=call_id)
    assert (await patient.receive("call_ended"))["reason"] == "cancelled"
    assert await patient.refused("accept", call_id=call_id) == "no_call"


async def test_an_accepted_call_is_hung_up_not_cancelled(both: Pair, in_call: Any) -> None:
    patient, doctor = both
    call_id = await in_call(patient, doctor)
    assert await doctor.refused("cancel_call", call_id=call_id) == "call_in_progress"
    assert await patient.refused("decline", call_id=call_id) == "no_call"
    await patient.send("leave_call", call_id=call_id)
    assert (await doctor.receive("call_ended"))["reason"] == "hung_up"
    await in_call(patient, doctor)


async def test_an_unanswered_call_stops_ringing_after_a_minute(both: Pair, run_job: RunJob, clock: TestClock) -> None:
    patient, doctor = both
    await doctor.send("call")
    call_id = (await patient.receive("ringing"))["call_id"]
    clock.shift(timedelta(seconds=59))
    await run_job(jobs.end_unanswered_calls)
    assert await patient.settled() == []
    clock.shift(timedelta(seconds=2))
    await run_job(jobs.end_unanswered_calls)
    assert await doctor.receive("call_declined") == {"type": "call_declined", "call_id": call_id, "reason": "timeout"}
    over = await patient.next()
    assert (over["type"], over["reason"]) == ("call_ended", "timeout")


async def test_messages_of_no_call_are_refused(both: Pair, in_call: Any) -> None:
    patient, doctor = both
    nobody = str(uuid4())
    assert await doctor.refused("description", call_id=nobody, description=OFFER) == "no_call"
    assert await patient.refused("candidate", call_id=nobody, candidate=None) == "no_call"
    assert await patient.refused("connected", call_id=nobody) == "no_call"
    assert await patient.refused("accept", call_id=nobody) == "no_call"
    assert await doctor.refused("hang_up", call_id=nobody) == "no_call"
    await doctor.send("call")
    ringing = (await patient.receive("ringing"))["call_id"]
    await doctor.receive("ringing")
    # It rings: there is nothing to negotiate yet.
    assert await doctor.refused("description", call_id=ringing, description=OFFER) == "no_call"
    assert await patient.refused("connected", call_id=ringing) == "no_call"


async def test_each_role_says_only_what_is_its_own(both: Pair, in_call: Any) -> None:
    """Every message of the other role, in a running call: refused in the band, and nothing happens."""
    patient, doctor = both
    call_id = await in_call(patient, doctor)
    for kind in ("cancel_call", "hang_up"):
        assert await patient.refused(kind, call_id=call_id) == "not_allowed"
    for kind in ("call", "end_visit"):
        assert await patient.refused(kind) == "not_allowed"
    for kind in ("accept", "decline", "leave_call"):
        assert await doctor.refused(kind, call_id=call_id) == "not_allowed"
    assert await patient.settled() == []
    assert await doctor.settled() == []


async def test_a_drop_does_not_end_the_call_and_the_return_finds_it(
    both: Pair, enter: Any, room: Any, connected: Any, recorded: Recorded
) -> None:
    """R123, R124: the same button, the same call."""
    patient, doctor = both
    call_id = await connected(patient, doctor)
    patient.drop()
    gone = await doctor.receive("peer_left")
    assert gone["reason"] == "lost"
    back = await enter(room.patient, room)
    assert back.welcome["call"] == {"call_id": call_id, "state": "accepted", "at": back.welcome["call"]["at"]}
    assert back.welcome["room"]["state"] == "in_call"
    assert (await doctor.receive("peer_joined"))["full_name"] == "Петрова Анна Сергеевна"
    await doctor.send("description", call_id=call_id, description=OFFER)
    assert (await back.next())["description"] == OFFER
    # A reloaded page has no connection object: it accepts again, and both build a new one.
    await back.send("accept", call_id=call_id)
    assert (await doctor.next())["type"] == (await back.next())["type"] == "call_accepted"
    for end in (back, doctor):
        await end.send("connected", call_id=call_id)
    assert (await doctor.receive("call_started"))["call_id"] == call_id
    assert len(await recorded(ConsultationStarted)) == 1


async def test_a_call_with_an_empty_seat_is_lost_after_two_minutes(
    both: Pair, connected: Any, run_job: RunJob, clock: TestClock
) -> None:
    patient, doctor = both
    await connected(patient, doctor)
    patient.drop()
    await doctor.receive("peer_left")
    clock.shift(timedelta(seconds=118))
    await run_job(jobs.end_lost_calls)
    assert await doctor.settled() == []
    clock.shift(timedelta(seconds=3))
    await run_job(jobs.end_lost_calls)
    assert (await doctor.receive("call_ended"))["reason"] == "lost"


async def test_a_graceful_leave_is_sent_to_the_peer_at_once(both: Pair) -> None:
    patient, doctor = both
    await patient.send("bye")
    assert await patient.closed() == (1000, "bye")
    assert (await doctor.receive("peer_left"))["reason"] == "closed"


async def test_leaving_the_page_is_no_loss(both: Pair) -> None:
    patient, doctor = both
    await patient.wire.close(1001)
    assert (await doctor.receive("peer_left"))["reason"] == "closed"


async def test_media_is_sent_to_the_peer_and_included_in_a_later_welcome(both: Pair, enter: Any, room: Any) -> None:
    patient, doctor = both
    media = {"audio": True, "video": False, "screen": False, "can_call": True}
    await patient.send("media", **media)
    assert await doctor.next() == {"type": "peer_media", **media}
    await patient.send("media", **media)
    assert await patient.settled() == await doctor.settled() == []
    doctor.drop()
    await patient.receive("peer_left")
    assert (await enter(room.doctor, room)).welcome["peer"]["media"] == media


async def test_the_doctor_ends_the_visit(both: Pair, connected: Any, recorded: Recorded, enter: Any, room: Any) -> None:
    """R145: the doctor ends; nothing can be added, everything can be read."""
    patient, doctor = both
    await connected(patient, doctor)
    await doctor.send("end_visit")
    for end in (patient, doctor):
        assert await end.closed() == (4002, "room_closed")
        assert end.passed[-1]["type"] == "room_closed"
        assert end.passed[-1]["reason"] == "doctor_ended"
    (event,) = await recorded(ConsultationEnded)
    (begun,) = await recorded(ConsultationStarted)
    assert event.reason == "doctor_ended"
    assert event.started_at == begun.started_at < event.ended_at
    assert event.aggregate_version > begun.aggregate_version
    late = await enter(room.patient, room)
    assert late.welcome["room"]["state"] == "closed"
    assert (await late.next())["reason"] == "doctor_ended"
    assert await late.closed() == (4002, "room_closed")


async def test_a_visit_without_a_call_can_be_ended(both: Pair, recorded: Recorded) -> None:
    _, doctor = both
    await doctor.send("end_visit")
    assert (await doctor.closed())[0] == 4002
    assert (await recorded(ConsultationEnded))[0].started_at is None


async def test_a_notice_the_broker_lost_is_sent_at_the_next_heartbeat(
    both: Pair, in_call: Any, context: Context, monkeypatch: Any
) -> None:
    """Every notice is lost, even in this process; the browser learns all the same, once."""
    patient, doctor = both
    await doctor.send("call")
    call_id = (await patient.receive("ringing"))["call_id"]
    await doctor.receive("ringing")
    with monkeypatch.context() as deaf:
        deaf.setattr(context.resources, "_deliver", lambda notice: None)
        await patient.send("accept", call_id=call_id)
        await patient.text("Слышу вас")
        for end in (patient, doctor):
            assert (await end.receive("call_accepted"))["call_id"] == call_id
            assert (await end.receive("message"))["text"] == "Слышу вас"
        await doctor.send("media", audio=True, video=True, screen=True, can_call=True)
        assert (await patient.receive("peer_media"))["screen"] is True
        await doctor.send("hang_up", call_id=call_id)
        assert (await patient.receive("call_ended"))["reason"] == "hung_up"
    assert await patient.settled() == []
    await doctor.send("call")
    assert (await patient.next())["type"] == "ringing"


async def test_a_process_that_died_leaves_its_seats_after_45_seconds(
    both: Pair, enter: Any, room: Any, context: Context, run_job: RunJob, clock: TestClock
) -> None:
    _, doctor = both
    hub = context.resources
    await eventually(lambda: patient_socket(hub))
    hub._sockets[room.booking_id] = {one for one in hub._sockets[room.booking_id] if one.role == "doctor"}
    clock.shift(timedelta(seconds=46))
    # The doctor's process goes on giving signs.
    await hub._compare(context)
    await run_job(jobs.vacate_silent_seats)
    assert (await doctor.receive("peer_left"))["reason"] == "lost"
    assert await doctor.settled() == []


def patient_socket(hub: Any) -> bool:
    return any(socket.role == "patient" for present in hub._sockets.values() for socket in present)


async def test_a_visit_is_not_ended_before_its_start(
    both: Any, room: Any, recorded: Recorded, clock: TestClock
) -> None:
    """The money of tomorrow's visit was gone with two presses; now nothing changes before the start."""
    patient, doctor = both
    clock.freeze(room.confirmed().starts_at - timedelta(seconds=1))
    assert await doctor.refused("end_visit") == "not_started"
    assert (await room.doctor.get(room.path)).json()["state"] == "open"
    assert await patient.settled() == []
    assert await recorded(ConsultationEnded) == []
    clock.shift(timedelta(seconds=1))
    await doctor.send("end_visit")
    assert (await patient.closed())[0] == 4002


async def test_a_visit_is_not_ended_before_its_start_after_an_early_call(
    both: Any, connected: Any, room: Any, clock: TestClock
) -> None:
    clock.freeze(room.confirmed().starts_at - timedelta(minutes=3))
    await connected(*both)
    assert await both[1].refused("end_visit") == "not_started"


async def test_a_visit_moved_on_is_not_ended_at_its_old_time(both: Any, room: Any, deliver: Any) -> None:
    later = room.confirmed().starts_at + timedelta(days=1)
    moved = room.confirmed(
        event_id=uuid4(), aggregate_version=3, starts_at=later, ends_at=later + timedelta(minutes=30)
    )
    await deliver(moved)
    assert await both[1].refused("end_visit") == "not_started"

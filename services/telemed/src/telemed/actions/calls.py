"""A call rings, is accepted, connects and ends. Only the doctor calls."""

import structlog
from common.clock import now
from common.errors import Refusal
from common.events.outbox import record
from common.metrics import counter
from contracts.telemed import ConsultationStarted, DoctorCalling
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions import messages
from telemed.actions.notices import notify
from telemed.actions.rooms import Participant, lock_open_room
from telemed.domain import protocol
from telemed.domain.rooms import DOCTOR_CALLING_EVERY, LOST_AFTER, RINGS_FOR, CallEnd, CallState, Role
from telemed.errors import CallInProgress, NoCall, PeerAbsent
from telemed.models import Call, Room
from telemed.queries import calls
from telemed.queries.seats import get_seat

logger = structlog.get_logger(__name__)

CALLS_RUNG = counter("telemed_calls_rung_total", "Calls that rang at a patient who was there")
CALLS_CONNECTED = counter("telemed_calls_connected_total", "Calls in which both ends connected")
CALLS_ENDED = counter("telemed_calls_ended_total", "Calls that ended, by reason", ("reason",))


async def ring(session: AsyncSession, participant: Participant, _: protocol.Call) -> Refusal | None:
    """The call rings at the patient; PeerAbsent when the patient is absent: DoctorCalling is recorded all the same."""
    room = await lock_open_room(session, participant.booking_id)
    if await calls.get_live_call(session, room.booking_id) is not None:
        raise CallInProgress
    patient = await get_seat(session, room.booking_id, Role.PATIENT)
    if patient.socket_id is None:
        await _publish_calling(session, room)
        return PeerAbsent()
    call = Call(booking_id=room.booking_id, state=CallState.RINGING, rang_at=now())
    session.add(call)
    room.version += 1
    await session.flush()
    CALLS_RUNG.inc()
    _notify_both(session, room, call, messages.ringing(call))
    return None


async def cancel_call(session: AsyncSession, participant: Participant, message: protocol.CancelCall) -> None:
    """The call rings no more. Raises CallInProgress when it was accepted meanwhile."""
    room, call = await _lock_call(session, participant, message)
    if call.state is not CallState.RINGING:
        raise CallInProgress
    _end(session, room, call, CallEnd.CANCELLED)


async def accept_call(session: AsyncSession, participant: Participant, message: protocol.Accept) -> None:
    """Both ends may connect, again when they were connected before."""
    room, call = await _lock_call(session, participant, message)
    call.state = CallState.ACCEPTED
    call.accepted_at = now()
    call.patient_connected_at = call.doctor_connected_at = None
    room.version += 1
    _notify_both(session, room, call, messages.call_accepted(call))


async def decline_call(session: AsyncSession, participant: Participant, message: protocol.Decline) -> None:
    """The ringing call is over. Raises NoCall when it does not ring."""
    room, call = await _lock_call(session, participant, message)
    if call.state is not CallState.RINGING:
        raise NoCall
    _end(session, room, call, message.reason)


async def report_connected(session: AsyncSession, participant: Participant, message: protocol.Connected) -> None:
    """This end is connected; the call starts with the second end. The first time in a visit the consultation starts."""
    room, call = await _lock_call(session, participant, message)
    if not call.state.running:
        raise NoCall
    if participant.role is Role.PATIENT:
        call.patient_connected_at = call.patient_connected_at or now()
    else:
        call.doctor_connected_at = call.doctor_connected_at or now()
    both = call.patient_connected_at is not None and call.doctor_connected_at is not None
    if not both or call.state is CallState.CONNECTED:
        return
    call.state, call.connected_at = CallState.CONNECTED, now()
    room.version += 1
    CALLS_CONNECTED.inc()
    if room.started_at is None:
        room.started_at = call.connected_at
        await record(session, _consultation_started(room))
        logger.info("consultation_started", booking_id=str(room.booking_id))
    _notify_both(session, room, call, messages.call_started(call, started_at=room.started_at))


async def hang_up(
    session: AsyncSession, participant: Participant, message: protocol.HangUp | protocol.LeaveCall
) -> None:
    """The call is over; the room stays."""
    room, call = await _lock_call(session, participant, message)
    _end(session, room, call, CallEnd.HUNG_UP)


async def end_unanswered_calls(session: AsyncSession) -> None:
    """Calls that have rung for a minute are over."""
    before = now() - RINGS_FOR
    for room in await calls.lock_ringing_rooms(session, before):
        call = await calls.get_live_call(session, room.booking_id)
        # The call may have been accepted between the search and the lock.
        if call is not None and call.state is CallState.RINGING and call.rang_at <= before:
            _end(session, room, call, CallEnd.TIMEOUT)


async def end_lost_calls(session: AsyncSession) -> None:
    """Running calls with a seat empty for two minutes are over."""
    before = now() - LOST_AFTER
    for room in await calls.lock_deserted_rooms(session, before):
        call = await calls.get_live_call(session, room.booking_id)
        both = [await get_seat(session, room.booking_id, role) for role in Role]
        # A participant may have come back between the search and the lock.
        deserted = any(seat.socket_id is None and (seat.left_at is None or seat.left_at <= before) for seat in both)
        if call is not None and call.state.running and deserted:
            _end(session, room, call, CallEnd.LOST)


async def _lock_call(
    session: AsyncSession, participant: Participant, message: protocol.CallMessage
) -> tuple[Room, Call]:
    room = await lock_open_room(session, participant.booking_id)
    call = await calls.get_live_call(session, participant.booking_id)
    if call is None or call.call_id != message.call_id:
        raise NoCall
    return room, call


def _end(session: AsyncSession, room: Room, call: Call, reason: CallEnd) -> None:
    call.end(reason, now())
    room.version += 1
    CALLS_ENDED.labels(reason).inc()
    logger.info("call_ended", booking_id=str(room.booking_id), call_id=str(call.call_id), reason=reason)
    over = {role: messages.call_over(role, call.call_id, reason=reason, at=call.ended_at) for role in Role}
    shown = {role: message for role, message in over.items() if message is not None}
    notify(session, room, shown, call=(call.call_id, CallState.ENDED))


def _notify_both(session: AsyncSession, room: Room, call: Call, message: protocol.Message) -> None:
    notify(session, room, dict.fromkeys(Role, message), call=(call.call_id, call.state))


async def _publish_calling(session: AsyncSession, room: Room) -> None:
    if room.calling_told_at is not None and room.calling_told_at > now() - DOCTOR_CALLING_EVERY:
        return
    room.calling_told_at = now()
    event = DoctorCalling(
        aggregate_id=room.booking_id,
        aggregate_version=room.version,
        booking_id=room.booking_id,
        patient_id=room.patient_id,
        doctor_id=room.doctor_id,
    )
    await record(session, event)


def _consultation_started(room: Room) -> ConsultationStarted:
    assert room.started_at is not None
    return ConsultationStarted(
        aggregate_id=room.booking_id,
        aggregate_version=room.version,
        booking_id=room.booking_id,
        patient_id=room.patient_id,
        doctor_id=room.doctor_id,
        started_at=room.started_at,
    )

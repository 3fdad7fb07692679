"""A call rings, is answered, connects and ends. Only the doctor calls."""

from uuid import UUID

import structlog
from common.clock import now
from common.events.outbox import record
from common.metrics import counter
from contracts.telemed import ConsultationStarted, DoctorCalling
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions.rooms import open_room
from telemed.domain.rooms import CALLING_TOLD_EVERY, LOST_AFTER, RINGS_FOR, CallEnd, CallState, Role
from telemed.errors import CallInProgress, NoCall
from telemed.models import Call, Room
from telemed.queries import calls
from telemed.queries.seats import seat_of

logger = structlog.get_logger(__name__)

CALLS_RUNG = counter("telemed_calls_rung_total", "Calls that rang at a patient who was there")
CALLS_CONNECTED = counter("telemed_calls_connected_total", "Calls in which both ends connected")
CALLS_ENDED = counter("telemed_calls_ended_total", "Calls that ended, by reason", ("reason",))

InRoom = tuple[Room, Call]


async def ring(session: AsyncSession, booking_id: UUID) -> InRoom | None:
    """It rings at the patient; None when the patient is absent, which is told at most once a minute."""
    room = await open_room(session, booking_id)
    if await calls.live_call(session, booking_id) is not None:
        raise CallInProgress
    patient = await seat_of(session, booking_id, Role.PATIENT)
    if patient.socket_id is None:
        await _tell_calling(session, room)
        return None
    call = Call(booking_id=booking_id, state=CallState.RINGING, rang_at=now())
    session.add(call)
    room.version += 1
    await session.flush()
    CALLS_RUNG.inc()
    return room, call


async def cancel_call(session: AsyncSession, booking_id: UUID, call_id: UUID) -> InRoom:
    """It rings no more. Raises CallInProgress when it was answered meanwhile."""
    room, call = await _live(session, booking_id, call_id)
    if call.state is not CallState.RINGING:
        raise CallInProgress
    return _end(room, call, CallEnd.CANCELLED)


async def accept_call(session: AsyncSession, booking_id: UUID, call_id: UUID) -> InRoom:
    """Both ends may connect, anew when they were connected before."""
    room, call = await _live(session, booking_id, call_id)
    call.state = CallState.ACCEPTED
    call.accepted_at = now()
    call.patient_connected_at = call.doctor_connected_at = None
    room.version += 1
    return room, call


async def decline_call(session: AsyncSession, booking_id: UUID, call_id: UUID, *, reason: CallEnd) -> InRoom:
    """The patient does not answer."""
    room, call = await _live(session, booking_id, call_id)
    if call.state is not CallState.RINGING:
        raise NoCall
    return _end(room, call, reason)


async def report_connected(session: AsyncSession, booking_id: UUID, call_id: UUID, *, role: Role) -> InRoom | None:
    """This end hears the other; not None when now both do. The first time in a visit, the consultation has started."""
    room, call = await _live(session, booking_id, call_id)
    if not call.state.running:
        raise NoCall
    if role is Role.PATIENT:
        call.patient_connected_at = call.patient_connected_at or now()
    else:
        call.doctor_connected_at = call.doctor_connected_at or now()
    both = call.patient_connected_at is not None and call.doctor_connected_at is not None
    if not both or call.state is CallState.CONNECTED:
        return None
    call.state, call.connected_at = CallState.CONNECTED, now()
    room.version += 1
    CALLS_CONNECTED.inc()
    if room.started_at is None:
        room.started_at = call.connected_at
        await record(session, _started(room))
        logger.info("consultation_started", booking_id=str(booking_id))
    return room, call


async def hang_up(session: AsyncSession, booking_id: UUID, call_id: UUID) -> InRoom:
    """The call is over; the room stays."""
    return _end(*await _live(session, booking_id, call_id), CallEnd.HUNG_UP)


async def end_unanswered_calls(session: AsyncSession) -> list[InRoom]:
    """Calls that have rung for a minute are over."""
    before = now() - RINGS_FOR
    found = [
        (room, await calls.live_call(session, room.booking_id)) for room in await calls.rooms_ringing(session, before)
    ]
    # Between the look and the lock somebody may have answered.
    still = [
        (room, call) for room, call in found if call and call.state is CallState.RINGING and call.rang_at <= before
    ]
    return [_end(room, call, CallEnd.TIMEOUT) for room, call in still]


async def end_lost_calls(session: AsyncSession) -> list[InRoom]:
    """Running calls with a seat empty for two minutes are over."""
    before = now() - LOST_AFTER
    ended = []
    for room in await calls.rooms_deserted(session, before):
        call = await calls.live_call(session, room.booking_id)
        both = [await seat_of(session, room.booking_id, role) for role in Role]
        # Between the look and the lock somebody may have come back.
        deserted = any(seat.socket_id is None and (seat.left_at is None or seat.left_at <= before) for seat in both)
        if call is not None and call.state.running and deserted:
            ended.append(_end(room, call, CallEnd.LOST))
    return ended


async def _live(session: AsyncSession, booking_id: UUID, call_id: UUID) -> InRoom:
    room = await open_room(session, booking_id)
    call = await calls.live_call(session, booking_id)
    if call is None or call.call_id != call_id:
        raise NoCall
    return room, call


def _end(room: Room, call: Call, reason: CallEnd) -> InRoom:
    call.end(reason, now())
    room.version += 1
    CALLS_ENDED.labels(reason).inc()
    logger.info("call_ended", booking_id=str(room.booking_id), call_id=str(call.call_id), reason=reason)
    return room, call


async def _tell_calling(session: AsyncSession, room: Room) -> None:
    if room.calling_told_at is not None and room.calling_told_at > now() - CALLING_TOLD_EVERY:
        return
    room.calling_told_at = now()
    fact = DoctorCalling(
        aggregate_id=room.booking_id,
        aggregate_version=room.version,
        booking_id=room.booking_id,
        patient_id=room.patient_id,
        doctor_id=room.doctor_id,
    )
    await record(session, fact)


def _started(room: Room) -> ConsultationStarted:
    assert room.started_at is not None
    return ConsultationStarted(
        aggregate_id=room.booking_id,
        aggregate_version=room.version,
        booking_id=room.booking_id,
        patient_id=room.patient_id,
        doctor_id=room.doctor_id,
        started_at=room.started_at,
    )

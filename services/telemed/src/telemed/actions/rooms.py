"""Rooms open with a confirmed booking, move with it, and close once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import structlog
from common.auth import Principal
from common.clock import now
from common.db.joined import person_now
from common.errors import IdentificationRequired, NotFound, Unauthenticated
from common.events.outbox import record
from common.metrics import counter, gauge
from contracts.booking import BookingCancelled, BookingConfirmed, BookingRescheduled
from contracts.telemed import ConsultationEnded
from contracts.values import EndReason, VisitType
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from telemed.actions import messages
from telemed.actions.notices import notify
from telemed.domain import protocol
from telemed.domain.rooms import (
    CLOSED_BY_JOB_WITHIN,
    STAYS_OPEN,
    CallEnd,
    CloseReason,
    Role,
    RoomState,
    closes_at,
    role_of,
    room_state,
)
from telemed.errors import NotStarted, RoomClosed
from telemed.models import JOINED, Room, Seat
from telemed.queries import people, ratings, rooms, seats
from telemed.queries.calls import get_live_call
from telemed.queries.rooms import Presence

logger = structlog.get_logger(__name__)

ROOMS_OPENED = counter("telemed_rooms_opened_total", "Rooms opened for confirmed online visits")
ROOMS_CLOSED = counter("telemed_rooms_closed_total", "Rooms closed, by reason", ("reason",))
UNCLOSED_OLD = gauge("telemed_unclosed_rooms_old", "Open rooms that ended too long ago to be closed by a job")

_END_REASONS = {
    CloseReason.DOCTOR_ENDED: EndReason.DOCTOR_ENDED,
    CloseReason.TIME_OVER: EndReason.TIME_OVER,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Participant:
    """One of the two people of a room."""

    booking_id: UUID
    role: Role
    person_id: UUID
    session_id: UUID
    full_name: str
    closed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomPatient:
    """The patient of a room; the name is empty until their first visit."""

    person_id: UUID
    full_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomDoctor:
    """The doctor of a room; the name is empty until their first visit."""

    doctor_id: UUID
    full_name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomOverview:
    """A room as its participant sees it without entering."""

    booking_id: UUID
    state: RoomState
    role: Role
    patient: RoomPatient
    doctor: RoomDoctor
    starts_at: datetime
    ends_at: datetime
    can_end_from: datetime
    closes_at: datetime
    call_started_at: datetime | None
    peer_present: bool
    stars: int | None
    server_time: datetime


async def admit(session: AsyncSession, caller: Principal, booking_id: UUID) -> Participant:
    """The caller as a participant. Raises NotFound for everybody else, IdentificationRequired for a password.

    Raises Unauthenticated for a session that has ended, however long its last token is good for.
    """
    if await people.is_session_ended(session, caller.session_id):
        raise Unauthenticated
    room = await rooms.get_room(session, booking_id)
    doctor_id = caller.doctor_id if "doctor" in caller.roles else None
    if room is None:
        raise NotFound
    role = role_of(caller.person_id, doctor_id, patient=room.patient_id, doctor=room.doctor_id)
    if role is None:
        raise NotFound
    if caller.acr != "gosuslugi":
        raise IdentificationRequired
    return Participant(
        booking_id=booking_id,
        role=role,
        person_id=caller.person_id,
        session_id=caller.session_id,
        full_name=caller.full_name,
        closed=room.closed_at is not None,
    )


async def schedule_room(session: AsyncSession, event: BookingConfirmed | BookingRescheduled) -> None:
    """The room of an online visit exists and has these times."""
    if event.visit_type is not VisitType.ONLINE:
        return
    room, new = await _lock_or_create_room(session, event, ends_at=event.ends_at)
    if event.aggregate_version <= room.booking_version:
        return
    if room.close_reason is CloseReason.CANCELLED:
        room.closed_at = room.close_reason = None
    room.booking_version = event.aggregate_version
    if room.starts_at != event.starts_at:
        room.forget_presence()
    room.starts_at, room.ends_at = event.starts_at, event.ends_at
    room.version += 1
    if new:
        ROOMS_OPENED.inc()
        logger.info("room_opened", booking_id=str(room.booking_id))
    if isinstance(event, BookingRescheduled):
        notify(session, room, dict.fromkeys(Role, messages.moved(room)))


async def cancel_room(session: AsyncSession, event: BookingCancelled) -> None:
    """The room of an online visit is closed. A cancellation may come before all other events of its booking."""
    if event.visit_type is not VisitType.ONLINE:
        return
    room, _ = await _lock_or_create_room(session, event, ends_at=event.starts_at)
    if event.aggregate_version <= room.booking_version:
        return
    room.booking_version = event.aggregate_version
    if room.closed_at is None:
        await _close_room(session, room, CloseReason.CANCELLED)


async def end_visit(session: AsyncSession, participant: Participant, _: protocol.EndVisit) -> None:
    """The room is closed and the consultation has ended. Raises NotStarted before the start."""
    room = await lock_open_room(session, participant.booking_id)
    if now() < room.starts_at:
        raise NotStarted
    (await seats.get_seat(session, room.booking_id, Role.DOCTOR)).seen_at = now()
    await session.flush()
    await _close_room(session, room, CloseReason.DOCTOR_ENDED)


async def close_finished_rooms(session: AsyncSession) -> None:
    """Rooms whose time has been over for a while, and in which no call runs, are closed.

    Rooms that ended more than a week ago are left to people: ``report_old_rooms``.
    """
    due = await rooms.lock_rooms_to_close(session, since=now() - CLOSED_BY_JOB_WITHIN, until=now() - STAYS_OPEN)
    for room in due:
        # A call may have begun between the search and the lock.
        if await get_live_call(session, room.booking_id) is None:
            await _close_room(session, room, CloseReason.TIME_OVER)


async def report_old_rooms(session: AsyncSession) -> None:
    """Open rooms that ended more than a week ago are counted and named in the log, for people to decide about."""
    old = await rooms.list_unclosed_rooms(session, now() - CLOSED_BY_JOB_WITHIN)
    UNCLOSED_OLD.set(len(old))
    if old:
        logger.warning("unclosed_rooms_old", count=len(old), booking_ids=[str(one) for one in old[:20]])


async def _close_room(session: AsyncSession, room: Room, reason: CloseReason) -> None:
    """The (locked) room accepts nothing more and its call is over; the participants are notified."""
    call = await get_live_call(session, room.booking_id)
    if call is not None:
        call.end(CallEnd.HUNG_UP, now())
    patient, doctor = [await seats.get_seat(session, room.booking_id, role) for role in (Role.PATIENT, Role.DOCTOR)]
    room.note_stay(patient, doctor, at=now())
    room.note_stay(doctor, patient, at=now())
    room.closed_at, room.close_reason = now(), reason
    room.version += 1
    ROOMS_CLOSED.labels(reason).inc()
    logger.info("room_closed", booking_id=str(room.booking_id), reason=reason)
    if reason in _END_REASONS:
        both_wrote = await rooms.have_both_written(session, room.booking_id, since=room.starts_at)
        await record(session, _ended(room, room.closed_at, _END_REASONS[reason], both_wrote=both_wrote))
    notify(session, room, dict.fromkeys(Role, messages.room_closed(room)))


async def lock_open_room(session: AsyncSession, booking_id: UUID) -> Room:
    """The room, locked. Raises RoomClosed, or NotFound."""
    room = await rooms.lock_room(session, booking_id)
    if room is None:
        raise NotFound
    if room.closed_at is not None:
        raise RoomClosed
    return room


async def get_room(session: AsyncSession, participant: Participant) -> RoomOverview:
    """The room as its participant sees it without entering."""
    seen = await rooms.get_snapshot(session, participant.booking_id, participant.role)
    # Before the first visit the name is known from the token.
    names = {participant.role: seen.full_name or participant.full_name, participant.role.peer: seen.peer_name}
    return RoomOverview(
        booking_id=seen.booking_id,
        state=room_state(closed=seen.closed_at is not None, call=seen.call_state),
        role=seen.role,
        patient=RoomPatient(person_id=seen.patient_id, full_name=names[Role.PATIENT]),
        doctor=RoomDoctor(doctor_id=seen.doctor_id, full_name=names[Role.DOCTOR]),
        starts_at=seen.starts_at,
        ends_at=seen.ends_at,
        can_end_from=seen.starts_at,
        closes_at=closes_at(seen.ends_at),
        call_started_at=seen.started_at,
        peer_present=seen.peer_socket is not None,
        stars=await ratings.get_stars(session, participant.booking_id, participant.role),
        server_time=now(),
    )


async def list_presence(session: AsyncSession, doctor_id: UUID, booking_ids: Sequence[UUID]) -> Sequence[Presence]:
    """Presence of the patients of this doctor; rooms of others are left out."""
    return await rooms.list_presence(session, doctor_id, booking_ids)


async def _lock_or_create_room(
    session: AsyncSession, event: BookingConfirmed | BookingRescheduled | BookingCancelled, *, ends_at: datetime
) -> tuple[Room, bool]:
    """The room of the booking, locked, and whether it was created now. Events come in any order: any may be first."""
    created = await session.scalar(
        insert(Room)
        .values(
            booking_id=event.booking_id,
            patient_id=await person_now(session, JOINED, event.patient_id),
            doctor_id=event.doctor_id,
            starts_at=event.starts_at,
            ends_at=ends_at,
        )
        .on_conflict_do_nothing()
        .returning(Room.booking_id)
    )
    if created is not None:
        await session.execute(insert(Seat), [{"booking_id": created, "role": role, "full_name": ""} for role in Role])
    room = await rooms.lock_room(session, event.booking_id)
    assert room is not None
    return room, created is not None


def _ended(room: Room, at: datetime, reason: EndReason, *, both_wrote: bool) -> ConsultationEnded:
    return ConsultationEnded(
        aggregate_id=room.booking_id,
        aggregate_version=room.version,
        booking_id=room.booking_id,
        patient_id=room.patient_id,
        doctor_id=room.doctor_id,
        started_at=room.started_at,
        ended_at=at,
        reason=reason,
        patient_came_at=room.patient_came_at,
        doctor_came_at=room.doctor_came_at,
        both_wrote=both_wrote,
        doctor_present_seconds=int(room.doctor_present.total_seconds()),
        both_present_seconds=int(room.both_present.total_seconds()),
    )

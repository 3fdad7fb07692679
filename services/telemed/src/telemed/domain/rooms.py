"""Seats, and the states of a call and of a room. Pure: no clock, no database, no socket."""

from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

STAYS_OPEN = timedelta(minutes=15)  # after the planned end, when no call runs
RINGS_FOR = timedelta(seconds=60)
LOST_AFTER = timedelta(minutes=2)  # a running call with an empty seat
SILENT_AFTER = timedelta(seconds=45)  # a seat without a heartbeat
MISSED_AFTER = timedelta(seconds=60)  # an unread message of an absent reader
DOCTOR_CALLING_EVERY = timedelta(minutes=1)
EARLIEST_ARRIVAL = timedelta(minutes=15)  # before the start; an earlier arrival counts as this one
CLOSED_BY_JOB_WITHIN = timedelta(days=7)  # rooms that ended earlier are left to people
MAX_MESSAGES, MESSAGES_WINDOW = 20, timedelta(seconds=10)  # chat messages of one person in one room
MAX_STARS = 5


class Role(StrEnum):
    """The two seats."""

    PATIENT = "patient"
    DOCTOR = "doctor"

    @property
    def peer(self) -> "Role":
        """The other seat."""
        return Role.DOCTOR if self is Role.PATIENT else Role.PATIENT


class RoomState(StrEnum):
    """A room as people see it."""

    OPEN = "open"
    IN_CALL = "in_call"
    CLOSED = "closed"


class CloseReason(StrEnum):
    """Why a room closed."""

    DOCTOR_ENDED = "doctor_ended"
    TIME_OVER = "time_over"
    CANCELLED = "cancelled"


class CallState(StrEnum):
    """Where a call stands."""

    RINGING = "ringing"
    ACCEPTED = "accepted"
    CONNECTED = "connected"
    ENDED = "ended"

    @property
    def running(self) -> bool:
        """Accepted and not over: descriptions and candidates are relayed."""
        return self in (CallState.ACCEPTED, CallState.CONNECTED)


class CallEnd(StrEnum):
    """How a call ended."""

    HUNG_UP = "hung_up"
    CANCELLED = "cancelled"
    DECLINED = "declined"
    BUSY = "busy"
    TIMEOUT = "timeout"
    LOST = "lost"


class MessageKind(StrEnum):
    """What a chat message is."""

    TEXT = "text"
    FILE = "file"


class Departure(StrEnum):
    """How a seat was left."""

    CLOSED = "closed"
    LOST = "lost"


def role_of(person_id: UUID, doctor_id: UUID | None, *, patient: UUID, doctor: UUID) -> Role | None:
    """The seat of a person in a room of this patient and this doctor; None for anyone else."""
    if doctor_id == doctor:
        return Role.DOCTOR
    return Role.PATIENT if person_id == patient else None


def came_at(starts_at: datetime, *, since: datetime, until: datetime) -> datetime | None:
    """Arrival of a person present from ``since`` to ``until``; None when they left before the start."""
    return None if until < starts_at else max(since, starts_at - EARLIEST_ARRIVAL)


def time_in(starts_at: datetime, *, since: datetime, until: datetime) -> timedelta:
    """The part of the time from ``since`` to ``until`` after the start of the visit."""
    return max(until - max(since, starts_at), timedelta())


def closes_at(ends_at: datetime) -> datetime:
    """When the room closes automatically, unless a call runs then."""
    return ends_at + STAYS_OPEN


def room_state(*, closed: bool, call: CallState | None) -> RoomState:
    """How the room is shown."""
    if closed:
        return RoomState.CLOSED
    return RoomState.IN_CALL if call is not None and call.running else RoomState.OPEN

"""Moving a visit to another time."""

from datetime import datetime
from uuid import UUID

from common import clock
from contracts.values import CancelledBy
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import transitions
from booking.actions.limits import check_day, check_moves, check_pace
from booking.actions.visits import Caller, lock_own_booking
from booking.domain import MOST_MOVES, Status, Transition, can
from booking.errors import (
    NotReschedulable,
    OverlappingBooking,
    SlotTaken,
    SlotUnavailable,
    TooLateToMove,
    overlap_refusal,
)
from booking.models import Booking
from booking.queries.bookings import get_overlapping, lock_calendars, lock_choice
from booking.queries.slots import get_slot, limit_statement_time


async def reschedule_booking(
    session: AsyncSession, booking_id: UUID, *, starts_at: datetime, caller: Caller
) -> Booking:
    """The visit takes place then, with the same doctor, offering and money; moved to its own time it stays as it is.

    A doctor moves a visit until it is over, a patient as long as it could be cancelled with everything back. What one
    person may take binds the patient only: a doctor decides whom to see.
    """
    await lock_choice(session, caller.person_id)
    booking, side = await lock_own_booking(session, booking_id, caller=caller)
    _check_may_move(booking, side)
    if starts_at == booking.starts_at:
        return booking
    if side == CancelledBy.PATIENT:
        check_moves(booking)
        await check_pace(session, booking.patient_id)
        await check_day(session, booking, starts_at=starts_at)
    await lock_calendars(session, booking.doctor_id, booking.patient_id)
    await limit_statement_time(session)
    ends_at = await _end_of_free_slot(session, booking, starts_at, caller)
    try:
        await transitions.move(session, booking, to=(starts_at, ends_at), by=side)
    except IntegrityError as race:
        # The slot was booked after it was checked; the constraint's name says whose calendar it was.
        raise (OverlappingBooking if "patient" in str(race.orig) else SlotTaken) from race
    if side == CancelledBy.PATIENT:
        booking.patient_moves = [*booking.patient_moves[1 - MOST_MOVES :], clock.now()]
    return booking


def _check_may_move(booking: Booking, side: CancelledBy) -> None:
    if not can(booking.status, Transition.MOVE):
        raise NotReschedulable
    if side == CancelledBy.DOCTOR:
        if clock.now() >= booking.ends_at:
            raise TooLateToMove
        return
    if clock.now() > booking.refund_deadline_at:
        raise TooLateToMove


async def _end_of_free_slot(session: AsyncSession, booking: Booking, starts_at: datetime, caller: Caller) -> datetime:
    slot = await get_slot(session, booking, starts_at=starts_at, now=clock.now(), prepaid=booking.prepaid)
    if slot is None:
        raise SlotUnavailable
    ends_at, free = slot
    other = await get_overlapping(session, booking, starts_at=starts_at, ends_at=ends_at)
    if other is not None:
        shown = other.booking_id if caller.may_learn_of(other) else None
        raise overlap_refusal(shown, hold=other.status == Status.HELD)
    if not free:
        raise SlotTaken
    return ends_at

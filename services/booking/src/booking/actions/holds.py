"""Holding a slot, and releasing it when it is not paid for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from common import clock
from common.auth import Principal
from common.errors import IdentificationRequired, NotFound
from contracts.values import CancelledBy, ExpiryReason
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import events, transitions
from booking.actions.limits import check_pace, check_unpaid_visits
from booking.actions.visits import Caller, lock_own_booking
from booking.domain import Status
from booking.errors import (
    HoldExpired,
    OfferingWithdrawn,
    PaymentDue,
    SlotTaken,
    SlotUnavailable,
    TooManyHolds,
    overlap_refusal,
)
from booking.models import Booking
from booking.queries.bookings import lock_booking, lock_calendars, lock_choice, lock_holds, lock_overdue_holds
from booking.queries.holding import HoldResult, SlotRequest, hold_slot
from booking.queries.replicas import get_offering
from booking.queries.slots import limit_statement_time
from booking.queries.waitlist import list_offered_bookings

# A lost race is tried again, to find out what won it.
ROUNDS = 5
# As many rows as one transaction of the job holds.
BATCH = 20


async def create_booking(
    session: AsyncSession, *, offering_id: UUID, starts_at: datetime, patient: Principal
) -> Booking:
    """The slot is the patient's: held until paid for, or confirmed at once when there is nothing to prepay.

    A slot the patient holds already is the same booking again; other holds with this doctor are released.
    """
    caller = Caller.of(patient)
    await lock_choice(session, patient.person_id)
    holds = await lock_holds(session, patient.person_id)
    for hold in holds:
        if (hold.offering_id, hold.starts_at) == (offering_id, starts_at) and not _is_over(hold):
            caller.side(hold)
            return hold
    await check_pace(session, patient.person_id)
    await limit_statement_time(session)
    await _release_other_holds(session, holds, offering_id=offering_id, caller=caller)
    request = SlotRequest(
        offering_id=offering_id,
        starts_at=starts_at,
        patient_id=patient.person_id,
        patient_name=patient.full_name,
        identified=caller.identified,
    )
    made = await _hold_slot(session, request, holds, caller)
    if not made.prepaid:
        await check_unpaid_visits(session, made)
    await (events.publish_created if made.prepaid else transitions.publish_confirmed)(session, made)
    return made


async def _release_other_holds(
    session: AsyncSession, holds: Sequence[Booking], *, offering_id: UUID, caller: Caller
) -> None:
    """Ends holds that ran out, and those with the doctor of the offering, except offers of the waitlist.

    Online ones stay in a password session.
    """
    if not holds:
        return
    offering = await get_offering(session, offering_id)
    offered = await list_offered_bookings(session, holds[0].patient_id)
    for hold in holds:
        if _is_over(hold):
            await transitions.end_hold(session, hold, reason=ExpiryReason.TIME_OVER)
        elif not caller.sees(hold.visit_type):
            continue
        elif offering and hold.doctor_id == offering.doctor_id and hold.booking_id not in offered:
            await transitions.end_hold(session, hold, reason=ExpiryReason.RELEASED)


async def _hold_slot(session: AsyncSession, request: SlotRequest, holds: Sequence[Booking], caller: Caller) -> Booking:
    for _ in range(ROUNDS):
        result = await hold_slot(session, request, now=clock.now())
        if result is None:
            raise NotFound
        if result.made is not None:
            return result.made
        _refuse(result, caller=caller, holds=holds)
    raise SlotTaken


def _refuse(result: HoldResult, *, caller: Caller, holds: Sequence[Booking]) -> None:
    """Raises what stood in the way; returns when nothing did, so that another try is worth it."""
    if result.online and not caller.identified:
        raise IdentificationRequired
    if result.withdrawn:
        raise OfferingWithdrawn
    if not result.in_schedule:
        raise SlotUnavailable
    if result.busy:
        raise overlap_refusal(result.busy_with, hold=result.busy_is_hold)
    if not result.slot_free:
        raise SlotTaken
    if result.seats_gone:
        unpaid = [hold for hold in holds if hold.status == Status.HELD and caller.may_learn_of(hold)]
        raise TooManyHolds(booking_ids=[hold.booking_id for hold in unpaid])


def _is_over(hold: Booking) -> bool:
    return hold.hold_expires_at is None or hold.hold_expires_at <= clock.now()


async def expire_holds(session: AsyncSession) -> int:
    """Up to ``BATCH`` slots that were not paid for in time are free again; returns their number."""
    overdue = await lock_overdue_holds(session, now=clock.now(), limit=BATCH)
    # All calendars at once, in their order: one after the other could wait in a circle with a move.
    await lock_calendars(session, *{booking.doctor_id for booking in overdue})
    for booking in overdue:
        await transitions.end_hold(session, booking, reason=ExpiryReason.TIME_OVER)
    return len(overdue)


async def release_hold(session: AsyncSession, booking_id: UUID) -> None:
    """The order is closed at the bank: a hold that can no longer be paid for frees its slot at once."""
    booking = await lock_booking(session, booking_id)
    if booking is not None and booking.status == Status.HELD:
        await transitions.end_hold(session, booking, reason=ExpiryReason.PAYMENT_FAILED)


async def confirm_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Booking:
    """The patient confirms an offered slot that needs no prepayment. Confirming again changes nothing.

    Raises TooManyVisits and TooManyRequests; the offer stays, so a visit can be cancelled for it.
    """
    await lock_choice(session, caller.person_id)
    booking, side = await lock_own_booking(session, booking_id, caller=caller)
    if side != CancelledBy.PATIENT:
        raise NotFound
    if booking.status == Status.CONFIRMED:
        return booking
    if booking.status != Status.HELD or not booking.hold_expires_at or booking.hold_expires_at <= clock.now():
        raise HoldExpired
    if booking.prepaid:
        raise PaymentDue
    await check_pace(session, booking.patient_id, made=1)
    await check_unpaid_visits(session, booking)
    await transitions.confirm(session, booking, paid_kopecks=0)
    return booking

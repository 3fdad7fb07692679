"""Taking a slot, and letting it go when it is not paid for."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from common import clock
from common.auth import Principal
from common.errors import IdentificationRequired, NotFound
from contracts.values import CancelledBy, ExpiryReason
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import facts, steps
from booking.actions.limits import check_pace, check_unpaid_visits
from booking.actions.visits import Caller, own_booking
from booking.domain import Status
from booking.errors import (
    HoldExpired,
    OfferingWithdrawn,
    PaymentDue,
    SlotTaken,
    SlotUnavailable,
    TooManyHolds,
    busy_then,
)
from booking.models import Booking, Offering
from booking.queries.bookings import lock_booking, lock_calendars, lock_choice, lock_holds, lock_overdue_holds
from booking.queries.slots import briefly
from booking.queries.taking import Attempt, Wish, take_slot
from booking.queries.waitlist import offered_bookings

# A lost race is looked at again to say who won it.
ROUNDS = 5
# As many rows as one transaction of the job holds.
BATCH = 20


async def create_booking(
    session: AsyncSession, *, offering_id: UUID, starts_at: datetime, patient: Principal
) -> Booking:
    """The slot is the patient's: held until paid for, or confirmed at once when there is nothing to prepay.

    A slot the patient holds already is the same booking again; what they hold with this doctor besides is let go.
    """
    caller = Caller.of(patient)
    await lock_choice(session, patient.person_id)
    holds = await lock_holds(session, patient.person_id)
    for hold in holds:
        if (hold.offering_id, hold.starts_at) == (offering_id, starts_at) and not _is_over(hold):
            caller.side(hold)
            return hold
    await check_pace(session, patient.person_id)
    await briefly(session)
    await _make_room(session, holds, offering_id=offering_id, caller=caller)
    wish = Wish(
        offering_id=offering_id,
        starts_at=starts_at,
        patient_id=patient.person_id,
        patient_name=patient.full_name,
        identified=caller.identified,
    )
    made = await _take(session, wish, holds, caller)
    if not made.prepaid:
        await check_unpaid_visits(session, made)
    await (facts.tell_created if made.prepaid else steps.confirmed)(session, made)
    return made


async def _make_room(session: AsyncSession, holds: Sequence[Booking], *, offering_id: UUID, caller: Caller) -> None:
    """Holds that ran out end now; one chosen with the same doctor gives way, one offered by the waiting list stays.

    So does an online one when the person came in by password this time.
    """
    if not holds:
        return
    offering = await session.get(Offering, offering_id)
    offered = await offered_bookings(session, holds[0].patient_id)
    for hold in holds:
        if _is_over(hold):
            await steps.end_hold(session, hold, reason=ExpiryReason.TIME_OVER)
        elif not caller.sees(hold.visit_type):
            continue
        elif offering and hold.doctor_id == offering.doctor_id and hold.booking_id not in offered:
            await steps.end_hold(session, hold, reason=ExpiryReason.RELEASED)


async def _take(session: AsyncSession, wish: Wish, holds: Sequence[Booking], caller: Caller) -> Booking:
    for _ in range(ROUNDS):
        attempt = await take_slot(session, wish, now=clock.now())
        if attempt is None:
            raise NotFound
        if attempt.made is not None:
            return attempt.made
        _refuse(attempt, caller=caller, holds=holds)
    raise SlotTaken


def _refuse(attempt: Attempt, *, caller: Caller, holds: Sequence[Booking]) -> None:
    """Raises what stood in the way; returns when nothing did, so that it is worth another try."""
    if attempt.online and not caller.identified:
        raise IdentificationRequired
    if attempt.withdrawn:
        raise OfferingWithdrawn
    if not attempt.in_schedule:
        raise SlotUnavailable
    if attempt.busy:
        raise busy_then(attempt.busy_with, hold=attempt.busy_is_hold)
    if not attempt.slot_free:
        raise SlotTaken
    if attempt.seats_gone:
        unpaid = [hold for hold in holds if hold.status == Status.HELD and caller.may_learn_of(hold)]
        raise TooManyHolds(booking_ids=[hold.booking_id for hold in unpaid])


def _is_over(hold: Booking) -> bool:
    return hold.hold_expires_at is None or hold.hold_expires_at <= clock.now()


async def expire_holds(session: AsyncSession) -> int:
    """Slots that were not paid for in time are free again, some of them; answers how many."""
    overdue = await lock_overdue_holds(session, now=clock.now(), limit=BATCH)
    # All calendars at once, in their order: one after the other could wait in a circle with a move.
    await lock_calendars(session, *{booking.doctor_id for booking in overdue})
    for booking in overdue:
        await steps.end_hold(session, booking, reason=ExpiryReason.TIME_OVER)
    return len(overdue)


async def let_go(session: AsyncSession, booking_id: UUID) -> None:
    """The order is closed at the bank: a hold that can no longer be paid for frees its slot at once."""
    booking = await lock_booking(session, booking_id)
    if booking is not None and booking.status == Status.HELD:
        await steps.end_hold(session, booking, reason=ExpiryReason.PAYMENT_FAILED)


async def confirm_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Booking:
    """The patient says yes to an offered time for which nothing is paid beforehand. A second yes changes nothing.

    Raises TooManyVisits and TooManyRequests; the offer stays, so a visit can be cancelled for it.
    """
    await lock_choice(session, caller.person_id)
    booking, side = await own_booking(session, booking_id, caller=caller)
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
    await steps.confirm(session, booking, paid_kopecks=0)
    return booking

"""Taking a slot, and letting it go when it is not paid for."""

from datetime import datetime
from uuid import UUID

from common import clock
from common.auth import Principal
from common.errors import IdentificationRequired, NotFound
from contracts.values import CancelledBy, VisitType
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions import facts, steps
from booking.actions.visits import Caller, own_booking
from booking.domain import Status
from booking.errors import (
    AlreadyBookedThen,
    HoldExpired,
    OfferingWithdrawn,
    PaymentDue,
    SlotTaken,
    SlotUnavailable,
    TooManyHolds,
)
from booking.models import Booking
from booking.queries.bookings import lock_booking, lock_calendars, lock_overdue_holds
from booking.queries.taking import Attempt, Wish, take_slot

# A lost race is looked at again to say who won it. More rounds are needed only by one patient's own parallel holds,
# of which each round seats at least one.
ROUNDS = 5
BATCH = 200


async def create_booking(
    session: AsyncSession, *, offering_id: UUID, starts_at: datetime, patient: Principal
) -> Booking:
    """The slot is the patient's: held until paid for, or confirmed at once when there is nothing to prepay."""
    wish = Wish(
        offering_id=offering_id,
        starts_at=starts_at,
        patient_id=patient.person_id,
        patient_name=patient.full_name,
        identified=patient.acr == "gosuslugi",
    )
    for _ in range(ROUNDS):
        attempt = await take_slot(session, wish, now=clock.now())
        if attempt is None:
            raise NotFound
        if attempt.made is not None:
            tell = facts.tell_created if attempt.made.prepaid else steps.confirmed
            await tell(session, attempt.made)
            return attempt.made
        _refuse(attempt, identified=wish.identified)
    raise SlotTaken


def _refuse(attempt: Attempt, *, identified: bool) -> None:
    """Raises what stood in the way; returns when nothing did, so that it is worth another try."""
    reasons = (
        (attempt.online and not identified, IdentificationRequired),
        (attempt.withdrawn, OfferingWithdrawn),
        (not attempt.in_schedule, SlotUnavailable),
        (attempt.patient_busy, AlreadyBookedThen),
        (not attempt.slot_free, SlotTaken),
        (attempt.seats_gone, TooManyHolds),
    )
    for applies, refusal in reasons:
        if applies:
            raise refusal


async def expire_holds(session: AsyncSession) -> None:
    """Slots that were not paid for in time are free again."""
    overdue = await lock_overdue_holds(session, now=clock.now(), limit=BATCH)
    # All calendars at once, in their order: one after the other could wait in a circle with a move.
    await lock_calendars(session, *{booking.doctor_id for booking in overdue})
    for booking in overdue:
        await steps.expire(session, booking)


async def let_go(session: AsyncSession, booking_id: UUID) -> None:
    """The order is closed at the bank: a hold that can no longer be paid for frees its slot at once."""
    booking = await lock_booking(session, booking_id)
    if booking is not None and booking.status == Status.HELD:
        await steps.expire(session, booking)


async def confirm_booking(session: AsyncSession, booking_id: UUID, *, caller: Caller) -> Booking:
    """The patient says yes to an offered time for which nothing is paid beforehand. A second yes changes nothing."""
    booking, side = await own_booking(session, booking_id, caller=caller)
    if side != CancelledBy.PATIENT:
        raise NotFound
    if booking.status == Status.CONFIRMED:
        return booking
    if booking.status != Status.HELD or not booking.hold_expires_at or booking.hold_expires_at <= clock.now():
        raise HoldExpired
    if booking.prepaid:
        raise PaymentDue
    if booking.visit_type == VisitType.ONLINE and not caller.identified:
        raise IdentificationRequired
    await steps.confirm(session, booking, paid_kopecks=0)
    return booking

"""Refusals of booking."""

from typing import ClassVar
from uuid import UUID

from common.errors import Refusal


class SlotTaken(Refusal):
    """Another patient has taken the slot."""

    title = "The slot is taken"


class SlotUnavailable(Refusal):
    """The schedule has no such slot, or it is over."""

    title = "There is no such slot in the schedule"


class OfferingWithdrawn(Refusal):
    """The doctor no longer offers this."""

    title = "The offering is withdrawn"


class TooManyHolds(Refusal):
    """The patient holds as many unpaid slots as one may."""

    title = "Too many slots are held and not paid for"


class OwnHold(Refusal):
    """A slot the caller holds and has not paid for is in the way; ``booking_id`` says which."""

    title = "An unpaid slot of the caller's own overlaps"


class TooManyVisits(Refusal):
    """The patient has as many visits to come that nothing was paid for as one may; ``scope`` says where."""

    status = 429
    title = "Too many unpaid visits to come"


class TooManyWaits(Refusal):
    """The patient waits for as many offerings as one may."""

    status = 429
    title = "Too many offerings are waited for"


class OverlappingBooking(Refusal):
    """The patient has another visit at that time."""

    code: ClassVar[str] = "already_booked_then"

    title = "The patient has another visit at that time"


def overlap_refusal(booking_id: UUID | None, *, hold: bool) -> Refusal:
    """The patient is busy at that time; ``booking_id`` is left out where the caller may not know with which visit."""
    if booking_id is None:
        return OverlappingBooking()
    return (OwnHold if hold else OverlappingBooking)(booking_id=booking_id)


class NotCancellable(Refusal):
    """The visit has begun, is over, or was cancelled before."""

    title = "The booking cannot be cancelled any more"


class RefundChanged(Refusal):
    """The refund is not what the caller was shown."""

    title = "The refund differs from the expected one"


class NotReschedulable(Refusal):
    """Only a confirmed visit can be moved."""

    title = "Only a confirmed booking can be moved"


class TooLateToMove(Refusal):
    """The deadline for moving the visit has passed."""

    title = "It is too late to move the visit"


class HoldExpired(Refusal):
    """The time the slot was held for is over."""

    title = "The hold has run out"


class PaymentDue(Refusal):
    """A visit that is paid for beforehand is confirmed by its money."""

    title = "The visit is confirmed by its payment"

"""Events of booking. ``aggregate_id`` is always the booking."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from contracts.base import Event
from contracts.values import CancelledBy, CancelReason, ExpiryReason, Kopecks, VisitOutcome, VisitType


class BookingCreated(Event):
    """A slot is held for a patient until ``hold_expires_at``; payment opens an order of this amount."""

    wire_type: ClassVar[str] = "booking.created.v1"
    producer: ClassVar[str] = "booking"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    offering_id: UUID
    price_kopecks: Kopecks
    hold_expires_at: AwareDatetime


class BookingConfirmed(Event):
    """The visit will take place: paid, or free to confirm at once."""

    wire_type: ClassVar[str] = "booking.confirmed.v1"
    producer: ClassVar[str] = "booking"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    clinic_id: UUID
    offering_id: UUID
    visit_type: VisitType
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    price_kopecks: Kopecks


class BookingExpired(Event):
    """The slot is free again without money: the hold ran out, or the patient let it go before paying."""

    wire_type: ClassVar[str] = "booking.expired.v1"
    producer: ClassVar[str] = "booking"

    booking_id: UUID
    patient_id: UUID
    reason: ExpiryReason | None = None


class BookingCancelled(Event):
    """The visit will not take place; ``refund_kopecks`` of what was paid goes back (0: nothing).

    That is the sum in all: ``returned_kopecks`` of it had come back before, so only the rest is still to come.
    """

    wire_type: ClassVar[str] = "booking.cancelled.v1"
    producer: ClassVar[str] = "booking"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    visit_type: VisitType
    starts_at: AwareDatetime
    cancelled_by: CancelledBy
    refund_kopecks: Kopecks
    returned_kopecks: Kopecks = 0
    reason: CancelReason | None = None


class BookingRescheduled(Event):
    """The visit moved; the money stays where it is."""

    wire_type: ClassVar[str] = "booking.rescheduled.v1"
    producer: ClassVar[str] = "booking"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    visit_type: VisitType
    previous_starts_at: AwareDatetime
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class BookingCompleted(Event):
    """The time of the visit is over and its money is kept: it took place, or the patient did not come to it."""

    wire_type: ClassVar[str] = "booking.completed.v1"
    producer: ClassVar[str] = "booking"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    outcome: VisitOutcome | None = None


class SlotOffered(Event):
    """A time became free and is held for the one who waited longest, until ``hold_expires_at``."""

    wire_type: ClassVar[str] = "slot.offered.v1"
    producer: ClassVar[str] = "booking"

    waitlist_entry_id: UUID
    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    clinic_id: UUID
    offering_id: UUID
    visit_type: VisitType
    starts_at: AwareDatetime
    hold_expires_at: AwareDatetime
    price_kopecks: Kopecks

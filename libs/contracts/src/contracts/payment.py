"""Events of payment. ``aggregate_id`` is the order."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event
from contracts.values import Kopecks, PaymentFailure


class PaymentConfirmed(Event):
    """The bank itself said that the whole amount is captured."""

    wire_type: ClassVar[str] = "payment.confirmed.v1"
    producer: ClassVar[str] = "payment"

    booking_id: UUID
    patient_id: UUID
    amount_kopecks: Kopecks


class PaymentFailed(Event):
    """The order is closed at the bank without money; a refused attempt that may be repeated is not this."""

    wire_type: ClassVar[str] = "payment.failed.v1"
    producer: ClassVar[str] = "payment"

    booking_id: UUID
    patient_id: UUID
    failure: PaymentFailure


class PaymentRefunded(Event):
    """Money went back to the card: ``amount_kopecks`` now, ``returned_kopecks`` in all, ``owed_kopecks`` still to come.

    ``paid_kopecks`` is what was paid; when all of it has been returned nothing pays for the visit any more.
    """

    wire_type: ClassVar[str] = "payment.refunded.v1"
    producer: ClassVar[str] = "payment"

    booking_id: UUID
    patient_id: UUID
    amount_kopecks: Kopecks
    returned_kopecks: Kopecks | None = None
    owed_kopecks: Kopecks | None = None
    paid_kopecks: Kopecks | None = None


class RefundFailed(Event):
    """A refund could not be made in any of its attempts; people must look."""

    wire_type: ClassVar[str] = "refund.failed.v1"
    producer: ClassVar[str] = "payment"

    booking_id: UUID
    patient_id: UUID
    amount_kopecks: Kopecks

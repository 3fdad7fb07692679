"""Bodies of payment's answers."""

from datetime import datetime
from uuid import UUID

from contracts.values import Kopecks, PaymentFailure
from pydantic import BaseModel, ConfigDict

from payment.domain import OrderState, ReceiptKind, ReceiptState


class Read(BaseModel):
    """Made from what an action returned."""

    model_config = ConfigDict(from_attributes=True)


class CheckoutRead(Read):
    """Where to pay, and until when."""

    form_url: str
    expires_at: datetime


class OrderRead(Read):
    """An order as its payer sees it. ``attempt_failure``: a refused attempt that may be repeated (R089).

    ``bank_silent``: the bank was asked last and did not answer, so the state may be older than the truth.
    ``refunded_kopecks`` went back already, ``owed_kopecks`` is still to go back; ``refund_delayed``: the bank has not
    made it for an hour, people look after it and it is tried again every day.
    """

    booking_id: UUID
    state: OrderState
    amount_kopecks: Kopecks
    refunded_kopecks: Kopecks
    owed_kopecks: Kopecks
    refund_delayed: bool
    failure: PaymentFailure | None
    attempt_failure: PaymentFailure | None
    expires_at: datetime
    form_url: str | None
    paid_at: datetime | None
    refunded_at: datetime | None
    bank_silent: bool
    server_time: datetime


class ReceiptRead(Read):
    """A fiscal receipt; its numbers and its page at the operator are known once it is delivered."""

    receipt_id: UUID
    kind: ReceiptKind
    state: ReceiptState
    amount_kopecks: Kopecks
    document_number: str | None
    drive_number: str | None
    document_sign: str | None
    issued_at: datetime | None
    url: str | None


class ReceiptsRead(BaseModel):
    """The receipts of an order, oldest first."""

    items: list[ReceiptRead]

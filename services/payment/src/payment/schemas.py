"""Bodies of payment's answers."""

from datetime import datetime
from uuid import UUID

from contracts.values import Kopecks, PaymentFailure
from pydantic import BaseModel

from payment.domain import OrderState


class Checkout(BaseModel):
    """Where to pay, and until when."""

    form_url: str
    expires_at: datetime


class CheckoutRequest(BaseModel):
    """Nothing is said: the order knows its price and its place."""


class OrderView(BaseModel):
    """An order as its payer sees it. ``attempt_failure``: a refused attempt that may be repeated (R089)."""

    booking_id: UUID
    state: OrderState
    amount_kopecks: Kopecks
    refunded_kopecks: Kopecks
    failure: PaymentFailure | None
    attempt_failure: PaymentFailure | None
    expires_at: datetime
    form_url: str | None
    paid_at: datetime | None
    refunded_at: datetime | None
    server_time: datetime

"""What the gateway remembers of an order. Moments are seconds since 1970; money is kopecks."""

from enum import IntEnum
from typing import Any, Literal

from pydantic import BaseModel

NO_ATTEMPT = -100


class Status(IntEnum):
    CREATED = 0
    APPROVED = 1
    DEPOSITED = 2
    REVERSED = 3
    REFUNDED = 4
    ACS = 5
    DECLINED = 6


PAYMENT_STATES = {
    Status.CREATED: "CREATED",
    Status.APPROVED: "APPROVED",
    Status.DEPOSITED: "DEPOSITED",
    Status.REVERSED: "REVERSED",
    Status.REFUNDED: "REFUNDED",
    Status.ACS: "CREATED",
    Status.DECLINED: "DECLINED",
}


class UsedCard(BaseModel):
    """The full number is never kept."""

    masked_pan: str
    expiration: str
    holder: str = ""
    system: str
    eci: str
    capture_after: float | None = None
    refund_blocked_for: float = 0


class Challenge(BaseModel):
    """The issuer's question for a code, from the card form to the answer."""

    tx: str
    card: UsedCard
    refused: bool = False
    tries: int = 0


class Refund(BaseModel):
    at: float
    amount: int
    external_id: str | None = None
    approval_code: str
    reference: str
    origin: Literal["api", "cabinet"] = "api"


class Receipt(BaseModel):
    uuid: str
    kind: Literal["sale", "refund", "close"]
    at: float
    amount: int
    shift: int
    number: int
    document: int
    attribute: str


class Order(BaseModel):
    id: str
    merchant: str
    number: str
    amount: int
    currency: str
    description: str = ""
    language: str = "ru"
    return_url: str
    fail_url: str | None = None
    callback_url: str | None = None
    preauth: bool = False
    features: list[str] = []
    ip: str | None = None
    client_id: str | None = None
    email: str | None = None
    params: dict[str, Any] = {}
    bundle: dict[str, Any] | None = None

    created: float
    changed: float
    expires: float
    status: Status = Status.CREATED
    action_code: int = NO_ATTEMPT
    visited: bool = False
    attempts: int = 0

    challenge: Challenge | None = None
    card: UsedCard | None = None
    approval_code: str | None = None
    reference: str | None = None
    authorised_at: float | None = None
    deposited_at: float | None = None
    refunded_at: float | None = None
    reversed_at: float | None = None
    late_capture_at: float | None = None
    late_card: UsedCard | None = None
    visible_at: float = 0

    approved: int = 0
    deposited: int = 0
    refunded: int = 0
    reversal_tried: bool = False
    chargeback: bool = False
    refunds: list[Refund] = []
    receipts: list[Receipt] = []

    @property
    def open(self) -> bool:
        return self.status in {Status.CREATED, Status.ACS}

    @property
    def paid(self) -> bool:
        return self.status in {Status.APPROVED, Status.DEPOSITED, Status.REFUNDED}

    @property
    def wake_at(self) -> float | None:
        """When time alone will change this order."""
        moments = [self.late_capture_at] if self.late_capture_at is not None else []
        if self.open:
            moments.append(self.expires)
        return min(moments, default=None)

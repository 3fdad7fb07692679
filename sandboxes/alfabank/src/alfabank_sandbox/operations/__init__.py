"""Everything that changes an order: the state machine of the gateway."""

from .errors import Rejected
from .expiry import refresh, sweep
from .paying import CardEntry, NotPayable, attempt, cancel_challenge, confirm_challenge, take_late
from .receipts import close_receipt
from .refunding import refund, refund_in_cabinet
from .settling import decline, deposit, reverse, take_back

__all__ = [
    "CardEntry",
    "NotPayable",
    "Rejected",
    "attempt",
    "cancel_challenge",
    "close_receipt",
    "confirm_challenge",
    "decline",
    "deposit",
    "refresh",
    "refund",
    "refund_in_cabinet",
    "reverse",
    "sweep",
    "take_back",
    "take_late",
]

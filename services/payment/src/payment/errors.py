"""Refusals of payment, and failures of the bank."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from common.errors import Refusal, Unavailable


class OrderNotFound(Refusal):
    """There is no order for this booking, or it is another person's."""

    status = 404


class OrderNotReady(Refusal):
    """The order of this booking is still on its way from booking: ask again in a moment.

    The answer is the same for every booking unknown to payment, so it reveals nothing about other people's.
    """

    headers: Mapping[str, str] = MappingProxyType({"Retry-After": "1"})


class OrderClosed(Refusal):
    """The time to pay is over, or the payment failed for good."""


class AlreadyPaid(Refusal):
    """This order has been paid."""


class BankUnavailable(Unavailable):
    """The bank does not answer; nothing was charged by this request."""

    code: ClassVar[str] = "bank_unavailable"


class BankRefused(Exception):
    """The bank understood and said no; ``error_code`` is its own (reference tables of the REST interface)."""

    def __init__(self, error_code: int) -> None:
        super().__init__(f"the bank refused with code {error_code}")
        self.error_code = error_code


class BankSilent(Exception):
    """No usable answer: time over, connection lost, 5xx, not JSON. What happened there is unknown until asked."""


class IllegalTransition(Exception):
    """The state of the order does not allow this transition."""

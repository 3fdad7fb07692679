"""What payment refuses, and what the bank may answer."""

from typing import ClassVar

from common.errors import Refusal, Unavailable


class OrderNotFound(Refusal):
    """There is no order for this booking, or it has not been opened yet: ask again in a moment."""

    status = 404


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


class IllegalStep(Exception):
    """A step the state machine of an order does not know."""

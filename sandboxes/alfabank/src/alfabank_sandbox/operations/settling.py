"""The shop's side: capture of a hold, its reversal, and giving up an unpaid order."""

from ..bank import Bank
from ..clock import moscow
from ..orders import Order, Status
from .errors import Rejected
from .paying import announce, capture

DECLINED_BY_MERCHANT = 4005
LEAST_DEPOSIT = 100


def deposit(bank: Bank, order: Order, amount: int) -> None:
    if order.status is not Status.APPROVED:
        raise Rejected(7, "state")
    amount = amount or order.approved
    if not LEAST_DEPOSIT <= amount <= order.approved:
        raise Rejected(7, "deposit_amount")
    capture(bank, order, amount)
    bank.save(order)


def reverse(bank: Bank, order: Order, amount: int) -> None:
    """Reverses the payment. An order has one attempt, and a failed one counts."""
    if order.reversal_tried:
        raise Rejected(7, "reversal_tried")
    order.reversal_tried = True
    bank.save(order)
    if not _reversible(bank, order):
        raise Rejected(7, "state")
    amount = amount or order.approved
    if amount > order.approved:
        raise Rejected(7, "amount")
    order.approved -= amount
    order.deposited = min(order.deposited, order.approved)
    if order.approved == 0:
        order.status = Status.REVERSED
    order.reversed_at = bank.clock.now()
    announce(bank, order, "reversed", ok=True)
    bank.save(order)


def take_back(bank: Bank, order: Order, *, notify: bool) -> None:
    """The bank itself reverses a payment, on whatever day."""
    if order.status is not Status.DEPOSITED and order.status is not Status.REFUNDED:
        raise Rejected(7, "state")
    order.status = Status.REVERSED
    order.approved = order.deposited = 0
    order.reversed_at = bank.clock.now()
    if notify:
        announce(bank, order, "reversed", ok=True)
    bank.save(order)


def _reversible(bank: Bank, order: Order) -> bool:
    if order.status is Status.APPROVED:
        return True
    if order.status is not Status.DEPOSITED or not bank.settings.reverse_deposited:
        return False
    return moscow(order.authorised_at or 0).date() == moscow(bank.clock.now()).date()


def decline(bank: Bank, order: Order) -> None:
    if not order.open:
        raise Rejected(7, "state")
    order.status = Status.DECLINED
    order.action_code = DECLINED_BY_MERCHANT
    bank.save(order)

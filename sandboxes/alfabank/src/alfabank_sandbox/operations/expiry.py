"""What time alone does to an order."""

from ..bank import Bank
from ..orders import Order, Status
from .paying import announce, take_money


def refresh(bank: Bank, order: Order) -> Order:
    """The order as it is at this moment, saved if time has changed it."""
    now = bank.clock.now()
    with bank.store.transaction():
        if order.late_capture_at is not None and order.late_capture_at <= now:
            _capture_late(bank, order)
        if order.open and order.expires <= now:
            _expire(bank, order)
    return order


def sweep(bank: Bank) -> None:
    for order_id in bank.book.due(bank.clock.now()):
        order = bank.book.find(order_id)
        if order is not None:
            refresh(bank, order)


def _capture_late(bank: Bank, order: Order) -> None:
    """The processing answered after all, whatever became of the order meanwhile."""
    order.late_capture_at = None
    if order.open or order.status is Status.DECLINED:
        order.card = order.late_card
        take_money(bank, order)
    else:
        bank.save(order)


def _expire(bank: Bank, order: Order) -> None:
    settings = bank.settings
    if order.status is Status.ACS:
        order.action_code = settings.expired_acs_code
    else:
        order.action_code = settings.expired_visited_code if order.visited else settings.expired_unvisited_code
    order.status = Status.DECLINED
    announce(bank, order, "declinedByTimeout", ok=True)
    bank.save(order)

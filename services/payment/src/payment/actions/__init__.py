"""The menu of payment."""

from payment.actions.callbacks import handle_callbacks, journal_callback
from payment.actions.checkout import begin_checkout
from payment.actions.orders import close_order, open_order, show_order
from payment.actions.receipts import copy_offering, follow_receipt, list_receipts
from payment.actions.refunds import make_refund, owe_refund
from payment.actions.settlement import check_now, settle_next

__all__ = [
    "begin_checkout",
    "check_now",
    "close_order",
    "copy_offering",
    "follow_receipt",
    "handle_callbacks",
    "journal_callback",
    "list_receipts",
    "make_refund",
    "open_order",
    "owe_refund",
    "settle_next",
    "show_order",
]

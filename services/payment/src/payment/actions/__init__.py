"""What payment does."""

from payment.actions.callbacks import handle_next_callback, journal_callback, prune_callbacks
from payment.actions.checkout import begin_checkout
from payment.actions.orders import close_order, move_orders, open_order, read_order
from payment.actions.polling import check_order, settle_next
from payment.actions.receipts import copy_offering, follow_receipt, list_receipts
from payment.actions.refunds import make_refund, measure_refunds, owe_refund
from payment.actions.registrations import follow_registration

__all__ = [
    "begin_checkout",
    "check_order",
    "close_order",
    "copy_offering",
    "follow_receipt",
    "follow_registration",
    "handle_next_callback",
    "journal_callback",
    "list_receipts",
    "make_refund",
    "measure_refunds",
    "move_orders",
    "open_order",
    "owe_refund",
    "prune_callbacks",
    "read_order",
    "settle_next",
]

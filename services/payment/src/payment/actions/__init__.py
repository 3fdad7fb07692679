"""What payment can do."""

from payment.actions.callbacks import handle_next_callback, prune_callbacks, record_callback
from payment.actions.checkout import start_checkout
from payment.actions.orders import close_order, move_orders, open_order, read_order
from payment.actions.polling import check_next_order, check_order
from payment.actions.receipts import copy_offering, follow_receipt, list_receipts
from payment.actions.refunds import make_refund, measure_refunds, schedule_refund
from payment.actions.registrations import follow_registration

__all__ = [
    "check_next_order",
    "check_order",
    "close_order",
    "copy_offering",
    "follow_receipt",
    "follow_registration",
    "handle_next_callback",
    "list_receipts",
    "make_refund",
    "measure_refunds",
    "move_orders",
    "open_order",
    "prune_callbacks",
    "read_order",
    "record_callback",
    "schedule_refund",
    "start_checkout",
]

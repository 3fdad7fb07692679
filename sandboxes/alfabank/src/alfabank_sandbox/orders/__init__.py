"""An order of the gateway and the book that keeps it."""

from .book import OrderBook
from .model import Challenge, Order, Receipt, Refund, Status, UsedCard

__all__ = ["Challenge", "Order", "OrderBook", "Receipt", "Refund", "Status", "UsedCard"]

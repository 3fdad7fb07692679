"""Notifications to the shops: what is said, how it is signed, how it is delivered."""

from .courier import Courier
from .outbox import Callback, Outbox
from .signing import Signer

__all__ = ["Callback", "Courier", "Outbox", "Signer"]

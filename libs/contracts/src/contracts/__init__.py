"""The contracts of the fleet: every event and shared value, meaning the same in every service."""

from contracts import booking, catalog, identity, medcard, payment, telemed
from contracts.base import Event, event_types

__all__ = ["Event", "booking", "catalog", "event_types", "identity", "medcard", "payment", "telemed"]

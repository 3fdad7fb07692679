"""Delivery of events: from the service that publishes one to the services that consume it."""

from common.events.handlers import Handler, Postpone, handles

__all__ = ["Handler", "Postpone", "handles"]

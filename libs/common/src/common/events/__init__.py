"""The corridor: how a fact travels from the room that knows it to the rooms that listen."""

from common.events.handlers import Handler, Postpone, handles
from common.events.outage import WorldIsDown

__all__ = ["Handler", "Postpone", "WorldIsDown", "handles"]

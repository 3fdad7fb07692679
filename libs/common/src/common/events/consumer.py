"""Listening: each fact handled once, the poisoned set aside, the world's outages waited out."""

from common.events.handlers import Handler, Postpone, WorldIsDown, handles

__all__ = ["Handler", "Postpone", "WorldIsDown", "handles"]

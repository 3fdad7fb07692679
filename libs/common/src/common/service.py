"""A room as data (``Service``), what it holds while running (``Context``), and the app made of both."""

from common.context import Context, Service

__all__ = ["Context", "Service"]

"""A pytest plugin (``-p common.testing``): rooms with real databases, clients with real tokens, a real broker."""

import pytest
import structlog

from common.testing.brokers import Vhost, broker, running_room
from common.testing.door import Door
from common.testing.people import Client, MakeClient, Visitors
from common.testing.rooms import Deliver, Recorded, RunJob, hand_over, make_settings, room_fixtures
from common.testing.time import TestClock, clock
from common.testing.waiting import eventually

__all__ = [
    "Client",
    "Deliver",
    "Door",
    "MakeClient",
    "Recorded",
    "RunJob",
    "TestClock",
    "Vhost",
    "Visitors",
    "broker",
    "clock",
    "eventually",
    "hand_over",
    "make_settings",
    "room_fixtures",
    "running_room",
]


def pytest_configure(config: pytest.Config) -> None:
    """Log lines of the code under test in plain text: drawing every frame's values takes seconds."""
    renderer = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            renderer,
        ]
    )

"""A pytest plugin (``-p common.testing``): services with real databases, clients with real tokens, a real broker."""

import pytest
import structlog

from common.testing.brokers import Vhost, broker, running_worker
from common.testing.clients import Client, ClientFactory, MakeClient
from common.testing.services import Deliver, Recorded, RunJob, deliver_to_handlers, make_settings
from common.testing.tcp_proxy import TcpProxy
from common.testing.time import TestClock, clock
from common.testing.waiting import eventually

__all__ = [
    "Client",
    "ClientFactory",
    "Deliver",
    "MakeClient",
    "Recorded",
    "RunJob",
    "TcpProxy",
    "TestClock",
    "Vhost",
    "broker",
    "clock",
    "deliver_to_handlers",
    "eventually",
    "make_settings",
    "running_worker",
]

pytest_plugins = ("common.testing.services",)


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

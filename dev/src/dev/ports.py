"""Ports somebody else holds, in words."""

from collections.abc import Mapping

import psutil

from dev.errors import CliError
from dev.program import listening
from dev.settings import variable


class PortTaken(CliError):
    """One line a port: who holds it and which setting moves ours."""


def require_free(ports: Mapping[str, int]) -> None:
    """Raise PortTaken unless nobody listens on any of them."""
    taken = {name: port for name, port in ports.items() if listening(port)}
    if taken:
        lines = (
            f"port {port} ({name}) is taken by {holder(port)}; choose another: {variable(name)}=…"
            for name, port in taken.items()
        )
        raise PortTaken("\n".join(lines))


def holder(port: int) -> str:
    """The process that listens there, as far as we may see."""
    for connection in psutil.net_connections("tcp"):
        if connection.status == psutil.CONN_LISTEN and getattr(connection.laddr, "port", 0) == port and connection.pid:
            process = psutil.Process(connection.pid)
            return f"{process.name()} (pid {process.pid}, user {process.username()})"
    return "a process of another user"

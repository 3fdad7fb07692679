"""A program: a foreground command with what a supervisor must know to start it, to see it ready and to stop it."""

import os
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from dev.errors import CliError

# Settings of the machine's own servers and clients; they must not leak into ours.
FOREIGN = ("PG", "RABBITMQ_", "ERL_", "MILA_", "ESIA_SANDBOX_", "ALFABANK_SANDBOX_", "MAILBOX_SANDBOX_")


@dataclass(frozen=True, kw_only=True)
class Program:
    name: str
    command: tuple[str, ...]
    ready: Callable[[], bool]
    environment: Mapping[str, str] = field(default_factory=dict)
    stop_signal: str = "TERM"
    ready_seconds: float = 60  # how long it may take until `ready` answers yes
    pid_file: Path | None = None  # written by programs that cover their traces in the process table

    def whole_environment(self) -> dict[str, str]:
        """The environment it runs in: the caller's without settings of other servers, plus its own."""
        return {**clean_environment(), **self.environment}


def clean_environment() -> dict[str, str]:
    """What we were started with, without settings meant for other servers."""
    return {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}


class NotReady(CliError):
    """A program died or stayed silent; the message ends with the last lines of its log."""


# Kept until the interpreter ends: a Popen collected while its child lives is reported as a leak.
_children: list[subprocess.Popen[bytes]] = []


def spawn(program: Program, log: Path) -> subprocess.Popen[bytes]:
    """Start it as a child in a session of its own, its output in `log`."""
    with log.open("ab") as output:
        child = subprocess.Popen(
            program.command,
            env=program.whole_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    _children.append(child)
    return child


def await_ready(program: Program, child: subprocess.Popen[bytes], log: Path) -> None:
    """Return once it is ready; raise NotReady when it ends before, or stays silent too long."""
    deadline = time.monotonic() + program.ready_seconds
    while not program.ready():
        if child.poll() is not None:
            raise NotReady(f"{program.name} ended with code {child.returncode}:\n{tail(log)}")
        if time.monotonic() > deadline:
            raise NotReady(f"{program.name} was not ready in {program.ready_seconds:.0f} s:\n{tail(log)}")
        time.sleep(0.05)


def kill_group(leader: int, name: str | None = None) -> None:
    """kill -9 of a process group (or of those in it with this name); afterwards they run no more."""
    group = [process for process in psutil.process_iter(["name"]) if _group(process) == leader]
    for process in group:
        if name in {None, process.info["name"]}:
            with suppress(psutil.NoSuchProcess):
                process.kill()
                _await_end(process)


def _group(process: psutil.Process) -> int | None:
    try:
        return os.getpgid(process.pid)
    except ProcessLookupError:
        return None


def _await_end(process: psutil.Process, seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not over(process) and time.monotonic() < deadline:
        time.sleep(0.01)
    for child in _children:
        child.poll()


def over(process: psutil.Process) -> bool:
    """It holds nothing any more: gone, or a zombie whose last thread has ended."""
    try:
        return not process.is_running() or (process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)
    except psutil.NoSuchProcess:
        return True


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for a message to a person."""
    if not log.exists():
        return "(no log)"
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def free_ports(count: int) -> list[int]:
    """So many loopback ports nobody listens on at this moment."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]
    finally:
        for each in sockets:
            each.close()


def listening(port: int) -> bool:
    """Somebody accepts on this loopback port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True

"""Run a server's programs as children of this process: for tests and other short-lived work."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from dev.program import Program, await_ready, kill_group, spawn


class Server(Protocol):
    @property
    def folder(self) -> Path: ...
    def prepare(self) -> None: ...
    def programs(self) -> tuple[Program, ...]: ...


def launch(server: Server) -> None:
    """Start what is not running of it; each program's pid is written beside its log."""
    server.prepare()
    for program in server.programs():
        if not program.ready():
            log = server.folder / f"{program.name}.log"
            child = spawn(program, log)
            (server.folder / f"{program.name}.pid").write_text(str(child.pid))
            await_ready(program, child, log)


def kill(server: Server, name: str | None = None) -> None:
    """kill -9 of its programs (or of one), in reverse order of their start."""
    for program in reversed(server.programs()):
        pid_file = server.folder / f"{program.name}.pid"
        if pid_file.exists() and name in {None, program.name}:
            kill_group(int(pid_file.read_text()))
            pid_file.unlink()


@contextmanager
def running(server: Server) -> Iterator[None]:
    """A throw-away server for the length of a block."""
    try:
        launch(server)
        yield
    finally:
        kill(server)
        shutil.rmtree(server.folder, ignore_errors=True)

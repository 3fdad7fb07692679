"""Ends what an earlier supervisor of this checkout left behind after a crash or a kill -9."""

import os
import signal
import time
from collections.abc import Iterable
from contextlib import suppress

import psutil

from dev.layout import Layout
from dev.program import Program, over
from dev.supervisor import MARK


def clear(layout: Layout, programs: Iterable[Program]) -> int:
    """End leftover processes, remove leftover files; return how many processes there were."""
    left = {process.pid: process for process in (*_marked(layout), *_with_pid_file(programs))}
    for process in left.values():
        with suppress(psutil.NoSuchProcess):
            # PostgreSQL takes TERM for "when all have left" and INT for "now, in order".
            process.send_signal(signal.SIGINT if process.name() == "postgres" else signal.SIGTERM)
    _await_end(left.values())
    (layout.folder("run") / "supervisord.pid").unlink(missing_ok=True)
    layout.remove_socket()
    return len(left)


def _marked(layout: Layout) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.AccessDenied, psutil.NoSuchProcess, psutil.ZombieProcess):
            if process.pid != os.getpid() and process.environ().get(MARK) == str(layout.state):
                found.append(process)
    return found


def _with_pid_file(programs: Iterable[Program]) -> list[psutil.Process]:
    """PostgreSQL and nginx overwrite their variables, and leave a file instead."""
    names = {"postgres": "postgres", "gateway": "nginx"}
    found = []
    files = {program.pid_file: names[program.name] for program in programs if program.pid_file}
    for pid_file, name in files.items():
        with suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
            process = psutil.Process(int(pid_file.read_text().split()[0]))
            if process.name() == name:
                found.append(process)
    return found


def _await_end(processes: Iterable[psutil.Process], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            while not over(process):
                if time.monotonic() > deadline:
                    process.kill()
                time.sleep(0.05)

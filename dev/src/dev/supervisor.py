"""The process supervisor: supervisor with one generated configuration, spoken to over its unix socket."""

import http.client
import os
import re
import shlex
import socket
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from xmlrpc.client import Fault, ServerProxy, Transport

import psutil

from dev.keys import write_private
from dev.layout import Layout
from dev.program import NotReady, Program, tail

INLINE_COMMENT = re.compile(r"\s[;#]")
EX_CONFIG = 78  # a program that says so is not started again: its settings are wrong
MARK = "MILA_FLEET"  # the variable by which leftovers of a dead supervisor are known
DEAD = {"FATAL", "EXITED"}
ENDED_AT_ONCE = {40, 50}  # supervisor's ABNORMAL_TERMINATION and SPAWN_ERROR


class SocketConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self._path))


class SocketTransport(Transport):
    """XML-RPC over a unix socket. Supervisor has one of its own, which leaves sockets open."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def make_connection(self, host: Any) -> http.client.HTTPConnection:
        connection = SocketConnection(self._path)
        self._connection = host, connection  # so that close() finds it
        return connection


@dataclass(frozen=True)
class Supervisor:
    layout: Layout

    @property
    def _configuration(self) -> str:
        return str(self.layout.folder("run") / "supervisord.conf")

    def _ask(self, method: str, *arguments: Any) -> Any:
        with ServerProxy("http://localhost", transport=SocketTransport(self.layout.socket)) as server:
            return getattr(server.supervisor, method)(*arguments)

    def running(self) -> bool:
        try:
            return bool(self._ask("getState")["statename"] == "RUNNING")
        except (OSError, Fault):
            return False

    def write(self, programs: Iterable[Program]) -> None:
        write_private(self.layout.folder("run") / "supervisord.conf", configuration(self.layout, programs))

    def begin(self) -> None:
        """Afterwards the supervisor runs, and knows the written programs; none of them is started by this."""
        if self.running():
            self._reload()
            return
        binary = self.layout.python.with_name("supervisord")
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("MILA_", "SUPERVISOR"))
        }
        subprocess.run([binary, "-c", self._configuration], env=environment, cwd="/", check=True, capture_output=True)
        deadline = time.monotonic() + 15
        while not self.running():
            if time.monotonic() > deadline:
                raise NotReady(f"supervisor was not ready in 15 s:\n{tail(self.layout.log('supervisor'))}")
            time.sleep(0.05)

    def _reload(self) -> None:
        """Programs whose settings or sources changed are stopped here, to be restarted."""
        [[added, changed, removed]] = self._ask("reloadConfig")
        for name in [*changed, *removed]:
            self._ask("stopProcessGroup", name)
            self._ask("removeProcessGroup", name)
        for name in [*added, *changed]:
            self._ask("addProcessGroup", name)

    def states(self) -> dict[str, dict[str, Any]]:
        """The state of each program as supervisor reports it: statename, pid, start and others."""
        return {info["name"]: cast(dict[str, Any], info) for info in self._ask("getAllProcessInfo")}

    def start(self, programs: Iterable[Program]) -> None:
        """Start those that do not run; return before they are ready. One that ended at once is seen by await_ready."""
        known = self.states()
        for program in programs:
            if known[program.name]["statename"] not in {"RUNNING", "STARTING"}:
                self._start(program.name)

    def _start(self, name: str) -> None:
        try:
            self._ask("startProcess", name, False)
        except Fault as fault:
            if fault.faultCode not in ENDED_AT_ONCE:
                raise

    def await_ready(self, program: Program) -> None:
        """Return once it is ready; raise NotReady, with the end of its log, when it falls or stays silent."""
        deadline = time.monotonic() + program.ready_seconds
        pids: set[int] = set()
        while not program.ready():
            info = self.states()[program.name]
            pids |= {info["pid"]} - {0}
            if info["statename"] in DEAD or len(pids) > 2:
                raise NotReady(f"{program.name} does not stay up:\n{tail(self.layout.log(program.name))}")
            if time.monotonic() > deadline:
                log = tail(self.layout.log(program.name))
                raise NotReady(f"{program.name} was not ready in {program.ready_seconds:.0f} s:\n{log}")
            time.sleep(0.1)

    def stop(self, names: Iterable[str]) -> None:
        """Stop these at the same time, and wait until they are gone."""
        known = self.states()
        alive = {"RUNNING", "STARTING", "BACKOFF", "STOPPING"}
        asked = [name for name in names if name in known and known[name]["statename"] in alive]
        for name in asked:
            self._ask("stopProcess", name, False)
        while any(self.states()[name]["statename"] in alive for name in asked):
            time.sleep(0.1)

    def end(self) -> None:
        """Stop all that still runs, then the supervisor itself."""
        pid = int(self._ask("getPID"))
        self._ask("shutdown")
        process = psutil.Process(pid) if psutil.pid_exists(pid) else None
        if process:
            process.wait(timeout=120)


def configuration(layout: Layout, programs: Iterable[Program]) -> str:
    """The whole supervisord.conf."""
    head = f"""[supervisord]
logfile = {layout.log("supervisor")}
pidfile = {layout.folder("run") / "supervisord.pid"}
childlogdir = {layout.folder("logs")}
umask = 077
loglevel = warn
{"user = root" if os.geteuid() == 0 else ""}

[unix_http_server]
file = {layout.socket}
chmod = 0700

[supervisorctl]
serverurl = unix://{layout.socket}

[rpcinterface:supervisor]
supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
"""
    return head.replace("%", "%%") + "".join(_section(layout, program) for program in programs)


def _section(layout: Layout, program: Program) -> str:
    variables = {**program.environment, MARK: str(layout.state)}
    environment = ",".join(f"{name}={_quoted(value)}" for name, value in variables.items())
    lines = {
        "command": shlex.join(program.command),
        "environment": environment,
        "directory": "/",
        "autostart": "false",
        "autorestart": "unexpected",
        "exitcodes": str(EX_CONFIG),
        "startretries": "10",
        "stopsignal": program.stop_signal,
        "stopwaitsecs": "30",
        "killasgroup": "true",
        "redirect_stderr": "true",
        "stdout_logfile": str(layout.log(program.name)),
        "stdout_logfile_maxbytes": "10MB",
        "stdout_logfile_backups": "3",
    }
    if broken := [value for value in lines.values() if INLINE_COMMENT.search(value)]:
        raise ValueError(f"supervisor would take a part of this for a comment: {broken[0]}")
    body = "\n".join(f"{key} = {value.replace('%', '%%')}" for key, value in lines.items())
    return f"\n[program:{program.name}]\n{body}\n"


def _quoted(value: str) -> str:
    """Supervisor strips quotes of both kinds from both ends and knows no escapes."""
    quote = "'" if '"' in value else '"'
    if quote in value or value.strip("'\"") != value:
        raise ValueError(f"supervisor cannot carry this value: {value}")
    return f"{quote}{value}{quote}"

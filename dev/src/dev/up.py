"""make up: everything from nothing, or only what is not there yet."""

import fcntl
import json
import shlex
import subprocess
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from dev import cleanup, packages, ports
from dev.banner import banner
from dev.databases import create_databases
from dev.demo.load import load
from dev.down import stop_fleet
from dev.errors import CliError
from dev.fleet import Fleet
from dev.keys import service_secrets, write_private
from dev.layout import SERVICES, Layout
from dev.program import Program, clean_environment
from dev.progress import say, step
from dev.sandboxes import SANDBOXES
from dev.supervisor import Supervisor

LAST_LINES = 20


@dataclass(frozen=True)
class Up:
    fleet: Fleet
    supervisor: Supervisor

    def run(self) -> None:
        """Afterwards all are ready; when a step fails, nothing is left running."""
        began = time.monotonic()
        with one_at_a_time(self.fleet.layout):
            packages.require_servers(self.fleet.layout, self.fleet.settings)
            fresh = not self.supervisor.running()
            try:
                self._clear_the_way(fresh=fresh)
                self._reach_everything()
            except BaseException:
                stop_fleet(self.fleet, self.supervisor)
                raise
        say(banner(self.fleet.settings, time.monotonic() - began))

    def _clear_the_way(self, *, fresh: bool) -> None:
        if not fresh:
            return
        left = cleanup.clear(self.fleet.layout, (*self.fleet.servers(), *self.fleet.gateway.programs()))
        if left:
            say(f"✓ {left} processes of an earlier run ended")
        ports.require_free(self.fleet.settings.own_ports())

    def _reach_everything(self) -> None:
        fleet, supervisor = self.fleet, self.supervisor
        with step("settings and keys written"):
            self._prepare()
        build_web(fleet.layout)
        with step("process supervisor running"):
            supervisor.write(fleet.programs())
            supervisor.begin()
        for program in fleet.servers():
            supervisor.start([program])
            self._await(program)
        self._databases()
        others = (*fleet.sandboxes_and_gateway(), *fleet.services())
        supervisor.start(others)
        for program in others:
            self._await(program)
        self._demo()

    def _await(self, program: Program) -> None:
        with step(f"{program.name} ready"):
            self.supervisor.await_ready(program)

    def _prepare(self) -> None:
        for server in (self.fleet.postgres, self.fleet.rabbitmq, self.fleet.coturn, self.fleet.gateway):
            if server:
                server.prepare()
        self.fleet.sandboxes.prepare()
        environment = self.fleet.environment
        everything = environment.services()
        for name in SANDBOXES:
            everything |= self.fleet.sandboxes.variables(name)
        write_env(self.fleet.layout, {"MILA_ADMIN_DATABASE_URL": environment.postgres_url, **everything})

    def _databases(self) -> None:
        environment, services = self.fleet.environment, self.fleet.services()
        with step("seven databases, each with its own role"):
            passwords = {name: environment.database_password(name) for name in SERVICES}
            new = create_databases(environment.postgres_url, passwords)
        # Beside the queues, because a migration makes those as well: one is lost with the other.
        stamp = self.fleet.layout.folder("rabbitmq") / "migrated.json"
        known = json.loads(stamp.read_text()) if stamp.exists() else {}
        wanted = {
            service.name: [service.environment["MILA_BUILD"], environment.database_url(service.name)]
            for service in services
        }
        waiting = [
            service for service in services if service.name in new or known.get(service.name) != wanted[service.name]
        ]
        if waiting:
            with step(f"migrated: {', '.join(service.name for service in waiting)}"), ThreadPoolExecutor(2) as pool:
                list(pool.map(migrate, waiting))
            write_private(stamp, json.dumps(wanted))

    def _demo(self) -> None:
        stamp = self.fleet.layout.folder("run") / "demo.stamp"
        version = self.fleet.layout.fingerprint("dev/src/dev/demo") + self.fleet.environment.postgres_url
        if stamp.exists() and stamp.read_text() == version:
            return
        load_demo(self.fleet)
        write_private(stamp, version)


def load_demo(fleet: Fleet) -> None:
    with step("demo data loaded"):
        load(fleet.settings, service_secrets(fleet.layout.folder("keys"))["demo"])


def migrate(program: Program) -> None:
    """Bring the service's database to the newest version."""
    run_or_trouble([*program.command[:-1], "migrate"], environment=program.whole_environment(), cwd="/")


def build_web(layout: Layout) -> None:
    """Build both clients, unless they were built from these very sources."""
    web, stamp = layout.root / "web", layout.folder("run") / "web.stamp"
    version = layout.fingerprint("web")
    built = all((web / "apps" / app / "dist" / "index.html").exists() for app in ("patient", "doctor"))
    if built and stamp.exists() and stamp.read_text() == version:
        return
    with step("web clients built"):
        run_or_trouble(["npm", "run", "build"], environment=clean_environment(), cwd=str(web))
    stamp.write_text(version)


def run_or_trouble(command: list[str], *, environment: Mapping[str, str], cwd: str) -> None:
    """Run it quietly; its last lines are shown only when it fails."""
    result = subprocess.run(
        command,
        env=environment,
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if result.returncode:
        lines = "\n".join(result.stdout.splitlines()[-LAST_LINES:])
        raise CliError(f"{shlex.join(command)} failed with code {result.returncode}:\n{lines}")


def write_env(layout: Layout, variables: Mapping[str, str]) -> None:
    """All settings of the running fleet, for a shell: ``set -a; . .mila/env``."""
    lines = (f"{name}={shlex.quote(value)}" for name, value in sorted(variables.items()))
    write_private(layout.state / "env", "\n".join(lines) + "\n")


@contextmanager
def one_at_a_time(layout: Layout) -> Iterator[None]:
    with (layout.folder("run") / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CliError("another make up or make down of this checkout is at work") from error
        yield

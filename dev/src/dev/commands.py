"""The small targets of the Makefile."""

import json
import os
import subprocess
import sys
import time

from dev.contracts import write_contracts
from dev.demo.people import accounts
from dev.down import stop_fleet
from dev.errors import CliError
from dev.fleet import Fleet
from dev.layout import SERVICES
from dev.program import clean_environment
from dev.progress import say
from dev.supervisor import Supervisor
from dev.up import Up, load_demo, migrate, one_at_a_time


def up(fleet: Fleet) -> int:
    Up(fleet, Supervisor(fleet.layout)).run()
    return 0


def down(fleet: Fleet) -> int:
    with one_at_a_time(fleet.layout):
        if not stop_fleet(fleet, Supervisor(fleet.layout)):
            say("nothing was running")
    return 0


def status(fleet: Fleet) -> int:
    """One line a program; exit code 1 unless all are ready."""
    supervisor = Supervisor(fleet.layout)
    if not supervisor.running():
        say("nothing is running; start with: make up")
        return 1
    states, well = supervisor.states(), True
    for program in fleet.programs():
        info = states.get(program.name, {"statename": "UNKNOWN", "pid": 0, "start": time.time()})
        ready = program.ready()
        well = well and ready
        minutes = (time.time() - info["start"]) / 60 if info["pid"] else 0
        word = "ready" if ready else "not ready"
        say(f"{program.name:<10} {info['statename']:<9} {word:<10} pid {info['pid']:<8} up {minutes:.0f} min")
    return 0 if well else 1


def logs(fleet: Fleet, service: str) -> int:
    """Follow one log, or all of them; becomes tail."""
    folder = fleet.layout.folder("logs")
    files = [folder / f"{service}.log"] if service else sorted(folder.glob("*.log"))
    if not all(file.exists() for file in files) or not files:
        raise CliError(f"no such log; there are: {', '.join(sorted(file.stem for file in folder.glob('*.log')))}")
    os.execvp("tail", ["tail", "-n", "40", "-F", *map(str, files)])  # noqa: S606


def show_accounts(_: Fleet) -> int:
    say(json.dumps(accounts(), ensure_ascii=False, indent=2))
    return 0


def demo(fleet: Fleet) -> int:
    _require_running(fleet)
    load_demo(fleet)
    return 0


def contracts(fleet: Fleet) -> int:
    """Freeze the events' schemas and write what is made from them."""
    return write_contracts(fleet.layout.root)


def migrate_all(fleet: Fleet) -> int:
    _require_running(fleet)
    for program in fleet.services():
        migrate(program)
        say(f"✓ {program.name} migrated")
    return 0


def migration(fleet: Fleet, service: str, message: str) -> int:
    """Write the next migration of a service from its models."""
    _require_running(fleet)
    return _common(fleet, service, "revision", "-m", message)


def dead(fleet: Fleet, service: str, *, again: bool) -> int:
    """Show the dead letters, or send them again."""
    _require_running(fleet)
    code = 0
    for name in [service] if service else SERVICES:
        say(f"{name}:")
        code |= _common(fleet, name, "dead", *(["--redrive"] if again else []))
    return code


def _common(fleet: Fleet, service: str, *arguments: str) -> int:
    if service not in SERVICES:
        raise CliError(f"service= must be one of {', '.join(SERVICES)}")
    environment = {**clean_environment(), **fleet.environment.service(service)}
    command = [sys.executable, "-m", "common", service, *arguments]
    return subprocess.run(command, env=environment, cwd=fleet.layout.root, check=False).returncode


def _require_running(fleet: Fleet) -> None:
    if not Supervisor(fleet.layout).running():
        raise CliError("the fleet is not running; start it with: make up")

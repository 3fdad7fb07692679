"""python -m dev <command>: the tool behind make."""

import argparse
import sys
from collections.abc import Callable

from dev import commands
from dev.check import check
from dev.errors import CliError
from dev.fleet import Fleet
from dev.layout import Layout
from dev.progress import complain
from dev.settings import Settings
from dev.suite import Suite

Command = Callable[[Fleet, argparse.Namespace], int]

COMMANDS: dict[str, Command] = {
    "up": lambda fleet, _: commands.up(fleet),
    "down": lambda fleet, _: commands.down(fleet),
    "status": lambda fleet, _: commands.status(fleet),
    "logs": lambda fleet, asked: commands.logs(fleet, asked.service),
    "accounts": lambda fleet, _: commands.show_accounts(fleet),
    "demo": lambda fleet, _: commands.demo(fleet),
    "check": lambda fleet, _: check(fleet.layout),
    "test": lambda fleet, asked: Suite(fleet).test(asked.service),
    "journeys": lambda fleet, asked: Suite(fleet).journeys(asked.arguments),
    "saga": lambda fleet, asked: Suite(fleet).saga(asked.arguments),
    "contracts": lambda fleet, _: commands.contracts(fleet),
    "migrate": lambda fleet, _: commands.migrate_all(fleet),
    "migration": lambda fleet, asked: commands.migration(fleet, asked.service, asked.message),
    "dead": lambda fleet, asked: commands.dead(fleet, asked.service, again=False),
    "redrive": lambda fleet, asked: commands.dead(fleet, asked.service, again=True),
}


def main(arguments: list[str]) -> int:
    asked = _parser().parse_args(arguments)
    layout = Layout.here()
    try:
        return COMMANDS[asked.command](Fleet(layout, Settings.load(layout.root)), asked)
    except CliError as error:
        complain(f"✗ {error}")
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dev", description="The tool behind make.")
    parsers = parser.add_subparsers(dest="command", required=True)
    made = {name: parsers.add_parser(name) for name in COMMANDS}
    for name in ("test", "logs", "dead", "redrive", "migration"):
        made[name].add_argument("--service", default="")
    made["migration"].add_argument("--message", required=True)
    for name in ("journeys", "saga"):
        made[name].add_argument("arguments", nargs="*")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

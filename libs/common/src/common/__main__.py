"""``python -m common <service> <command>``: one image, one command line, any service."""

import argparse
import asyncio
import json
import sys
from collections.abc import Coroutine
from dataclasses import asdict
from importlib import import_module
from typing import Any

import uvloop
from fastapi.encoders import jsonable_encoder

from common import clock, logging
from common.db.migrate import revision, upgrade
from common.events.dead import list_dead, redrive
from common.events.topology import declare
from common.openapi import document
from common.process import serve
from common.service import Service, create_app
from common.settings import ServiceSettings


def main(arguments: list[str]) -> int:
    """Does what the command line says. Exit code 2 for a wrong command, 78 for wrong settings."""
    asked = _parser().parse_args(arguments)
    service: Service = import_module(f"{asked.service}.main").service
    if asked.command == "openapi":
        _say(document(create_app(service)))
        return 0
    settings = service.settings.load()
    clock.follow(settings.clock_file)
    logging.configure(service.name, level=settings.log_level, environment=settings.environment)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_work(service, settings, asked))


def _work(service: Service, settings: ServiceSettings, asked: argparse.Namespace) -> Coroutine[Any, Any, int]:
    match asked.command:
        case "migrate":
            return _migrate(service, settings)
        case "revision":
            return _revision(service, settings, asked.message)
        case "dead":
            return _dead(settings, again=asked.redrive)
        case mode:
            return serve(service, settings, api=mode != "worker", worker=mode != "api")


async def _migrate(service: Service, settings: ServiceSettings) -> int:
    """The database is at the newest version and the service's queues exist, so that no event can miss them."""
    await upgrade(service, settings.database_url.get_secret_value())
    await declare(service.name, service.handlers, settings.rabbitmq_url.get_secret_value())
    return 0


async def _revision(service: Service, settings: ServiceSettings, message: str) -> int:
    await revision(service, message, settings.database_url.get_secret_value())
    return 0


async def _dead(settings: ServiceSettings, *, again: bool) -> int:
    if again:
        _say({"sent_again": await redrive(settings)})
    else:
        _say([asdict(letter) for letter in await list_dead(settings)])
    return 0


def _say(value: Any) -> None:
    sys.stdout.write(json.dumps(jsonable_encoder(value), ensure_ascii=False, indent=2) + "\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m common", description="Runs one service of the house.")
    parser.add_argument("service", help="the service: booking, payment, ...")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("all", help="answers requests, carries events, runs jobs")
    commands.add_parser("api", help="answers requests only")
    commands.add_parser("worker", help="carries events and runs jobs only")
    commands.add_parser("migrate", help="brings the database and the queues up to date")
    commands.add_parser("openapi", help="prints the OpenAPI document")
    made = commands.add_parser("revision", help="writes the next migration from the models")
    made.add_argument("-m", "--message", required=True)
    dead = commands.add_parser("dead", help="shows the messages dead-lettered")
    dead.add_argument("--redrive", action="store_true", help="sends them again")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

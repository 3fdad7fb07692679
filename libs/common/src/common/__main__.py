"""``python -m common <service> all|api|worker|migrate|openapi``: one image, one command, any room.

On SIGTERM: readiness drops, the door closes and requests end, then facts and jobs in hand end, then what is open is
closed. A second signal does not hurry it; the supervisor's patience is the limit.
"""

import asyncio
import json
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any, Literal

import structlog
import uvicorn
import uvloop

from common import logging, tracing
from common.db.migrate import upgrade
from common.events.consumer import Consumer
from common.events.relay import Relay
from common.jobs import run_jobs
from common.openapi import document
from common.service import Context, Service, create_app, open_context, probe_app
from common.settings import ServiceSettings

MODES = ("all", "api", "worker", "migrate", "openapi")
USAGE = f"usage: python -m common <service> {'|'.join(MODES)}\n"
REQUESTS_END_SECONDS = 20
FACTS_END_SECONDS = 20

logger = structlog.get_logger(__name__)


def main(arguments: list[str]) -> int:
    """Does what the command line says; the exit code is 64 for a wrong command, 78 for wrong settings."""
    if len(arguments) != 2 or arguments[1] not in MODES or not arguments[0].isidentifier():
        sys.stderr.write(USAGE)
        return 64
    name, mode = arguments
    service: Service = import_module(f"{name}.main").service
    if mode == "openapi":
        sys.stdout.write(json.dumps(document(create_app(service)), ensure_ascii=False, indent=2) + "\n")
        return 0
    return run(service, mode)


def run(service: Service, mode: str) -> int:
    """Runs the room in this process until it is told to stop."""
    settings = service.settings.load()
    logging.configure(service.name, level=settings.log_level, environment=settings.environment)
    if mode == "migrate":
        work: Any = upgrade(service, settings.database_url.get_secret_value())
    else:
        work = serve(service, settings, "all" if mode == "all" else "api" if mode == "api" else "worker")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return int(runner.run(work) or 0)


class _Door(uvicorn.Server):
    """The HTTP server; signals are ours, because requests are only the first thing to end."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


async def serve(service: Service, settings: ServiceSettings, mode: Literal["all", "api", "worker"]) -> int:
    """Answers requests, carries facts, runs jobs; returns 1 when one of these ended by itself, else 0."""
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    tracing.start(settings)
    try:
        async with open_context(service, settings) as context:
            return await _serve(context, mode, told)
    finally:
        logger.info("service_stopped")
        await asyncio.to_thread(tracing.stop)


async def _serve(context: Context, mode: str, told: asyncio.Event) -> int:
    app = probe_app(context) if mode == "worker" else create_app(context.service, context=context)
    door = _Door(_http(app, context.settings))
    ended = asyncio.Event()
    parts = [asyncio.create_task(door.serve(), name="http")]
    if mode != "api":
        parts += _workers(context, ended)
    logger.info("service_started", mode=mode, port=context.settings.port)
    waiting = asyncio.create_task(told.wait())
    await asyncio.wait([waiting, *parts], return_when=asyncio.FIRST_COMPLETED)
    broken = [part for part in parts if part.done()]
    for part in broken:
        logger.error("part_ended", part=part.get_name(), exc_info=part.exception())
    waiting.cancel()
    await _close(context, door, parts, ended)
    return 1 if broken else 0


async def _close(context: Context, door: _Door, parts: list["asyncio.Task[None]"], ended: asyncio.Event) -> None:
    logger.info("service_stopping")
    context.health.draining = True
    await asyncio.sleep(context.settings.drain_seconds)
    door.should_exit = True
    await asyncio.wait(parts[:1])
    ended.set()
    if parts[1:]:
        _, late = await asyncio.wait(parts[1:], timeout=FACTS_END_SECONDS)
        for part in late:
            part.cancel()
    await asyncio.gather(*parts, return_exceptions=True)


def _workers(context: Context, ended: asyncio.Event) -> list["asyncio.Task[None]"]:
    service = context.service
    parts = [asyncio.create_task(Relay(context).run(ended), name="relay")]
    if service.handlers:
        parts.append(asyncio.create_task(Consumer(context).run(ended), name="consumer"))
    if service.jobs:
        parts.append(asyncio.create_task(run_jobs(context, ended), name="jobs"))
    return parts


def _http(app: Any, settings: ServiceSettings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="none",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        timeout_graceful_shutdown=REQUESTS_END_SECONDS,
        timeout_keep_alive=75,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A room as a running process: what it starts, and the order in which it stops.

On SIGTERM: readiness drops, the door closes and requests end, a running job is rolled back, facts in hand end, and then
what is open is closed. Nothing hurries it but the supervisor's patience.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import structlog
import uvicorn

from common import tracing
from common.context import Context
from common.events.worker import Worker
from common.health import NotReady
from common.jobs import run_jobs
from common.service import Service, create_app, open_context, probe_app
from common.settings import ServiceSettings

REQUESTS_END_SECONDS = 20
SOCKET_MESSAGE_BYTES = 256 * 1024  # docs/signalling.md, as are the next two
SOCKET_PING_SECONDS = 20
SOCKET_PONG_SECONDS = 25  # an unanswered ping ends a socket 45 s after it fell silent
KEEP_ALIVE_SECONDS = 75  # longer than the gateway keeps its idle connections, so that it never writes into a closed one

logger = structlog.get_logger(__name__)


async def serve(service: Service, settings: ServiceSettings, *, api: bool, worker: bool) -> int:
    """Answers requests (``api``), carries facts and runs jobs (``worker``) until told to stop.

    A worker alone still answers the probes and /metrics. Returns 1 when something ended by itself, else 0.
    """
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    tracing.start(settings)
    try:
        async with open_context(service, settings) as context:
            app = create_app(service, context=context) if api else probe_app(context)
            if not worker:
                return await _answer(app, context, told)
            async with _working(service, context, told) as jobs:
                broken = await _answer(app, context, told)
            return broken or int(_failed(jobs))
    finally:
        logger.info("service_stopped")
        await asyncio.to_thread(tracing.stop)


class _Door(uvicorn.Server):
    """The HTTP server. Signals are ours: requests are only the first thing to end."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the process's signal handlers alone."""
        yield


async def _answer(app: Any, context: Context, told: asyncio.Event) -> int:
    """Answers until told to stop, then lets the requests in hand end. Returns 1 when the door closed by itself."""
    door = _Door(_http(app, context.settings))
    answering = asyncio.create_task(door.serve(), name="http")
    answering.add_done_callback(lambda _: told.set())
    logger.info("service_started", port=context.settings.port)
    await told.wait()
    broken = answering.done()
    logger.info("service_stopping")
    context.health.draining = True
    if not broken:
        await asyncio.sleep(context.settings.drain_seconds)
    door.should_exit = True
    await answering
    return int(broken)


@asynccontextmanager
async def _working(service: Service, context: Context, told: asyncio.Event) -> AsyncIterator["asyncio.Task[None]"]:
    """Facts travel and jobs run inside the block; the jobs' task ending by itself stops the process."""
    worker = Worker(context, service.handlers)

    async def carries() -> None:
        if reasons := worker.reasons():
            raise NotReady(", ".join(reasons))

    context.health.check("events", carries, of_worker=True)
    async with worker:
        every = (*service.jobs, *worker.jobs)
        jobs = asyncio.create_task(run_jobs(every, context), name="jobs")
        jobs.add_done_callback(lambda _: told.set())
        try:
            yield jobs
        finally:
            jobs.cancel()
            await asyncio.wait([jobs])


def _failed(task: "asyncio.Task[None]") -> bool:
    if task.cancelled():
        return False
    logger.error("jobs_ended", exc_info=task.exception())
    return True


def _http(app: Any, settings: ServiceSettings) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="none",
        http="httptools",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        ws_max_size=SOCKET_MESSAGE_BYTES,
        ws_ping_interval=SOCKET_PING_SECONDS,
        ws_ping_timeout=SOCKET_PONG_SECONDS,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_graceful_shutdown=REQUESTS_END_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )

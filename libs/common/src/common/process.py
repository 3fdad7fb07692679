"""A service as a running process: what it starts, and the order in which it stops.

On SIGTERM: readiness drops, the HTTP server takes no more requests and answers those begun, a running job is rolled
back, events being handled are finished, and then what is open is closed. Only the supervisor limits its time.
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
    """Answers requests (``api``), relays and consumes events and runs jobs (``worker``) until asked to stop.

    A worker alone still answers the probes and /metrics. Returns 1 when something ended unasked, else 0.
    """
    stopping = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    tracing.start(settings)
    try:
        async with open_context(service, settings) as context:
            app = create_app(service, context=context) if api else probe_app(context)
            if not worker:
                return await _answer(app, context, stopping)
            async with _working(service, context, stopping) as jobs:
                broken = await _answer(app, context, stopping)
            return broken or int(_failed(jobs))
    finally:
        logger.info("service_stopped")
        await asyncio.to_thread(tracing.stop)


class _HttpServer(uvicorn.Server):
    """The HTTP server. Signals are ours: requests are only the first thing to end."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the process's signal handlers alone."""
        yield


async def _answer(app: Any, context: Context, stopping: asyncio.Event) -> int:
    """Answers until asked to stop, then lets the requests in hand end. Returns 1 when the server ended unasked."""
    server = _HttpServer(_http(app, context.settings))
    answering = asyncio.create_task(server.serve(), name="http")
    answering.add_done_callback(lambda _: stopping.set())
    logger.info("service_started", port=context.settings.port)
    await stopping.wait()
    broken = answering.done()
    logger.info("service_stopping")
    context.health.draining = True
    if not broken:
        await asyncio.sleep(context.settings.drain_seconds)
    server.should_exit = True
    await answering
    return int(broken)


@asynccontextmanager
async def _working(service: Service, context: Context, stopping: asyncio.Event) -> AsyncIterator["asyncio.Task[None]"]:
    """Events are relayed and consumed and jobs run inside the block; the end of the jobs' task stops the process."""
    worker = Worker(context, service.handlers)

    async def carries() -> None:
        if reasons := worker.reasons():
            raise NotReady(", ".join(reasons))

    context.health.check("events", carries, of_worker=True)
    async with worker:
        every = (*service.jobs, *worker.jobs)
        jobs = asyncio.create_task(run_jobs(every, context), name="jobs")
        jobs.add_done_callback(lambda _: stopping.set())
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

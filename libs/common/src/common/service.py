"""A service as data (``Service``), and the app made of it and of what it holds while running (``Context``)."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from sqlalchemy import MetaData, text
from sqlalchemy.ext.asyncio import AsyncEngine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from common import metrics, openapi
from common.auth import JwksVerifier, Verifier
from common.context import Context
from common.db.migrate import at_head
from common.db.session import engine as open_engine
from common.db.session import sessions
from common.errors import HANDLERS
from common.events import Handler
from common.health import Check, Health, NotReady
from common.http import Edge, SameOrigin
from common.identity import IdentityClient
from common.inputs import WellFormed, storable_body
from common.jobs import Job
from common.scanning import Scanner
from common.settings import ServiceSettings
from common.storage import Storage

MAX_BODY_BYTES = 1024 * 1024  # a route that takes files says max_body_size itself


@dataclass(frozen=True, kw_only=True)
class Service:
    """The parts of a service. Nothing is found by scanning: what is not listed here does not run."""

    name: str
    settings: type[ServiceSettings]
    metadata: MetaData
    title: str = ""
    routers: tuple[APIRouter, ...] = ()  # mounted under /api/<name>
    internal: tuple[APIRouter, ...] = ()  # mounted under /internal, which the gateway does not publish
    handlers: tuple[Handler[Any], ...] = ()
    jobs: tuple[Job, ...] = ()
    # Opens gateways to the outside: gets the settings, yields one typed object.
    resources: Callable[[Any], AbstractAsyncContextManager[Any]] | None = None


@asynccontextmanager
async def open_context(
    service: Service, settings: ServiceSettings, *, verifier: Verifier | None = None
) -> AsyncIterator[Context]:
    """Opens what the service holds; closes it in the opposite order. No server needs to be up for this."""
    async with AsyncExitStack() as stack:
        engine = open_engine(settings)
        stack.push_async_callback(engine.dispose)
        if verifier is None:
            verifier = await stack.enter_async_context(JwksVerifier(settings.identity_url))
        identity = None
        if settings.service_secret is not None:
            client = IdentityClient(settings.identity_url, name=service.name, secret=settings.service_secret)
            identity = await stack.enter_async_context(client)
        resources = None
        if service.resources is not None:
            resources = await stack.enter_async_context(service.resources(settings))
        yield Context(
            name=service.name,
            metadata=service.metadata,
            settings=settings,
            engine=engine,
            sessions=sessions(engine, resources),
            storage=Storage(settings.storage_url),
            scanner=Scanner(settings.scanner_url),
            identity=identity,
            verifier=verifier,
            health=_health(engine, service.name),
            resources=resources,
        )


def create_app(service: Service, settings: ServiceSettings | None = None, *, context: Context | None = None) -> FastAPI:
    """The service's HTTP side, with ``app.state.context``.

    Without a context the app opens its own when it starts, from these settings or else from the environment.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        if context is not None:
            yield
            return
        async with open_context(service, settings or service.settings.load()) as opened:
            app.state.context = opened
            yield

    app = FastAPI(
        title=service.title or service.name,
        version="1",
        lifespan=lifespan,
        openapi_url=f"/api/{service.name}/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        responses=openapi.ANY_PROBLEM,
        exception_handlers=HANDLERS,
        generate_unique_id_function=lambda route: route.name,
        # Spans are made at the edge, where what goes into them is known.
        telemetry={"tracing": False, "metrics": False, "logs": False, "operation_spans": False},
        routes=[*_probes(_readyz), Route(f"/api/{service.name}/docs", _docs, include_in_schema=False)],
    )
    app.openapi = lambda: openapi.document(app)  # type: ignore[method-assign]  # FastAPI's own way to replace the document
    _include(service, app)
    app.add_middleware(SameOrigin, service_app=app)
    app.add_middleware(WellFormed)
    app.add_middleware(Edge)
    if context is not None:
        app.state.context = context
    return app


def _include(service: Service, app: FastAPI) -> None:
    checked: dict[str, Any] = {"dependencies": [Depends(storable_body)], "max_body_size": MAX_BODY_BYTES}
    for router in service.routers:
        app.include_router(router, prefix=f"/api/{service.name}", **checked)
    for router in service.internal:
        app.include_router(router, prefix="/internal", include_in_schema=False, **checked)


def probe_app(context: Context) -> Starlette:
    """What a worker answers: whether it lives, whether it is ready, its metrics."""
    app = Starlette(routes=_probes(_worker_readyz))
    app.state.context = context
    return app


def _probes(readyz: Callable[[Request], Awaitable[Response]]) -> list[Route]:
    """``/readyz``: of what this process is for, requests first; ``/readyz/worker``: events and jobs as well."""
    return [
        Route("/livez", _livez),
        Route("/readyz", readyz),
        Route("/readyz/worker", _worker_readyz),
        Route("/metrics", _metrics),
    ]


async def _livez(_: Request) -> Response:
    return JSONResponse({"status": "ok"})


async def _readyz(request: Request) -> Response:
    return await _readiness(request, worker=False)


async def _worker_readyz(request: Request) -> Response:
    return await _readiness(request, worker=True)


async def _readiness(request: Request, *, worker: bool) -> Response:
    held: Context = request.app.state.context
    ready, checks = await held.health.readiness(worker=worker)
    return JSONResponse({"status": "ok" if ready else "unavailable", "checks": checks}, 200 if ready else 503)


async def _metrics(request: Request) -> Response:
    held: Context = request.app.state.context
    return Response(metrics.exposition(held.name), headers={"Content-Type": metrics.CONTENT_TYPE})


async def _docs(request: Request) -> Response:
    content = openapi.page(openapi.document(request.app))
    # The page needs nothing but its own style; nothing else may run or load.
    return HTMLResponse(content, headers={"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"})


def _health(engine: AsyncEngine, service: str) -> Health:
    health = Health()
    health.check("database", _database_answers(engine))
    health.check("migrations", _migrations_applied(engine, service))
    return health


def _database_answers(engine: AsyncEngine) -> Check:
    async def ask() -> None:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))

    return ask


def _migrations_applied(engine: AsyncEngine, service: str) -> Check:
    applied = False

    async def ask() -> None:
        nonlocal applied
        # Once applied they stay applied, so the question is asked until the first yes.
        applied = applied or await at_head(engine, service)
        if not applied:
            raise NotReady("the database is not migrated")

    return ask

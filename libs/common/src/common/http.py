"""HTTP at the edge of a service: dependencies of routes, and the two layers every request passes."""

import re
import time
from collections.abc import AsyncIterator
from functools import cached_property
from typing import Annotated, Any

import structlog
from fastapi import Depends, FastAPI
from fastapi.requests import HTTPConnection
from fastapi.routing import iter_route_contexts
from opentelemetry.trace import Span, SpanKind
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bound_contextvars

from common import metrics, tracing
from common.context import Context
from common.errors import Invalid, OriginRefused, Unavailable, http_problem, problem, refusal_problem
from common.ids import new_id
from common.inputs import is_beyond_columns
from common.outage import is_outage

logger = structlog.get_logger(__name__)

PROBES = frozenset({"/livez", "/readyz", "/readyz/worker", "/metrics"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_CLIENT_LEFT = 499
_TOO_LARGE = 413


async def context(connection: HTTPConnection) -> Context:
    """What the running service holds open."""
    # A coroutine although it waits for nothing: FastAPI sends plain functions through a thread, 0.2 ms each.
    held: Context = connection.app.state.context
    return held


ContextDep = Annotated[Context, Depends(context)]


async def session(context: ContextDep) -> AsyncIterator[AsyncSession]:
    """One request, one transaction: committed before the answer leaves, rolled back by any exception.

    No connection is taken before the first statement, and nothing is sent at the end when there was none.
    """
    async with context.sessions.begin() as current:
        yield current


# The scope is what puts the commit before the answer; without it a client could see 201 for a row that is not there.
SessionDep = Annotated[AsyncSession, Depends(session, scope="function")]


def route_template(scope: Scope) -> str:
    """The path as declared, ``/api/booking/bookings/{booking_id}``; ``unmatched`` when no route took the request."""
    # A route included with a prefix knows only its own half; the other half is in FastAPI's part of the scope.
    included = scope.get("fastapi", {}).get("effective_route_context")
    return str(getattr(included or scope.get("route"), "path", "unmatched"))


class Edge:
    """The outermost layer: request id, log line, metrics, span, and an answer to what nobody foresaw."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; whatever happens, one answer leaves and one line is logged."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else str(new_id())
        with bound_contextvars(request_id=request_id, correlation_id=request_id):
            if scope["type"] == "websocket":
                await self.app(scope, receive, send)
                return
            exchange = _Exchange(scope, send, request_id)
            with tracing.span(scope["method"], kind=SpanKind.SERVER, carrier=headers) as span:
                try:
                    await self._answer(scope, receive, exchange)
                finally:
                    exchange.finish(span)

    async def _answer(self, scope: Scope, receive: Receive, exchange: "_Exchange") -> None:
        try:
            await self.app(scope, receive, exchange.send)
        except ClientDisconnect:
            exchange.status = exchange.status or _CLIENT_LEFT
        except Exception as error:
            logger.exception("request_failed", method=scope["method"], route=route_template(scope))
            if exchange.status:
                # Half an answer is out: breaking the connection is the only honest end.
                raise
            await _failure_problem(error)(scope, receive, exchange.send)


class _Exchange:
    """One request and its answer, measured."""

    def __init__(self, scope: Scope, send: Send, request_id: str) -> None:
        self.scope = scope
        self.status = 0
        self._replaced = False
        self._send = send
        self._request_id = request_id
        self._began = time.perf_counter()

    async def send(self, message: Message) -> None:
        if self._replaced:
            return
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if message["status"] == _TOO_LARGE and headers.get("content-type", "").startswith("text/"):
                # The framework answers a too large Content-Length before any handler of ours.
                await http_problem(HTTPException(_TOO_LARGE))(self.scope, _nothing, self.send)
                self._replaced = True
                return
            self.status = message["status"]
            headers["x-request-id"] = self._request_id
            # What people read here is theirs; a route that wants to be cached says so itself.
            headers.setdefault("cache-control", "no-store")
        await self._send(message)

    def finish(self, span: Span | None) -> None:
        if self.scope["path"] in PROBES:
            return
        seconds = time.perf_counter() - self._began
        method, route, status = self.scope["method"], route_template(self.scope), self.status or 500
        metrics.HTTP_REQUESTS.labels(method, route, status).inc()
        metrics.HTTP_SECONDS.labels(method, route).observe(seconds)
        said: dict[str, Any] = {"refusal": self.scope["refusal"]} if "refusal" in self.scope else {}
        logger.info(
            "request_handled", method=method, route=route, status=status, duration_ms=round(seconds * 1000, 1), **said
        )
        if span is not None:
            span.update_name(f"{method} {route}")
            span.set_attributes({"http.request.method": method, "http.route": route})
            span.set_attribute("http.response.status_code", status)


def _failure_problem(error: Exception) -> JSONResponse:
    """What a failure looks like outside. Its text stays here: it may quote a row or a request."""
    if is_outage(error):
        return refusal_problem(Unavailable())
    if is_beyond_columns(error):
        return refusal_problem(Invalid())
    return problem(status=500, code="internal", title="Internal error")


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


class SameOrigin:
    """Lets a request change state, or a WebSocket open, only from one of our own pages.

    Exempt are servers: /internal routes, callers with a service token, and routes declared with
    ``openapi_extra={"x-cross-origin": True}`` (a bank's callback), which prove themselves by other means.
    """

    def __init__(self, app: ASGIApp, service_app: FastAPI) -> None:
        self.app = app
        self._service_app = service_app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on or answers 403 ``origin_refused``."""
        if await self._may_pass(scope):
            await self.app(scope, receive, send)
            return
        scope["refusal"] = OriginRefused.code
        await refusal_problem(OriginRefused())(scope, receive, send)

    async def _may_pass(self, scope: Scope) -> bool:
        if scope["type"] not in ("http", "websocket") or scope.get("method") in SAFE_METHODS:
            return True
        context: Context = self._service_app.state.context
        headers = Headers(scope=scope)
        if headers.get("origin") in context.settings.public_origins:
            return True
        return scope["type"] == "http" and (self._is_exempt(scope) or await _is_service(context, headers))

    def _is_exempt(self, scope: Scope) -> bool:
        path, method = scope["path"], scope["method"]
        if path.startswith("/internal/"):
            return True
        return any(method in methods and pattern.match(path) for methods, pattern in self._declared)

    @cached_property
    def _declared(self) -> list[tuple[set[str], re.Pattern[str]]]:
        return [
            (set(route.methods or ()), route.path_regex)
            for route in iter_route_contexts(self._service_app.routes)
            if (getattr(route, "openapi_extra", None) or {}).get("x-cross-origin") and route.path_regex
        ]


async def _is_service(context: Context, headers: Headers) -> bool:
    return await context.verifier.is_service(headers.get("authorization", ""))

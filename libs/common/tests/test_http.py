"""The edge: what every request passes, and that an answer never runs ahead of its commit."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import structlog
from common import metrics
from common.auth import StaticVerifier
from common.context import Context
from common.errors import NotFound, Refusal
from common.http import ContextDep, SessionDep
from common.service import Service, create_app, open_context
from common.settings import ServiceSettings
from fastapi import APIRouter
from sqlalchemy import MetaData, text
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.types import Message
from structlog.testing import capture_logs

ORIGIN = {"Origin": "http://localhost:8080"}


class Full(Refusal):
    pass


router = APIRouter()
internal = APIRouter()


@router.post("/things", status_code=201)
async def add_thing(session: SessionDep, twin: bool = False, full: bool = False) -> dict[str, str]:
    await session.execute(text("INSERT INTO things VALUES (1)"))
    if twin:
        # A deferred constraint: PostgreSQL looks at it only at the commit.
        await session.execute(text("INSERT INTO things VALUES (1)"))
    if full:
        raise Full
    return {"thing": "added"}


@router.get("/things")
async def count_things(session: SessionDep) -> int:
    return int(await session.scalar(text("SELECT count(*) FROM things")) or 0)


@router.get("/quiet")
async def ask_nothing(session: SessionDep) -> None:
    return None


@router.get("/things/{thing_id}")
async def find_thing(thing_id: str, context: ContextDep) -> dict[str, Any]:
    if thing_id == "none":
        raise NotFound
    return {"service": context.name, **structlog.contextvars.get_contextvars()}


@router.post("/callbacks/{kind}", openapi_extra={"x-cross-origin": True})
async def take_callback(kind: str) -> str:
    return kind


@router.get("/broken")
async def break_half_way() -> StreamingResponse:
    async def half() -> AsyncIterator[bytes]:
        yield b"half"
        raise ValueError("112-233-445 95")

    return StreamingResponse(half(), headers={"Cache-Control": "private"})


@internal.post("/people")
async def ask_people(request: Request) -> str:
    return request.url.path


def make_service(settings: ServiceSettings) -> Service:
    return Service(
        name="testing", settings=type(settings), metadata=MetaData(), routers=(router,), internal=(internal,)
    )


@pytest.fixture
async def context(service_settings: ServiceSettings, verifier: StaticVerifier) -> AsyncIterator[Context]:
    async with open_context(make_service(service_settings), service_settings, verifier=verifier) as opened:
        yield opened


def client_of(context: Context) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(make_service(context.settings), context=context))
    return httpx.AsyncClient(transport=transport, base_url="http://t")


@pytest.fixture
async def client(context: Context) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(context) as made:
        yield made


@pytest.fixture
async def with_database(
    service_settings: ServiceSettings, verifier: StaticVerifier, fresh_database: str
) -> AsyncIterator[tuple[httpx.AsyncClient, Context]]:
    settings = service_settings.model_copy(update={"database_url": type(service_settings.database_url)(fresh_database)})
    async with open_context(make_service(settings), settings, verifier=verifier) as opened:
        async with opened.engine.begin() as connection:
            await connection.execute(text("CREATE TABLE things (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)"))
        async with client_of(opened) as made:
            yield made, opened


async def test_a_client_never_sees_201_for_a_row_that_failed_to_commit(with_database: Any) -> None:
    client, context = with_database
    app = create_app(make_service(context.settings), context=context)
    started: list[int] = []

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            started.append(message["status"])

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    scope = {
        "type": "http", "method": "POST", "path": "/api/testing/things", "query_string": b"twin=true",
        "headers": [(b"origin", b"http://localhost:8080")],
    }  # fmt: skip
    await app(scope, receive, send)
    assert started == [500]
    assert (await client.get("/api/testing/things")).json() == 0


async def test_one_request_is_one_transaction(with_database: Any) -> None:
    client, _ = with_database
    refused = await client.post("/api/testing/things?full=true", headers=ORIGIN)
    assert (refused.status_code, refused.json()["code"]) == (409, "full")
    assert (await client.get("/api/testing/things")).json() == 0
    assert (await client.post("/api/testing/things", headers=ORIGIN)).status_code == 201
    assert (await client.get("/api/testing/things")).json() == 1


async def test_a_request_that_asks_nothing_takes_no_connection(client: httpx.AsyncClient) -> None:
    """The database of these settings does not exist, so any statement would fail."""
    assert (await client.get("/api/testing/quiet")).status_code == 200
    assert (await client.get("/api/testing/things")).json()["code"] == "unavailable"


async def test_the_request_id_goes_in_through_and_out(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/testing/things/7", headers={"X-Request-ID": "abc-1"})
    assert answer.headers["x-request-id"] == "abc-1"
    assert answer.json() == {"service": "testing", "request_id": "abc-1", "correlation_id": "abc-1"}
    assert structlog.contextvars.get_contextvars() == {}


@pytest.mark.parametrize("given", [b"", b"with space", b"x" * 65, b'quote"', "кириллица".encode()])
async def test_a_strange_request_id_is_replaced(client: httpx.AsyncClient, given: bytes) -> None:
    answer = await client.get("/api/testing/things/7", headers={b"X-Request-ID": given})
    assert len(answer.headers["x-request-id"]) == 36


async def test_answers_are_not_stored_unless_a_route_says_so(client: httpx.AsyncClient) -> None:
    assert (await client.get("/api/testing/things/7")).headers["cache-control"] == "no-store"


async def test_one_line_per_request_with_the_declared_path_and_never_the_real_one(client: httpx.AsyncClient) -> None:
    with capture_logs() as logged:
        await client.get("/api/testing/things/ivanov-ivan?phone=123")
        await client.get("/api/testing/things/none")
        await client.get("/ivanov")
        await client.get("/livez")
    assert [(line["event"], line["route"], line["status"], line.get("refusal")) for line in logged] == [
        ("request_handled", "/api/testing/things/{thing_id}", 200, None),
        ("request_handled", "/api/testing/things/{thing_id}", 404, "not_found"),
        ("request_handled", "unmatched", 404, "not_found"),
    ]
    assert all(line["duration_ms"] >= 0 for line in logged)
    assert "ivanov" not in str(logged)


async def test_requests_are_counted_by_declared_path(client: httpx.AsyncClient) -> None:
    def count() -> float:
        return float(metrics.HTTP_REQUESTS.labels("GET", "/api/testing/things/{thing_id}", 200)._value.get())

    before = count()
    await client.get("/api/testing/things/petrov")
    assert count() == before + 1
    shown = (await client.get("/metrics")).text
    assert 'http_request_duration_seconds_count{method="GET",route="/api/testing/things/{thing_id}"' in shown
    assert "petrov" not in shown


async def test_half_an_answer_breaks_the_connection_and_is_logged_without_its_text(client: httpx.AsyncClient) -> None:
    with capture_logs() as logged, pytest.raises(ValueError, match="112"):
        await client.get("/api/testing/broken")
    assert [line["event"] for line in logged] == ["request_failed", "request_handled"]


class TestSameOrigin:
    async def test_state_changes_only_from_our_own_pages(self, with_database: Any) -> None:
        client, _ = with_database
        for headers in (
            {},
            {"Origin": "null"},
            {"Origin": "http://localhost:8081"},
            {"Origin": "https://evil.example"},
        ):
            answer = await client.post("/api/testing/things", headers=headers)
            assert (answer.status_code, answer.json()["code"]) == (403, "origin_refused"), headers
        assert (await client.post("/api/testing/things", headers=ORIGIN)).status_code == 201

    async def test_reading_needs_no_origin(self, client: httpx.AsyncClient) -> None:
        assert (
            await client.get("/api/testing/things/7", headers={"Origin": "https://evil.example"})
        ).status_code == 200

    async def test_a_declared_callback_and_internal_routes_are_for_servers(self, client: httpx.AsyncClient) -> None:
        assert (await client.post("/api/testing/callbacks/bank")).json() == "bank"
        assert (await client.post("/internal/people")).json() == "/internal/people"
        assert (await client.delete("/api/testing/callbacks/bank")).json()["code"] == "origin_refused"
        assert (await client.post("/internalpeople")).json()["code"] == "origin_refused"

    async def test_another_service_proves_itself_by_its_token(self, with_database: Any, token: Any) -> None:
        client, _ = with_database

        async def add(**claims: Any) -> int:
            headers = {"Authorization": f"Bearer {token(**claims)}"}
            return int((await client.post("/api/testing/things", headers=headers)).status_code)

        assert await add() == 403, "a person's token comes from a browser"
        assert await add(sub="service:notify", iss="forged") == 403
        assert await add(sub="service:notify") == 201

"""A service as data becomes an app: its routes, its documents, its probes, and what it opens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from common.auth import JwksVerifier, StaticVerifier
from common.context import Context
from common.errors import IdentificationRequired, Refusal, problems
from common.openapi import COMMON_CODES, page
from common.rights import Patient
from common.service import Service, create_app, open_context, probe_app
from common.settings import ServiceSettings
from fastapi import APIRouter, FastAPI
from pydantic import BaseModel, Field, SecretStr
from sqlalchemy import MetaData


class SlotTaken(Refusal):
    title = "Somebody was <faster>"


class Booking(BaseModel):
    """A visit that somebody wants."""

    minutes: int = Field(description="How long")
    note: str | None = None


router = APIRouter(tags=["bookings"])
internal = APIRouter()


@router.post("/bookings", status_code=201, responses=problems(SlotTaken, IdentificationRequired))
async def book_slot(booking: Booking, caller: Patient) -> Booking:
    """Takes a slot <script>alert(1)</script>."""
    return booking


@router.get("/slots")
async def list_slots(minutes: int = 15) -> list[Booking]:
    return [Booking(minutes=minutes)]


@internal.get("/secrets")
async def read_secrets() -> str:
    return "internal"


def make_service(settings: ServiceSettings, **more: Any) -> Service:
    return Service(
        name="testing", title="A <small> service", settings=type(settings), metadata=MetaData(),
        routers=(router,), internal=(internal,), **more,
    )  # fmt: skip


@pytest.fixture
async def context(service_settings: ServiceSettings, verifier: StaticVerifier) -> AsyncIterator[Context]:
    async with open_context(make_service(service_settings), service_settings, verifier=verifier) as opened:
        yield opened


@pytest.fixture
def app(context: Context, service_settings: ServiceSettings) -> FastAPI:
    return create_app(make_service(service_settings), context=context)


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as made:
        yield made


async def test_the_document_names_operations_codes_and_nothing_internal(client: httpx.AsyncClient) -> None:
    made = (await client.get("/api/testing/openapi.json")).json()
    operations = {operation["operationId"] for path in made["paths"].values() for operation in path.values()}
    assert operations == {"book_slot", "list_slots"}
    schemas = made["components"]["schemas"]
    assert set(COMMON_CODES) < set(schemas["ProblemCode"]["enum"])
    assert "slot_taken" in schemas["ProblemCode"]["enum"]
    assert schemas["Problem"]["properties"]["code"] == {"$ref": "#/components/schemas/ProblemCode"}
    assert schemas["FieldError"]["required"] == ["field", "code"]
    assert "HTTPValidationError" not in schemas


async def test_a_route_says_which_codes_and_whether_one_must_be_logged_in(client: httpx.AsyncClient) -> None:
    made = (await client.get("/api/testing/openapi.json")).json()
    booking = made["paths"]["/api/testing/bookings"]["post"]
    conflict = booking["responses"]["409"]["content"]["application/problem+json"]["schema"]
    assert conflict["allOf"][1]["properties"]["code"]["enum"] == ["slot_taken"]
    assert set(booking["responses"]) == {"201", "403", "409", "default"}
    assert booking["security"] == [{"session": []}]
    assert made["components"]["securitySchemes"]["session"]["in"] == "cookie"
    assert "security" not in made["paths"]["/api/testing/slots"]["get"]


async def test_the_docs_are_a_page_without_scripts_or_strangers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/testing/docs")
    assert answer.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert "book_slot" in answer.text
    assert "slot_taken" in answer.text
    assert "<script" not in answer.text
    assert "<small>" not in answer.text
    assert "http://" not in answer.text
    assert "https://" not in answer.text


def test_the_document_needs_neither_settings_nor_servers(service_settings: ServiceSettings) -> None:
    made = create_app(make_service(service_settings)).openapi()
    assert "/api/testing/bookings" in made["paths"]
    assert "book_slot" in page(made)


async def test_internal_routes_answer_under_internal(client: httpx.AsyncClient) -> None:
    assert (await client.get("/internal/secrets")).json() == "internal"
    assert (await client.get("/api/testing/secrets")).status_code == 404


async def test_probes_distinguish_life_from_readiness(client: httpx.AsyncClient) -> None:
    assert (await client.get("/livez")).json() == {"status": "ok"}
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {
        "status": "unavailable",
        "checks": {"database": "failed: ConnectionRefusedError", "migrations": "failed: ConnectionRefusedError"},
    }


async def test_a_service_with_its_database_is_ready_until_it_drains(
    service_settings: ServiceSettings, verifier: StaticVerifier, fresh_database: str
) -> None:
    settings = service_settings.model_copy(update={"database_url": SecretStr(fresh_database)})
    # A package without migrations has none to wait for.
    service = Service(name="contracts", settings=type(settings), metadata=MetaData())
    async with open_context(service, settings, verifier=verifier) as context:
        transport = httpx.ASGITransport(probe_app(context))
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            ready = await client.get("/readyz")
            assert (ready.status_code, ready.json()) == (
                200, {"status": "ok", "checks": {"database": "ok", "migrations": "ok"}},
            )  # fmt: skip
            context.health.draining = True
            assert (await client.get("/readyz")).json()["checks"]["process"] == "draining"


async def test_metrics_carry_the_services_name(client: httpx.AsyncClient) -> None:
    await client.get("/api/testing/slots")
    shown = await client.get("/metrics")
    assert shown.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert 'route="/api/testing/slots",service="testing",status="200"' in shown.text


async def test_resources_open_with_the_service_and_close_before_it(service_settings: ServiceSettings) -> None:
    seen: list[str] = []

    @asynccontextmanager
    async def gateways(settings: ServiceSettings) -> AsyncIterator[str]:
        seen.append(f"opened by {settings.name}")
        yield "bank"
        seen.append("closed")

    settings = service_settings.model_copy(update={"service_secret": SecretStr("hush")})
    async with open_context(make_service(settings, resources=gateways), settings) as context:
        assert context.resources == "bank"
        assert context.identity is not None
        assert isinstance(context.verifier, JwksVerifier)
        assert seen == ["opened by testing"]
    assert seen == ["opened by testing", "closed"]


async def test_an_app_without_a_context_opens_its_own(service_settings: ServiceSettings) -> None:
    app = create_app(make_service(service_settings), service_settings)
    async with app.router.lifespan_context(app):
        context: Context = app.state.context
        assert context.settings is service_settings
        assert context.identity is None
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://t") as client:
            assert (await client.get("/api/testing/slots?minutes=30")).json() == [{"minutes": 30, "note": None}]

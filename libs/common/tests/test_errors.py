import json
from collections.abc import AsyncIterator

import httpx
import pytest
from common.auth import StaticVerifier
from common.errors import Invalid, NotFound, Refusal, TooManyRequests, Unavailable, problems
from common.service import Service, create_app, open_context
from common.settings import ServiceSettings
from fastapi import APIRouter, Body
from pydantic import BaseModel, Field
from sqlalchemy import MetaData


class SlotTaken(Refusal):
    title = "Somebody was faster"


class HTTPSThingGone(Refusal):
    status = 410
    code = "gone_for_good"


class Order(BaseModel):
    amount: int = Field(gt=0)
    email: str = Field(max_length=5)


router = APIRouter()


@router.post("/slots", responses=problems(SlotTaken))
async def take_slot() -> None:
    raise SlotTaken("slot 17", free_at="2026-01-01T00:00:00Z", price_kopecks=100)


@router.post("/orders")
async def make_order(order: Order) -> None:
    raise AssertionError


@router.get("/failures")
async def fail() -> None:
    raise KeyError("snils 112-233-445 95")


@router.get("/outages")
async def lose_database() -> None:
    raise ConnectionRefusedError("10.0.0.7")


@router.get("/floods")
async def flood() -> None:
    raise TooManyRequests


@router.put("/bodies", openapi_extra={"x-cross-origin": True})
async def take_body(body: str = Body()) -> int:
    return len(body)


@pytest.fixture
async def client(service_settings: ServiceSettings, verifier: StaticVerifier) -> AsyncIterator[httpx.AsyncClient]:
    service = Service(name="testing", settings=type(service_settings), metadata=MetaData(), routers=(router,))
    async with (
        open_context(service, service_settings, verifier=verifier) as context,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(service, context=context)),
            base_url="http://t/api/testing",
            headers={"Origin": "http://localhost:8080", "X-Request-ID": "r-1"},
        ) as made,
    ):
        yield made


def test_a_code_is_the_name_of_what_went_wrong() -> None:
    assert (SlotTaken.code, SlotTaken.status, NotFound.code, Invalid.title) == (
        "slot_taken",
        409,
        "not_found",
        "Invalid",
    )
    assert HTTPSThingGone.code == "gone_for_good"


async def test_a_refusal_is_problem_json_with_its_extra_members(client: httpx.AsyncClient) -> None:
    answer = await client.post("/slots")
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    assert answer.json() == {
        "type": "https://mila.example/problems/slot_taken", "title": "Somebody was faster", "status": 409,
        "code": "slot_taken", "detail": "slot 17", "request_id": "r-1", "free_at": "2026-01-01T00:00:00Z",
        "price_kopecks": 100,
    }  # fmt: skip


async def test_what_is_wrong_with_a_request_is_named_and_never_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.post("/orders", json={"amount": -5, "email": "ivan@example.org"})
    said = answer.json()
    assert (answer.status_code, said["code"]) == (422, "invalid")
    assert said["errors"] == [
        {"field": "amount", "code": "greater_than"},
        {"field": "email", "code": "string_too_long"},
    ]
    assert "ivan" not in answer.text
    broken = await client.post("/orders", content=b'{"email": "ivan', headers={"Content-Type": "application/json"})
    assert (broken.status_code, broken.json()["code"]) == (422, "invalid")
    assert "ivan" not in broken.text


async def test_the_unforeseen_is_500_without_a_word_about_it(client: httpx.AsyncClient) -> None:
    answer = await client.get("/failures")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "112-233" not in answer.text
    assert answer.headers["x-request-id"] == "r-1"


async def test_a_world_that_is_down_is_503_and_says_when_to_come_back(client: httpx.AsyncClient) -> None:
    answer = await client.get("/outages")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == Unavailable.headers["Retry-After"]
    assert "10.0.0.7" not in answer.text
    assert (await client.get("/floods")).headers["retry-after"]


async def test_the_frameworks_own_refusals_look_alike(client: httpx.AsyncClient) -> None:
    for method, path, status, code in (
        ("GET", "/nothing", 404, "not_found"),
        ("DELETE", "/slots", 405, "method_not_allowed"),
    ):
        answer = await client.request(method, path)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert (answer.json()["code"], answer.json()["request_id"]) == (code, "r-1")


async def test_a_body_may_not_be_endless(client: httpx.AsyncClient) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b'"'
        for _ in range(40):
            yield b"x" * 32 * 1024
        yield b'"'

    assert (await client.put("/bodies", json="x" * 1000)).json() == 1000
    for content in (endless(), json.dumps("x" * 1_100_000).encode()):
        answer = await client.put("/bodies", content=content, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_routes_name_their_codes_by_status() -> None:
    class OrderInvalid(Invalid):
        pass

    named = problems(SlotTaken, OrderInvalid, NotFound)
    codes = {
        status: answer["content"]["application/problem+json"]["schema"]["allOf"][1]["properties"]["code"]["enum"]
        for status, answer in named.items()
    }
    assert codes == {404: ["not_found"], 409: ["slot_taken"], 422: ["order_invalid", "invalid"]}
    assert "Somebody was faster" in named[409]["description"]

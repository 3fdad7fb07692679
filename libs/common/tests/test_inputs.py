"""Values that no database keeps are refused by every service alike, and never end in 5xx."""

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

import httpx
import pytest
from common.auth import StaticVerifier
from common.errors import Invalid
from common.http import SessionDep
from common.paging import decode_cursor, encode_cursor
from common.service import Service, create_app, open_context
from common.settings import ServiceSettings
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict
from sqlalchemy import MetaData, text

EXTREMES = {
    "NUL": '{"words": "a\\u0000b"}',
    "half a pair": '{"words": "a\\ud83d"}',
    "the other half": '{"words": "\\udc00a"}',
    "half a pair in a name": '{"\\ud83d": 1}',
    "NUL in a name": '{"a\\u0000": 1}',
    "2^63": '{"number": 9223372036854775808}',
    "below -2^63": '{"number": -9223372036854775810}',
    "10^20": '{"number": 100000000000000000000}',
    "more digits than Python reads": '{"number": ' + "9" * 5000 + "}",
    "not a number": '{"share": NaN}',
    "infinite": '{"share": 1e999}',
    "deep inside": '{"anything": [{"a": ["\\u0000"]}]}',
    "deeper than Python goes": '{"anything": ' + "[" * 100_000 + "]" * 100_000 + "}",
}
BAD_QUERIES = ["words=%00", "words=a%ED%A0%BD", "words=%FF", "words=%C0%80", "%00=a", "number=9223372036854775808"]


class Loose(BaseModel):
    """Bounds forgotten everywhere."""

    model_config = ConfigDict(extra="forbid")

    words: str = ""
    number: int = 0
    share: float = 0
    anything: Any = None


router = APIRouter()


@router.post("/things")
async def keep_thing(session: SessionDep, body: Loose) -> str:
    return str(await session.scalar(text("SELECT CAST(:number AS bigint)"), {"number": body.number}))


@router.get("/things/{name}")
async def read_thing(session: SessionDep, name: str, words: str = "", number: int = 0) -> str:
    await session.execute(text("SELECT CAST(:name AS text), CAST(:words AS text)"), {"name": name, "words": words})
    return str(await session.scalar(text("SELECT CAST(:number AS bigint)"), {"number": number}))


@router.post("/failures/{sqlstate}")
async def fail_with(session: SessionDep, sqlstate: str) -> None:
    await session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{sqlstate}'; END $$"))


@pytest.fixture
async def client(
    service_settings: ServiceSettings, verifier: StaticVerifier, fresh_database: str
) -> AsyncIterator[httpx.AsyncClient]:
    settings = service_settings.model_copy(update={"database_url": type(service_settings.database_url)(fresh_database)})
    service = Service(name="testing", settings=type(settings), metadata=MetaData(), routers=(router,))
    async with (
        open_context(service, settings, verifier=verifier) as context,
        httpx.AsyncClient(
            transport=httpx.ASGITransport(create_app(service, context=context)),
            base_url="http://t/api/testing",
            headers={"Origin": "http://localhost:8080"},
        ) as made,
    ):
        yield made


async def say(client: httpx.AsyncClient, body: str, media_type: str = "application/json") -> httpx.Response:
    return await client.post("/things", content=body.encode(), headers={"Content-Type": media_type})


@pytest.mark.parametrize("body", EXTREMES.values(), ids=EXTREMES.keys())
@pytest.mark.parametrize("media_type", ["application/json", "application/merge-patch+json; charset=utf-8"])
async def test_a_body_that_no_column_holds_is_refused(client: httpx.AsyncClient, body: str, media_type: str) -> None:
    answer = await say(client, body, media_type)
    assert answer.status_code in (400, 422), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["code"] in ("invalid", "bad_request")


async def test_the_field_is_named(client: httpx.AsyncClient) -> None:
    answer = await say(client, '{"anything": [{"a": ["\\u0000"]}]}')
    assert answer.json()["errors"] == [{"field": "anything.0.a.0", "code": "out_of_range"}]


async def test_what_only_looks_suspicious_passes(client: httpx.AsyncClient) -> None:
    whole = '{"words": "\\\\u0000 \\ud83d\\ude00 NaN 99999999999999999999", "number": 9223372036854775807}'
    assert (await say(client, whole)).json() == "9223372036854775807"


@pytest.mark.parametrize("query", BAD_QUERIES)
async def test_a_query_that_no_column_holds_is_refused(client: httpx.AsyncClient, query: str) -> None:
    answer = await client.get(f"/things/a?{query}")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize("path", ["%00", "a%ED%A0%BD", "%FF", "%C0%80"])
async def test_a_path_that_is_no_text_leads_nowhere(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(f"/things/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("sqlstate", ["55P03", "57014", "40P01", "40001", "25P03", "53400"])
async def test_a_lock_or_a_time_limit_is_an_outage_with_advice(client: httpx.AsyncClient, sqlstate: str) -> None:
    answer = await client.post(f"/failures/{sqlstate}")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"]


async def test_a_mistake_of_ours_stays_a_failure(client: httpx.AsyncClient) -> None:
    for sqlstate in ("22012", "42P01", "23505"):
        assert (await client.post(f"/failures/{sqlstate}")).status_code == 500


@pytest.mark.parametrize(
    "position",
    [
        ["0001-01-01T00:00:00Z", str(UUID(int=4))],
        ["9999-12-31T23:59:59.999999-14:00", str(UUID(int=4))],
        ["infinity", str(UUID(int=4))],
    ],
)
def test_a_cursor_s_moment_is_bounded(position: list[Any]) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(*position), datetime, UUID)


@pytest.mark.parametrize("value", [2**63, 10**20, -(2**63) - 1, "²"])
def test_a_cursor_s_number_is_bounded(value: Any) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(value), int)


@pytest.mark.parametrize("words", ["a\x00b", "a\ud83d"])
def test_a_cursor_s_words_are_text(words: str) -> None:
    with pytest.raises(Invalid):
        decode_cursor(encode_cursor(words), str)

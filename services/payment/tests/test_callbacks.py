"""The bank's calls, and those of strangers who know the address."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest
from common.testing import Client, RunJob, TestClock
from fastapi import FastAPI
from payment.actions.callbacks import CALLBACKS
from payment.gateways.alfabank import AlfaBank, checksum
from payment.jobs import handle_callbacks, poll_bank, prune_callbacks
from payment.models import Callback
from payment.routes import REFUSED_CALLBACKS
from payment.settings import Settings
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

URL = "/api/payment/callbacks/alfabank"
SECRET = "secret"
CALL = [("mdOrder", "abc"), ("operation", "deposited"), ("orderNumber", "n-1"), ("status", "1")]
MakePurchase = Callable[[], Awaitable[Any]]


@pytest.fixture
def resources(settings: Settings) -> AlfaBank:
    """The real gateway: it checks checksums, and nobody is asked here."""
    nowhere = httpx.MockTransport(lambda request: httpx.Response(503))
    return AlfaBank(settings, transport=nowhere)


def signed(*more: tuple[str, str]) -> httpx.QueryParams:
    pairs = [*CALL, *more]
    return httpx.QueryParams([*pairs, ("checksum", checksum(pairs, SECRET))])


async def kept(session: AsyncSession) -> list[dict[str, Any]]:
    return [callback.parameters for callback in await session.scalars(select(Callback))]


# No text in UTF-8: refused in a query for every route of every service, before it comes here.
NO_TEXT = [
    "checksum=%FF",
    "checksum=%ff%fe",
    "checksum=%00",
    "mdOrder=%00&checksum=A%00B",
    "checksum=%ED%A0%BD",
]
FORGED = [
    "",
    "checksum=0",
    "checksum=%D0%96",
    "checksum=ß&mdOrder=ß",
    "checksum=1&checksum=2",
    "&".join(f"p{number}=1" for number in range(200)),
    "mdOrder=" + "x" * 20_000 + "&checksum=0",
    "%",
    "=&==&;",
]


@pytest.mark.parametrize("query", NO_TEXT)
async def test_what_is_no_text_is_refused_in_a_query_and_counted_in_a_form(
    api: Client, session: AsyncSession, query: str
) -> None:
    assert (await api.get(f"{URL}?{query}")).status_code == 422
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert (await api.post(URL, content=query.encode(), headers=kind)).status_code == 200
    assert await kept(session) == []


@pytest.mark.parametrize("query", FORGED, ids=[*map(str, range(len(FORGED)))])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_whatever_a_stranger_sends_is_counted_and_nothing_is_kept(
    api: Client, session: AsyncSession, method: str, query: str
) -> None:
    before = CALLBACKS.labels("false")._value.get()
    if method == "GET":
        forged = await api.get(f"{URL}?{query}")
    else:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        forged = await api.post(URL, content=query.encode(), headers=kind)
    assert forged.status_code == 200
    assert await kept(session) == []
    assert CALLBACKS.labels("false")._value.get() == before + 1


async def test_raw_bytes_that_are_no_text_are_no_failure(app: FastAPI) -> None:
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": URL,
        "raw_path": URL.encode(),
        "query_string": b"checksum=\xff\xd0",
    }
    scope |= {"headers": [], "scheme": "http", "server": ("mila", 80), "client": ("127.0.0.1", 1), "root_path": ""}
    await app(scope, receive, send)  # type: ignore[arg-type]  # a bare ASGI call
    assert sent[0]["status"] == 422


async def test_a_genuine_call_is_kept_once_without_what_is_not_ours_to_keep(api: Client, session: AsyncSession) -> None:
    call = signed(("maskedPan", "411111**1111"), ("ip", "192.0.2.1"), ("note", "Ж"))
    answers = [await api.get(URL, params=call), await api.get(URL, params=call)]
    forged = await api.get(URL, params=[*CALL, ("checksum", "0")])
    assert {(one.status_code, one.content) for one in (*answers, forged)} == {(200, b"null")}
    assert await kept(session) == [dict(CALL)]


async def test_a_body_of_a_call_is_bounded(api: Client, session: AsyncSession) -> None:
    large = await api.post(URL, content=b"x" * (64 * 1024 + 1))
    assert large.status_code == 413
    assert (await api.post(URL, data=dict(signed()))).status_code == 200
    assert await kept(session) == [dict(CALL)]


async def test_handled_calls_are_forgotten_after_ninety_days(
    api: Client, session: AsyncSession, run_job: RunJob, clock: TestClock
) -> None:
    await api.get(URL, params=signed())
    clock.shift(timedelta(days=91))
    await run_job(prune_callbacks)
    assert len(await kept(session)) == 1, "it has had no effect yet"
    await run_job(handle_callbacks)
    clock.shift(timedelta(days=89))
    await run_job(prune_callbacks)
    assert len(await kept(session)) == 1
    clock.shift(timedelta(days=2))
    await run_job(prune_callbacks)
    assert await kept(session) == []


class TestNetworks:
    """Where the bank's addresses are known, calls from others are counted and forgotten."""

    @pytest.fixture
    def extra_settings(self) -> dict[str, Any]:
        return {"callback_networks": ("192.0.2.0/24", "2001:db8::/32")}

    @pytest.mark.parametrize(
        ("address", "stored"),
        [("192.0.2.9", 1), ("2001:db8::5", 1), ("198.51.100.1", 0), ("2001:db9::1", 0), ("nonsense", 0), ("", 0)],
    )
    async def test_callbacks_from_foreign_networks_are_ignored(
        self, app: FastAPI, session: AsyncSession, address: str, stored: int
    ) -> None:
        before = REFUSED_CALLBACKS._value.get()
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://mila") as caller:
            answer = await caller.get(URL, params=signed())
        assert (answer.status_code, answer.content) == (200, b"null")
        assert len(await kept(session)) == stored
        assert REFUSED_CALLBACKS._value.get() == before + 1 - stored


def test_no_network_given_is_any(settings: Settings) -> None:
    assert settings.callback_networks == ()
    assert settings.is_callback_network("198.51.100.1")
    assert settings.is_callback_network("nonsense")


class TestParts:
    """Two parts of a refund by hand are two calls that look the same."""

    @pytest.fixture
    def resources(self, bank: Any) -> Any:
        return bank

    async def test_the_same_call_again_makes_us_ask_again(
        self, purchase: MakePurchase, bank: Any, api: Client, run_job: RunJob, session: AsyncSession
    ) -> None:
        one = await purchase()
        await one.pay()
        call = {"mdOrder": one.key, "operation": "refunded", "status": "1", "checksum": "X"}
        for returned in (30_000, 60_000):
            bank.refunded(one.key, 30_000)
            await api.get(URL, params=call)
            await run_job(handle_callbacks)
            await run_job(poll_bank)
            assert (await one.shown())["refunded_kopecks"] == returned
        assert len(await kept(session)) == 2, "one row of the payment, one of the refunds"

"""A Gosuslugi that is slow, silent or asked by crowds holds up nobody but those who wait for it."""

import asyncio
from collections.abc import AsyncIterator
from time import perf_counter
from typing import Any

import httpx
import pytest
from common.testing import eventually
from identity.errors import GosuslugiUnavailable
from identity.gateways.guard import Busy, Gate

RIGHT = {"email": "anna@example.ru", "password": "сосновый бор 7 вёрст"}
CROWD = 30


class Silence:
    """An external system that has taken the request and says nothing until the test releases it."""

    def __init__(self) -> None:
        self.asked = 0
        self.over = asyncio.Event()

    async def answer(self, _: httpx.Request) -> httpx.Response:
        self.asked += 1
        await self.over.wait()
        return httpx.Response(502, html="<html>")


@pytest.fixture
async def silence(provider: Any) -> AsyncIterator[Silence]:
    made = Silence()
    async with httpx.AsyncClient(transport=httpx.MockTransport(made.answer), base_url="http://127.0.0.1") as client:
        provider._client = client
        yield made
        made.over.set()


async def test_a_silent_gosuslugi_leaves_sessions_and_password_logins_at_their_usual_speed(
    browser: Any, new_browser: Any, esia: Any, account: Any, silence: Silence
) -> None:
    await account(browser)
    esia.person("1000404448", contacts=[])
    crowd = [new_browser() for _ in range(CROWD)]
    brought = [esia.authorize(await one.leave(), "1000404448") for one in crowd]
    waiting = [asyncio.create_task(one.come_back(**back)) for one, back in zip(crowd, brought, strict=True)]
    await eventually(lambda: silence.asked == 8 and sum(task.done() for task in waiting) >= CROWD - 24)
    started = perf_counter()
    async with asyncio.timeout(5):
        for _ in range(20):
            assert await browser.exchange()
        assert (await new_browser().post("/password-sessions", RIGHT)).status_code == 200
        assert (await new_browser().leave()).startswith("http://esia.localhost"), "even the way there is open"
    assert perf_counter() - started < 5
    assert silence.asked == 8, "only so many ask at once"
    silence.over.set()
    pages = await asyncio.gather(*waiting)
    assert set(pages) == {"/login?problem=gosuslugi_unavailable&return_to=/"}


async def test_after_repeated_failures_nobody_waits_for_gosuslugi(
    browser: Any, esia: Any, provider: Any, silence: Silence
) -> None:
    silence.over.set()
    esia.person()
    for _ in range(8):
        assert "gosuslugi_unavailable" in await browser.enter(esia, "1000404446")
    assert silence.asked == 5
    provider._breaker._clock = lambda: provider._breaker._open_until
    await browser.enter(esia, "1000404446")
    assert silence.asked == 6, "one tries whether it is back"


async def test_signatures_are_made_two_at_once(provider: Any) -> None:
    running, most, go = 0, 0, asyncio.Event()
    genuine = provider._signer.sign

    async def slow(data: bytes) -> bytes:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await go.wait()
        running -= 1
        return bytes(await genuine(data))

    provider._signer.sign = slow
    asked = [
        asyncio.create_task(provider.authorization_url(state=str(n), redirect_uri="https://mila.example/x"))
        for n in range(CROWD)
    ]
    await eventually(lambda: sum(task.done() for task in asked) == CROWD - 22)
    go.set()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert most == 2
    assert sum(isinstance(answer, GosuslugiUnavailable) for answer in answers) == CROWD - 22


async def test_who_waits_too_long_at_the_gate_is_sent_away_and_leaves_a_place() -> None:
    gate = Gate(most=1, waiting=1, seconds=0.01)
    async with gate.entered():
        for _ in range(3):
            with pytest.raises(Busy):
                async with gate.entered():
                    pass
    async with gate.entered():
        pass

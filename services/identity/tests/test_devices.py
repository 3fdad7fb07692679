"""Where a person is logged in, and ending it from elsewhere."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from common.testing import Client, TestClock


async def listed(browser: Any) -> list[dict[str, Any]]:
    answer = await browser.get("/sessions")
    assert answer.status_code == 200
    found: list[dict[str, Any]] = answer.json()["items"]
    return found


async def test_sessions_are_listed_in_words_with_this_one_first(
    browser: Any, new_browser: Any, account: Any, clock: TestClock
) -> None:
    """R043: device, way in, since when, last seen; the current one marked. A password session sees them too."""
    clock.freeze()
    await account(browser)
    telephone = new_browser()
    clock.shift(timedelta(hours=1))
    agent = "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 YaBrowser/25.8 Mobile Safari/537.36"
    telephone._client.headers["User-Agent"] = agent
    body = {"email": "anna@example.ru", "password": "сосновый бор 7 вёрст"}
    await telephone.post("/password-sessions", body)
    first, second = await listed(browser)
    assert (first["current"], second["current"]) == (True, False)
    assert (second["browser"], second["system"], second["acr"]) == ("Yandex", "Android", "password")
    assert second["created_at"] == second["last_seen_at"] > first["created_at"]
    assert [one["current"] for one in await listed(telephone)] == [True, False]
    assert set(first) == {"session_id", "browser", "system", "acr", "created_at", "last_seen_at", "current"}


async def test_an_ended_session_is_over_with_the_next_exchange(browser: Any, new_browser: Any, esia: Any) -> None:
    await browser.enter(esia, esia.person())
    other = new_browser()
    await other.enter(esia, "1000404446")
    [_, theirs] = await listed(browser)
    assert (await browser.send("DELETE", f"/sessions/{theirs['session_id']}")).status_code == 204
    assert await other.exchange() == ""
    assert len(await listed(browser)) == 1
    again = await browser.send("DELETE", f"/sessions/{theirs['session_id']}")
    assert (again.status_code, again.json()["code"]) == (404, "not_found"), "it is over already"


async def test_everybody_is_logged_out_at_once(browser: Any, new_browser: Any, esia: Any, account: Any) -> None:
    await account(browser, "anna@example.ru")
    await browser.enter(esia, esia.person(), "/gosuslugi/link")
    other, stranger = new_browser(), new_browser()
    await other.post("/password-sessions", {"email": "anna@example.ru", "password": "сосновый бор 7 вёрст"})
    await stranger.enter(esia, esia.person("1000404447"))
    answer = await browser.post("/sessions/revocation")
    assert answer.status_code == 200
    assert answer.json()["redirect_url"].startswith("http://esia.localhost:8090/idp/ext/Logout?")
    assert "__Host-mila" not in browser.cookies
    assert (await browser.exchange(), await other.exchange()) == ("", "")
    assert await stranger.exchange(), "other people stay in"


async def test_a_password_session_logs_everybody_out_too(browser: Any, account: Any) -> None:
    await account(browser)
    assert (await browser.post("/sessions/revocation")).json() == {"redirect_url": "/login"}
    assert await browser.exchange() == ""


async def test_sessions_that_are_over_are_not_listed(
    browser: Any, new_browser: Any, esia: Any, clock: TestClock
) -> None:
    await browser.enter(esia, esia.person())
    idle = new_browser()
    await idle.enter(esia, "1000404446")
    clock.shift(timedelta(days=6))
    await browser.exchange()
    clock.shift(timedelta(days=1, seconds=1))
    assert [one["current"] for one in await listed(browser)] == [True]


async def test_sessions_of_another_are_no_ones_business(browser: Any, new_browser: Any, esia: Any) -> None:
    await browser.enter(esia, esia.person())
    stranger = new_browser()
    await stranger.enter(esia, esia.person("1000404447"))
    [mine] = await listed(browser)
    answer = await stranger.send("DELETE", f"/sessions/{mine['session_id']}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert await browser.exchange(), "still in"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/sessions"), ("DELETE", f"/sessions/{UUID(int=1)}"), ("POST", "/sessions/revocation")],
)
async def test_a_stranger_has_no_sessions(api: Client, method: str, path: str) -> None:
    assert (await api.request(method, f"/api/identity{path}")).status_code == 401

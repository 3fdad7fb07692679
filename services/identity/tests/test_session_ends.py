"""Each end of a session is published in the same transaction; none for a session that was over."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, TestClock
from contracts.identity import SessionEnded
from identity import jobs
from identity.actions.sessions import MOST_SESSIONS
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

RIGHT = {"email": "anna@example.ru", "password": "сосновый бор 7 вёрст"}


async def session_of(browser: Any) -> str:
    return str((await browser.principal()).session_id)


@pytest.fixture
def ended(recorded: Any) -> Any:
    """``await ended()``: the sessions whose end was published."""

    async def read() -> list[str]:
        return sorted(str(one.session_id) for one in await recorded(SessionEnded))

    return read


async def test_a_logout_is_published_once(browser: Any, account: Any, ended: Any) -> None:
    await account(browser)
    mine = await session_of(browser)
    answer = await browser.post("/logout")
    assert answer.headers["clear-site-data"] == '"cache"'
    await browser.post("/logout")
    assert await ended() == [mine]


async def test_another_login_in_the_same_browser_ends_the_first(browser: Any, account: Any, ended: Any) -> None:
    await account(browser)
    first = await session_of(browser)
    await browser.post("/password-sessions", RIGHT)
    assert await ended() == [first]


async def test_ends_of_one_and_of_all_are_published(browser: Any, new_browser: Any, account: Any, ended: Any) -> None:
    await account(browser)
    other, third = new_browser(), new_browser()
    for one in (other, third):
        await one.post("/password-sessions", RIGHT)
    all_of_them = [await session_of(one) for one in (browser, other, third)]
    await browser.send("DELETE", f"/sessions/{all_of_them[1]}")
    assert await ended() == [all_of_them[1]]
    answer = await browser.post("/sessions/revocation")
    assert answer.headers["clear-site-data"] == '"cache"'
    assert await ended() == sorted(all_of_them)


async def test_a_reset_is_published_for_every_session(browser: Any, account: Any, letter: Any, ended: Any) -> None:
    await account(browser)
    mine = await session_of(browser)
    await browser.post("/password-recoveries", {"email": RIGHT["email"]})
    body = {"token": (await letter())["token"], "password": "новый длинный пароль"}
    assert (await browser.post("/password-resets", body)).status_code == 204
    assert await ended() == [mine]


async def test_a_changed_right_of_staff_ends_the_session(browser: Any, esia: Any, loader: Client, ended: Any) -> None:
    await browser.enter(esia, esia.person())
    mine = await session_of(browser)
    body = {
        "snils": "000-000-600 06", "full_name": "А Б", "position": "В", "clinic_id": str(uuid4()), "role": "doctor",
    }  # fmt: skip
    await loader.put(f"/internal/staff/{uuid4()}", json=body)
    assert await ended() == [mine]


async def test_sessions_of_a_blocked_person_end(
    browser: Any, account: Any, run_job: Any, session: AsyncSession, *, ended: Any
) -> None:
    await account(browser)
    mine = await session_of(browser)
    await session.execute(text("UPDATE people SET blocked_at = now()"))
    await session.commit()
    for _ in range(2):
        await run_job(jobs.end_sessions_of_the_blocked)
    assert await ended() == [mine]


async def test_a_session_that_was_over_is_not_published(
    browser: Any, new_browser: Any, account: Any, clock: TestClock, *, ended: Any
) -> None:
    await account(browser)
    clock.shift(timedelta(days=31))
    await new_browser().post("/password-sessions", RIGHT)
    other = new_browser()
    await other.post("/password-sessions", RIGHT)
    await other.post("/sessions/revocation")
    assert len(await ended()) == 2


async def test_a_person_has_so_many_sessions_and_the_longest_unseen_ends(
    browser: Any, new_browser: Any, account: Any, clock: TestClock, *, ended: Any
) -> None:
    await account(browser)
    first = await session_of(browser)
    for _ in range(MOST_SESSIONS - 1):
        clock.shift(timedelta(minutes=2))
        await new_browser().post("/password-sessions", RIGHT)
    assert await ended() == []
    clock.shift(timedelta(minutes=2))
    newest = new_browser()
    assert (await newest.post("/password-sessions", RIGHT)).status_code == 200
    assert await ended() == [first]
    assert await newest.principal() is not None
    assert len((await newest.get("/sessions")).json()["items"]) == MOST_SESSIONS

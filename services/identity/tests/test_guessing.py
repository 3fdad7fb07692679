"""Guesses are limited by network and account; anyone who has been in before is not locked out by them."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from common.testing import TestClock
from contracts.identity import EmailVerificationRequested
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

EMAIL, PASSWORD = "anna@example.ru", "сосновый бор 7 вёрст"
RIGHT = {"email": EMAIL, "password": PASSWORD}


async def guess(browser: Any, times: int) -> list[int]:
    body = {"email": EMAIL}
    answers = [await browser.post("/password-sessions", body | {"password": f"догадка {n}"}) for n in range(times)]
    return [answer.status_code for answer in answers]


async def test_guessing_of_strangers_leaves_the_owners_browser_alone(
    browser: Any, new_browser: Any, account: Any, clock: TestClock
) -> None:
    await account(browser)
    attacker = new_browser()
    assert await guess(attacker, 12) == [401] * 10 + [429] * 2
    assert (await attacker.post("/password-sessions", RIGHT)).status_code == 429, "also for the right password"
    assert (await browser.post("/password-sessions", RIGHT)).status_code == 200, "the owner was in here before"
    assert (await attacker.post("/password-sessions", RIGHT | {"email": "b@example.ru"})).status_code == 401
    clock.shift(timedelta(minutes=15, seconds=1))
    assert (await attacker.post("/password-sessions", RIGHT)).status_code == 200


async def test_a_known_browser_has_a_limit_of_its_own(browser: Any, account: Any) -> None:
    await account(browser)
    assert await guess(browser, 11) == [401] * 10 + [429]


async def test_a_known_browser_of_one_account_is_a_stranger_to_another(
    browser: Any, new_browser: Any, account: Any
) -> None:
    await account(browser)
    thief = new_browser()
    await account(thief, "thief@example.ru")
    assert await guess(thief, 11) == [401] * 10 + [429]
    thief.cookies["__Host-mila-device"] = "x" + thief.cookies["__Host-mila-device"][1:]
    assert await guess(thief, 1) == [429], "what we have not sealed makes nobody known"


async def test_a_reset_makes_the_browser_known(browser: Any, new_browser: Any, account: Any, letter: Any) -> None:
    await account(browser)
    attacker, owner = new_browser(), new_browser()
    await guess(attacker, 11)
    await owner.post("/password-recoveries", {"email": EMAIL})
    token, new = (await letter())["token"], "новый длинный пароль"
    assert (await owner.post("/password-resets", {"token": token, "password": new})).status_code == 204
    assert (await owner.post("/password-sessions", {"email": EMAIL, "password": new})).status_code == 200


async def test_a_trip_to_gosuslugi_of_strangers_is_counted_and_leaves_no_row(
    browser: Any, new_browser: Any, session: AsyncSession, clock: TestClock
) -> None:
    clock.freeze()
    pages = [await new_browser().leave() for _ in range(61)]
    assert all(page.startswith("http://esia.localhost") for page in pages[:60])
    assert pages[60] == "/login?problem=too_many_requests&return_to=/"
    answer = await browser.get("/gosuslugi/login")
    assert int(answer.headers["retry-after"]) > 0
    assert await session.scalar(text("SELECT count(*) FROM logins")) == 0
    clock.shift(timedelta(minutes=1, seconds=1))
    assert (await browser.leave()).startswith("http://esia.localhost")


async def test_a_browser_keeps_its_newest_trips_only(browser: Any, esia: Any, clock: TestClock) -> None:
    brought = []
    for _ in range(5):
        brought.append(esia.authorize(await browser.leave(return_to="/" + "я" * 200), esia.person()))
        clock.shift(timedelta(seconds=1))
    kept = [name for name in browser.cookies if name.startswith("__Host-mila-login-")]
    assert len(kept) == 3
    assert sum(len(name) + len(browser.cookies[name]) for name in kept) < 6000, "a header of 8 KB is refused"
    assert await browser.come_back(**brought[0]) == "/login?problem=login_expired"
    assert (await browser.come_back(**brought[4])).startswith("/welcome")


async def test_a_recovery_does_the_same_work_for_nobody(
    browser: Any, account: Any, recorded: Any, notify: Any, session: AsyncSession
) -> None:
    await account(browser)
    count = text("SELECT count(*) FROM verifications")
    rows = [await session.scalar(count)]
    for email in (EMAIL, "nobody@example.ru"):
        assert (await browser.post("/password-recoveries", {"email": email})).status_code == 202
        rows.append(await session.scalar(count))
    assert (rows[1] - rows[0], rows[2] - rows[1]) == (1, 1)
    _, known, unknown = await recorded(EmailVerificationRequested)
    cards = [await notify.get(f"/internal/verifications/{one.verification_id}") for one in (known, unknown)]
    assert [card.status_code for card in cards] == [200, 404], "nobody gets no letter"


@pytest.mark.parametrize("password", ["telemed2026", "mila2026mila", "N3Health2026!", "ghbdtnvbh123", EMAIL])
async def test_a_reset_refuses_what_a_registration_refuses(
    browser: Any, account: Any, letter: Any, password: str
) -> None:
    await account(browser)
    await browser.post("/password-recoveries", {"email": EMAIL})
    token = (await letter())["token"]
    answer = await browser.post("/password-resets", {"token": token, "password": password})
    assert (answer.status_code, answer.json()["code"]) == (422, "password_too_weak")
    answer = await browser.post("/password-resets", {"token": token, "password": "новый длинный пароль"})
    assert answer.status_code == 204, "the link was not used up"


@pytest.mark.parametrize("name", ["Ан\0на", "Анна\nПетрова", "Анна\u202e", "Ан\u001b[31mна", "\u2028"])
async def test_a_name_of_control_characters_is_refused(browser: Any, name: str) -> None:
    form = RIGHT | {"last_name": "Петрова", "first_name": "Анна", "middle_name": None}
    for field in ("last_name", "first_name", "middle_name"):
        answer = await browser.post("/registrations", form | {field: name})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid"), field


@pytest.mark.parametrize("email", ["an\0na@example.ru", "anna\u202e@example.ru", "an\u0085na@example.ru"])
async def test_an_address_of_control_characters_is_refused(browser: Any, email: str) -> None:
    answer = await browser.post("/password-recoveries", {"email": email})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_login_begins_by_a_press_on_our_own_page_only(browser: Any, esia: Any, account: Any) -> None:
    for site in ("cross-site", "same-site"):
        browser.headers = {"Sec-Fetch-Site": site}
        assert await browser.leave(return_to="/records") == "/login?return_to=/records"
        assert not browser.cookies
    for site in ("same-origin", "none"):
        browser.headers = {"Sec-Fetch-Site": site}
        assert parse_qs(urlsplit(await browser.leave()).query)["response_type"] == ["code"]
    await account(browser)
    browser.headers = {"Sec-Fetch-Site": "cross-site"}
    assert await browser.leave("/gosuslugi/link") == "/profile"
    brought = esia.authorize(await _left(browser), esia.person())
    browser.headers = {"Sec-Fetch-Site": "cross-site"}
    assert (await browser.come_back(**brought)) == "/login/join", "Gosuslugi itself sends browsers back"


async def _left(browser: Any) -> str:
    browser.headers = {}
    return str(await browser.leave())

"""An e-mail cabinet and a Gosuslugi identity of one person become one cabinet, and only by a proof of both."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from common.testing import TestClock
from contracts.identity import CabinetsJoined, EmailVerificationRequested, GosuslugiLinked, SessionEnded, UserRegistered
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

EMAIL, PASSWORD = "anna@example.ru", "сосновый бор 7 вёрст"
RIGHT = {"email": EMAIL, "password": PASSWORD}


async def people(session: AsyncSession) -> int:
    await session.rollback()
    return int(await session.scalar(text("SELECT count(*) FROM people WHERE joined_into IS NULL")) or 0)


async def person_of(browser: Any) -> str:
    return str((await browser.get("/session")).json()["person_id"])


async def two_cabinets(browser: Any, other: Any, esia: Any, account: Any) -> tuple[str, str]:
    """``other`` has the Gosuslugi cabinet, ``browser`` the one by e-mail: kept id, joined id."""
    made = await account(browser)
    await other.enter(esia, esia.person())
    assert (await other.post("/joining/refusal")).status_code == 200
    return await person_of(other), made["person_id"]


async def test_a_first_login_with_a_known_address_asks_for_the_password_once(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession, *, recorded: Any
) -> None:
    made = await account(browser)
    other = new_browser()
    assert await other.enter(esia, esia.person(), return_to="/records") == "/login/join"
    assert (await people(session), await other.principal()) == (1, None), "nothing is made before the answer"
    asked = (await other.get("/joining")).json()
    assert asked == {"email_masked": "a•••@example.ru", "two_cabinets": False}
    wrong = await other.post("/joining/password-proof", {"password": "не тот пароль"})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "password_wrong")
    answer = await other.post("/joining/password-proof", {"password": PASSWORD})
    assert answer.json() == {"redirect_url": "/welcome?return_to=/records"}
    view = (await other.get("/session")).json()
    assert (view["person_id"], view["acr"], view["gosuslugi_linked"]) == (made["person_id"], "gosuslugi", True)
    assert await people(session) == 1
    assert await browser.principal() is None, "all other sessions are over"
    assert [str(one.person_id) for one in await recorded(GosuslugiLinked)] == [made["person_id"]]
    assert len(await recorded(UserRegistered)) == 1
    assert (await new_browser().post("/password-sessions", RIGHT)).status_code == 200, "who knows it may keep it"
    again = new_browser()
    await again.enter(esia, "1000404446")
    assert await person_of(again) == made["person_id"]
    late = await other.post("/joining/password-proof", {"password": PASSWORD})
    assert (late.status_code, late.json()["code"]) == (410, "joining_expired")


async def test_this_is_not_me_goes_on_with_a_cabinet_of_its_own_and_is_not_asked_again(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    made = await account(browser)
    other = new_browser()
    await other.enter(esia, esia.person(), return_to="/records")
    assert (await other.post("/joining/refusal")).json() == {"redirect_url": "/welcome?return_to=/records"}
    assert await person_of(other) != made["person_id"]
    assert await browser.principal() is not None, "the other cabinet is left alone"
    assert (await other.enter(esia, "1000404446")).startswith("/welcome")
    assert await people(session) == 2


@pytest.mark.parametrize(
    "contacts", [[], [{"type": "EML", "value": EMAIL, "vrfStu": "NOT_VERIFIED"}]], ids=["none", "unverified"]
)
async def test_an_address_that_is_not_verified_joins_nothing(
    browser: Any, new_browser: Any, esia: Any, account: Any, *, contacts: Any
) -> None:
    await account(browser)
    assert (await new_browser().enter(esia, esia.person(contacts=contacts))).startswith("/welcome")


async def test_the_question_belongs_to_its_browser_and_waits_fifteen_minutes(
    browser: Any, new_browser: Any, esia: Any, account: Any, clock: TestClock
) -> None:
    await account(browser)
    other = new_browser()
    await other.enter(esia, esia.person())
    assert (await browser.get("/joining")).status_code == 410
    assert (await new_browser().post("/joining/refusal")).status_code == 410
    clock.shift(timedelta(minutes=15, seconds=1))
    assert (await other.get("/joining")).status_code == 410
    assert (await other.post("/joining/password-proof", {"password": PASSWORD})).status_code == 410


async def test_guesses_at_the_question_count_as_guesses_at_the_login(
    browser: Any, new_browser: Any, esia: Any, account: Any
) -> None:
    await account(browser)
    other = new_browser()
    await other.enter(esia, esia.person())
    answers = [await other.post("/joining/password-proof", {"password": f"догадка {n}"}) for n in range(6)]
    answers += [await other.post("/password-sessions", {"email": EMAIL, "password": f"догадка {n}"}) for n in range(5)]
    assert [answer.status_code for answer in answers] == [403] * 6 + [401] * 4 + [429]


async def test_what_gosuslugi_said_is_sealed_while_it_waits(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    await account(browser)
    await new_browser().enter(esia, esia.person())
    row = str(await session.scalar(text("SELECT j::text FROM joinings j")))
    for secret in ("Петрова", "00000060006", "1000404446", EMAIL):
        assert secret not in row
        assert secret.encode().hex() not in row


async def test_a_registration_with_an_address_known_to_gosuslugi_gets_the_letter_that_says_so(
    browser: Any, new_browser: Any, esia: Any, letter: Any
) -> None:
    await browser.enter(esia, esia.person())
    form = RIGHT | {"last_name": "Петрова", "first_name": "Анна"}
    answer = await new_browser().post("/registrations", form)
    assert (answer.status_code, answer.json()) == (202, {})
    found = await letter()
    assert (found["purpose"], found["link"]) == ("already_registered", "http://localhost:8080/login")


async def test_two_cabinets_become_one_after_a_question(
    browser: Any, new_browser: Any, esia: Any, account: Any, recorded: Any, *, session: AsyncSession, notify: Any
) -> None:
    other = new_browser()
    kept, joined = await two_cabinets(browser, other, esia, account)
    assert await browser.enter(esia, "1000404446", "/gosuslugi/link") == "/login/join"
    assert (await browser.get("/joining")).json() == {"email_masked": "a•••@example.ru", "two_cabinets": True}
    assert await people(session) == 2, "nothing happens before the answer"
    answer = await browser.post("/joining/confirmation")
    assert answer.json() == {"redirect_url": "/welcome?return_to=/profile%3Fjoined%3D1"}
    view = (await browser.get("/session")).json()
    assert (view["person_id"], view["acr"]) == (kept, "gosuslugi")
    [event] = await recorded(CabinetsJoined)
    assert (str(event.person_id), str(event.joined_person_id), str(event.aggregate_id)) == (kept, joined, kept)
    assert await other.principal() is None
    ended = {str(one.person_id) for one in await recorded(SessionEnded)}
    assert ended == {kept, joined}, "sockets of both are closed everywhere"
    assert (await new_browser().post("/password-sessions", RIGHT)).status_code == 401, "until it is set again"
    profile = (await browser.get("/profile")).json()
    assert (profile["account_email"], profile["has_password"]) == (EMAIL, False)
    card = await notify.get(f"/internal/people/{joined}")
    assert card.json()["person_id"] == kept, "rows that still name the other cabinet find the person"
    last = (await recorded(EmailVerificationRequested))[-1]
    assert (await notify.get(f"/internal/verifications/{last.verification_id}")).json()["purpose"] == "cabinets_joined"


async def test_a_joined_address_gets_a_new_password_by_letter(
    browser: Any, new_browser: Any, esia: Any, account: Any, letter: Any
) -> None:
    kept, _ = await two_cabinets(browser, new_browser(), esia, account)
    await browser.enter(esia, "1000404446", "/gosuslugi/link")
    await browser.post("/joining/confirmation")
    away = new_browser()
    await away.post("/password-recoveries", {"email": EMAIL})
    reset = {"token": (await letter())["token"], "password": "новый длинный пароль"}
    assert (await away.post("/password-resets", reset)).status_code == 204
    answer = await away.post("/password-sessions", {"email": EMAIL, "password": "новый длинный пароль"})
    assert answer.json()["person_id"] == kept


async def test_only_the_session_that_asked_joins_two_cabinets(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    await two_cabinets(browser, new_browser(), esia, account)
    await browser.enter(esia, "1000404446", "/gosuslugi/link")
    thief = new_browser()
    thief.cookies["__Host-mila-join"] = browser.cookies["__Host-mila-join"]
    assert (await thief.post("/joining/confirmation")).status_code == 410
    assert (await thief.post("/joining/password-proof", {"password": PASSWORD})).status_code == 410
    kept_cookie = browser.cookies["__Host-mila-join"]
    await browser.post("/logout")
    browser.cookies["__Host-mila-join"] = kept_cookie
    assert (await browser.post("/joining/confirmation")).status_code == 410
    assert await people(session) == 2


async def test_many_answers_at_once_join_once(
    browser: Any, new_browser: Any, esia: Any, account: Any, recorded: Any, *, session: AsyncSession
) -> None:
    await two_cabinets(browser, new_browser(), esia, account)
    await browser.enter(esia, "1000404446", "/gosuslugi/link")
    answers = await asyncio.gather(*(browser.post("/joining/confirmation") for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [410] * 5
    assert (len(await recorded(CabinetsJoined)), await people(session)) == (1, 1)


async def test_two_links_at_once_join_once(
    browser: Any, new_browser: Any, esia: Any, account: Any, recorded: Any, *, session: AsyncSession
) -> None:
    await two_cabinets(browser, new_browser(), esia, account)
    tab = new_browser()
    tab.cookies = dict(browser.cookies)
    await browser.enter(esia, "1000404446", "/gosuslugi/link")
    await tab.enter(esia, "1000404446", "/gosuslugi/link")
    answers = await asyncio.gather(*(one.post("/joining/confirmation") for one in (browser, tab)))
    assert sorted(answer.status_code for answer in answers) == [200, 410]
    assert (len(await recorded(CabinetsJoined)), await people(session)) == (1, 1)


async def test_joining_and_a_password_login_at_once_leave_nobody_in_the_closed_cabinet(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    await two_cabinets(browser, new_browser(), esia, account)
    await browser.enter(esia, "1000404446", "/gosuslugi/link")
    logins = [new_browser() for _ in range(4)]
    answers = await asyncio.gather(
        browser.post("/joining/confirmation"), *(one.post("/password-sessions", RIGHT) for one in logins)
    )
    assert answers[0].status_code == 200
    assert {answer.status_code for answer in answers[1:]} <= {200, 401}
    assert [await one.principal() for one in logins] == [None] * 4
    live = """
        SELECT count(*) FROM sessions JOIN people USING (person_id)
        WHERE joined_into IS NOT NULL AND revoked_at IS NULL
    """
    await session.rollback()
    assert await session.scalar(text(live)) == 0


async def test_an_answer_and_another_login_of_the_same_person_at_once_make_one_cabinet(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    made = await account(browser)
    first, second = new_browser(), new_browser()
    await first.enter(esia, esia.person())
    brought = esia.authorize(await second.leave(), "1000404446")
    answer, page = await asyncio.gather(
        first.post("/joining/password-proof", {"password": PASSWORD}), second.come_back(**brought)
    )
    assert answer.status_code == 200
    if page == "/login/join":
        assert (await second.post("/joining/refusal")).status_code == 200
    assert (await person_of(second), await people(session)) == (made["person_id"], 1)


async def test_a_cabinet_made_in_between_makes_the_answer_a_conflict_with_a_way_on(
    browser: Any, new_browser: Any, esia: Any, account: Any
) -> None:
    await account(browser)
    first, second = new_browser(), new_browser()
    await first.enter(esia, esia.person())
    await second.enter(esia, "1000404446")
    await second.post("/joining/refusal")
    answer = await first.post("/joining/password-proof", {"password": PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (409, "link_conflict")
    assert await browser.enter(esia, "1000404446", "/gosuslugi/link") == "/login/join"

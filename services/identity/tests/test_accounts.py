"""Accounts by e-mail and password: letters, limits, and that nobody learns who has one."""

from datetime import timedelta
from time import perf_counter
from typing import Any

import pytest
from common.context import Context
from common.testing import Client, TestClock
from contracts.identity import EmailVerificationRequested, UserRegistered
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

EMAIL, PASSWORD = "anna@example.ru", "сосновый бор 7 вёрст"
FORM = {"email": EMAIL, "password": PASSWORD, "last_name": "Петрова", "first_name": "Анна", "middle_name": "Сергеевна"}


async def test_a_registration_is_an_account_once_the_letter_is_followed(
    browser: Any, letter: Any, recorded: Any, session: AsyncSession
) -> None:
    """R031"""
    answer = await browser.post("/registrations", FORM | {"email": " Anna@Example.RU "})
    assert (answer.status_code, answer.json()) == (202, {})
    assert await session.scalar(text("SELECT count(*) FROM people")) == 0
    found = await letter()
    assert (found["email"], found["purpose"]) == (EMAIL, "registration")
    assert found["link"] == f"http://localhost:8080/login/other?confirm={found['token']}"
    view = (await browser.post("/email-verifications", {"token": found["token"]})).json()
    assert (view["acr"], view["roles"], view["full_name"]) == ("password", ["patient"], "Петрова Анна Сергеевна")
    assert (view["gosuslugi_linked"], view["email"]) == (False, EMAIL)
    assert (await browser.principal()).acr == "password"
    [event] = await recorded(UserRegistered)
    assert (str(event.person_id), event.method) == (view["person_id"], "password")


async def test_a_link_is_good_once_and_for_a_day(browser: Any, letter: Any, clock: TestClock, notify: Client) -> None:
    await browser.post("/registrations", FORM)
    token = (await letter())["token"]
    assert (await browser.post("/email-verifications", {"token": token})).status_code == 200
    again = await browser.post("/email-verifications", {"token": token})
    assert (again.status_code, again.json()["code"]) == (410, "verification_invalid")
    await browser.post("/registrations", FORM | {"email": "b@example.ru"})
    late = (await letter())["token"]
    clock.shift(timedelta(hours=24, seconds=1))
    tardy = await browser.post("/email-verifications", {"token": late})
    assert (tardy.status_code, tardy.json()["code"]) == (410, "verification_expired")
    assert (await browser.post("/email-verifications", {"token": "x" * 43})).status_code == 410


async def test_a_used_letter_has_no_link_any_more(browser: Any, recorded: Any, letter: Any, notify: Client) -> None:
    await browser.post("/registrations", FORM)
    token = (await letter())["token"]
    await browser.post("/email-verifications", {"token": token})
    [asked] = await recorded(EmailVerificationRequested)
    assert (await notify.get(f"/internal/verifications/{asked.verification_id}")).status_code == 404


async def test_links_and_passwords_are_not_readable_in_the_database(
    browser: Any, letter: Any, session: AsyncSession
) -> None:
    await browser.post("/registrations", FORM)
    token = (await letter())["token"]
    row = str((await session.execute(text("SELECT v::text FROM verifications v"))).scalar_one())
    for secret in (token, PASSWORD, "argon2", "Петрова"):
        assert secret not in row
        assert secret.encode().hex() not in row
    await browser.post("/email-verifications", {"token": token})
    kept = str(await session.scalar(text("SELECT password_hash FROM people")))
    assert kept.startswith("$argon2id$")


async def test_an_existing_address_gets_a_letter_that_says_so_and_the_caller_sees_nothing(
    browser: Any, new_browser: Any, account: Any, letter: Any, session: AsyncSession
) -> None:
    await account(browser)
    stranger = new_browser()
    fresh = await stranger.post("/registrations", FORM | {"email": "nobody@example.ru"})
    known = await stranger.post("/registrations", FORM | {"password": "другой длинный пароль"})
    assert (fresh.status_code, fresh.json()) == (known.status_code, known.json()) == (202, {})
    hidden = ("x-request-id", "date")
    assert {k: v for k, v in fresh.headers.items() if k not in hidden} == {
        k: v for k, v in known.headers.items() if k not in hidden
    }
    found = await letter()
    assert (found["purpose"], found["link"]) == ("already_registered", "http://localhost:8080/login/other")
    answer = await stranger.post("/password-sessions", {"email": EMAIL, "password": "другой длинный пароль"})
    assert answer.status_code == 401, "the password of the account is what it was"
    recovery = [await stranger.post("/password-recoveries", {"email": e}) for e in (EMAIL, "no@example.ru")]
    assert [(one.status_code, one.json()) for one in recovery] == [(202, {}), (202, {})]


async def test_a_wrong_address_takes_as_long_as_a_wrong_password(browser: Any, account: Any, context: Context) -> None:
    await account(browser)
    asked: list[str | None] = []
    passwords = context.resources.passwords
    check = passwords._check

    def note(kept: str, password: str) -> bool:
        asked.append(kept)
        return bool(check(kept, password))

    passwords._check = note
    wrong = [
        await browser.post("/password-sessions", {"email": email, "password": "не тот пароль"})
        for email in (EMAIL, "nobody@example.ru")
    ]
    assert [(one.status_code, one.json()["code"]) for one in wrong] == [(401, "credentials_wrong")] * 2
    strip = ("request_id",)
    first, second = ({k: v for k, v in one.json().items() if k not in strip} for one in wrong)
    assert first == second
    assert len(asked) == 2
    assert all(str(kept).startswith("$argon2id$") for kept in asked), "a hash is computed for nobody as well"


async def test_hashing_does_not_hold_up_others(context: Context) -> None:
    """The real parameters cost real time, in threads of their own."""
    import asyncio

    from identity.domain.passwords import Argon2

    real = Argon2()
    try:
        started = perf_counter()
        making = asyncio.ensure_future(real.make(PASSWORD))
        ticks = 0
        while not making.done():
            await asyncio.sleep(0)
            ticks += 1
        assert ticks > 10, "the loop went on turning"
        assert perf_counter() - started > 0.02, "a guess costs something"
        assert await real.matches(await making, PASSWORD)
        assert not real.outdated(await making)
        assert real.outdated(await context.resources.passwords.make(PASSWORD))
    finally:
        real.close()


async def test_log_in_and_out_with_a_password(browser: Any, new_browser: Any, account: Any) -> None:
    """R032, R043"""
    made = await account(browser)
    other = new_browser()
    answer = await other.post("/password-sessions", {"email": "ANNA@example.ru", "password": PASSWORD})
    assert (answer.status_code, answer.json()["person_id"]) == (200, made["person_id"])
    assert answer.json()["acr"] == "password"
    assert (await other.get("/profile")).json()["has_password"] is True
    out = await other.post("/logout")
    assert out.json() == {"redirect_url": "/login"}
    assert "__Host-mila" not in other.cookies
    assert (await other.get("/session")).json()["authenticated"] is False
    assert await browser.principal() is not None, "another browser stays in"


async def test_a_hash_of_weaker_parameters_is_made_again(browser: Any, account: Any, session: AsyncSession) -> None:
    from argon2 import PasswordHasher

    await account(browser)
    old = PasswordHasher(time_cost=2, memory_cost=32, parallelism=1).hash(PASSWORD)
    await session.execute(text("UPDATE people SET password_hash = :old"), {"old": old})
    await session.commit()
    assert (await browser.post("/password-sessions", {"email": EMAIL, "password": PASSWORD})).status_code == 200
    kept = str(await session.scalar(text("SELECT password_hash FROM people")))
    assert "m=64,t=1" in kept


@pytest.mark.parametrize("password", ["короткий", "1234567890", "петрова2026", "Пароль12345"])
async def test_a_weak_password_is_refused(browser: Any, password: str) -> None:
    answer = await browser.post("/registrations", FORM | {"password": password})
    assert (answer.status_code, answer.json()["code"]) == (422, "password_too_weak")


@pytest.mark.parametrize(
    "change", [{"email": "nobody"}, {"first_name": "  "}, {"password": "я" * 200}, {"last_name": "ы" * 101}]
)
async def test_a_form_that_makes_no_sense_is_invalid(browser: Any, change: dict[str, str]) -> None:
    answer = await browser.post("/registrations", FORM | change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert "200" not in answer.text
    assert next(iter(change.values())) not in answer.text or not next(iter(change.values())).strip()


async def test_an_address_is_limited_over_many_accounts(browser: Any) -> None:
    codes = []
    for n in range(61):
        body = {"email": f"a{n}@example.ru", "password": PASSWORD}
        codes.append((await browser.post("/password-sessions", body)).status_code)
    assert codes == [401] * 60 + [429]


async def test_a_right_password_forgives_the_wrong_ones(browser: Any, account: Any) -> None:
    await account(browser)
    for _ in range(3):
        for n in range(9):
            assert (await browser.post("/password-sessions", {"email": EMAIL, "password": f"x{n}"})).status_code == 401
        assert (await browser.post("/password-sessions", {"email": EMAIL, "password": PASSWORD})).status_code == 200


async def test_nobody_is_flooded_with_letters(browser: Any, recorded: Any) -> None:
    codes = [(await browser.post("/registrations", FORM)).status_code for _ in range(6)]
    assert codes == [202] * 5 + [429]
    assert len(await recorded(EmailVerificationRequested)) == 5


async def test_a_lost_password_is_recovered_and_everybody_is_out(
    browser: Any, new_browser: Any, account: Any, letter: Any
) -> None:
    """R043"""
    await account(browser)
    other = new_browser()
    await other.post("/password-recoveries", {"email": EMAIL})
    found = await letter()
    assert (found["purpose"], found["link"]) == (
        "recovery",
        f"http://localhost:8080/login/recover?token={found['token']}",
    )
    weak = await other.post("/password-resets", {"token": found["token"], "password": "слабый"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")
    new = {"token": found["token"], "password": "новый длинный пароль"}
    assert (await other.post("/password-resets", new)).status_code == 204
    assert await browser.principal() is None
    again = await other.post("/password-resets", new)
    assert (again.status_code, again.json()["code"]) == (410, "verification_invalid")
    assert (await other.post("/password-sessions", {"email": EMAIL, "password": PASSWORD})).status_code == 401
    new_login = {"email": EMAIL, "password": "новый длинный пароль"}
    assert (await other.post("/password-sessions", new_login)).status_code == 200


async def test_a_link_of_one_purpose_serves_no_other(browser: Any, letter: Any, account: Any) -> None:
    await account(browser)
    await browser.post("/password-recoveries", {"email": EMAIL})
    token = (await letter())["token"]
    assert (await browser.post("/email-verifications", {"token": token})).status_code == 410
    assert (
        await browser.post("/password-resets", {"token": token, "password": "новый длинный пароль"})
    ).status_code == 204


async def test_a_person_without_an_address_proves_one_for_notifications(
    browser: Any, new_browser: Any, esia: Any, letter: Any
) -> None:
    await browser.enter(esia, esia.person(contacts=[]))
    assert (await browser.get("/profile")).json()["email_verified"] is False
    assert (await browser.post("/notification-emails", {"email": "new@example.ru"})).status_code == 202
    assert (await browser.get("/profile")).json()["email"] is None, "not before it is proved"
    found = await letter()
    assert found["purpose"] == "notification_email"
    telephone = new_browser()
    view = await telephone.post("/email-verifications", {"token": found["token"]})
    assert (view.status_code, view.json()["authenticated"]) == (200, False), "a proof of an address is no login"
    assert "__Host-mila" not in telephone.cookies
    profile = (await browser.get("/profile")).json()
    assert (profile["email"], profile["email_verified"]) == ("new@example.ru", True)
    assert (await new_browser().post("/notification-emails", {"email": "new@example.ru"})).status_code == 401


async def test_a_blocked_account_is_revealed_only_with_the_right_password(
    browser: Any, account: Any, session: AsyncSession
) -> None:
    await account(browser)
    await session.execute(text("UPDATE people SET blocked_at = now()"))
    await session.commit()
    right = await browser.post("/password-sessions", {"email": EMAIL, "password": PASSWORD})
    assert (right.status_code, right.json()["code"]) == (403, "account_blocked")
    assert (await browser.post("/password-sessions", {"email": EMAIL, "password": "не тот пароль"})).status_code == 401


async def test_a_request_of_another_site_changes_nothing(api: Client) -> None:
    answer = await api.post("/api/identity/registrations", json=FORM, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403

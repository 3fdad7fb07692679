"""Letters: links that lead back, run out and are renewed; how long to wait; what a password must be."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from common.testing import Client, TestClock
from contracts.identity import EmailVerificationRequested

EMAIL, PASSWORD = "anna@example.ru", "сосновый бор 7 вёрст"
FORM = {"email": EMAIL, "password": PASSWORD, "last_name": "Петрова", "first_name": "Анна"}
WANTED = "/doctors/orlova?type=clinic"


def back(letter: dict[str, Any]) -> str:
    return str(parse_qs(urlsplit(letter["link"]).query)["return_to"][0])


async def test_a_letter_leads_back_to_the_page_that_was_wanted(browser: Any, letter: Any, account: Any) -> None:
    """R007: through the letter of a registration, of a recovery, and the one to a known address."""
    await browser.post("/registrations", FORM | {"email": "new@example.ru", "return_to": WANTED})
    assert back(await letter()) == WANTED
    await account(browser)
    await browser.post("/password-recoveries", {"email": EMAIL, "return_to": WANTED})
    assert back(await letter()) == WANTED
    await browser.post("/registrations", FORM | {"return_to": WANTED})
    assert back(await letter()) == WANTED


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "/api/identity/gosuslugi/login"])
async def test_a_letter_never_leads_out_of_mila(browser: Any, letter: Any, evil: str) -> None:
    await browser.post("/registrations", FORM | {"return_to": evil})
    assert back(await letter()) == "/"


async def test_a_link_that_ran_out_is_renewed(browser: Any, letter: Any, clock: TestClock) -> None:
    """R031: the application is not lost, and the new link leads to the same page."""
    await browser.post("/registrations", FORM | {"return_to": WANTED})
    late = (await letter())["token"]
    clock.shift(timedelta(hours=25))
    answer = await browser.post("/email-verifications", {"token": late})
    assert (answer.status_code, answer.json()["code"]) == (410, "verification_expired")
    assert (await browser.post("/verification-letters", {"token": late})).json() == {}
    fresh = await letter()
    assert (fresh["email"], back(fresh), fresh["token"] != late) == (EMAIL, WANTED, True)
    assert (await browser.post("/email-verifications", {"token": fresh["token"]})).json()["acr"] == "password"
    used = await browser.post("/verification-letters", {"token": fresh["token"]})
    assert (used.status_code, used.json()["code"]) == (410, "verification_invalid")
    cancelled = await browser.post("/verification-letters", {"token": late})
    assert (cancelled.status_code, cancelled.json()["code"]) == (410, "verification_invalid")


async def test_a_recovery_that_ran_out_says_so(browser: Any, letter: Any, account: Any, clock: TestClock) -> None:
    await account(browser)
    await browser.post("/password-recoveries", {"email": EMAIL})
    token = (await letter())["token"]
    clock.shift(timedelta(hours=1, seconds=1))
    answer = await browser.post("/password-resets", {"token": token, "password": "новый длинный пароль"})
    assert (answer.status_code, answer.json()["code"]) == (410, "verification_expired")


async def test_a_made_up_link_is_not_renewed_and_sends_nothing(browser: Any, recorded: Any) -> None:
    answer = await browser.post("/verification-letters", {"token": "x" * 43})
    assert (answer.status_code, answer.json()["code"]) == (410, "verification_invalid")
    assert await recorded(EmailVerificationRequested) == []


async def test_a_renewal_counts_as_a_letter(browser: Any, letter: Any) -> None:
    await browser.post("/registrations", FORM)
    token = (await letter())["token"]
    codes = [(await browser.post("/verification-letters", {"token": token})).status_code for _ in range(5)]
    assert codes == [202] * 4 + [429]


async def test_a_refusal_for_haste_says_how_long_to_wait(browser: Any, clock: TestClock) -> None:
    """R031, R032: to the second, in the header and in the body."""
    clock.freeze()
    for _ in range(5):
        assert (await browser.post("/registrations", FORM)).status_code == 202
    clock.shift(timedelta(minutes=20))
    answer = await browser.post("/registrations", FORM)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "2400")
    assert answer.json()["retry_after_seconds"] == 2400
    clock.shift(timedelta(minutes=40))
    assert (await browser.post("/registrations", FORM)).status_code == 202


async def test_the_letter_for_notifications_says_what_it_is_for(browser: Any, esia: Any, letter: Any) -> None:
    await browser.enter(esia, esia.person(contacts=[]))
    await browser.post("/notification-emails", {"email": "new@example.ru"})
    assert (await letter())["link"].endswith("&letters=1")


async def test_the_rules_of_passwords_are_public(api: Client, browser: Any) -> None:
    rules = (await api.get("/api/identity/password-rules")).json()
    assert (rules["shortest"], rules["longest"]) == (10, 128)
    assert "пароль" in rules["common"]
    judged = json.loads((Path(__file__).parent / "passwords.json").read_text("utf-8"))
    weak = await browser.post("/registrations", FORM | {"password": judged["weak"][8]})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")

"""Many against one, where the database must decide."""

import asyncio
from typing import Any

from common.context import Context
from contracts.identity import UserRegistered
from identity.actions import keys
from identity.domain.keys import Keyring
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

FORM = {"email": "anna@example.ru", "password": "сосновый бор 7 вёрст", "last_name": "Петрова", "first_name": "Анна"}


async def count(session: AsyncSession, table: str) -> int:
    return int(await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_two_first_logins_at_once_make_one_person(
    new_browser: Any, esia: Any, session: AsyncSession, recorded: Any
) -> None:
    """R019"""
    esia.person()
    browsers = [new_browser() for _ in range(8)]
    brought = [esia.authorize(await browser.leave(), "1000404446") for browser in browsers]
    pages = await asyncio.gather(*(browser.come_back(**back) for browser, back in zip(browsers, brought, strict=True)))
    assert pages == ["/welcome?return_to=/"] * 8
    assert (await count(session, "people"), await count(session, "sessions")) == (1, 8)
    assert len(await recorded(UserRegistered)) == 1


async def test_one_state_is_taken_once_by_many(browser: Any, esia: Any, session: AsyncSession) -> None:
    brought = esia.authorize(await browser.leave(), esia.person())
    pages = await asyncio.gather(*(browser.come_back(**brought) for _ in range(8)))
    assert sorted(pages) == ["/login?problem=login_expired"] * 7 + ["/welcome?return_to=/"]
    assert await count(session, "sessions") == 1


async def test_two_registrations_of_one_address_make_one_account(
    new_browser: Any, recorded: Any, notify: Any, session: AsyncSession
) -> None:
    first, second = new_browser(), new_browser()
    await asyncio.gather(first.post("/registrations", FORM), second.post("/registrations", FORM))
    from contracts.identity import EmailVerificationRequested

    asked = await recorded(EmailVerificationRequested)
    links = [
        (await notify.get(f"/internal/verifications/{one.verification_id}")).json()["link"].partition("confirm=")[2]
        for one in asked
    ]
    assert len(set(links)) == 2

    async def follow(browsers: tuple[Any, Any]) -> list[int]:
        asked = zip(browsers, links, strict=True)
        answers = await asyncio.gather(*(one.post("/email-verifications", {"token": link}) for one, link in asked))
        return sorted(answer.status_code for answer in answers)

    # A letter finishes the registration of its own browser only, and either of the two may have been the first.
    codes = await follow((first, second))
    assert (codes if codes != [422, 422] else await follow((second, first))) == [200, 410]
    assert (await count(session, "people"), await count(session, "sessions")) == (1, 1)


async def test_a_letter_is_followed_once_by_many(browser: Any, letter: Any, session: AsyncSession) -> None:
    await browser.post("/registrations", FORM)
    token = (await letter())["token"]
    answers = await asyncio.gather(*(browser.post("/email-verifications", {"token": token}) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [200] + [410] * 5
    assert await count(session, "people") == 1


async def test_guesses_at_once_are_counted_one_by_one(new_browser: Any, browser: Any, account: Any) -> None:
    await account(browser)
    wrong = {"email": "anna@example.ru", "password": "не тот пароль"}
    answers = await asyncio.gather(*(new_browser().post("/password-sessions", wrong) for _ in range(20)))
    assert sorted(answer.status_code for answer in answers) == [401] * 10 + [429] * 10


async def test_linking_and_a_first_login_at_once_leave_one_owner(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    """R044"""
    await account(browser)
    other = new_browser()
    esia.person()
    link = esia.authorize(await browser.leave("/gosuslugi/link"), "1000404446")
    login = esia.authorize(await other.leave(), "1000404446")
    linked, _ = await asyncio.gather(browser.come_back(**link), other.come_back(**login))
    owners = (await session.execute(text("SELECT count(*) FROM people WHERE oid = '1000404446'"))).scalar_one()
    assert owners == 1
    won = linked.startswith("/welcome")
    assert won or linked == "/profile?problem=link_conflict"
    assert await count(session, "people") == (1 if won else 2)


async def test_replicas_that_start_together_make_one_key(context: Context, session: AsyncSession) -> None:
    import dataclasses

    replicas = [dataclasses.replace(context.resources, keyring=Keyring()) for _ in range(6)]
    rings = await asyncio.gather(*(keys.known_keys(context.sessions, replica) for replica in replicas))
    assert await count(session, "signing_keys") == 1
    assert len({ring[0].kid for ring in rings}) == 1


async def test_two_decisions_at_once_are_published_in_order(browser: Any, esia: Any, recorded: Any) -> None:
    await browser.enter(esia, esia.person())
    bodies = [
        {"kind": "notifications", "text_version": "2026-11-01", "decision": what} for what in ("given", "refused") * 4
    ]
    answers = await asyncio.gather(*(browser.post("/consents", body) for body in bodies))
    assert [answer.status_code for answer in answers] == [201] * 8
    published = [event for event in await recorded() if not isinstance(event, UserRegistered)]
    newest = max(published, key=lambda event: event.aggregate_version)
    assert len({event.aggregate_version for event in published}) == 8
    state = (await browser.get("/consents")).json()["items"][1]["decision"]
    assert {"given": "ConsentGiven", "refused": "ConsentWithdrawn"}[state] == type(newest).__name__

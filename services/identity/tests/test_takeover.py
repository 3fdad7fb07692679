"""Anyone who was in a cabinet before its owner keeps nothing: registration, linking, changes of the way in."""

from typing import Any

import pytest
from contracts.identity import EmailVerificationRequested, SessionEnded
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

EMAIL, PASSWORD, NEW = "anna@example.ru", "сосновый бор 7 вёрст", "новый длинный пароль"
FORM = {"email": EMAIL, "password": PASSWORD, "last_name": "Петрова", "first_name": "Анна"}
RIGHT = {"email": EMAIL, "password": PASSWORD}


@pytest.fixture
def purposes(recorded: Any, notify: Any) -> Any:
    """``await purposes()``: the kind and address of each letter that would be sent now."""

    async def read() -> list[tuple[str, str]]:
        asked = await recorded(EmailVerificationRequested)
        cards = [await notify.get(f"/internal/verifications/{one.verification_id}") for one in asked]
        return [(card.json()["purpose"], card.json()["email"]) for card in cards if card.status_code == 200]

    return read


async def test_the_password_of_a_registration_counts_only_in_its_own_browser(
    browser: Any, new_browser: Any, letter: Any, session: AsyncSession
) -> None:
    attacker, owner = browser, new_browser()
    await attacker.post("/registrations", FORM)
    token = (await letter())["token"]
    refused = await owner.post("/email-verifications", {"token": token})
    assert (refused.status_code, refused.json()["code"]) == (422, "password_required")
    assert await session.scalar(text("SELECT count(*) FROM people")) == 0
    weak = await owner.post("/email-verifications", {"token": token, "password": "анна петрова"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")
    entered = await owner.post("/email-verifications", {"token": token, "password": NEW})
    assert (entered.status_code, entered.json()["acr"]) == (200, "password"), "the link was not used up"
    assert (await attacker.post("/password-sessions", RIGHT)).status_code == 401
    assert (await owner.post("/password-sessions", RIGHT | {"password": NEW})).status_code == 200


async def test_a_renewed_letter_asks_for_the_password_too(browser: Any, new_browser: Any, letter: Any) -> None:
    await browser.post("/registrations", FORM)
    old = (await letter())["token"]
    owner = new_browser()
    assert (await owner.post("/verification-letters", {"token": old})).status_code == 202
    answer = await owner.post("/email-verifications", {"token": (await letter())["token"]})
    assert answer.json()["code"] == "password_required"


async def test_a_registration_in_another_browser_does_not_make_the_first_one_count(
    browser: Any, new_browser: Any, letter: Any
) -> None:
    attacker, owner = browser, new_browser()
    await attacker.post("/registrations", FORM)
    token = (await letter())["token"]
    await owner.post("/registrations", FORM | {"password": NEW})
    answer = await owner.post("/email-verifications", {"token": token})
    assert answer.json()["code"] == "password_required", "the older letter is the attacker's registration"


async def test_linking_ends_every_other_session_and_drops_password_and_address(
    browser: Any, new_browser: Any, esia: Any, account: Any, letter: Any, *, recorded: Any, purposes: Any
) -> None:
    made = await account(browser)
    attacker = new_browser()
    assert (await attacker.post("/password-sessions", RIGHT)).status_code == 200
    await attacker.post("/notification-emails", {"email": "evil@example.ru"})
    await attacker.post("/email-verifications", {"token": (await letter())["token"]})
    assert (await browser.get("/profile")).json()["email"] == "evil@example.ru"
    await attacker.post("/notification-emails", {"email": "second@example.ru"})
    pending = (await letter())["token"]
    before = {one.session_id for one in await recorded(SessionEnded)}
    await browser.enter(esia, esia.person(), "/gosuslugi/link")
    assert await attacker.principal() is None
    ended = [one for one in await recorded(SessionEnded) if one.session_id not in before]
    assert {str(one.person_id) for one in ended} == {made["person_id"]}
    assert len(ended) == 2, "the attacker's and the one that asked"
    assert (await attacker.post("/password-sessions", RIGHT)).status_code == 401
    assert (await attacker.post("/email-verifications", {"token": pending})).status_code == 410
    profile = (await browser.get("/profile")).json()
    assert (profile["email"], profile["has_password"], profile["gosuslugi_linked"]) == (EMAIL, False, True)
    assert ("gosuslugi_linked", EMAIL) in await purposes()


async def linked_by_password(browser: Any, new_browser: Any, esia: Any, account: Any) -> Any:
    """A linked person whose other browser came in by a password set after linking."""
    await account(browser)
    await browser.enter(esia, esia.person(), "/gosuslugi/link")
    assert (await browser.post("/password-changes", {"password": NEW})).status_code == 204
    other = new_browser()
    assert (await other.post("/password-sessions", {"email": EMAIL, "password": NEW})).status_code == 200
    return other


async def test_a_password_session_of_a_linked_person_reads_nothing_that_came_from_gosuslugi(
    browser: Any, new_browser: Any, esia: Any, account: Any
) -> None:
    other = await linked_by_password(browser, new_browser, esia, account)
    own, hidden = (await browser.get("/profile")).json(), (await other.get("/profile")).json()
    fields = ("birth_date", "snils_masked", "phone_masked")
    assert all(own[field] for field in fields)
    assert own["personal_data_hidden"] is False
    assert [hidden[field] for field in fields] == [None, None, None]
    assert hidden["personal_data_hidden"] is True
    for kind in ("medical_documents", "notifications"):
        assert (await browser.get(f"/consents/{kind}/document")).status_code == 200
        refused = await other.get(f"/consents/{kind}/document")
        assert (refused.status_code, refused.json()["code"]) == (403, "identification_required")


async def test_a_password_session_of_a_linked_person_changes_no_way_in(
    browser: Any, new_browser: Any, esia: Any, account: Any
) -> None:
    other = await linked_by_password(browser, new_browser, esia, account)
    sessions = (await other.get("/sessions")).json()["items"]
    own, foreign = sessions[0]["session_id"], sessions[1]["session_id"]
    refused = [
        await other.post("/notification-emails", {"email": "evil@example.ru"}),
        await other.post("/password-changes", {"current_password": NEW, "password": "другой длинный пароль"}),
        await other.send("DELETE", f"/sessions/{foreign}"),
        await other.post("/sessions/revocation"),
    ]
    assert [(one.status_code, one.json()["code"]) for one in refused] == [(403, "identification_required")] * 4
    assert await browser.principal() is not None
    assert (await other.send("DELETE", f"/sessions/{own}")).status_code == 204, "its own end is its own affair"
    assert (await browser.post("/notification-emails", {"email": "new@example.ru"})).status_code == 202


async def test_a_password_session_of_an_unlinked_person_is_as_free_as_before(
    browser: Any, new_browser: Any, account: Any
) -> None:
    await account(browser)
    other = new_browser()
    await other.post("/password-sessions", RIGHT)
    assert (await browser.post("/notification-emails", {"email": "new@example.ru"})).status_code == 202
    foreign = (await browser.get("/sessions")).json()["items"][1]["session_id"]
    assert (await browser.send("DELETE", f"/sessions/{foreign}")).status_code == 204


async def test_the_old_address_is_written_of_a_new_one(browser: Any, account: Any, letter: Any, purposes: Any) -> None:
    await account(browser)
    await browser.post("/notification-emails", {"email": "new@example.ru"})
    await browser.post("/email-verifications", {"token": (await letter())["token"]})
    assert await purposes() == [("address_changed", EMAIL)]


async def test_a_password_is_changed_in_the_profile(
    browser: Any, new_browser: Any, account: Any, purposes: Any
) -> None:
    await account(browser)
    other = new_browser()
    await other.post("/password-sessions", RIGHT)
    wrong = await browser.post("/password-changes", {"current_password": "не тот", "password": NEW})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "password_wrong")
    missing = await browser.post("/password-changes", {"password": NEW})
    assert missing.json()["code"] == "password_wrong"
    weak = await browser.post("/password-changes", {"current_password": PASSWORD, "password": EMAIL})
    assert (weak.status_code, weak.json()["code"]) == (422, "password_too_weak")
    changed = await browser.post("/password-changes", {"current_password": PASSWORD, "password": NEW})
    assert changed.status_code == 204
    assert await browser.principal() is not None
    assert await other.principal() is None, "every other session is over"
    assert (await other.post("/password-sessions", RIGHT)).status_code == 401
    assert (await other.post("/password-sessions", RIGHT | {"password": NEW})).status_code == 200
    assert ("password_changed", EMAIL) in await purposes()


async def test_a_gosuslugi_session_sets_a_password_without_the_current_one(
    browser: Any, new_browser: Any, esia: Any, account: Any
) -> None:
    other = await linked_by_password(browser, new_browser, esia, account)
    assert (await other.get("/profile")).json()["has_password"] is True


async def test_a_cabinet_without_an_address_of_its_own_has_no_password(browser: Any, esia: Any) -> None:
    await browser.enter(esia, esia.person())
    answer = await browser.post("/password-changes", {"password": NEW})
    assert (answer.status_code, answer.json()["code"]) == (409, "account_email_required")


async def test_guessing_the_current_password_is_limited(browser: Any, account: Any) -> None:
    await account(browser)
    body = {"password": NEW}
    answers = [await browser.post("/password-changes", body | {"current_password": f"x{n}"}) for n in range(11)]
    assert [answer.status_code for answer in answers] == [403] * 10 + [429]

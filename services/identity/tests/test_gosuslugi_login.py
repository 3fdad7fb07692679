"""Login through Gosuslugi, tab by tab; linking of an e-mail account."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
import pytest
from common.context import Context
from common.testing import Client, TestClock
from contracts.identity import GosuslugiLinked, UserRegistered
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession


async def count(session: AsyncSession, table: str) -> int:
    return int(await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def test_a_first_login_makes_a_cabinet_and_offers_setup(browser: Any, esia: Any, recorded: Any) -> None:
    """R017, R018, R020, R007"""
    page = await browser.enter(esia, esia.person(), return_to="/doctors/ivanov?x=1")
    assert page == "/welcome?return_to=/doctors/ivanov%3Fx%3D1"
    view = (await browser.get("/session")).json()
    assert view["authenticated"] is True
    assert (view["full_name"], view["given_name"]) == ("Петрова Анна Сергеевна", "Анна Сергеевна")
    assert (view["acr"], view["roles"], view["email"]) == ("gosuslugi", ["patient"], "anna@example.ru")
    assert (view["gosuslugi_linked"], view["setup_completed"]) == (True, False)
    [event] = await recorded()
    assert isinstance(event, UserRegistered)
    assert (str(event.person_id), event.method) == (view["person_id"], "gosuslugi")


async def test_a_later_login_opens_the_same_cabinet(browser: Any, new_browser: Any, esia: Any, recorded: Any) -> None:
    """R019, R028: the subject id decides; e-mail and name may change."""
    await browser.enter(esia, esia.person())
    first = (await browser.get("/session")).json()
    assert (await browser.post("/setup-completion")).status_code == 204
    esia.person(lastName="Иванова", contacts=[])
    other = new_browser()
    assert await other.enter(esia, "1000404446", return_to="/records") == "/records"
    second = (await other.get("/session")).json()
    assert second["person_id"] == first["person_id"]
    assert (second["full_name"], second["email"]) == ("Иванова Анна Сергеевна", None)
    assert len(await recorded(UserRegistered)) == 1


async def test_personal_data_is_sealed_at_rest(browser: Any, esia: Any, session: AsyncSession) -> None:
    await browser.enter(esia, esia.person())
    row = (await session.execute(text("SELECT people::text AS everything FROM people"))).scalar_one()
    for secret in ("00000060006", "000-000-600 06", "111111", "9000000006", "+7(900)0000006"):
        assert secret not in row
        assert secret.encode().hex() not in row
    profile = (await browser.get("/profile")).json()
    assert (profile["snils_masked"], profile["phone_masked"]) == ("•••-•••-•00 06", "+7 ••• •••-00-06")
    assert (profile["birth_date"], profile["has_password"]) == ("1985-03-02", False)


async def test_an_unconfirmed_account_leaves_nothing(browser: Any, esia: Any, session: AsyncSession) -> None:
    page = await browser.enter(esia, esia.person(trusted=False), return_to="/records")
    assert page == "/login?problem=gosuslugi_unconfirmed&return_to=/records"
    assert (await count(session, "people"), await count(session, "sessions")) == (0, 0)
    assert await browser.principal() is None


async def test_a_person_without_a_surname_sees_what_is_missing(
    browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    page = await browser.enter(esia, esia.person(lastName=""), return_to="/records")
    assert page == "/login?problem=gosuslugi_incomplete&missing=last_name&return_to=/records"
    assert await count(session, "people") == 0
    await account(browser)
    page = await browser.enter(esia, "1000404446", "/gosuslugi/link")
    assert page == "/profile?problem=gosuslugi_incomplete&missing=last_name"


@pytest.mark.parametrize(
    ("error", "description", "problem"),
    [
        ("access_denied", "ESIA-007004: отказ", "gosuslugi_refused"),
        ("access_denied", "ESIA-007055: x", "gosuslugi_unconfirmed"),
        ("temporarily_unavailable", "ESIA-007008: x", "gosuslugi_unavailable"),
        ("invalid_request", "ESIA-007014: x", "gosuslugi_failed"),
    ],
)
async def test_an_error_of_gosuslugi_ends_on_a_page_that_says_so(
    browser: Any, esia: Any, session: AsyncSession, *, error: str, description: str, problem: str
) -> None:
    """R016"""
    brought = esia.authorize(await browser.leave(return_to="/records"), esia.person())
    page = await browser.come_back(state=brought["state"], error=error, error_description=description)
    assert page == f"/login?problem={problem}&return_to=/records"
    assert (await count(session, "people"), await count(session, "sessions")) == (0, 0)


async def test_a_gosuslugi_that_is_down_is_named(browser: Any, esia: Any) -> None:
    esia.faults["te"] = lambda _: httpx.Response(502, html="<html>")
    page = await browser.enter(esia, esia.person())
    assert page == "/login?problem=gosuslugi_unavailable&return_to=/"


async def test_a_state_is_good_once(browser: Any, esia: Any, session: AsyncSession) -> None:
    brought = esia.authorize(await browser.leave(), esia.person())
    assert (await browser.come_back(**brought)).startswith("/welcome")
    assert await browser.come_back(**brought) == "/login?problem=login_expired"
    assert await count(session, "sessions") == 1


async def test_a_refused_state_is_used_up_too(browser: Any, esia: Any) -> None:
    brought = esia.authorize(await browser.leave(), esia.person())
    await browser.come_back(state=brought["state"], error="access_denied")
    assert await browser.come_back(**brought) == "/login?problem=login_expired"


async def test_another_browser_cannot_finish_a_login(browser: Any, new_browser: Any, esia: Any) -> None:
    """Nobody is made to log in as somebody else."""
    brought = esia.authorize(await browser.leave(), esia.person())
    victim = new_browser()
    assert await victim.come_back(**brought) == "/login?problem=login_expired"
    await victim.leave()
    assert await victim.come_back(**brought) == "/login?problem=login_expired"
    assert (await browser.come_back(**brought)).startswith("/welcome"), "the attempt used nothing up"


async def test_a_login_waits_fifteen_minutes(browser: Any, esia: Any, clock: TestClock) -> None:
    brought = esia.authorize(await browser.leave(), esia.person())
    clock.shift(timedelta(minutes=15, seconds=1))
    assert await browser.come_back(**brought) == "/login?problem=login_expired"


@pytest.mark.parametrize("brought", [{}, {"state": ""}, {"state": "x", "code": "y"}, {"code": "y"}, {"error": "x"}])
async def test_a_callback_out_of_the_blue_is_an_expired_login(browser: Any, brought: dict[str, str]) -> None:
    assert await browser.come_back(**brought) == "/login?problem=login_expired"
    await browser.leave()
    assert await browser.come_back(**brought) == "/login?problem=login_expired"


async def test_two_tabs_come_back_each_to_its_page(browser: Any, esia: Any) -> None:
    esia.person()
    first = esia.authorize(await browser.leave(return_to="/records"), "1000404446")
    second = esia.authorize(await browser.leave(return_to="/medcards/"), "1000404446")
    assert await browser.come_back(**second) == "/welcome?return_to=/medcards/"
    await browser.post("/setup-completion")
    assert await browser.come_back(**first) == "/records"


async def test_a_return_path_of_another_site_is_the_main_page(browser: Any, esia: Any) -> None:
    page = await browser.enter(esia, esia.person(), return_to="//evil.example/x")
    assert page == "/welcome?return_to=/"


async def test_a_login_gives_a_new_session_and_ends_the_old(browser: Any, new_browser: Any, esia: Any) -> None:
    """No fixation: a planted cookie stays worth nothing."""
    browser.cookies["__Host-mila"] = "planted-by-somebody-else-in-this-browser-123"
    await browser.enter(esia, esia.person())
    first = browser.cookies["__Host-mila"]
    assert first != "planted-by-somebody-else-in-this-browser-123"
    await browser.enter(esia, "1000404446")
    stale = new_browser()
    stale.cookies["__Host-mila"] = first
    assert await stale.principal() is None
    assert await browser.principal() is not None


async def test_a_blocked_person_sees_why(browser: Any, new_browser: Any, esia: Any, session: AsyncSession) -> None:
    await browser.enter(esia, esia.person())
    await session.execute(text("UPDATE people SET blocked_at = now()"))
    await session.commit()
    assert await browser.principal() is None, "at once, without waiting for the session's end"
    assert await new_browser().enter(esia, "1000404446") == "/login?problem=account_blocked&return_to=/"


async def test_a_signer_that_is_down_is_reported_before_leaving(browser: Any, provider: Any) -> None:
    from identity.gateways.esia.signers import SigningImpossible

    async def broken(_: bytes) -> bytes:
        raise SigningImpossible("no key")

    provider._signer.sign = broken
    assert await browser.leave() == "/login?problem=gosuslugi_unavailable&return_to=/"


# Staff

DOCTOR, CLINIC = str(uuid4()), str(uuid4())
APPOINTMENT = {"snils": "000-000-600 06", "full_name": "Петрова Анна Сергеевна", "position": "Терапевт"}


async def test_a_doctor_is_one_by_snils_and_only_through_gosuslugi(
    new_browser: Any, doctor_origin: str, esia: Any, loader: Client, account: Any
) -> None:
    """R012, R170"""
    body = APPOINTMENT | {"clinic_id": CLINIC, "role": "doctor"}
    assert (await loader.put(f"/internal/staff/{DOCTOR}", json=body)).status_code == 204
    doctor = new_browser(doctor_origin)
    assert await doctor.enter(esia, esia.person(), return_to="/week") == "/week", "no patient's setup on this site"
    principal = await doctor.principal()
    assert principal.roles == {"patient", "doctor"}
    assert (str(principal.doctor_id), {str(one) for one in principal.clinic_ids}) == (DOCTOR, {CLINIC})
    assert (await doctor.get("/session")).json()["doctor_id"] == DOCTOR
    away = parse_qs(urlsplit(await doctor.leave()).query)["redirect_uri"]
    assert away == [f"{doctor_origin}/api/identity/gosuslugi/callback"]

    by_password = new_browser()
    await account(by_password, "other@example.ru")
    assert (await by_password.principal()).roles == {"patient"}


async def test_a_clinic_admin_has_no_doctor_id(browser: Any, esia: Any, loader: Client) -> None:
    body = APPOINTMENT | {"clinic_id": CLINIC, "role": "clinic_admin"}
    await loader.put(f"/internal/staff/{DOCTOR}", json=body)
    await browser.enter(esia, esia.person())
    principal = await browser.principal()
    assert principal.roles == {"patient", "clinic_admin"}
    assert (principal.doctor_id, {str(one) for one in principal.clinic_ids}) == (None, {CLINIC})


async def test_a_doctors_session_ends_after_twelve_hours(
    browser: Any, esia: Any, loader: Client, clock: TestClock
) -> None:
    await loader.put(f"/internal/staff/{DOCTOR}", json=APPOINTMENT | {"clinic_id": CLINIC, "role": "doctor"})
    await browser.enter(esia, esia.person())
    for _ in range(17):
        clock.shift(timedelta(minutes=42))
        assert await browser.principal() is not None
    clock.shift(timedelta(minutes=7))
    assert await browser.principal() is None


async def test_a_doctors_session_ends_after_45_unused_minutes_and_says_so_before(
    browser: Any, new_browser: Any, esia: Any, loader: Client, clock: TestClock
) -> None:
    await loader.put(f"/internal/staff/{DOCTOR}", json=APPOINTMENT | {"clinic_id": CLINIC, "role": "doctor"})
    clock.freeze()
    await browser.enter(esia, esia.person())
    view = (await browser.get("/session")).json()
    ends, says = (datetime.fromisoformat(view[name]) for name in ("idle_expires_at", "server_time"))
    assert ends - says == timedelta(minutes=45)
    assert datetime.fromisoformat(view["expires_at"]) - says == timedelta(hours=12)
    patient = new_browser()
    await patient.enter(esia, esia.person("1000404449", snils=None, contacts=[]))
    clock.shift(timedelta(minutes=45, seconds=1))
    assert await browser.principal() is None
    assert await patient.principal() is not None, "patients stay in for a week"


async def test_a_page_left_open_keeps_no_doctors_session_alive(
    browser: Any, new_browser: Any, esia: Any, loader: Client, clock: TestClock
) -> None:
    await loader.put(f"/internal/staff/{DOCTOR}", json=APPOINTMENT | {"clinic_id": CLINIC, "role": "doctor"})
    clock.freeze()
    await browser.enter(esia, esia.person())
    patient = new_browser()
    await patient.enter(esia, esia.person("1000404449", snils=None, contacts=[]))
    clock.shift(timedelta(minutes=40))
    assert await browser.exchange(background=False), "somebody is there"
    for _ in range(4):
        clock.shift(timedelta(minutes=11))
        assert await browser.exchange(background=True)
    clock.shift(timedelta(minutes=2))
    assert await browser.exchange(background=True) == ""
    for _ in range(3):
        clock.shift(timedelta(days=6))
        assert await patient.exchange(background=True), "patients stay in as before"


async def test_a_change_of_rights_ends_the_session(browser: Any, esia: Any, loader: Client) -> None:
    body = APPOINTMENT | {"clinic_id": CLINIC, "role": "doctor"}
    await loader.put(f"/internal/staff/{DOCTOR}", json=body)
    await browser.enter(esia, esia.person())
    await loader.put(f"/internal/staff/{DOCTOR}", json=body | {"position": "Главный врач"})
    assert await browser.principal() is not None, "a new title is no new right"
    await loader.put(f"/internal/staff/{DOCTOR}", json=body | {"snils": "000-000-601 07"})
    assert await browser.principal() is None
    await browser.enter(esia, "1000404446")
    assert (await browser.principal()).roles == {"patient"}


# Linking


async def link(browser: Any, esia: Any, oid: str) -> str:
    page: str = await browser.enter(esia, oid, "/gosuslugi/link", return_to="/profile")
    return page


async def test_equal_addresses_become_one_cabinet(
    browser: Any, new_browser: Any, esia: Any, account: Any, recorded: Any
) -> None:
    """R037, R038, R039, R041"""
    made = await account(browser)
    await browser.post("/setup-completion")
    before = browser.cookies["__Host-mila"]
    assert await link(browser, esia, esia.person()) == "/welcome?return_to=/profile%3Flinked%3D1"
    view = (await browser.get("/session")).json()
    assert (view["person_id"], view["acr"], view["gosuslugi_linked"]) == (made["person_id"], "gosuslugi", True)
    assert view["full_name"] == "Петрова Анна Сергеевна"
    assert view["setup_completed"] is False, "the consent to medical documents is offered now"
    old = new_browser()
    old.cookies["__Host-mila"] = before
    assert await old.principal() is None
    [event] = await recorded(GosuslugiLinked)
    assert str(event.person_id) == made["person_id"]
    again = new_browser()
    await again.enter(esia, "1000404446")
    assert (await again.get("/session")).json()["person_id"] == made["person_id"]
    assert len(await recorded(UserRegistered)) == 1


@pytest.mark.parametrize(
    ("contacts", "problem"),
    [
        ([{"type": "EML", "value": "other@example.ru", "vrfStu": "VERIFIED"}], "link_email_mismatch"),
        ([{"type": "EML", "value": "anna@example.ru", "vrfStu": "NOT_VERIFIED"}], "link_email_unverified"),
        ([], "link_email_unverified"),
    ],
)
async def test_other_addresses_link_nothing(
    browser: Any, esia: Any, account: Any, session: AsyncSession, *, contacts: Any, problem: str
) -> None:
    """R040"""
    made = await account(browser)
    assert await link(browser, esia, esia.person(contacts=contacts)) == f"/profile?problem={problem}"
    assert await count(session, "people") == 1
    view = (await browser.get("/session")).json()
    assert (view["person_id"], view["acr"], view["gosuslugi_linked"]) == (made["person_id"], "password", False)


async def test_an_identity_with_a_cabinet_of_another_address_is_a_conflict(
    browser: Any, new_browser: Any, esia: Any, account: Any, session: AsyncSession
) -> None:
    """R044"""
    made = await account(browser, "elsewhere@example.ru")
    other = new_browser()
    await other.enter(esia, esia.person())
    assert (await other.get("/session")).json()["person_id"] != made["person_id"]
    assert await link(browser, esia, "1000404446") == "/profile?problem=link_conflict"
    assert await count(session, "people") == 2
    assert (await browser.principal()).acr == "password"


async def test_an_account_is_linked_to_one_identity(browser: Any, esia: Any, account: Any) -> None:
    await account(browser)
    await link(browser, esia, esia.person())
    assert await link(browser, esia, esia.person("1000404447")) == "/profile?problem=link_conflict"
    assert (await link(browser, esia, "1000404446")).endswith("linked%3D1"), "its own one is no conflict"


async def test_linking_needs_the_session_that_asked(browser: Any, esia: Any, account: Any) -> None:
    await account(browser)
    brought = esia.authorize(await browser.leave("/gosuslugi/link"), esia.person())
    await browser.post("/logout")
    assert await browser.come_back(**brought) == "/profile?problem=login_expired"


async def test_a_stranger_cannot_link(browser: Any) -> None:
    answer = await browser.get("/gosuslugi/link")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_an_unconfirmed_identity_is_not_linked(browser: Any, esia: Any, account: Any) -> None:
    await account(browser)
    assert await link(browser, esia, esia.person(trusted=False)) == "/profile?problem=gosuslugi_unconfirmed"


async def test_logs_name_no_one(browser: Any, esia: Any, account: Any, context: Context) -> None:
    from structlog.testing import capture_logs

    with capture_logs() as said:
        await account(browser)
        await link(browser, esia, esia.person())
        brought = esia.authorize(await browser.leave(), "1000404446")
        await browser.come_back(state=brought["state"], error="access_denied", error_description="ESIA-007004: Анна")
    lines = str(said)
    assert "session_opened" in lines
    secrets = [
        "Петрова",
        "Анна",
        "example.ru",
        "600",
        "1000404446",
        brought["state"],
        brought["code"],
        *browser.cookies.values(),
    ]
    for secret in secrets:
        assert secret not in lines, secret

"""Consents, profile, and what other services may know."""

import io
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client
from contracts.identity import ConsentGiven, ConsentWithdrawn, UserRegistered
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

VERSION = "2026-11-01"


def decision(kind: str, what: str, version: str = VERSION) -> dict[str, str]:
    return {"kind": kind, "text_version": version, "decision": what}


async def test_the_texts_are_public(browser: Any) -> None:
    items = (await browser.get("/consent-texts")).json()["items"]
    assert [(item["kind"], item["version"]) for item in items] == [
        ("medical_documents", VERSION), ("notifications", VERSION),
    ]  # fmt: skip
    assert all("152-ФЗ" in item["text"] for item in items)


async def test_each_decision_is_a_record_of_its_own(
    browser: Any, esia: Any, recorded: Any, session: AsyncSession
) -> None:
    """R021, R022, R027"""
    await browser.enter(esia, esia.person())
    undecided = (await browser.get("/consents")).json()["items"]
    assert [(item["kind"], item["decision"]) for item in undecided] == [
        ("medical_documents", "undecided"), ("notifications", "undecided"),
    ]  # fmt: skip
    for body in (
        decision("medical_documents", "given"),
        decision("notifications", "refused"),
        decision("medical_documents", "refused"),
        decision("notifications", "given"),
    ):
        answer = await browser.post("/consents", body)
        assert answer.status_code == 201
        assert body.items() <= answer.json().items()
    states = (await browser.get("/consents")).json()["items"]
    assert [(item["decision"], item["text_version"]) for item in states] == [("refused", VERSION), ("given", VERSION)]
    assert await session.scalar(text("SELECT count(*) FROM consents")) == 4, "history is kept"
    published = [event for event in await recorded() if not isinstance(event, UserRegistered)]
    assert [(type(event), event.kind.value) for event in published] == [
        (ConsentGiven, "medical_documents"),
        (ConsentWithdrawn, "notifications"),
        (ConsentWithdrawn, "medical_documents"),
        (ConsentGiven, "notifications"),
    ]
    versions = [event.aggregate_version for event in published]
    assert versions == sorted(set(versions)), "a handler knows the newer from the older"


async def test_a_consent_is_a_document_of_its_own(browser: Any, esia: Any) -> None:
    """R027: PDF with the text, who decided what and when, and what was decided before; history in the list."""
    await browser.enter(esia, esia.person())
    await browser.send("PATCH", "/profile", json={"time_zone": "Asia/Yekaterinburg"})
    blank = await browser.get("/consents/notifications/document")
    assert "ещё не принято" in paper(blank)
    for what in ("given", "refused", "given"):
        await browser.post("/consents", decision("medical_documents", what))
    [state, _] = (await browser.get("/consents")).json()["items"]
    assert [one["decision"] for one in state["history"]] == ["given", "refused", "given"]
    assert state["history"][0]["decided_at"] == state["decided_at"]
    answer = await browser.get("/consents/medical_documents/document")
    assert answer.headers["content-type"] == "application/pdf"
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; filename=")
    assert "; filename*=UTF-8''%D0%A1" in disposition
    assert answer.headers["cache-control"] == "private, no-store"
    words = paper(answer)
    for expected in (
        "Согласие на просмотр медицинских документов",
        "Петрова Анна Сергеевна",
        "Согласие дано",
        "вход через Госуслуги",
        "(UTC+05:00)",
        VERSION,
        state["history"][0]["consent_id"],
        "Прежние решения",
    ):
        assert expected in words, expected


async def test_a_consent_on_paper_is_for_its_person_only(
    browser: Any, new_browser: Any, esia: Any, account: Any, *, api: Client
) -> None:
    await browser.enter(esia, esia.person())
    await browser.post("/consents", decision("medical_documents", "given"))
    by_password = new_browser()
    await account(by_password, "b@example.ru")
    mine = await by_password.get("/consents/medical_documents/document")
    assert mine.status_code == 200, "consents are no medical data"
    assert "ещё не принято" in paper(mine), "and nobody sees another's"
    assert (await api.get("/api/identity/consents/medical_documents/document")).status_code == 401
    assert (await browser.get("/consents/something/document")).status_code == 422


def paper(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    pages = PdfReader(io.BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


async def test_a_decision_is_never_rewritten(browser: Any, esia: Any, session: AsyncSession) -> None:
    await browser.enter(esia, esia.person())
    await browser.post("/consents", decision("notifications", "given"))
    for change in ("UPDATE consents SET decision = 'refused'", "DELETE FROM consents"):
        with pytest.raises(DBAPIError, match="only added"):
            await session.execute(text(change))
        await session.rollback()


async def test_medical_consent_needs_gosuslugi(browser: Any, account: Any) -> None:
    """R033"""
    await account(browser)
    answer = await browser.post("/consents", decision("medical_documents", "given"))
    assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")
    assert (await browser.post("/consents", decision("notifications", "given"))).status_code == 201


async def test_a_text_that_is_not_there_is_not_agreed_to(browser: Any, esia: Any) -> None:
    await browser.enter(esia, esia.person())
    answer = await browser.post("/consents", decision("notifications", "given", "1999-01-01"))
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_an_older_text_may_be_refused_and_not_agreed_to(
    browser: Any, esia: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contracts.values import ConsentKind
    from identity.domain import consents

    newer = consents.ConsentText(ConsentKind.NOTIFICATIONS, "2027-01-01", "Согласие", "Текст")
    both = (*consents.texts(), newer)
    monkeypatch.setattr(consents, "texts", lambda: both)
    await browser.enter(esia, esia.person())
    answer = await browser.post("/consents", decision("notifications", "given"))
    assert (answer.status_code, answer.json()["code"]) == (409, "consent_text_outdated")
    assert (await browser.post("/consents", decision("notifications", "refused"))).status_code == 201
    assert (await browser.post("/consents", decision("notifications", "given", "2027-01-01"))).status_code == 201


async def test_setup_is_shown_once(browser: Any, esia: Any) -> None:
    """R024, R028"""
    await browser.enter(esia, esia.person())
    assert (await browser.post("/setup-completion")).status_code == 204
    assert (await browser.get("/session")).json()["setup_completed"] is True
    assert await browser.enter(esia, "1000404446", return_to="/records") == "/records"


async def test_a_person_chooses_the_time_zone(browser: Any, esia: Any) -> None:
    await browser.enter(esia, esia.person())
    assert (await browser.get("/profile")).json()["time_zone"] == "Europe/Moscow"
    changed = await browser.send("PATCH", "/profile", json={"time_zone": "Asia/Yekaterinburg"})
    assert changed.json()["time_zone"] == "Asia/Yekaterinburg"
    assert (await browser.get("/session")).json()["time_zone"] == "Asia/Yekaterinburg"
    for body in (*({"time_zone": zone} for zone in ("Mars/Olympus", "localtime", "Factory")), {"full_name": "X"}):
        assert (await browser.send("PATCH", "/profile", json=body)).status_code == 422


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/profile"), ("PATCH", "/profile"), ("GET", "/consents"), ("POST", "/consents"),
        ("POST", "/setup-completion"),
    ],
)  # fmt: skip
async def test_a_stranger_has_no_page(browser: Any, method: str, path: str) -> None:
    answer = await browser.send(method, path, json={} if method != "GET" else None)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_each_sees_only_their_own(browser: Any, new_browser: Any, esia: Any) -> None:
    await browser.enter(esia, esia.person())
    other = new_browser()
    await other.enter(esia, esia.person("1000404447", firstName="Ольга", snils="000-000-601 07"))
    await browser.post("/consents", decision("notifications", "given"))
    assert (await other.get("/profile")).json()["given_name"] == "Ольга Сергеевна"
    assert {item["decision"] for item in (await other.get("/consents")).json()["items"]} == {"undecided"}


async def test_other_services_know_a_person_at_the_moment_of_use(browser: Any, esia: Any, notify: Client) -> None:
    await browser.enter(esia, esia.person())
    person_id = (await browser.get("/session")).json()["person_id"]
    card = (await notify.get(f"/internal/people/{person_id}")).json()
    assert card == {
        "person_id": person_id,
        "full_name": "Петрова Анна Сергеевна",
        "given_name": "Анна Сергеевна",
        "birth_date": "1985-03-02",
        "gender": "F",
        "snils": "00000060006",
        "email": "anna@example.ru",
        "notifications_allowed": False,
        "time_zone": "Europe/Moscow",
    }
    await browser.post("/consents", decision("notifications", "given"))
    assert (await notify.get(f"/internal/people/{person_id}")).json()["notifications_allowed"] is True
    await browser.post("/consents", decision("notifications", "refused"))
    assert (await notify.get(f"/internal/people/{person_id}")).json()["notifications_allowed"] is False


async def test_payment_learns_an_address_and_nothing_else(
    browser: Any, esia: Any, payment: Client, notify: Client
) -> None:
    await browser.enter(esia, esia.person())
    person_id = (await browser.get("/session")).json()["person_id"]
    url = f"/internal/people/{person_id}/contact"
    assert (await payment.get(url)).json() == {"email": "anna@example.ru"}
    assert (await notify.get(url)).status_code == 403
    assert (await payment.get(f"/internal/people/{uuid4()}/contact")).status_code == 404


async def test_other_services_know_a_doctor(browser: Any, esia: Any, notify: Client, loader: Client) -> None:
    doctor, clinic = str(uuid4()), str(uuid4())
    body = {
        "snils": "00000060006", "full_name": "Петрова Анна Сергеевна", "position": "врач-терапевт",
        "clinic_id": clinic, "role": "doctor",
    }  # fmt: skip
    await loader.put(f"/internal/staff/{doctor}", json=body)
    before = (await notify.get(f"/internal/doctors/{doctor}")).json()
    assert (before["person_id"], before["given_name"], before["position"]) == (None, "Анна Сергеевна", "врач-терапевт")
    await browser.enter(esia, esia.person())
    after = (await notify.get(f"/internal/doctors/{doctor}")).json()
    assert (after["person_id"], after["email"]) == (
        (await browser.get("/session")).json()["person_id"], "anna@example.ru",
    )  # fmt: skip


async def test_a_loaded_account_is_ready_to_be_entered(browser: Any, loader: Client, recorded: Any) -> None:
    person_id = str(uuid4())
    body = {"email": "demo@example.ru", "password": "demo1234", "last_name": "Демидов", "first_name": "Пётр"}
    for _ in range(2):
        assert (await loader.put(f"/internal/accounts/{person_id}", json=body)).status_code == 204
    assert len(await recorded(UserRegistered)) == 1
    view = await browser.post("/password-sessions", {"email": "demo@example.ru", "password": "demo1234"})
    assert view.json()["person_id"] == person_id
    taken = await loader.put(f"/internal/accounts/{uuid4()}", json=body)
    assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")

"""Notes and uploads made after Gosuslugi do not exist for a password session of the same person."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, MakeClient, TestClock
from contracts.values import VisitType

from .test_by_hand import NOTE, titles

URL = "/api/medcard/documents"


async def note(by: Client, title: str) -> str:
    answer = await by.post("/api/medcard/notes", json=NOTE | {"title": title})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["document_id"])


@pytest.fixture
def identified(as_patient: MakeClient) -> Client:
    return as_patient()


@pytest.fixture
def by_password(identified: Client, as_password_patient: MakeClient) -> Client:
    """The same person, who came in by password."""
    return as_password_patient(identified.person_id)


@pytest.mark.parametrize("kind", ["note", "upload"])
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("GET", "/file", None),
        ("GET", "/readings", None),
        ("PUT", "", {"title": "Другое", "document_date": "2026-02-28"}),
        ("PUT", "/access", {"access": "allowed"}),
        ("DELETE", "", None),
    ],
)
async def test_what_was_made_after_gosuslugi_is_not_found_by_a_password_session(
    identified: Client, by_password: Client, upload: Any, kind: str, method: str, path: str, body: Any
) -> None:
    made = await (note(identified, "Тайное") if kind == "note" else upload(identified, "Тайное", allowed=False))
    answer = await by_password.request(method, f"{URL}/{made}{path}", json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    shown = (await identified.get(f"{URL}/{made}")).json()
    assert (shown["title"], shown["access"]) == ("Тайное", "forbidden")


async def test_what_was_made_by_password_is_seen_and_changed_in_both(
    identified: Client, by_password: Client, upload: Any
) -> None:
    """R035, R161."""
    made = [await note(by_password, "Записка"), await upload(by_password, "Файл")]
    for session in (identified, by_password):
        assert await titles(session) == ["Файл", "Записка"]
        for document in made:
            assert (await session.get(f"{URL}/{document}/file")).status_code == 200
    assert (await by_password.delete(f"{URL}/{made[0]}")).status_code == 204
    assert (await identified.delete(f"{URL}/{made[1]}")).status_code == 204


async def test_a_person_who_has_only_a_password_keeps_everything(
    as_password_patient: MakeClient, as_patient: MakeClient
) -> None:
    await note(as_patient(), "Чужое")
    unlinked = as_password_patient()
    await note(unlinked, "Своё")
    assert await titles(unlinked) == ["Своё"]


async def test_pages_of_a_password_session_skip_what_is_hidden(identified: Client, by_password: Client) -> None:
    for number in range(3):
        await note(by_password, f"Видно {number}")
        await note(identified, f"Тайное {number}")
    first = (await by_password.get(URL, params={"limit": 2})).json()
    assert [one["title"] for one in first["items"]] == ["Видно 2", "Видно 1"]
    second = (await by_password.get(URL, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert ([one["title"] for one in second["items"]], second["next_cursor"]) == (["Видно 0"], None)
    assert await titles(by_password, q="тайное") == []
    assert len(await titles(identified)) == 6


async def test_a_password_session_neither_shares_nor_follows_what_is_hidden(
    identified: Client, by_password: Client, upload: Any, share: Any
) -> None:
    hidden, seen = await upload(identified, "Тайное"), await upload(by_password, "Видно")
    body = {"document_ids": [hidden], "label": "Кардиолог", "hours": 24}
    assert (await by_password.post("/api/medcard/shares", json=body)).status_code == 404
    made = await share(identified, hidden, seen)
    assert (await by_password.get(f"{made.url}/link")).json()["code"] == "identification_required"
    [listed] = (await by_password.get("/api/medcard/shares")).json()["items"]
    assert ([one["title"] for one in listed["documents"]], listed["hidden_documents"]) == (["Видно"], 1)
    assert listed["label"] is None
    await made.open()
    await (await share(identified, seen)).open()
    labels = {one["label"] for one in (await by_password.get("/api/medcard/shares")).json()["items"]}
    assert labels == {None, "Кардиолог"}
    for document in (hidden, seen):
        assert (await identified.get(f"{URL}/{document}")).status_code == 200
    accesses = (await by_password.get("/api/medcard/accesses", params={"own": True})).json()["items"]
    assert [one["document_title"] for one in accesses] == ["Видно", None]
    accesses = (await identified.get("/api/medcard/accesses", params={"own": True})).json()["items"]
    assert [one["document_title"] for one in accesses].count(None) == 2
    assert {one["document_title"] for one in accesses} == {"Тайное", "Видно", None}


async def test_a_password_session_brings_nothing_hidden_to_a_visit_and_takes_it_not_away(
    booked: Callable[..., Any], as_password_patient: MakeClient, upload: Any, clock: TestClock
) -> None:
    visit = await booked(visit_type=VisitType.CLINIC)
    clock.freeze(visit.confirmed.starts_at - timedelta(days=1))
    by_password = as_password_patient(visit.patient.person_id)
    brought, other = await upload(visit.patient, "Тайное"), await upload(visit.patient, "Другое")
    url = f"/api/medcard/visits/{visit.booking_id}/preparation"
    saved = await visit.patient.put(url, json={"questions": "", "document_ids": [brought], "version": 0})
    assert saved.status_code == 200, saved.text
    assert (await by_password.get(url)).json()["documents"] == []
    for hidden in (other, str(uuid4())):
        body = {"questions": "", "document_ids": [hidden], "version": 1}
        assert (await by_password.put(url, json=body)).status_code == 404
    await by_password.put(url, json={"questions": "", "document_ids": [], "version": 1})
    assert [one["document_id"] for one in (await visit.patient.get(url)).json()["documents"]] == [brought]


async def test_an_issued_conclusion_asks_for_gosuslugi(issued: Any, as_password_patient: MakeClient) -> None:
    """R033: its existence is no secret, unlike a note's."""
    answer = await as_password_patient(issued.visit.patient.person_id).get(issued.url)
    assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")

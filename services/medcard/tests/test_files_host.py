"""Files on a host of their own: who navigates to one is sent on with a ticket; who fetches it gets the bytes."""

import re
from datetime import timedelta
from typing import Any

import pytest
from common.testing import Client, MakeClient, TestClock
from cryptography.fernet import Fernet

NAVIGATES = {"Sec-Fetch-Mode": "navigate"}
ADDRESS = re.compile(r"http://files\.localhost:8080(/medcard/(?P<ticket>[A-Za-z0-9_=-]+))")
DRAWN = b"%PDF-1.4\n%%EOF"


@pytest.fixture
def extra_settings() -> dict[str, Any]:
    return {"files_origin": "http://files.localhost:8080", "service_secret": "of all replicas"}


@pytest.fixture
def patient(as_patient: MakeClient, clock: TestClock) -> Client:
    clock.freeze()
    return as_patient()


async def put(patient: Client) -> str:
    files = {"file": ("Смирнова анализ.pdf", DRAWN, "application/pdf")}
    answer = await patient.post("/api/medcard/documents", files=files, data={"title": "Анализ"})
    assert answer.status_code == 201, answer.text
    return f"/api/medcard/documents/{answer.json()['document_id']}"


async def ticket_of(patient: Client, document: str) -> str:
    sent_on = await patient.get(f"{document}/file?purpose=viewed", headers=NAVIGATES)
    assert (sent_on.status_code, sent_on.headers["referrer-policy"]) == (303, "no-referrer")
    found = ADDRESS.fullmatch(sent_on.headers["location"])
    assert found, sent_on.headers["location"]
    return found["ticket"]


async def test_who_navigates_to_a_file_gets_it_from_the_host_of_files_and_is_noted_once(
    patient: Client, api: Client
) -> None:
    document = await put(patient)
    ticket = await ticket_of(patient, document)
    opened = await api.get(f"/api/medcard/files/{ticket}")
    assert (opened.status_code, opened.content, opened.headers["content-type"]) == (200, DRAWN, "application/pdf")
    assert "; filename*=UTF-8''%D0%90%D0%BD" in opened.headers["content-disposition"]
    assert "default-src 'none'" in opened.headers["content-security-policy"]
    readings = (await patient.get(f"{document}/readings")).json()["items"]
    assert [one["action"] for one in readings] == ["viewed"]


async def test_a_page_that_fetches_a_file_gets_it_at_once(patient: Client) -> None:
    document = await put(patient)
    for mode in ("cors", "same-origin", "no-cors"):
        fetched = await patient.get(f"{document}/file", headers={"Sec-Fetch-Mode": mode})
        assert (fetched.status_code, fetched.content) == (200, DRAWN)


async def test_strangers_get_no_ticket(patient: Client, as_patient: Any, api: Client) -> None:
    document = await put(patient)
    assert (await api.get(f"{document}/file", headers=NAVIGATES)).status_code == 401
    assert (await as_patient().get(f"{document}/file", headers=NAVIGATES)).status_code == 404


async def test_a_ticket_lasts_a_minute_and_cannot_be_made_or_changed(
    patient: Client, api: Client, clock: TestClock
) -> None:
    ticket = await ticket_of(patient, await put(patient))
    foreign = Fernet(Fernet.generate_key()).encrypt(b"{}").decode()
    changed = ticket[:40] + ("A" if ticket[40] != "A" else "B") + ticket[41:]
    for bad in (foreign, changed, ticket[:40], ticket[4:], "gAAAA"):
        assert (await api.get(f"/api/medcard/files/{bad}")).status_code == 404
    clock.shift(timedelta(seconds=60))
    assert (await api.get(f"/api/medcard/files/{ticket}")).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert (await api.get(f"/api/medcard/files/{ticket}")).status_code == 404


async def test_a_file_that_was_removed_meanwhile_is_gone(patient: Client, api: Client) -> None:
    document = await put(patient)
    ticket = await ticket_of(patient, document)
    assert (await patient.delete(document)).status_code == 204
    answer = await api.get(f"/api/medcard/files/{ticket}")
    assert answer.json()["code"] == "file_missing"


@pytest.mark.parametrize(
    "extra_settings",
    [{"service_secret": "of all replicas"}, {"files_origin": "http://f.example", "service_secret": None}],
)
async def test_without_such_a_host_files_stay_where_they_are(patient: Client, api: Client) -> None:
    fetched = await patient.get(f"{await put(patient)}/file", headers=NAVIGATES)
    assert (fetched.status_code, fetched.content) == (200, DRAWN)
    foreign = Fernet(Fernet.generate_key()).encrypt(b"{}").decode()
    assert (await api.get(f"/api/medcard/files/{foreign}")).status_code == 404

"""The medcard kept by hand and looked through: notes, changes, filters (R035, R151, R161)."""

from typing import Any

import pytest
from common.testing import Client, MakeClient, Recorded
from contracts.medcard import DocumentAdded

URL = "/api/medcard/documents"
NOTE = {"title": "Давление", "document_date": "2026-03-01", "text": "Утро 130/85, вечер 125/80 < нормы"}


async def test_r035_r161_a_note_is_a_text_document_of_a_password_session_too(
    as_password_patient: MakeClient, recorded: Recorded
) -> None:
    patient = as_password_patient()
    answer = await patient.post("/api/medcard/notes", json=NOTE)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["kind"], made["access"], made["document_date"]) == ("upload", "forbidden", "2026-03-01")
    opened = await patient.get(f"{URL}/{made['document_id']}/file")
    assert opened.text == NOTE["text"]
    assert opened.headers["content-type"] == "text/plain; charset=utf-8"
    (event,) = await recorded(DocumentAdded)
    assert "Давление" not in event.model_dump_json()


@pytest.mark.parametrize("change", [{"title": " "}, {"text": ""}, {"text": "a\0b"}, {"text": "я" * 20_001}])
async def test_a_note_says_something(as_patient: MakeClient, change: dict[str, str]) -> None:
    answer = await as_patient().post("/api/medcard/notes", json=NOTE | change)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_r161_title_and_date_of_own_documents_can_change(
    api: Client,
    as_patient: MakeClient,
    as_doctor: MakeClient,
    as_password_patient: MakeClient,
    issued: Any,
    upload: Any,
) -> None:
    patient = issued.visit.patient
    document = await upload(patient)
    change = {"title": "Анализ мочи", "document_date": "2026-02-28"}
    for stranger, expected in (
        (api, 401),
        (as_patient(), 404),
        (as_doctor(), 404),
        (as_password_patient(patient.person_id), 404),
    ):
        assert (await stranger.put(f"{URL}/{document}", json=change)).status_code == expected
    made = (await patient.put(f"{URL}/{document}", json=change)).json()
    assert (made["title"], made["document_date"], made["file"]["name"]) == (
        "Анализ мочи", "2026-02-28", "Анализ мочи.pdf",
    )  # fmt: skip
    assert (await patient.put(issued.url, json=change)).status_code == 404, "what a doctor issued never changes"


async def titles(client: Client, **params: Any) -> list[str]:
    answer = await client.get(URL, params=params)
    assert answer.status_code == 200, answer.text
    return [item["title"] for item in answer.json()["items"]]


async def test_r151_the_list_is_filtered_by_the_server(issued: Any, as_password_patient: MakeClient) -> None:
    patient = issued.visit.patient
    for title, day in (("Анализ крови", "2026-01-10"), ("Жёлтая карта 100%", "2026-02-10")):
        files = {"file": b"%PDF-1.7"}
        await patient.post(URL, data={"title": title, "document_date": day}, files=files)
    assert await titles(patient, q="КРОВИ анализ") == ["Анализ крови"]
    assert await titles(patient, q="желтая") == ["Жёлтая карта 100%"]
    assert await titles(patient, q="100%") == ["Жёлтая карта 100%"]
    assert await titles(patient, q="%") == ["Жёлтая карта 100%"]
    assert await titles(patient, date_from="2026-01-11", date_to="2026-02-10") == ["Жёлтая карта 100%"]
    assert await titles(patient, date_to="2026-01-10") == ["Анализ крови"]
    assert await titles(patient, kind="conclusion", q="протокол") == ["Протокол консультации"]
    assert await titles(patient, doctor_id=str(issued.visit.doctor.doctor_id)) == ["Протокол консультации"]
    authors = (await patient.get("/api/medcard/authors")).json()["items"]
    assert [author["doctor_name"] for author in authors] == ["Смирнов Игорь Олегович"]
    by_password = as_password_patient(patient.person_id)
    assert (await by_password.get("/api/medcard/authors")).json()["items"] == []
    assert await titles(by_password, doctor_id=str(issued.visit.doctor.doctor_id)) == []

"""Who may do what in a medcard: every route, every kind of caller."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, Deliver, MakeClient
from contracts.identity import ConsentWithdrawn
from contracts.values import ConsentKind

DOCUMENT_ROUTES = [
    ("GET", "", None),
    ("GET", "/file", None),
    ("PUT", "/access", {"access": "allowed"}),
    ("GET", "/readings", None),
    ("DELETE", "", None),
]
CONCLUSION_ROUTES = [("GET", ""), ("PUT", ""), ("GET", "/preview"), ("POST", "/issuance")]
Ask = Callable[..., Awaitable[tuple[int, str | None]]]


async def ask(client: Client, method: str, url: str, body: Any = None) -> tuple[int, str | None]:
    """Status and problem code."""
    answer = await client.request(method, url, json=body)
    problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    return answer.status_code, answer.json()["code"] if problem else None


async def upload(client: Client, content: bytes = b"%PDF-1.7\n", **form: str) -> dict[str, Any]:
    answer = await client.post("/api/medcard/documents", data={"title": "Анализ"} | form, files={"file": content})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


@pytest.mark.parametrize(("method", "path", "body"), DOCUMENT_ROUTES)
async def test_a_conclusion_is_closed_to_everybody_else(
    api: Client, as_patient: MakeClient, as_doctor: MakeClient, issued: Any, method: str, path: str, body: Any
) -> None:
    url = issued.url + path
    assert await ask(api, method, url, body) == (401, "unauthenticated")
    assert await ask(as_patient(), method, url, body) == (404, "not_found")
    assert await ask(as_doctor(), method, url, body) == (404, "not_found")
    assert await ask(as_doctor(issued.visit.doctor.doctor_id, acr="password"), method, url, body) == (404, "not_found")


@pytest.mark.parametrize(("method", "path", "body"), DOCUMENT_ROUTES)
async def test_the_patient_s_own_routes(issued: Any, method: str, path: str, body: Any) -> None:
    """What a doctor issued can be read, hidden and shown by its patient, never removed."""
    expected = (404, "not_found") if method == "DELETE" else (200, None)
    assert await ask(issued.visit.patient, method, issued.url + path, body) == expected


@pytest.mark.parametrize(("method", "path", "body"), DOCUMENT_ROUTES)
async def test_the_author_reads_and_does_no_more(issued: Any, method: str, path: str, body: Any) -> None:
    expected = (200, None) if (method, path) in (("GET", ""), ("GET", "/file")) else (404, "not_found")
    assert await ask(issued.visit.doctor, method, issued.url + path, body) == expected


@pytest.mark.parametrize(("method", "path", "body"), DOCUMENT_ROUTES[:4])
async def test_r033_r042_a_password_session_sees_no_medical_document(
    as_password_patient: MakeClient, issued: Any, method: str, path: str, body: Any
) -> None:
    same_person = as_password_patient(issued.visit.patient.person_id)
    assert await ask(same_person, method, issued.url + path, body) == (403, "identification_required")


@pytest.mark.parametrize(("method", "path", "body"), DOCUMENT_ROUTES[:4])
async def test_r025_without_consent_medical_documents_are_not_shown(
    unseen: Any, method: str, path: str, body: Any
) -> None:
    assert await ask(unseen.visit.patient, method, unseen.url + path, body) == (403, "consent_required")


async def test_r025_a_consent_taken_back_hides_documents_again(issued: Any, deliver: Deliver) -> None:
    patient = issued.visit.patient
    assert await ask(patient, "GET", issued.url) == (200, None)
    withdrawn = ConsentWithdrawn(
        aggregate_id=patient.person_id,
        person_id=patient.person_id,
        kind=ConsentKind.MEDICAL_DOCUMENTS,
        text_version="1",
    )
    await deliver(withdrawn)
    assert await ask(patient, "GET", issued.url) == (403, "consent_required")
    assert await ask(issued.visit.doctor, "GET", issued.url) == (200, None)


@pytest.mark.parametrize(("method", "path"), CONCLUSION_ROUTES)
async def test_only_the_visit_s_doctor_writes_its_conclusion(
    api: Client, as_doctor: MakeClient, held: Any, written: dict[str, str], method: str, path: str
) -> None:
    url, body = held.url + path, written | {"version": 0}
    assert await ask(api, method, url, body) == (401, "unauthenticated")
    assert await ask(held.patient, method, url, body) == (403, "forbidden")
    assert await ask(as_doctor(), method, url, body) == (404, "not_found")
    by_password = as_doctor(held.doctor.doctor_id, acr="password")
    assert await ask(by_password, method, url, body) == (403, "identification_required")


@pytest.mark.parametrize("path", ["visits", "icd10?q=g43"])
async def test_doctors_lists_are_for_doctors(api: Client, as_doctor: MakeClient, held: Any, path: str) -> None:
    url = f"/api/medcard/{path}"
    assert await ask(api, "GET", url) == (401, "unauthenticated")
    assert await ask(held.patient, "GET", url) == (403, "forbidden")
    assert await ask(as_doctor(acr="password"), "GET", url) == (403, "identification_required")
    assert await ask(held.doctor, "GET", url) == (200, None)


async def test_a_doctor_sees_own_visits_only(as_doctor: MakeClient, held: Any) -> None:
    own = (await held.doctor.get("/api/medcard/visits")).json()["items"]
    assert [item["booking_id"] for item in own] == [str(held.booking_id)]
    assert (await as_doctor().get("/api/medcard/visits")).json()["items"] == []


async def test_diagnoses_are_found_by_code_and_word(held: Any) -> None:
    for query in ("G43", "мигрень"):
        items = (await held.doctor.get("/api/medcard/icd10", params={"q": query})).json()["items"]
        assert items[0] == {"code": "G43", "title": "Мигрень"}


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_the_list_is_for_people_logged_in(api: Client, method: str) -> None:
    assert await ask(api, method, "/api/medcard/documents") == (401, "unauthenticated")


async def test_r035_r161_a_password_session_keeps_the_medcard_by_hand(as_password_patient: MakeClient) -> None:
    patient = as_password_patient()
    made = await upload(patient)
    url = f"/api/medcard/documents/{made['document_id']}"
    assert await ask(patient, "GET", url) == (200, None)
    assert (await patient.get(f"{url}/file")).content == b"%PDF-1.7\n"
    assert await ask(patient, "PUT", f"{url}/access", {"access": "allowed"}) == (200, None)
    assert await ask(patient, "GET", f"{url}/readings") == (200, None)
    assert await ask(patient, "DELETE", url) == (204, None)
    assert await ask(patient, "GET", url) == (404, "not_found")


@pytest.mark.parametrize(("method", "path", "body"), DOCUMENT_ROUTES)
async def test_an_upload_is_closed_to_everybody_else(
    api: Client, as_patient: MakeClient, as_doctor: MakeClient, method: str, path: str, body: Any
) -> None:
    made = await upload(as_patient())
    url = f"/api/medcard/documents/{made['document_id']}{path}"
    assert await ask(api, method, url, body) == (401, "unauthenticated")
    assert await ask(as_patient(), method, url, body) == (404, "not_found")
    assert await ask(as_doctor(), method, url, body) == (404, "not_found")


async def listed(client: Client, **params: Any) -> tuple[list[str], str | None]:
    page = (await client.get("/api/medcard/documents", params=params)).json()
    return [item["kind"] for item in page["items"]], page["restricted"]


async def test_the_list_says_why_medical_documents_are_absent(
    as_password_patient: MakeClient, unseen: Any, consent: Any
) -> None:
    patient = unseen.visit.patient
    by_password = as_password_patient(patient.person_id)
    await upload(by_password)
    assert await listed(patient) == (["upload"], "consent_required")
    assert await listed(by_password) == (["upload"], "identification_required")
    assert await listed(patient, kind="conclusion") == ([], "consent_required")
    await consent(patient)
    assert await listed(patient) == (["upload", "conclusion"], None)
    assert await listed(patient, kind="conclusion") == (["conclusion"], None)
    assert await listed(by_password) == (["upload"], "identification_required")


async def test_the_list_has_pages_and_nobody_else_s_documents(as_patient: MakeClient) -> None:
    patient = as_patient()
    made = [(await upload(patient, title=f"Анализ {number}"))["title"] for number in range(5)]
    await upload(as_patient(), title="Чужой")
    seen: list[str] = []
    cursor: str | None = None
    for expected in (2, 2, 1):
        params = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = (await patient.get("/api/medcard/documents", params=params)).json()
        assert len(page["items"]) == expected
        seen += [item["title"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert cursor is None
    assert seen == made[::-1]


async def test_r153_the_card_shows_the_document_s_parameters(issued: Any) -> None:
    shown = (await issued.visit.patient.get(issued.url)).json()
    names = ("title", "document_type_title", "document_date", "doctor_name", "clinic_title", "service_title")
    assert [shown[name] for name in names] == [
        "Протокол консультации",
        "Протокол консультации (CDA) Редакция 4",
        "2026-03-02",
        "Смирнов Игорь Олегович",
        "Медицинский центр «Берёзка»",
        "Приём врача-невролога первичный",
    ]
    assert (shown["diagnosis_code"], shown["diagnosis_title"]) == ("G43.0", "Мигрень без ауры [простая мигрень]")
    assert shown["booking_id"] == str(issued.visit.booking_id)
    assert shown["file"]["name"] == "Протокол консультации 02.03.2026.pdf"


async def test_r155_access_is_forbidden_until_the_patient_allows_it(issued: Any) -> None:
    patient = issued.visit.patient
    assert (await patient.get(issued.url)).json()["access"] == "forbidden"
    for wanted in ("allowed", "forbidden"):
        answer = await patient.put(f"{issued.url}/access", json={"access": wanted})
        assert answer.json()["access"] == wanted
        assert (await patient.get(issued.url)).json()["access"] == wanted
    assert await ask(patient, "PUT", f"{issued.url}/access", {"access": "maybe"}) == (422, "invalid")


async def test_an_unknown_document_is_not_found(as_patient: MakeClient) -> None:
    assert await ask(as_patient(), "GET", f"/api/medcard/documents/{uuid4()}") == (404, "not_found")


async def test_the_migrations_make_what_the_models_say(drift: list[Any]) -> None:
    assert drift == []

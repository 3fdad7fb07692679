"""Before a visit: questions and documents, whom they are shown to, and for how long."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from common import clock as house_clock
from common.events import Postpone
from common.testing import Client, Deliver, MakeClient, TestClock
from contracts.booking import BookingCancelled
from contracts.identity import ConsentWithdrawn
from contracts.values import CancelledBy, ConsentKind, VisitType

ECG = b"%PDF-1.4\n%%EOF"


@pytest.fixture
async def visit(booked: Callable[..., Any], clock: TestClock) -> Any:
    """A visit that begins tomorrow."""
    made = await booked()
    clock.freeze(made.confirmed.starts_at - timedelta(days=1))
    return made


def page(visit: Any, name: str = "preparation") -> str:
    return f"/api/medcard/visits/{visit.booking_id}/{name}"


async def upload(patient: Client, title: str = "ЭКГ") -> str:
    files = {"file": ("ecg.pdf", ECG, "application/pdf")}
    answer = await patient.post("/api/medcard/documents", data={"title": title}, files=files)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["document_id"])


async def save(
    patient: Client, visit: Any, *, version: int = 0, questions: str = "", documents: tuple[str, ...] = ()
) -> httpx.Response:
    body = {"questions": questions, "document_ids": list(documents), "version": version}
    return await patient.put(page(visit), json=body)


async def brought(visit: Any, doctor: Client | None = None) -> dict[str, Any]:
    answer = await (doctor or visit.doctor).get(page(visit, "brought"))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def file_url(visit: Any, document_id: str) -> str:
    return f"{page(visit, 'brought')}/{document_id}/file"


def cancelled(visit: Any, by: CancelledBy = CancelledBy.PATIENT) -> BookingCancelled:
    return BookingCancelled(
        aggregate_id=visit.booking_id,
        aggregate_version=3,
        booking_id=visit.booking_id,
        patient_id=visit.patient.person_id,
        doctor_id=visit.doctor.doctor_id,
        visit_type=VisitType.ONLINE,
        starts_at=visit.confirmed.starts_at,
        cancelled_by=by,
        refund_kopecks=0,
    )


async def test_r106_questions_and_documents_reach_the_doctor_of_the_visit(visit: Any) -> None:
    ecg = await upload(visit.patient)
    saved = await save(visit.patient, visit, questions="Можно ли бегать?", documents=(ecg,))
    assert saved.status_code == 200, saved.text
    assert saved.json() == (await visit.patient.get(page(visit))).json()
    assert (saved.json()["version"], saved.json()["editable"]) == (1, True)
    shown = await brought(visit)
    assert shown["questions"] == "Можно ли бегать?"
    assert [document["title"] for document in shown["documents"]] == ["ЭКГ"]


async def test_r106_the_doctor_opens_the_file_and_the_patient_sees_that(visit: Any) -> None:
    ecg = await upload(visit.patient)
    await save(visit.patient, visit, documents=(ecg,))
    opened = await visit.doctor.get(file_url(visit, ecg))
    assert opened.content == ECG
    assert opened.headers["cache-control"] == "private, no-store"
    readings = (await visit.patient.get(f"/api/medcard/documents/{ecg}/readings")).json()["items"]
    assert [(one["reader_kind"], one["reader_name"]) for one in readings] == [("doctor", "Смирнов Игорь Олегович")]


async def test_r106_what_is_taken_back_is_shown_no_more(visit: Any) -> None:
    ecg = await upload(visit.patient)
    await save(visit.patient, visit, documents=(ecg,))
    assert (await save(visit.patient, visit, version=1)).status_code == 200
    assert (await brought(visit))["documents"] == []
    assert (await visit.doctor.get(file_url(visit, ecg))).status_code == 404


async def test_r106_a_removed_document_leaves_the_preparation(visit: Any) -> None:
    ecg = await upload(visit.patient)
    await save(visit.patient, visit, documents=(ecg,))
    assert (await visit.patient.delete(f"/api/medcard/documents/{ecg}")).status_code == 204
    assert (await brought(visit))["documents"] == []


async def test_nothing_prepared_is_nothing_to_see(visit: Any) -> None:
    assert (await brought(visit))["questions"] == ""
    assert (await visit.patient.get(page(visit))).json()["version"] == 0


async def test_strangers_other_patients_and_other_doctors_see_nothing(
    visit: Any, booked: Callable[..., Any], as_patient: MakeClient, as_doctor: MakeClient, api: Client
) -> None:
    ecg = await upload(visit.patient)
    await save(visit.patient, visit, questions="Тайна", documents=(ecg,))
    other_visit = await booked(doctor=as_doctor())
    for url in (page(visit, "brought"), file_url(visit, ecg)):
        assert (await api.get(url)).status_code == 401
        assert (await as_patient().get(url)).status_code == 403
        assert (await as_doctor().get(url)).status_code == 404
        assert (await other_visit.doctor.get(url)).status_code == 404
    assert (await api.get(page(visit))).status_code == 401
    assert (await as_patient().get(page(visit))).status_code == 404
    assert (await save(as_patient(), visit)).status_code == 404
    # A document prepared for one visit is not readable at another.
    assert (await other_visit.doctor.get(file_url(other_visit, ecg))).status_code == 404


async def test_only_own_documents_can_be_prepared(visit: Any, as_patient: MakeClient) -> None:
    foreign = await upload(as_patient())
    for document in (foreign, str(uuid4())):
        assert (await save(visit.patient, visit, documents=(document,))).status_code == 404
    assert (await brought(visit))["documents"] == []


async def test_r033_a_password_session_brings_own_uploads_and_takes_nothing_else_away(
    issued: Any, booked: Callable[..., Any], clock: TestClock, as_password_patient: MakeClient
) -> None:
    patient, conclusion = issued.visit.patient, issued.document["document_id"]
    visit = await booked(patient=patient, visit_type=VisitType.CLINIC)
    clock.freeze(visit.confirmed.starts_at - timedelta(days=1))
    assert (await save(patient, visit, documents=(conclusion,))).status_code == 200
    by_password = as_password_patient(patient.person_id)
    seen = (await by_password.get(page(visit))).json()
    assert (seen["documents"], seen["version"]) == ([], 1)
    refused = await save(by_password, visit, version=1, documents=(conclusion,))
    assert (refused.status_code, refused.json()["code"]) == (403, "identification_required")
    ecg = await upload(by_password)
    kept = await save(by_password, visit, version=1, documents=(ecg,))
    assert [document["document_id"] for document in kept.json()["documents"]] == [ecg]
    assert {document["document_id"] for document in (await brought(visit))["documents"]} == {ecg, conclusion}


async def test_a_password_session_finds_no_preparation_of_an_online_visit(
    visit: Any, as_password_patient: MakeClient
) -> None:
    assert (await save(visit.patient, visit, questions="Тайное")).status_code == 200
    by_password = as_password_patient(visit.patient.person_id)
    for answer in (await by_password.get(page(visit)), await save(by_password, visit, version=1, questions="Другое")):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await brought(visit))["questions"] == "Тайное"


async def test_r033_questions_written_after_gosuslugi_are_not_for_a_password_session(
    booked: Callable[..., Any], clock: TestClock, as_password_patient: MakeClient
) -> None:
    visit = await booked(visit_type=VisitType.CLINIC)
    clock.freeze(visit.confirmed.starts_at - timedelta(days=1))
    await save(visit.patient, visit, questions="Тайное")
    by_password = as_password_patient(visit.patient.person_id)
    seen = (await by_password.get(page(visit))).json()
    assert (seen["questions"], seen["questions_hidden"], seen["version"]) == ("", True, 1)
    refused = await save(by_password, visit, version=1, questions="Другое")
    assert (refused.status_code, refused.json()["code"]) == (403, "identification_required")
    ecg = await upload(by_password)
    kept = await save(by_password, visit, version=1, documents=(ecg,))
    assert (kept.status_code, kept.json()["questions"]) == (200, "")
    shown = await brought(visit)
    assert (shown["questions"], [one["document_id"] for one in shown["documents"]]) == ("Тайное", [ecg])
    mine = (await visit.patient.get(page(visit))).json()
    assert (mine["questions"], mine["questions_hidden"]) == ("Тайное", False)


async def test_r033_a_password_session_writes_questions_of_its_own_and_sees_them(
    booked: Callable[..., Any], clock: TestClock, as_password_patient: MakeClient
) -> None:
    visit = await booked(visit_type=VisitType.CLINIC)
    clock.freeze(visit.confirmed.starts_at - timedelta(days=1))
    by_password = as_password_patient(visit.patient.person_id)
    assert (await save(by_password, visit, questions="Можно ли есть?")).json()["questions"] == "Можно ли есть?"
    # Taken over after Gosuslugi, they are read there only; emptied, the page is free for both.
    await save(visit.patient, visit, version=1, questions="Можно ли есть? И пить?")
    assert (await by_password.get(page(visit))).json()["questions"] == ""
    await save(visit.patient, visit, version=2)
    assert (await save(by_password, visit, version=3, questions="А спать?")).json()["questions"] == "А спать?"


async def test_r025_a_medical_document_is_shown_only_while_the_patient_consents(
    issued: Any, booked: Callable[..., Any], clock: TestClock, deliver: Deliver
) -> None:
    patient, conclusion = issued.visit.patient, issued.document["document_id"]
    visit = await booked(patient=patient)
    clock.freeze(visit.confirmed.starts_at - timedelta(days=1))
    await save(patient, visit, documents=(conclusion,))
    assert (await visit.doctor.get(file_url(visit, conclusion))).status_code == 200
    clock.shift(timedelta(hours=1))
    await deliver(
        ConsentWithdrawn(
            aggregate_id=patient.person_id,
            person_id=patient.person_id,
            kind=ConsentKind.MEDICAL_DOCUMENTS,
            text_version="1",
            occurred_at=house_clock.now() + timedelta(days=400),
        )
    )
    assert (await brought(visit))["documents"] == []
    assert (await visit.doctor.get(file_url(visit, conclusion))).status_code == 404
    refused = await save(patient, visit, version=1, documents=(conclusion,))
    assert (refused.status_code, refused.json()["code"]) == (403, "consent_required")


async def test_a_day_after_the_end_the_documents_are_closed(visit: Any, deliver: Deliver, clock: TestClock) -> None:
    ecg = await upload(visit.patient)
    await save(visit.patient, visit, documents=(ecg,))
    await deliver(visit.ended)
    clock.freeze(visit.ended.ended_at + timedelta(hours=23, minutes=59))
    assert (await visit.doctor.get(file_url(visit, ecg))).status_code == 200
    clock.freeze(visit.ended.ended_at + timedelta(hours=24))
    assert (await visit.doctor.get(file_url(visit, ecg))).status_code == 404
    assert (await brought(visit))["documents"] == []
    refused = await save(visit.patient, visit, version=1)
    assert (refused.status_code, refused.json()["code"]) == (409, "preparation_closed")


async def test_r093_a_cancelled_visit_shows_its_doctor_nothing(visit: Any, deliver: Deliver) -> None:
    ecg = await upload(visit.patient)
    await save(visit.patient, visit, documents=(ecg,))
    await deliver(cancelled(visit))
    assert (await visit.doctor.get(file_url(visit, ecg))).status_code == 404
    assert (await visit.patient.get(page(visit))).json()["editable"] is False
    assert (await save(visit.patient, visit, version=1)).json()["code"] == "preparation_closed"


async def test_a_cancellation_that_overtakes_its_visit_waits_for_it(
    planned: Callable[..., Any], deliver: Deliver
) -> None:
    unknown = planned()
    with pytest.raises(Postpone):
        await deliver(cancelled(unknown))
    assert await deliver(cancelled(unknown, CancelledBy.SYSTEM)) == 1


async def test_of_two_windows_the_older_is_refused(visit: Any) -> None:
    answers = await asyncio.gather(*(save(visit.patient, visit, questions=f"Вопрос {n}") for n in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert (refused.json()["code"], refused.json()["version"]) == ("preparation_changed", 1)


@pytest.mark.parametrize(
    "spoilt", [{"questions": "\0"}, {"questions": "а" * 4001}, {"document_ids": [str(UUID(int=1))] * 21}]
)
async def test_what_is_too_long_or_unreadable_is_refused(visit: Any, spoilt: dict[str, Any]) -> None:
    body = {"questions": "", "document_ids": [], "version": 0} | spoilt
    assert (await visit.patient.put(page(visit), json=body)).status_code == 422

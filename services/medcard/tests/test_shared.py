"""The other end of a link: who opens it, with which code, and what it never serves (R156–R160)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, Deliver, MakeClient, TestClock
from contracts.identity import ConsentWithdrawn
from contracts.values import ConsentKind


def code_of(answer: Any) -> str:
    return str(answer.json()["code"])


async def test_r156_allowed_documents_are_read_printed_and_kept_by_link(
    issued: Any, share: Any, upload: Any, allow: Any
) -> None:
    patient, document = issued.visit.patient, issued.document["document_id"]
    await allow(patient, document)
    own = await upload(patient, "ЭКГ")
    made = await share(patient, document, own)
    key = await made.key()
    shown = (await made.holder.get("/api/medcard/shared/documents", headers={"X-Share-Key": key})).json()
    assert shown["patient_name"] == "Петрова Анна Сергеевна"
    assert [item["title"] for item in shown["items"]] == ["ЭКГ", "Протокол консультации"]
    for purpose, disposition in (("viewed", "inline"), ("printed", "inline"), ("downloaded", "attachment")):
        answer = await made.file(key, document, purpose)
        assert answer.content.startswith(b"%PDF")
        assert answer.headers["content-disposition"].startswith(disposition)
        assert answer.headers["cache-control"] == "private, no-store"
    readings = (await patient.get(f"{issued.url}/readings")).json()["items"]
    assert [(item["reader_kind"], item["reader_name"], item["action"]) for item in readings] == [
        ("link", "Кардиолог", "downloaded"),
        ("link", "Кардиолог", "printed"),
        ("link", "Кардиолог", "viewed"),
    ]


async def test_what_a_link_shows_is_exactly_this(issued: Any, share: Any, allow: Any) -> None:
    """R159: neither ids of people and visits, nor the diagnosis, nor the patient's own words for the link."""
    patient, document = issued.visit.patient, issued.document["document_id"]
    await allow(patient, document)
    made = await share(patient, document)
    key = await made.key()
    shown = (await made.holder.get("/api/medcard/shared/documents", headers={"X-Share-Key": key})).json()
    assert set(shown) == {"patient_name", "expires_at", "server_time", "items"}
    assert set(shown["items"][0]) == {
        "document_id", "kind", "title", "document_date", "doctor_name", "clinic_title", "service_title", "file",
    }  # fmt: skip
    for private in ("Кардиолог", "G43", str(patient.person_id), str(issued.visit.booking_id)):
        assert private not in str(shown)


async def test_r159_what_is_forbidden_after_the_link_was_made_is_gone_at_once(
    as_patient: MakeClient, share: Any, upload: Any, allow: Any
) -> None:
    patient = as_patient()
    stays, goes = await upload(patient, "Остаётся"), await upload(patient, "Уходит")
    made = await share(patient, stays, goes)
    key = await made.key()
    assert (await made.file(key, goes)).status_code == 200
    await allow(patient, goes, "forbidden")
    assert code_of(await made.file(key, goes)) == "not_found"
    assert await made.titles(key) == ["Остаётся"]
    assert (await made.file(key, stays)).status_code == 200
    await allow(patient, goes)
    assert await made.titles(key) == ["Уходит", "Остаётся"]


async def test_r159_a_document_outside_the_link_is_not_served(as_patient: MakeClient, share: Any, upload: Any) -> None:
    patient, other = as_patient(), as_patient()
    inside, outside, foreign = await upload(patient), await upload(patient), await upload(other)
    made = await share(patient, inside)
    key = await made.key()
    for document in (outside, foreign, str(uuid4())):
        assert code_of(await made.file(key, document)) == "not_found"


async def test_r025_medical_documents_leave_the_link_with_the_consent(
    issued: Any, share: Any, deliver: Deliver, upload: Any, allow: Any
) -> None:
    patient, document = issued.visit.patient, issued.document["document_id"]
    await allow(patient, document)
    own = await upload(patient, "ЭКГ")
    made = await share(patient, document, own)
    key = await made.key()
    await deliver(
        ConsentWithdrawn(
            aggregate_id=patient.person_id,
            person_id=patient.person_id,
            kind=ConsentKind.MEDICAL_DOCUMENTS,
            text_version="1",
        )
    )
    assert await made.titles(key) == ["ЭКГ"]
    assert code_of(await made.file(key, document)) == "not_found"


async def test_a_removed_document_leaves_the_link(as_patient: MakeClient, share: Any, upload: Any) -> None:
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    key = await made.key()
    assert (await patient.delete(f"/api/medcard/documents/{document}")).status_code == 204
    assert await made.titles(key) == []
    assert code_of(await made.file(key, document)) == "not_found"


async def test_a_code_is_asked_and_a_wrong_one_is_counted(as_patient: MakeClient, share: Any, upload: Any) -> None:
    """R157: three wrong codes, then the right one; the patient sees that somebody tried."""
    patient = as_patient()
    made = await share(patient, await upload(patient), code="482915")
    assert code_of(await made.open()) == "share_code_required"
    for left in (4, 3, 2):
        wrong = await made.open("000000")
        assert (wrong.status_code, code_of(wrong), wrong.json()["attempts_left"]) == (403, "share_code_wrong", left)
    assert (await made.open("482 915")).status_code == 201, "spaces are forgiven"
    assert (await made.open("000000")).json()["attempts_left"] == 4, "a right code begins the count again"
    shown = (await patient.get("/api/medcard/shares")).json()["items"][0]
    assert (shown["wrong_codes"], shown["openings"], shown["state"]) == (4, 1, "active")
    assert shown["last_wrong_at"] is not None


async def test_five_wrong_codes_lock_the_link_for_good(
    as_patient: MakeClient, share: Any, clock: TestClock, upload: Any
) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient), code="482915", hours=720)
    codes = [code_of(await made.open("000000")) for _ in range(5)]
    assert codes == ["share_code_wrong"] * 4 + ["share_locked"]
    clock.shift(timedelta(days=2))
    assert code_of(await made.open("482915")) == "share_locked"
    assert (await patient.get("/api/medcard/shares")).json()["items"][0]["state"] == "locked"


async def test_a_wrong_guess_reveals_nothing(api: Client, as_patient: MakeClient, share: Any, upload: Any) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient), code="482915")
    unknown = await api.post("/api/medcard/shared/openings", json={"token": "a" * 43})
    assert (unknown.status_code, code_of(unknown)) == (404, "share_unknown")
    for answer in (unknown, await made.open(), await made.open("1")):
        assert set(answer.json()) <= {"type", "title", "status", "code", "request_id", "attempts_left"}


@pytest.mark.parametrize("key", ["", "a" * 43])
async def test_without_a_key_nothing_is_read(api: Client, as_patient: MakeClient, key: str, upload: Any) -> None:
    document = await upload(as_patient())
    for path in ("documents", f"documents/{document}/file"):
        answer = await api.get(f"/api/medcard/shared/{path}", headers={"X-Share-Key": key})
        assert (answer.status_code, code_of(answer)) == (403, "viewing_over")
        assert (await api.get(f"/api/medcard/shared/{path}")).status_code == 422


async def test_being_logged_in_adds_nothing_to_a_link(
    as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient, share: Any, upload: Any
) -> None:
    """Stranger, other patient, other doctor, password session: the link is the right, and the only one."""
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    key = await made.key()
    for visitor in (as_patient(), as_doctor(), as_password_patient()):
        url = f"/api/medcard/shared/documents/{document}/file"
        assert (await visitor.get(url, headers={"X-Share-Key": key})).status_code == 200
        assert code_of(await visitor.get(url, headers={"X-Share-Key": "none"})) == "viewing_over"
        assert code_of(await visitor.get(f"/api/medcard/documents/{document}/file")) == "not_found"


async def test_opening_needs_our_own_page(as_patient: MakeClient, share: Any, upload: Any) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient))
    elsewhere = await made.holder.post(
        "/api/medcard/shared/openings", json={"token": made.token}, headers={"Origin": "https://evil.example"}
    )
    assert code_of(elsewhere) == "origin_refused"


async def test_a_viewing_lasts_an_hour(as_patient: MakeClient, share: Any, clock: TestClock, upload: Any) -> None:
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    key = await made.key()
    clock.shift(timedelta(minutes=61))
    assert code_of(await made.file(key, document)) == "viewing_over"
    assert (await made.file(await made.key(), document)).status_code == 200


async def test_a_link_is_opened_sixty_times_an_hour_at_the_most(
    as_patient: MakeClient, share: Any, upload: Any
) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient))
    codes = [(await made.open()).status_code for _ in range(61)]
    assert codes == [201] * 60 + [429]


async def test_identity_away_is_said_and_nothing_is_shown(
    as_patient: MakeClient, share: Any, identity: Any, upload: Any
) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient))
    key = await made.key()
    identity.away = True
    answer = await made.holder.get("/api/medcard/shared/documents", headers={"X-Share-Key": key})
    assert (answer.status_code, code_of(answer)) == (503, "unavailable")

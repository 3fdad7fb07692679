"""A patient's links: what may be shared, what is remembered, how it ends (R155–R160)."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.context import Context
from common.testing import Client, MakeClient, Recorded, RunJob, TestClock
from contracts.medcard import MedcardShared, ShareOpened, ShareRevoked
from medcard.jobs import end_shares
from sqlalchemy import text

URL = "/api/medcard/shares"
NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)


def body(*document_ids: str, **changes: Any) -> dict[str, Any]:
    return {"document_ids": list(document_ids), "label": "Кардиолог в поликлинике", "hours": 24} | changes


async def refused(client: Client, *document_ids: str, **changes: Any) -> tuple[int, str]:
    answer = await client.post(URL, json=body(*document_ids, **changes))
    return answer.status_code, answer.json()["code"]


async def test_r157_a_link_is_made_for_a_while_and_published_without_names(
    as_patient: MakeClient, recorded: Recorded, clock: TestClock, upload: Any
) -> None:
    clock.freeze(NOON)
    patient = as_patient()
    documents = [await upload(patient, "Анализ"), await upload(patient, "ЭКГ")]
    answer = await patient.post(URL, json=body(*documents, code="482915"))
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert (made["state"], made["with_code"], made["openings"]) == ("active", True, 0)
    assert datetime.fromisoformat(made["expires_at"]) == NOON + timedelta(hours=24)
    (event,) = await recorded(MedcardShared)
    assert (event.document_count, event.expires_at) == (2, NOON + timedelta(hours=24))
    for private in ("Кардиолог", "482915", "Анализ"):
        assert private not in event.model_dump_json()
    listed = (await patient.get(URL)).json()
    assert [item["title"] for item in listed["items"][0]["documents"]] == ["ЭКГ", "Анализ"]


async def test_neither_the_link_nor_its_code_lies_in_the_database(
    as_patient: MakeClient, share: Any, context: Context, upload: Any
) -> None:
    """R157: the database alone opens nothing."""
    patient = as_patient()
    answer = await patient.post(
        URL, json=body(await upload(patient), code="482915"), headers={"Idempotency-Key": "once"}
    )
    assert "token" not in answer.json()
    link = (await patient.get(f"{URL}/{answer.json()['share_id']}/link")).json()["token"]
    assert len(link) == 43, "256 bits"
    key = (await patient.post("/api/medcard/shared/openings", json={"token": link, "code": "482915"})).json()["key"]
    async with context.sessions() as session:
        tables = [
            row[0] for row in await session.execute(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        ]
        kept = ""
        for table in tables:
            kept += "".join(str(row[0]) for row in await session.execute(text(f'SELECT t::text FROM "{table}" t')))
    for secret in (link, key, "482915"):
        assert secret not in kept
        assert secret.encode().hex() not in kept


async def test_r155_only_allowed_documents_of_ones_own_are_shared(as_patient: MakeClient, upload: Any) -> None:
    patient, other = as_patient(), as_patient()
    forbidden, foreign = await upload(patient, allowed=False), await upload(other)
    answer = await patient.post(URL, json=body(forbidden))
    assert (answer.status_code, answer.json()["code"]) == (409, "document_not_allowed")
    assert answer.json()["document_ids"] == [forbidden]
    assert await refused(patient, foreign) == (404, "not_found")
    assert await refused(patient, str(uuid4())) == (404, "not_found")
    assert (await patient.get(URL)).json()["items"] == []


@pytest.mark.parametrize(
    "changes",
    [{"hours": 0}, {"hours": 721}, {"label": " "}, {"label": "я" * 81}, {"code": "12345"}, {"code": "abcdef"}],
)
async def test_a_link_has_a_name_a_term_and_a_code_of_digits(
    as_patient: MakeClient, changes: dict[str, Any], upload: Any
) -> None:
    patient = as_patient()
    assert await refused(patient, await upload(patient), **changes) == (422, "invalid")
    assert await refused(patient) == (422, "invalid")


async def test_r033_r042_a_password_session_shares_its_uploads_and_no_medical_document(
    issued: Any, as_password_patient: MakeClient, share: Any, upload: Any, allow: Any
) -> None:
    identified = issued.visit.patient
    document = issued.document["document_id"]
    await allow(identified, document)
    by_password = as_password_patient(identified.person_id)
    own = await upload(by_password)
    assert await refused(by_password, own, document) == (403, "identification_required")
    assert (await by_password.post(URL, json=body(own))).status_code == 201
    made = await share(identified, own, document)
    assert (await by_password.get(f"{made.url}/link")).json()["code"] == "identification_required"
    shown = (await by_password.get(URL)).json()
    assert shown["restricted"] == "identification_required"
    assert [(len(item["documents"]), item["hidden_documents"]) for item in shown["items"]] == [(1, 1), (1, 0)]
    assert (await by_password.post(f"{made.url}/revocation")).json()["state"] == "revoked", "closing is always allowed"


async def test_r025_without_consent_no_medical_document_is_shared(unseen: Any, consent: Any) -> None:
    patient, document = unseen.visit.patient, unseen.document["document_id"]
    assert await refused(patient, document) == (403, "consent_required")
    await consent(patient)
    assert await refused(patient, document) == (409, "document_not_allowed")


ROUTES = [("GET", "/link"), ("POST", "/revocation")]


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_a_link_is_closed_to_everybody_else(
    api: Client, as_patient: MakeClient, as_doctor: MakeClient, share: Any, method: str, path: str, upload: Any
) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient))
    assert (await api.request(method, made.url + path)).json()["code"] == "unauthenticated"
    for stranger in (as_patient(), as_doctor()):
        assert (await stranger.request(method, made.url + path)).json()["code"] == "not_found"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "shares"), ("POST", "shares"), ("GET", "accesses"), ("GET", "authors"), ("POST", "notes")],
)
async def test_lists_are_for_people_logged_in_and_their_own(
    api: Client, as_patient: MakeClient, as_doctor: MakeClient, share: Any, method: str, path: str, upload: Any
) -> None:
    assert (await api.request(method, f"/api/medcard/{path}")).json()["code"] == "unauthenticated"
    patient = as_patient()
    made = await share(patient, await upload(patient))
    await made.key()
    if method == "GET":
        for stranger in (as_patient(), as_doctor()):
            assert (await stranger.get(f"/api/medcard/{path}")).json()["items"] == []


async def test_r160_a_link_taken_back_is_over_at_once_and_once(
    as_patient: MakeClient, share: Any, recorded: Recorded, upload: Any
) -> None:
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    key = await made.key()
    for _ in range(2):
        assert (await made.revoke()).json()["state"] == "revoked"
    assert len(await recorded(ShareRevoked)) == 1
    assert (await made.open()).json()["code"] == "share_withdrawn"
    assert (await made.file(key, document)).json()["code"] == "viewing_over"
    assert (await patient.get(f"{made.url}/link")).json()["code"] == "share_ended"


async def test_r160_a_link_expires_by_the_clock_and_its_secrets_go(
    as_patient: MakeClient,
    share: Any,
    clock: TestClock,
    run_job: RunJob,
    context: Context,
    recorded: Recorded,
    upload: Any,
) -> None:
    clock.freeze(NOON)
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document, hours=1, code="482915")
    key = await made.key("482915")
    clock.shift(timedelta(minutes=59, seconds=59))
    assert (await made.file(key, document)).status_code == 200
    clock.shift(timedelta(seconds=1))
    assert (await made.file(key, document)).json()["code"] == "viewing_over"
    assert (await made.open("482915")).json()["code"] == "share_expired"
    assert (await patient.get(URL)).json()["items"][0]["state"] == "expired"
    await run_job(end_shares)
    async with context.sessions() as session:
        rows = (await session.execute(text("SELECT link_salt, code_mark FROM shares"))).all()
        keys = (await session.execute(text("SELECT key_digest FROM openings"))).all()
    assert (rows, keys) == ([(None, None)], [(None,)])
    assert (await made.open("482915")).json()["code"] == "share_expired"
    assert await recorded(ShareRevoked) == []
    clock.shift(timedelta(days=366))
    await run_job(end_shares)
    assert (await made.open()).json()["code"] == "share_unknown"
    readings = (await patient.get(f"/api/medcard/documents/{document}/readings")).json()["items"]
    assert [item["reader_kind"] for item in readings] == ["link"], "who read is not forgotten with the link"


async def test_one_request_sent_twice_makes_one_link(as_patient: MakeClient, recorded: Recorded, upload: Any) -> None:
    patient = as_patient()
    wanted = body(await upload(patient))
    made = [await patient.post(URL, json=wanted, headers={"Idempotency-Key": "k"}) for _ in range(2)]
    assert made[0].json() == made[1].json()
    assert len(await recorded(MedcardShared)) == 1


async def test_no_more_than_twenty_links_are_open(as_patient: MakeClient, share: Any, upload: Any) -> None:
    patient = as_patient()
    document = await upload(patient)
    links = [await share(patient, document) for _ in range(20)]
    assert await refused(patient, document) == (409, "too_many_shares")
    await links[0].revoke()
    assert (await patient.post(URL, json=body(document))).status_code == 201


async def test_openings_are_published_first_and_then_once_an_hour(
    as_patient: MakeClient, share: Any, recorded: Recorded, clock: TestClock, upload: Any
) -> None:
    clock.freeze(NOON)
    patient = as_patient()
    made = await share(patient, await upload(patient))
    for minutes in (0, 30, 29, 1):
        clock.shift(timedelta(minutes=minutes))
        await made.key()
    assert [event.opening for event in await recorded(ShareOpened)] == [1, 4]
    shown = (await patient.get(URL)).json()["items"][0]
    assert shown["openings"] == 4
    assert datetime.fromisoformat(shown["last_opened_at"]) == NOON + timedelta(hours=1)


async def test_the_patient_sees_who_came_and_what_they_read(issued: Any, share: Any, allow: Any) -> None:
    """R156, R160: openings and readings through links and by the doctor, in one list; own looks only when asked."""
    patient, document = issued.visit.patient, issued.document["document_id"]
    await allow(patient, document)
    await issued.visit.doctor.get(f"{issued.url}/file")
    await patient.get(issued.url)
    made = await share(patient, document)
    key = await made.key()
    await made.file(key, document, "printed")

    async def log(**params: Any) -> list[tuple[str, str, str]]:
        items = (await patient.get("/api/medcard/accesses", params=params)).json()["items"]
        return [(item["reader_kind"], item["reader_name"], item["action"]) for item in items]

    others = [
        ("link", "Кардиолог", "printed"),
        ("link", "Кардиолог", "opened"),
        ("doctor", "Смирнов Игорь Олегович", "viewed"),
    ]
    assert await log() == others
    assert len(await log(own=True)) == 4
    assert [row[2] for row in await log(own=True) if row[0] == "patient"] == ["viewed"]


async def test_the_log_has_pages(as_patient: MakeClient, share: Any, upload: Any) -> None:
    patient = as_patient()
    made = await share(patient, await upload(patient))
    for _ in range(35):
        await made.key()
    first = (await patient.get("/api/medcard/accesses")).json()
    second = (await patient.get("/api/medcard/accesses", params={"cursor": first["next_cursor"]})).json()
    assert [len(first["items"]), len(second["items"]), second["next_cursor"]] == [30, 5, None]

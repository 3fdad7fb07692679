"""Cancelled visits, patients who did not come, readings of doctors, joined cabinets, and an identity that is silent."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from common.context import Context
from common.testing import Client, Deliver, MakeClient, RunJob
from common.testing.waiting import eventually
from contracts.booking import BookingCancelled, BookingCompleted
from contracts.identity import CabinetsJoined
from contracts.values import CancelledBy, VisitOutcome
from medcard import jobs
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError


def cancelled(visit: Any) -> BookingCancelled:
    return BookingCancelled(
        aggregate_id=visit.booking_id,
        aggregate_version=5,
        booking_id=visit.booking_id,
        patient_id=visit.patient.person_id,
        doctor_id=visit.doctor.doctor_id,
        visit_type=visit.confirmed.visit_type,
        starts_at=visit.confirmed.starts_at,
        cancelled_by=CancelledBy.PATIENT,
        refund_kopecks=0,
    )


def completed(visit: Any, outcome: VisitOutcome | None) -> BookingCompleted:
    return BookingCompleted(
        aggregate_id=visit.booking_id,
        aggregate_version=5,
        booking_id=visit.booking_id,
        patient_id=visit.patient.person_id,
        doctor_id=visit.doctor.doctor_id,
        outcome=outcome,
    )


def joined(person: Client, other: Client) -> CabinetsJoined:
    return CabinetsJoined(aggregate_id=person.person_id, person_id=person.person_id, joined_person_id=other.person_id)


async def expected(doctor: Client) -> list[str]:
    answer = await doctor.get("/api/medcard/visits", params={"state": "expected"})
    return [item["booking_id"] for item in answer.json()["items"]]


async def readings(issued: Any) -> list[tuple[str, str]]:
    items = (await issued.visit.patient.get(f"{issued.url}/readings")).json()["items"]
    return [(item["reader_kind"], item["action"]) for item in items]


async def test_a_cancelled_visit_shows_its_doctor_nothing_and_takes_nothing(booked: Any, deliver: Deliver) -> None:
    visit = await booked()
    assert (await visit.save()).status_code == 200
    await deliver(cancelled(visit))
    for answer in (
        await visit.doctor.get(visit.url),
        await visit.doctor.get(f"{visit.url}/preview"),
        await visit.save(version=1),
        await visit.issue(),
        await visit.doctor.get(f"/api/medcard/visits/{visit.booking_id}/brought"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await visit.doctor.get("/api/medcard/visits")).json()["items"] == []


@pytest.mark.parametrize("end_first", [True, False])
async def test_no_conclusion_is_awaited_of_a_patient_who_did_not_come(
    booked: Any, deliver: Deliver, end_first: bool
) -> None:
    visit = await booked()
    events = [visit.ended, completed(visit, VisitOutcome.PATIENT_NO_SHOW)]
    for event in events if end_first else reversed(events):
        await deliver(event)
    assert await expected(visit.doctor) == []
    assert (await visit.doctor.get(visit.url)).json()["state"] == "no_show"
    for answer in (await visit.save(), await visit.issue()):
        assert (answer.status_code, answer.json()["code"]) == (409, "patient_no_show")


@pytest.mark.parametrize("outcome", [VisitOutcome.HELD, None])
async def test_a_visit_that_took_place_awaits_its_conclusion(
    held: Any, deliver: Deliver, outcome: VisitOutcome | None
) -> None:
    await deliver(completed(held, outcome))
    assert await expected(held.doctor) == [str(held.booking_id)]
    assert (await held.save()).status_code == 200


async def test_a_doctor_who_reads_an_issued_conclusion_again_leaves_a_row(issued: Any) -> None:
    await issued.visit.doctor.get(issued.visit.url)
    shown = await issued.visit.doctor.get(f"{issued.visit.url}/preview")
    assert await readings(issued) == [("doctor", "viewed"), ("doctor", "viewed")]
    own = await issued.visit.patient.get(f"{issued.url}/file")
    assert shown.content == own.content, "the preview of what was issued is the issued paper"


async def test_a_draft_is_no_document_and_leaves_no_row(held: Any) -> None:
    await held.save()
    assert (await held.doctor.get(held.url)).json()["state"] == "draft"
    assert (await held.doctor.get(f"{held.url}/preview")).status_code == 200


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        (
            {"recommendations": "Покой\nПить воду 😀 и 漢"},
            [{"field": "recommendations", "line": 2, "characters": "😀漢"}],
        ),
        ({"complaints": "🤒", "anamnesis": "ok"}, [{"field": "complaints", "line": 1, "characters": "🤒"}]),
        ({"examination": "שלום"}, [{"field": "examination", "line": 1, "characters": "שלום"}]),
    ],
)
async def test_a_draft_that_cannot_be_printed_is_refused_with_the_place(
    held: Any, changes: dict[str, str], places: list[dict[str, Any]]
) -> None:
    answer = await held.save(**changes)
    assert (answer.status_code, answer.json()["code"]) == (422, "unprintable_text")
    assert answer.json()["places"] == places
    assert (await held.doctor.get(held.url)).json()["version"] == 0


async def test_what_a_paste_brings_along_unseen_does_not_stop_a_draft(held: Any) -> None:
    saved = await held.save(complaints="Первая\x0bвторая\u2028третья \u202a+7 900\u202c")
    assert saved.json()["complaints"] == "Первая\nвторая\nтретья +7 900"


async def test_a_draft_changed_while_it_is_printed_is_not_issued(held: Any, identity: Any) -> None:
    await held.save()
    asked, answer = asyncio.Event(), asyncio.Event()
    real = identity.doctor

    async def slow(doctor_id: UUID) -> Any:
        asked.set()
        await answer.wait()
        return await real(doctor_id)

    identity.doctor = slow
    issuing = asyncio.create_task(held.issue())
    await asked.wait()
    assert (await held.save(version=1, recommendations="Другое")).status_code == 200
    answer.set()
    refused = await issuing
    assert (refused.status_code, refused.json()["code"]) == (409, "draft_changed")


async def test_documents_are_read_while_identity_never_answers(issued: Any, context: Context, identity: Any) -> None:
    never, waiting = asyncio.Event(), 0

    async def silent(_: UUID) -> Any:
        nonlocal waiting
        waiting += 1
        await never.wait()

    identity.person = silent
    many = context.settings.database_pool * 2 + 2
    stuck = [asyncio.create_task(issued.visit.doctor.get(issued.visit.url)) for _ in range(many)]
    await eventually(lambda: waiting == many)
    async with asyncio.timeout(2):
        for _ in range(5):
            assert (await issued.visit.patient.get(f"{issued.url}/file")).status_code == 200
    for task in stuck:
        task.cancel()
    await asyncio.gather(*stuck, return_exceptions=True)


async def test_joined_cabinets_hold_what_both_held(
    issued: Any, as_patient: MakeClient, deliver: Deliver, upload: Any, share: Any, identity: Any
) -> None:
    other, person = issued.visit.patient, as_patient()
    identity.know(person)
    mine, theirs = await upload(person, "Мой"), await upload(other, "Другой")
    link = await share(other, theirs)
    await deliver(joined(person, other))
    kept = (await person.get("/api/medcard/documents")).json()["items"]
    assert {item["document_id"] for item in kept} == {mine, theirs, issued.document["document_id"]}
    assert (await person.get(f"{issued.url}/file")).content.startswith(b"%PDF")
    assert (await other.get("/api/medcard/documents")).json()["items"] == []
    assert [item["share_id"] for item in (await person.get("/api/medcard/shares")).json()["items"]] == [
        link.share["share_id"]
    ]
    assert await link.titles(await link.key()) == ["Другой"]


async def test_what_comes_late_under_the_old_id_is_moved_too(
    planned: Any, as_patient: MakeClient, deliver: Deliver, run_job: RunJob
) -> None:
    visit, person = planned(), as_patient()
    await deliver(joined(person, visit.patient))
    await deliver(visit.confirmed)
    await run_job(jobs.join_late_rows)
    answer = await person.get(f"/api/medcard/visits/{visit.booking_id}/preparation")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("joining", "statement"),
    [
        ("off", "UPDATE documents SET patient_id = :new"),
        ("off", "UPDATE shares SET patient_id = :new"),
        ("on", "UPDATE documents SET title = 'x', patient_id = :new"),
    ],
)
async def test_only_joining_gives_documents_and_links_away_and_changes_nothing_else(
    issued: Any, upload: Any, share: Any, context: Context, joining: str, statement: str
) -> None:
    await share(issued.visit.patient, await upload(issued.visit.patient))
    async with context.sessions() as session:
        await session.execute(text(f"SET LOCAL medcard.joining = '{joining}'"))
        with pytest.raises(DBAPIError):
            await session.execute(text(statement), {"new": uuid4()})


async def test_the_later_consent_of_the_two_counts(
    as_patient: MakeClient, consent: Any, deliver: Deliver, context: Context
) -> None:
    person, other = as_patient(), as_patient()
    await consent(other)
    await deliver(joined(person, other))
    async with context.sessions.begin() as session:
        given = await session.execute(text("SELECT person_id, given FROM consents"))
        assert [tuple(row) for row in given] == [(person.person_id, True)]

"""Issuing a conclusion: when it may be, what is on paper, and that it never changes."""

import json
from io import BytesIO
from typing import Any

import pytest
from common.testing import Deliver, Recorded
from contracts.medcard import ConclusionIssued
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError


async def paper(reader: Any, url: str) -> str:
    """All words of a PDF with single spaces between them."""
    answer = await reader.get(url)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/pdf"
    pages = PdfReader(BytesIO(answer.content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


async def test_r150_r151_an_issued_conclusion_is_in_the_medcard_and_published(issued: Any, recorded: Recorded) -> None:
    visit = issued.visit
    (event,) = await recorded(ConclusionIssued)
    assert str(event.document_id) == issued.document["document_id"]
    assert (event.booking_id, event.patient_id, event.doctor_id) == (
        visit.booking_id,
        visit.patient.person_id,
        visit.doctor.doctor_id,
    )
    page = (await visit.patient.get("/api/medcard/documents")).json()
    assert [item["document_id"] for item in page["items"]] == [issued.document["document_id"]]


async def test_a_conclusion_is_not_issued_before_the_visit_has_ended(booked: Any, deliver: Deliver) -> None:
    visit = await booked()
    await visit.save()
    early = await visit.issue("k")
    assert (early.status_code, early.json()["code"]) == (409, "consultation_not_ended")
    await deliver(visit.ended)
    assert (await visit.issue("k")).status_code == 201, "the key of a refused request may be used again"


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        (None, ["diagnosis_code", "recommendations"]),
        ({"diagnosis_code": None}, ["diagnosis_code"]),
        ({"recommendations": "  \n"}, ["recommendations"]),
    ],
)
async def test_an_incomplete_conclusion_says_what_is_missing(
    held: Any, recorded: Recorded, changes: dict[str, Any] | None, missing: list[str]
) -> None:
    if changes is not None:
        await held.save(**changes)
    answer = await held.issue()
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["missing"]) == (422, "conclusion_incomplete", missing)
    assert await recorded() == []


async def test_the_same_key_gives_the_same_document(held: Any, recorded: Recorded) -> None:
    await held.save()
    first, second = await held.issue("key"), await held.issue("key")
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    another = await held.issue("another-key")
    assert (another.status_code, another.json()["code"]) == (409, "already_issued")
    assert len(await recorded(ConclusionIssued)) == 1


async def test_r154_the_paper_says_everything_in_russian(issued: Any, written: dict[str, str]) -> None:
    words = await paper(issued.visit.patient, f"{issued.url}/file")
    expected = [
        "Протокол консультации",
        "Медицинский центр «Берёзка»",
        "Приём врача-невролога первичный",
        "Петрова Анна Сергеевна",
        "17.05.1990",
        "Смирнов Игорь Олегович",
        "Врач-невролог",
        "02.03.2026, 00:30",
        "G43.0 Мигрень без ауры [простая мигрень]",
        issued.document["document_id"],
        *(line for name, prose in written.items() if name != "diagnosis_code" for line in prose.split("\n")),
    ]
    assert [piece for piece in expected if piece not in words] == []
    assert "ЧЕРНОВИК" not in words


async def test_what_a_doctor_writes_is_printed_and_commands_nothing(held: Any) -> None:
    prose = '#panic() $x^2$ *a* _b_ `c` @d <e> \\n "f" #read("/etc/passwd") //g https://example.org = h'
    await held.save(recommendations=prose, complaints="#eval(1+1)\n= Заголовок\n- пункт")
    words = await paper(held.doctor, f"{held.url}/preview")
    assert " ".join(prose.split()) in words
    assert "#eval(1+1) = Заголовок - пункт" in words
    issued = await held.issue()
    assert issued.status_code == 201
    url = f"/api/medcard/documents/{issued.json()['document_id']}/file"
    assert " ".join(prose.split()) in await paper(held.doctor, url)


async def test_a_preview_is_marked_as_a_draft(held: Any) -> None:
    none_yet = await held.doctor.get(f"{held.url}/preview")
    assert (none_yet.status_code, none_yet.json()["code"]) == (404, "not_found")
    await held.save(diagnosis_code=None)
    words = await paper(held.doctor, f"{held.url}/preview")
    assert "ЧЕРНОВИК" in words
    assert "не является медицинским документом" in words
    assert "Диагноз " not in words


async def test_a_long_conclusion_takes_more_pages(held: Any) -> None:
    await held.save(recommendations="\n".join(f"{number}. Пить больше воды." for number in range(200)))
    words = await paper(held.doctor, f"{held.url}/preview")
    assert "199. Пить больше воды." in words
    assert "Страница 2 из" in words


async def test_no_paper_without_names_or_titles(
    planned: Any, deliver: Deliver, clinic: Any, offering: Any, identity: Any, recorded: Recorded
) -> None:
    visit = planned()
    await deliver(visit.confirmed)
    await deliver(visit.ended)
    await visit.save()

    async def refused() -> bool:
        answer = await visit.issue("key")
        return (answer.status_code, answer.json()["code"]) == (503, "unavailable")

    assert await refused(), "the catalogue's titles are on their way"
    await deliver(clinic)
    await deliver(offering)
    identity.away = True
    assert await refused()
    assert await recorded() == []
    identity.away = False
    assert (await visit.issue("key")).status_code == 201


FORBIDDEN = [
    "UPDATE documents SET title = 'x'",
    "UPDATE documents SET diagnosis_code = 'A00'",
    "UPDATE documents SET kind = 'upload'",
    "UPDATE documents SET patient_id = gen_random_uuid(), access = 'allowed'",
    "UPDATE documents SET issued_at = NULL",
    "DELETE FROM documents",
]


@pytest.mark.parametrize("statement", FORBIDDEN)
async def test_the_database_itself_keeps_what_was_issued(issued: Any, context: Any, statement: str) -> None:
    with pytest.raises(IntegrityError, match="an issued document never changes"):
        async with context.sessions.begin() as session:
            await session.execute(text(statement))
    assert (await issued.visit.patient.get(issued.url)).json() == issued.document


async def test_r155_access_is_all_that_may_change(issued: Any, context: Any) -> None:
    async with context.sessions.begin() as session:
        await session.execute(text("UPDATE documents SET access = 'allowed'"))
    shown = (await issued.visit.patient.get(issued.url)).json()
    assert shown == issued.document | {"access": "allowed"}


async def test_events_carry_no_personal_or_medical_word(
    issued: Any, written: dict[str, str], recorded: Recorded
) -> None:
    await issued.visit.patient.post(
        "/api/medcard/documents", data={"title": "МРТ головного мозга"}, files={"file": b"%PDF-1.7"}
    )
    published = json.dumps([event.model_dump(mode="json") for event in await recorded()], ensure_ascii=False)
    assert published.count("event_id") == 2
    private = ["Петрова", "Смирнов", "МРТ", "Мигрень", *written.values()]
    assert [word for word in private if word in published] == []

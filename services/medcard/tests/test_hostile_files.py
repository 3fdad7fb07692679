"""Files that mean harm, files that storage damaged, and rights decided before a body is read (security §3, §9)."""

import asyncio
import zipfile
from collections.abc import AsyncIterator, Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from common.context import Context
from common.scanning import Clean, Infected, NotScanned, Scanner
from common.testing import Client, MakeClient, Recorded, RunJob
from common.testing.scanners import EICAR, FakeScanner
from common.testing.waiting import eventually
from contracts.medcard import DocumentAdded
from fastapi import FastAPI
from medcard import domain, jobs
from medcard.models import Document
from sqlalchemy import update

URL = "/api/medcard/documents"
PDF = b"%PDF-1.7\n%%EOF\n"


def zipped() -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr(zipfile.ZipInfo("a.js"), b"alert(1)")
    return target.getvalue()


async def send(patient: Client, content: bytes = PDF) -> Any:
    return await patient.post(URL, data={"title": "Анализ"}, files={"file": content})


async def listed(patient: Client) -> list[str]:
    return [item["file"]["state"] for item in (await patient.get(URL)).json()["items"]]


@pytest.fixture
def scanner() -> FakeScanner:
    return FakeScanner()


@pytest.fixture
def stored(tmp_path: Path) -> Callable[[], list[Path]]:
    return lambda: [path for path in (tmp_path / "storage").rglob("*") if path.is_file()]


@pytest.fixture
def let_time_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for its verdict is due at once."""
    monkeypatch.setattr(domain, "SCAN_RETRY_AFTER", -domain.SCAN_RETRY_AFTER)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (PDF + b"<</S /JavaScript /JS (app.alert(1))>>", "active"),
        (PDF + zipped(), "polyglot"),
        (b"%PDF-1.7 <script>alert(1)</script>", "polyglot"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x02\0\0\0", "too_many_pixels"),
    ],
)
async def test_a_hostile_file_is_refused_with_its_reason_and_leaves_nothing(
    as_patient: MakeClient, recorded: Recorded, stored: Any, content: bytes, reason: str
) -> None:
    patient = as_patient()
    answer = await send(patient, content)
    assert (answer.status_code, answer.json()["code"], answer.json()["reason"]) == (422, "file_unsafe", reason)
    assert (await listed(patient), stored(), await recorded()) == ([], [], [])


@pytest.mark.parametrize("content", [EICAR, PDF + EICAR])
async def test_an_infected_file_is_refused_and_leaves_nothing(
    as_patient: MakeClient, recorded: Recorded, stored: Any, content: bytes
) -> None:
    patient = as_patient()
    answer = await send(patient, content)
    assert (answer.status_code, answer.json()["code"]) == (422, "file_infected")
    assert (await listed(patient), stored(), await recorded()) == ([], [], [])


async def test_without_the_scanner_a_file_waits_hidden_and_is_shown_once_checked(
    as_patient: MakeClient, scanner: FakeScanner, recorded: Recorded, run_job: RunJob, let_time_pass: None
) -> None:
    patient = as_patient()
    scanner.verdict = NotScanned("away")
    made = await send(patient)
    assert (made.status_code, made.json()["file"]["state"]) == (201, "checking")
    file = f"{URL}/{made.json()['document_id']}/file"
    await patient.put(f"{URL}/{made.json()['document_id']}/access", json={"access": "allowed"})
    share = {"document_ids": [made.json()["document_id"]], "label": "Врач", "hours": 1}
    for _ in range(2):
        assert (await patient.get(file)).json()["code"] == "file_checking"
        assert (await patient.post("/api/medcard/shares", json=share)).json()["code"] == "file_checking"
        assert await recorded(DocumentAdded) == []
        await run_job(jobs.check_files)
    scanner.verdict = Clean()
    await run_job(jobs.check_files)
    await run_job(jobs.check_files)
    assert (await patient.get(file)).content == PDF
    assert await listed(patient) == ["ready"]
    assert len(await recorded(DocumentAdded)) == 1


async def test_a_file_found_infected_later_is_never_shown_and_its_bytes_are_gone(
    as_patient: MakeClient, scanner: FakeScanner, stored: Any, run_job: RunJob, let_time_pass: None
) -> None:
    patient = as_patient()
    scanner.verdict = NotScanned("away")
    document_id = (await send(patient)).json()["document_id"]
    scanner.verdict = Infected("Test")
    await run_job(jobs.check_files)
    assert stored() == []
    assert await listed(patient) == ["refused"]
    assert (await patient.get(f"{URL}/{document_id}/file")).json()["code"] == "file_infected"
    assert (await patient.delete(f"{URL}/{document_id}")).status_code == 204


async def test_an_upload_that_broke_off_is_forgotten(
    as_patient: MakeClient, scanner: FakeScanner, stored: Any, run_job: RunJob, let_time_pass: None
) -> None:
    patient = as_patient()
    scanner.verdict = NotScanned("away")
    await send(patient)
    stored()[0].unlink()
    await run_job(jobs.check_files)
    assert await listed(patient) == []


@pytest.fixture
async def silent() -> AsyncIterator[str]:
    """The address of a scanner that takes everything and never answers."""

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with await asyncio.start_server(swallow, "127.0.0.1", 0) as server:
        yield f"tcp://127.0.0.1:{server.sockets[0].getsockname()[1]}"


class TestSilentScanner:
    """More uploads than the database has connections wait for a scanner that never answers."""

    @pytest.fixture
    def scanner(self, silent: str) -> Scanner:
        return Scanner(silent, seconds=3)

    async def test_documents_are_read_while_uploads_wait_for_a_verdict(
        self, as_patient: MakeClient, context: Context
    ) -> None:
        patient = as_patient()
        note = await patient.post("/api/medcard/notes", json={"title": "Давление", "text": "120/80"})
        file = f"{URL}/{note.json()['document_id']}/file"
        many = context.settings.database_pool * 2 + 2
        uploads = [asyncio.create_task(send(patient)) for _ in range(many)]

        async def all_wait() -> bool:
            return bool(len(await listed(patient)) == many + 1)

        await eventually(all_wait, within=2)
        async with asyncio.timeout(1):
            for _ in range(5):
                assert (await patient.get(file)).status_code == 200
        answers = await asyncio.gather(*uploads)
        assert {answer.json()["file"]["state"] for answer in answers} == {"checking"}


@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-1] + b"!", lambda content: content[:-1], lambda _: b""],
    ids=["changed", "cut", "emptied"],
)
async def test_a_damaged_file_is_not_served_and_not_noted_as_read(
    as_patient: MakeClient, stored: Any, damage: Callable[[bytes], bytes]
) -> None:
    patient = as_patient()
    document_id = (await send(patient)).json()["document_id"]
    stored()[0].write_bytes(damage(stored()[0].read_bytes()))
    answer = await patient.get(f"{URL}/{document_id}/file")
    assert (answer.status_code, answer.json()["code"]) == (409, "file_damaged")
    assert (await patient.get(f"{URL}/{document_id}/readings")).json()["items"] == []


async def test_a_lost_file_is_called_missing(as_patient: MakeClient, stored: Any) -> None:
    patient = as_patient()
    document_id = (await send(patient)).json()["document_id"]
    stored()[0].unlink()
    answer = await patient.get(f"{URL}/{document_id}/file")
    assert (answer.status_code, answer.json()["code"]) == (409, "file_missing")


async def test_a_damaged_conclusion_is_served_to_nobody(issued: Any, stored: Any) -> None:
    stored()[0].write_bytes(stored()[0].read_bytes().replace(b"%PDF", b"%PDX"))
    for answer in (
        await issued.visit.patient.get(f"{issued.url}/file"),
        await issued.visit.doctor.get(f"{issued.url}/file"),
        await issued.visit.doctor.get(f"{issued.visit.url}/preview"),
    ):
        assert answer.json()["code"] == "file_damaged"


async def test_a_file_is_served_contained(as_patient: MakeClient) -> None:
    patient = as_patient()
    note = await patient.post("/api/medcard/notes", json={"title": "Давление", "text": "<b>120/80</b>"})
    shown = await patient.get(f"{URL}/{note.json()['document_id']}/file")
    assert shown.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert shown.headers["x-content-type-options"] == "nosniff"
    paper = f"{URL}/{(await send(patient)).json()['document_id']}/file"
    assert (await patient.get(paper)).headers["content-security-policy"] == "default-src 'none'"
    kept = await patient.get(paper, params={"purpose": "downloaded"})
    assert kept.headers["content-security-policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("who", ["nobody", "forged"])
async def test_rights_are_decided_before_the_body_is_read(app: FastAPI, who: str) -> None:
    taken = 0

    async def receive() -> dict[str, Any]:
        nonlocal taken
        taken += 1
        return {"type": "http.request", "body": b"x" * 65536, "more_body": True}

    sent: list[dict[str, Any]] = []

    async def note(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"origin", b"http://localhost:8080"), (b"content-type", b"multipart/form-data; boundary=x")]
    if who == "forged":
        headers.append((b"authorization", b"Bearer of.no.worth"))
    scope = {
        "type": "http", "method": "POST", "path": URL, "raw_path": URL.encode(), "query_string": b"",
        "headers": headers, "http_version": "1.1", "scheme": "http", "server": ("test", 80), "client": ("1.1.1.1", 1),
        "asgi": {"version": "3.0"}, "root_path": "",
    }  # fmt: skip
    await asyncio.wait_for(app(scope, receive, note), 10)  # type: ignore[arg-type]  # a bare ASGI call
    assert sent[0]["status"] == 401
    assert taken == 0


async def test_one_person_may_keep_so_many_bytes(as_patient: MakeClient, context: Context, stored: Any) -> None:
    patient = as_patient()
    first = (await send(patient)).json()
    async with context.sessions.begin() as session:
        await session.execute(update(Document).values(file_size=domain.MAX_BYTES_PER_PERSON - len(PDF) + 1))
    answer = await send(patient)
    assert (answer.status_code, answer.json()["code"]) == (409, "medcard_full")
    assert len(stored()) == 1
    assert (await send(as_patient())).status_code == 201, "others have a limit of their own"
    await patient.delete(f"{URL}/{first['document_id']}")
    assert (await send(patient)).status_code == 201


async def test_one_person_puts_in_so_many_a_day(as_patient: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain, "MAX_UPLOADS_PER_DAY", 3)
    patient = as_patient()
    note = {"title": "Давление", "text": "120/80"}
    answers = await asyncio.gather(*(patient.post("/api/medcard/notes", json=note) for _ in range(6)))
    assert sorted(answer.status_code for answer in answers) == [201, 201, 201, 429, 429, 429]
    refused = await send(patient)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "3600")

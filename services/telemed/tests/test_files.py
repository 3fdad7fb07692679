"""Files in the chat: checked by content, shown to both, kept from everybody else."""

import asyncio
import struct
import zlib
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from common.context import Context
from common.scanning import NotScanned
from common.testing import Client, MakeClient, RunJob, TestClock
from common.testing.scanners import EICAR, FakeScanner
from sqlalchemy import text
from telemed import actions, jobs

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + b"\0" * 1000


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


# One grey pixel.
PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\x80"))
    + chunk(b"IEND", b"")
)
LARGEST = 20 * 1024 * 1024


async def put(client: Client, room: Any, content: bytes, *, name: str = "анализ.pdf", client_id: object = None) -> Any:
    form = {"client_id": str(client_id or uuid4())}
    return await client.post(f"{room.path}/files", data=form, files={"file": (name, content, "text/html")})


def stored(context: Context) -> list[Path]:
    folder = Path(context.settings.storage_url.removeprefix("file://"))
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_document_put_into_the_chat_reaches_both(both: Any, room: Any) -> None:
    """R122: «скинуть в чат необходимые документы, фото»."""
    answer = await put(room.patient, room, PDF)
    assert answer.status_code == 201, answer.text
    message = answer.json()
    for end in both:
        assert await end.next() == {"type": "message", **message}
    assert (message["kind"], message["text"], message["author"], message["seq"]) == ("file", None, "patient", 1)
    file = message["file"]
    assert file == {
        "file_id": file["file_id"],
        "name": "анализ.pdf",
        "size": len(PDF),
        "content_type": "application/pdf",
        "state": "ready",
    }
    for person in (room.patient, room.doctor):
        got = await person.get(f"{room.path}/files/{file['file_id']}")
        assert got.content == PDF
    listed = (await room.doctor.get(f"{room.path}/messages")).json()["items"]
    assert listed == [message]


async def test_a_file_is_served_as_something_to_save(room: Any) -> None:
    file_id = (await put(room.patient, room, PDF)).json()["file"]["file_id"]
    got = await room.doctor.get(f"{room.path}/files/{file_id}")
    assert got.headers["content-type"] == "application/pdf"
    assert got.headers["content-length"] == str(len(PDF))
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert got.headers["cache-control"] == "private, no-store"
    assert got.headers["content-disposition"].startswith('attachment; filename="______.pdf"; filename*=UTF-8')


async def test_only_images_and_pdf_are_shown_by_the_browser_itself(room: Any) -> None:
    for content, name, shown in ((PNG, "a.png", "inline"), (PDF, "a.pdf", "inline"), (b"text", "a.txt", "attachment")):
        file_id = (await put(room.patient, room, content, name=name)).json()["file"]["file_id"]
        got = await room.doctor.get(f"{room.path}/files/{file_id}", params={"inline": "1"})
        assert got.headers["content-disposition"].split(";")[0] == shown
        # A browser's own PDF viewer does not start in a sandbox; everything else is shown in one.
        assert ("sandbox" in got.headers["content-security-policy"]) == (name != "a.pdf")


async def test_the_kind_is_decided_by_content_not_by_name(room: Any, context: Context) -> None:
    refused = {
        "photo.jpg": b"MZ\x90\0" + b"\0" * 128,
        "scan.pdf": b"<html><script>alert(1)</script></html>",
        "archive.zip": b"PK\x03\x04" + b"\0" * 64,
        "empty.pdf": b"",
    }
    for name, content in refused.items():
        answer = await put(room.patient, room, content, name=name)
        assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused"), name
    renamed = (await put(room.patient, room, PNG, name="../снимок.exe")).json()["file"]
    assert (renamed["name"], renamed["content_type"]) == ("снимок.exe.png", "image/png")
    assert len(stored(context)) == 1


async def test_a_file_has_at_most_twenty_megabytes(room: Any, context: Context) -> None:
    answer = await put(room.patient, room, PDF + b"\0" * (LARGEST - len(PDF) + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "file_too_large")
    answer = await put(room.patient, room, PDF + b"\0" * (LARGEST + 2 * 1024 * 1024))
    assert answer.status_code == 413
    assert stored(context) == []
    assert (await put(room.patient, room, PDF + b"\0" * (LARGEST - len(PDF)))).status_code == 201


async def test_an_upload_repeated_is_shown_once(both: Any, room: Any, context: Context) -> None:
    client_id = uuid4()
    first = await put(room.patient, room, PDF, client_id=client_id)
    again = await put(room.patient, room, PDF, client_id=client_id)
    assert again.json() == first.json()
    assert [one["type"] for one in await both[1].settled()] == ["message"]
    assert len(stored(context)) == 1


async def test_uploads_racing_with_one_id_are_shown_once(
    room: Any, context: Context, run_job: RunJob, clock: TestClock
) -> None:
    client_id = uuid4()
    answers = await asyncio.gather(*(put(room.patient, room, PDF, client_id=client_id) for _ in range(8)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["message_id"] for answer in answers}) == 1
    assert len((await room.doctor.get(f"{room.path}/messages")).json()["items"]) == 1
    # What the losers had stored is swept away.
    clock.shift(timedelta(hours=2))
    await run_job(jobs.delete_abandoned_files)
    assert len(stored(context)) == 1
    file_id = answers[0].json()["file"]["file_id"]
    assert (await room.doctor.get(f"{room.path}/files/{file_id}")).content == PDF


async def test_an_upload_that_broke_off_leaves_nothing(
    room: Any, context: Context, run_job: RunJob, clock: TestClock, monkeypatch: Any
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise OSError

    with monkeypatch.context() as crash:
        crash.setattr(actions, "announce_file", broken)
        assert (await put(room.patient, room, PDF)).status_code in (500, 503)
    assert len(stored(context)) == 1
    clock.shift(timedelta(minutes=61))
    await run_job(jobs.delete_abandoned_files)
    assert stored(context) == []
    async with context.sessions() as session:
        assert await session.scalar(text("SELECT count(*) FROM files")) == 0


async def test_only_participants_put_and_take_files(
    room: Any, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient, api: Client
) -> None:
    file_id = (await put(room.patient, room, PDF)).json()["file"]["file_id"]
    path = f"{room.path}/files/{file_id}"
    for third in (as_patient(), as_doctor()):
        assert (await third.get(path)).status_code == 404
        assert (await put(third, room, PDF)).status_code == 404
    same = as_password_patient(room.patient.person_id)
    for answer in (await same.get(path), await put(same, room, PDF)):
        assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")
    assert (await api.get(path)).status_code == 401
    assert (await put(api, room, PDF)).status_code == 401


async def test_a_file_of_one_room_is_unknown_in_another(
    room: Any, as_patient: MakeClient, deliver: Any, monkeypatch: Any
) -> None:
    file_id = (await put(room.patient, room, PDF)).json()["file"]["file_id"]
    other = type(room)(uuid4(), as_patient(), room.doctor)
    await deliver(other.confirmed())
    answer = await room.doctor.get(f"{other.path}/files/{file_id}")
    assert (answer.status_code, answer.json()["code"]) == (404, "file_unknown")


async def test_a_closed_room_takes_no_file_and_keeps_those_it_has(both: Any, room: Any) -> None:
    file_id = (await put(room.patient, room, PDF)).json()["file"]["file_id"]
    await both[1].send("end_visit")
    await both[1].closed()
    answer = await put(room.patient, room, PDF)
    assert (answer.status_code, answer.json()["code"]) == (409, "room_closed")
    assert (await room.patient.get(f"{room.path}/files/{file_id}")).content == PDF


@pytest.mark.parametrize("damage", [lambda it: it[:-1] + b"!", lambda it: it + b"0", lambda it: b""])
async def test_a_damaged_file_is_refused_and_counted(
    room: Any, context: Context, api: Client, damage: Callable[[bytes], bytes]
) -> None:
    """The same length and other bytes were served with 200."""
    file_id = (await put(room.patient, room, PDF)).json()["file"]["file_id"]
    (path,) = stored(context)
    path.write_bytes(damage(PDF))
    answer = await room.doctor.get(f"{room.path}/files/{file_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "file_damaged")
    assert 'files_damaged_total{reason="damaged",service="telemed"}' in (await api.get("/metrics")).text


async def test_a_lost_file_says_so(room: Any, context: Context) -> None:
    file_id = (await put(room.patient, room, PDF)).json()["file"]["file_id"]
    (path,) = stored(context)
    path.unlink()
    answer = await room.doctor.get(f"{room.path}/files/{file_id}")
    assert (answer.status_code, answer.json()["code"]) == (409, "file_missing")


async def test_a_file_the_scanner_knows_reaches_nobody(both: Any, room: Any, context: Context) -> None:
    answer = await put(room.patient, room, EICAR, name="eicar.txt")
    assert (answer.status_code, answer.json()["code"]) == (422, "file_infected")
    for end in both:
        assert await end.settled() == []
    assert stored(context) == []
    assert (await room.doctor.get(f"{room.path}/messages")).json()["items"] == []


async def test_a_dangerous_file_reaches_nobody(room: Any, context: Context) -> None:
    answer = await put(room.patient, room, PDF + b"1 0 obj << /JavaScript (x) /JS (app.alert(1)) >> endobj")
    assert (answer.status_code, answer.json()["code"]) == (422, "file_unsafe")
    assert stored(context) == []


async def test_a_file_is_kept_closed_until_the_scanner_is_back(
    both: Any, room: Any, scanner: FakeScanner, run_job: RunJob
) -> None:
    scanner.verdict = NotScanned("away")
    file = (await put(room.patient, room, PDF)).json()["file"]
    assert file["state"] == "checking"
    for end in both:
        assert (await end.next())["file"]["state"] == "checking"
    await run_job(jobs.scan_waiting_files)
    for person in (room.patient, room.doctor):
        answer = await person.get(f"{room.path}/files/{file['file_id']}")
        assert (answer.status_code, answer.json()["code"]) == (409, "file_checking")
    scanner.verdict = None
    await run_job(jobs.scan_waiting_files)
    for end in both:
        assert await end.next() == {"type": "file_checked", "file_id": file["file_id"], "state": "ready"}
    assert (await room.doctor.get(f"{room.path}/files/{file['file_id']}")).content == PDF
    (listed,) = (await room.doctor.get(f"{room.path}/messages")).json()["items"]
    assert listed["file"]["state"] == "ready"


async def test_a_file_found_infected_later_is_never_opened(
    both: Any, room: Any, scanner: FakeScanner, run_job: RunJob
) -> None:
    scanner.verdict = NotScanned("away")
    file = (await put(room.patient, room, EICAR, name="eicar.txt")).json()["file"]
    scanner.verdict = None
    for _ in range(2):
        await run_job(jobs.scan_waiting_files)
    assert (await both[1].receive("file_checked"))["state"] == "refused"
    assert await both[1].settled() == []
    answer = await room.doctor.get(f"{room.path}/files/{file['file_id']}")
    assert (answer.status_code, answer.json()["code"]) == (422, "file_infected")


async def test_a_stranger_is_refused_before_the_body_is_read(room: Any, api: Client) -> None:
    """Ten anonymous uploads held 190 MB of the disk."""
    read = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(100):
            read += 1
            yield b"0" * 65536

    answer = await api.post(
        f"{room.path}/files", content=body(), headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 401
    assert read <= 1


@pytest.mark.parametrize("form", [{}, {"client_id": "one"}])
async def test_a_form_needs_a_file_and_an_id(room: Any, form: dict[str, str]) -> None:
    answer = await room.patient.post(f"{room.path}/files", data=form, files={"file": ("a.pdf", PDF)})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    named_otherwise = {"attachment": ("a.pdf", PDF)}
    answer = await room.patient.post(f"{room.path}/files", data={"client_id": str(uuid4())}, files=named_otherwise)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


class TestTheHostOfFiles:
    """Where people navigate to, so that no file is of the application's origin."""

    @pytest.fixture
    def extra_settings(self) -> dict[str, Any]:
        return {"files_origin": "http://files.localhost:8080", "service_secret": "of all replicas"}

    async def test_a_new_tab_is_sent_there_and_a_picture_in_the_page_is_not(self, room: Any, api: Client) -> None:
        answer = await put(room.patient, room, PDF)
        path = f"{room.path}/files/{answer.json()['file']['file_id']}"
        tab = await room.doctor.get(f"{path}?inline=1", headers={"Sec-Fetch-Mode": "navigate"})
        assert tab.status_code == 303
        address = tab.headers["location"]
        assert address.startswith("http://files.localhost:8080/telemed/gAAAA")
        opened = await api.get(f"/api/telemed/files/{address.rpartition('/')[2]}")
        assert (opened.status_code, opened.content) == (200, PDF)
        assert opened.headers["content-disposition"].startswith("inline")
        inside = await room.doctor.get(path, headers={"Sec-Fetch-Mode": "no-cors"})
        assert (inside.status_code, inside.content) == (200, PDF)

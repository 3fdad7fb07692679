"""What patients put into their medcard by hand (R035, R161)."""

from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from common.testing import Client, MakeClient, Recorded
from contracts.medcard import DocumentAdded
from medcard.domain import MAX_FILE_BYTES
from PIL import Image

URL = "/api/medcard/documents"


def picture(kind: str) -> bytes:
    target = BytesIO()
    Image.new("RGB", (8, 8), "teal").save(target, kind)
    return target.getvalue()


async def send(client: Client, content: bytes, *, name: str = "file.pdf", **form: str) -> httpx.Response:
    files = {"file": (name, content, "application/pdf")}
    return await client.post(URL, data={"title": "Анализ крови"} | form, files=files)


@pytest.fixture
def stored(tmp_path: Path) -> Any:
    """``stored()``: the files that lie in storage."""
    return lambda: [path for path in (tmp_path / "storage").rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "content_type", "ending"),
    [
        (b"%PDF-1.4\n%%EOF", "application/pdf", "pdf"),
        (picture("PNG"), "image/png", "png"),
        (picture("JPEG"), "image/jpeg", "jpg"),
        (picture("WEBP"), "image/webp", "webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x14ispe\0\0\0\0\0\0\1\0\0\0\1\0", "image/heic", "heic"),
        ("Гемоглобин 140 г/л\n".encode(), "text/plain", "txt"),
    ],
)
async def test_the_content_decides_the_type_whatever_the_sender_says(
    as_patient: MakeClient, content: bytes, content_type: str, ending: str
) -> None:
    patient = as_patient()
    answer = await send(patient, content, name="setup.exe")
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["file"] == {
        "name": f"Анализ крови.{ending}",
        "size": len(content),
        "content_type": content_type,
        "state": "ready",
    }
    opened = await patient.get(f"{URL}/{made['document_id']}/file")
    assert opened.content == content
    assert opened.headers["content-type"].split(";")[0] == content_type
    assert opened.headers["x-content-type-options"] == "nosniff"
    assert opened.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff",
        b"<!doctype html><script>alert(1)</script>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\3\4\x14\0\0\0\10\0",
        b"",
    ],
    ids=["exe", "html", "svg", "zip", "empty"],
)
async def test_a_disguised_file_is_refused_and_leaves_nothing(
    as_patient: MakeClient, recorded: Recorded, stored: Any, content: bytes
) -> None:
    patient = as_patient()
    answer = await send(patient, content, name="analysis.pdf")
    assert (answer.status_code, answer.json()["code"]) == (415, "file_type_refused")
    assert (await patient.get(URL)).json()["items"] == []
    assert stored() == []
    assert await recorded() == []


@pytest.mark.parametrize(
    ("size", "code"), [(MAX_FILE_BYTES + 1, "file_too_large"), (MAX_FILE_BYTES + 1024 * 1024, "body_too_large")]
)
async def test_more_than_20_mb_is_refused_and_leaves_nothing(
    as_patient: MakeClient, recorded: Recorded, stored: Any, size: int, code: str
) -> None:
    patient = as_patient()
    answer = await send(patient, b"%PDF-1.7".ljust(size, b"\n"))
    assert (answer.status_code, answer.json()["code"]) == (413, code)
    assert (await patient.get(URL)).json()["items"] == []
    assert stored() == []
    assert await recorded() == []


async def test_exactly_20_mb_are_taken_whole(as_patient: MakeClient, stored: Any) -> None:
    answer = await send(as_patient(), b"%PDF-1.7".ljust(MAX_FILE_BYTES, b"\n"))
    assert answer.status_code == 201, answer.text
    assert [path.stat().st_size for path in stored()] == [MAX_FILE_BYTES] == [answer.json()["file"]["size"]]


@pytest.mark.parametrize("title", ["", "   ", "я" * 201, "a\0b", "a\r\nSet-Cookie: x", "a\u202eb", "a\x1b[31m"])
async def test_a_document_needs_a_title_that_can_be_kept(as_patient: MakeClient, stored: Any, title: str) -> None:
    answer = await send(as_patient(), b"%PDF-1.7", title=title)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert stored() == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("  Анализ крови  ", "Анализ крови.pdf"),
        ("../../etc/passwd", ".. .. etc passwd.pdf"),
        ('a"b Set-Cookie: x', "a b Set-Cookie x.pdf"),
        ("🩺", "Документ.pdf"),
    ],
)
async def test_a_file_s_name_is_made_of_the_title_and_harmless(as_patient: MakeClient, title: str, name: str) -> None:
    patient = as_patient()
    made = (await send(patient, b"%PDF-1.7", title=title)).json()
    assert made["title"] == title.strip()
    assert made["file"]["name"] == name
    opened = await patient.get(f"{URL}/{made['document_id']}/file")
    assert "set-cookie" not in opened.headers
    assert opened.headers["content-disposition"].startswith("inline; filename=")


async def test_an_upload_is_published_once_and_names_nobody(as_patient: MakeClient, recorded: Recorded) -> None:
    patient = as_patient()
    made = (await send(patient, b"%PDF-1.7", document_date="2025-12-31")).json()
    assert made["document_date"] == "2025-12-31"
    (event,) = await recorded(DocumentAdded)
    assert (str(event.document_id), event.patient_id) == (made["document_id"], patient.person_id)
    assert "Анализ" not in event.model_dump_json()


async def test_a_removed_upload_is_gone_with_its_file(as_patient: MakeClient, stored: Any) -> None:
    patient = as_patient()
    made = (await send(patient, b"%PDF-1.7")).json()
    assert len(stored()) == 1
    assert (await patient.delete(f"{URL}/{made['document_id']}")).status_code == 204
    assert stored() == []
    assert (await patient.delete(f"{URL}/{made['document_id']}")).status_code == 404

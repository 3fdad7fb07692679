"""Rules without I/O: relay credentials, allowances, kinds and names of files, what a browser believes."""

import io
import zipfile
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telemed.domain import turn
from telemed.domain.files import ENDINGS, disposition, kind_of, safe_name
from telemed.domain.rooms import CallState, Role, RoomState, role_of, room_state
from telemed.signalling.limits import Allowance


def test_relay_credentials_are_those_of_coturn() -> None:
    """The vector was made with `openssl dgst -sha1 -hmac`."""
    at = datetime(2030, 1, 1, tzinfo=UTC)
    (server,) = turn.ice_servers(["turn:turn.example:3478"], "north", user="0a1b.doctor", until=at + turn.LIFETIME)
    assert server.model_dump() == {
        "urls": ["turn:turn.example:3478"],
        "username": "1893459600:0a1b.doctor",
        "credential": "x5lwa+GVQAEhVQymenJN1KcAncM=",
    }


def test_without_a_relay_there_are_no_ice_servers() -> None:
    assert turn.ice_servers([], "", user="anybody", until=datetime.now(UTC)) == []


def test_a_seat_is_by_right_and_not_by_choice() -> None:
    patient, doctor, stranger = uuid4(), uuid4(), uuid4()
    assert role_of(patient, None, patient=patient, doctor=doctor) is Role.PATIENT
    assert role_of(stranger, doctor, patient=patient, doctor=doctor) is Role.DOCTOR
    assert role_of(stranger, uuid4(), patient=patient, doctor=doctor) is None
    assert role_of(doctor, None, patient=patient, doctor=doctor) is None


def test_a_room_rings_before_it_is_in_a_call() -> None:
    shown = {state: room_state(closed=False, call=state) for state in (None, *CallState)}
    assert [state for state, room in shown.items() if room is RoomState.IN_CALL] == [
        CallState.ACCEPTED,
        CallState.CONNECTED,
    ]
    assert room_state(closed=True, call=CallState.CONNECTED) is RoomState.CLOSED


def test_an_allowance_is_used_up_and_comes_back() -> None:
    allowance = Allowance(20)
    assert [allowance.take(at=100.0) for _ in range(21)] == [True] * 20 + [False]
    assert not allowance.take(at=109.0)
    # Half of the last window still counts.
    assert [allowance.take(at=115.0) for _ in range(11)] == [True] * 10 + [False]
    assert [allowance.take(at=200.0) for _ in range(21)] == [True] * 20 + [False]


@given(st.lists(st.floats(0, 3), min_size=1, max_size=300))
def test_an_allowance_never_gives_twice_its_most(pauses: list[float]) -> None:
    allowance, at, given_at = Allowance(20), 0.0, []
    for pause in pauses:
        at += pause
        if allowance.take(at=at):
            given_at.append(at)
    for start in given_at:
        assert sum(start <= moment < start + 10 for moment in given_at) < 40


def torn_label() -> bytes:
    """A container whose label is packed, and damaged in its first byte."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    content = bytearray(target.getvalue())
    content[30 + len("mimetype")] = 0xFF
    return bytes(content)


def zipped(*names: str, mimetype: str | None = None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        if mimetype is not None:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "<xml/>")
    return packed.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_500_000 + stream.encode("utf-16-le") + b"\0" * 600


OFFICE = "application/vnd.openxmlformats-officedocument."
ALLOWED = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "application/pdf"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF\0" + b"\0" * 64, "image/jpeg"),
    "jpeg of a camera": (b"\xff\xd8\xff\xe1\x00\x10Exif\0" + b"\0" * 64, "image/jpeg"),
    "png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 64, "image/png"),
    "gif": (b"GIF89a" + b"\0" * 64, "image/gif"),
    "webp": (b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 64, "image/webp"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 64, "image/heic"),
    "heic of another brand": (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + b"\0" * 64, "image/heic"),
    "text": ("Жалобы: кашель\r\n\tтри дня".encode(), "text/plain"),
    "text of an old system": ("Жалобы: кашель".encode("cp1251"), "text/plain"),
    "doc": (compound("WordDocument"), "application/msword"),
    "xls": (compound("Workbook"), "application/vnd.ms-excel"),
    "docx": (zipped("[Content_Types].xml", "word/document.xml"), OFFICE + "wordprocessingml.document"),
    "xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
    "odt": (
        zipped("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    "dicom": (b"\0" * 128 + b"DICM" + b"\0" * 64, "application/dicom"),
}
REFUSED = {
    "nothing": b"",
    "program": b"MZ\x90\0" + b"\0" * 128,
    "elf": b"\x7fELF" + b"\0" * 64,
    "page": b"<html><script>alert(1)</script></html>",
    "page with a doctype": b"<!DOCTYPE html><html></html>",
    "svg": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
    "zip": zipped("readme.txt"),
    "zip cut short": zipped("word/document.xml")[:40],
    "document with macros": zipped("word/document.xml", "word/vbaProject.bin"),
    "label that does not unpack": torn_label(),
    "labelled zip": zipped("word/document.xml", mimetype="application/epub+zip"),
    "rar": b"Rar!\x1a\x07\0" + b"\0" * 64,
    "seven": b"7z\xbc\xaf\x27\x1c" + b"\0" * 64,
    "installer": compound("Installer"),
    "video": b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 64,
    "noise": bytes(range(256)) * 8,
    "text and then bytes": b"a" * 20_000 + b"\0",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_kind_is_known_by_content(name: str) -> None:
    content, kind = ALLOWED[name]
    assert kind_of(io.BytesIO(content)) == kind
    assert kind in ENDINGS


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name: str) -> None:
    assert kind_of(io.BytesIO(REFUSED[name])) is None


@pytest.mark.parametrize(
    ("given_name", "kind", "safe"),
    [
        ("Анализ крови.pdf", "application/pdf", "Анализ крови.pdf"),
        ("снимок.JPG", "image/jpeg", "снимок.JPG"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\Анна\\фото.png", "image/png", "фото.png"),
        ("evil.html", "text/plain", "evil.html.txt"),
        ("report\u202efdp.exe", "application/pdf", "reportfdp.exe.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "application/pdf", "aSet-Cookie_ b.pdf"),
        (".bashrc", "text/plain", "bashrc.txt"),
        ("", "image/png", "file.png"),
        ("...", "image/png", "file.png"),
        ('"quoted"?.gif', "image/gif", "_quoted_.gif"),
    ],
)
def test_names_are_made_harmless(given_name: str, kind: str, safe: str) -> None:
    assert safe_name(given_name, kind) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_printable_segment(given_name: str) -> None:
    name = safe_name(given_name, "application/pdf")
    assert name.lower().endswith(".pdf")
    assert len(name) <= 130
    assert name.isprintable()
    assert not name.startswith(".")
    assert not set(name) & set('/\\:*?"<>|\r\n')
    assert disposition(name, inline=False).isascii()

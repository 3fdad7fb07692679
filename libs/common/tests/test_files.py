"""Types of files by content, safe names, headers."""

import io
import zipfile

import pytest
from common.files import ENDINGS, content_disposition, content_type, safe_name
from hypothesis import given
from hypothesis import strategies as st


def damaged_label() -> bytes:
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
    "text with a byte order mark": ("\ufeffГемоглобин\t140".encode(), "text/plain"),
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
    "label that does not unpack": damaged_label(),
    "labelled zip": zipped("word/document.xml", mimetype="application/epub+zip"),
    "rar": b"Rar!\x1a\x07\0" + b"\0" * 64,
    "seven": b"7z\xbc\xaf\x27\x1c" + b"\0" * 64,
    "installer": compound("Installer"),
    "video": b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\0" * 64,
    "picture of another standard": b"\0\0\0\x0cjP  \r\n\x87\n",
    "damaged pdf": b"%PDF-less\0",
    "noise": bytes(range(256)) * 8,
    "text and then bytes": b"a" * 20_000 + b"\0",
}


@pytest.mark.parametrize("name", ALLOWED)
def test_a_type_is_recognised_by_content(name: str) -> None:
    content, file_type = ALLOWED[name]
    assert content_type(io.BytesIO(content)) == file_type
    assert file_type in ENDINGS


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused(name: str) -> None:
    assert content_type(io.BytesIO(REFUSED[name])) is None


@pytest.mark.parametrize(
    ("given_name", "file_type", "safe"),
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
def test_names_are_made_safe(given_name: str, file_type: str, safe: str) -> None:
    assert safe_name(given_name, file_type) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_one_printable_segment(given_name: str) -> None:
    name = safe_name(given_name, "application/pdf")
    assert name.lower().endswith(".pdf")
    assert len(name) <= 130
    assert name.isprintable()
    assert not name.startswith(".")
    assert not set(name) & set('/\\:*?"<>|\r\n')
    assert content_disposition(name, inline=False).isascii()

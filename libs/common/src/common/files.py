"""Uploaded files: types decided by content, names made safe, headers of their answers."""

import codecs
import re
import unicodedata
import zipfile
from typing import BinaryIO
from urllib.parse import quote

import puremagic

from common.dangers import BROKEN_ARCHIVE

HEAD_BYTES = 8192
MAX_NAME_LENGTH = 120
_CHUNK_BYTES = 1024 * 1024


# Each recognised type with the endings it may carry; the first is given to a name that has none of them.
ENDINGS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/webp": ("webp",),
    "image/gif": ("gif",),
    "image/heic": ("heic", "heif"),
    "text/plain": ("txt",),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/dicom": ("dcm", "dicom"),
}
# How files of these types begin.
_BEGINNINGS = {
    "application/pdf": re.compile(rb"%PDF-\d"),
    "image/jpeg": re.compile(rb"\xff\xd8\xff"),
    "image/png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    "image/webp": re.compile(rb"RIFF.{4}WEBPVP8", re.DOTALL),
    "image/gif": re.compile(rb"GIF8[79]a"),
}
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# The names of the one stream that makes a compound file a Word or an Excel document.
_OLE_STREAMS = {
    "WordDocument".encode("utf-16-le"): "application/msword",
    "Workbook".encode("utf-16-le"): "application/vnd.ms-excel",
}
_ZIP_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ODT = "application/vnd.oasis.opendocument.text"
_UNPRINTABLE = bytes(set(range(32)) - {9, 10, 12, 13}) + b"\x7f"
_RESERVED = re.compile(r'[\\/:*?"<>|]+')


def content_type(file: BinaryIO) -> str | None:
    """The type of a file by its content, never by its name; None for every type not in ENDINGS. Reads it in pieces."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _type_of_zip(file)
    if head.startswith(_OLE):
        return _type_of_compound(file)
    if head[128:132] == b"DICM":
        return "application/dicom"
    if head[4:8] == b"ftyp":
        return "image/heic" if _is_heic(head) else None
    known = next((name for name, beginning in _BEGINNINGS.items() if beginning.match(head)), None)
    if known or _is_of_another_type(head):
        return known
    return "text/plain" if _is_text(file) else None


def safe_name(given: str, file_type: str) -> str:
    """A name that is one path segment, printable, not hidden, and ends as its content does."""
    bare = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    # Control and formatting characters go, the ones that reverse the reading direction among them.
    categories = ((letter, unicodedata.category(letter)[0]) for letter in bare)
    visible = "".join(" " if category == "Z" else letter for letter, category in categories if category != "C")
    name = _RESERVED.sub("_", visible).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() in ENDINGS[file_type]:
        return f"{stem[:MAX_NAME_LENGTH]}.{ending}"
    return f"{name[:MAX_NAME_LENGTH]}.{ENDINGS[file_type][0]}"


def content_disposition(name: str, *, inline: bool) -> str:
    """The Content-Disposition of a file of this (safe) name, for old and new browsers."""
    plain = "".join(letter if letter.isascii() else "_" for letter in name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _is_of_another_type(head: bytes) -> bool:
    try:
        return bool(puremagic.magic_string(head.removeprefix(codecs.BOM_UTF8)))
    except (puremagic.PureError, ValueError):
        return False


def _is_heic(head: bytes) -> bool:
    size = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[at : at + 4] for at in (8, *range(16, size, 4))}
    return bool(brands & _HEIC_BRANDS)


def _type_of_zip(file: BinaryIO) -> str | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = frozenset(archive.namelist())
            if "mimetype" in names:
                # No honest container says more than this in its label.
                with archive.open("mimetype") as label:
                    return _ODT if label.read(len(_ODT) + 1) == _ODT.encode() else None
    except BROKEN_ARCHIVE:
        return None
    if any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((file_type for part, file_type in _ZIP_PARTS.items() if part in names), None)


def _type_of_compound(file: BinaryIO) -> str | None:
    file.seek(0)
    overlap = b""
    while piece := file.read(_CHUNK_BYTES):
        window = overlap + piece
        for stream, file_type in _OLE_STREAMS.items():
            if stream in window:
                return file_type
        overlap = window[-64:]
    return None


def _is_text(file: BinaryIO) -> bool:
    file.seek(0)
    empty = True
    while piece := file.read(_CHUNK_BYTES):
        empty = False
        # No control characters anywhere: true of UTF-8 and of the one-byte Cyrillic code pages alike.
        if len(piece.translate(None, _UNPRINTABLE)) != len(piece):
            return False
    return not empty

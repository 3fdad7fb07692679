"""Files of the chat: the type is decided by the content, the name is made safe."""

import re
import unicodedata
import zipfile
from enum import StrEnum
from typing import BinaryIO
from urllib.parse import quote

import puremagic
from common.dangers import BROKEN_ARCHIVE

MAX_BYTES = 20 * 1024 * 1024
HEAD_BYTES = 8192
MAX_NAME = 120
_SCANNED_AT_ONCE = 1024 * 1024


class FileState(StrEnum):
    """Whether a file may be opened: only one that the scanner found clean."""

    READY = "ready"
    CHECKING = "checking"
    REFUSED = "refused"


# Each kind with the endings it may carry; the first is given to a name that has none of them.
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
# A browser may show these inline; everything else is downloaded.
SHOWN_INLINE = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"})

# Kinds whose first bytes leave no doubt.
_BY_MAGIC = frozenset({"application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif"})
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


def kind_of(file: BinaryIO) -> str | None:
    """The content type of an allowed file, by what is in it; None for any other. Reads it in pieces."""
    file.seek(0)
    head = file.read(HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(file)
    if head.startswith(_OLE):
        return _kind_of_compound(file)
    if head[128:132] == b"DICM":
        return "application/dicom"
    if head[4:8] == b"ftyp":
        return "image/heic" if _is_heic(head) else None
    known = _magic(head)
    if known:
        return known if known in _BY_MAGIC else None
    return "text/plain" if _is_text(file) else None


def safe_name(given: str, content_type: str) -> str:
    """A name that is one path segment, printable, not hidden, and ends as its content does."""
    bare = unicodedata.normalize("NFC", given).replace("\\", "/").rsplit("/", 1)[-1]
    # Control and formatting characters go, the ones that reverse the reading direction among them.
    kinds = ((letter, unicodedata.category(letter)[0]) for letter in bare)
    visible = "".join(" " if kind == "Z" else letter for letter, kind in kinds if kind != "C")
    name = _RESERVED.sub("_", visible).strip(" .") or "file"
    stem, dot, ending = name.rpartition(".")
    if dot and ending.lower() in ENDINGS[content_type]:
        return f"{stem[:MAX_NAME]}.{ending}"
    return f"{name[:MAX_NAME]}.{ENDINGS[content_type][0]}"


def disposition(name: str, *, inline: bool) -> str:
    """The Content-Disposition of a file of this (safe) name, for old and new browsers."""
    plain = "".join(letter if letter.isascii() else "_" for letter in name)
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _magic(head: bytes) -> str:
    try:
        return puremagic.magic_string(head)[0].mime_type or "unknown"
    except (puremagic.PureError, ValueError):
        return ""


def _is_heic(head: bytes) -> bool:
    size = min(int.from_bytes(head[:4], "big"), 256)
    brands = {head[at : at + 4] for at in (8, *range(16, size, 4))}
    return bool(brands & _HEIC_BRANDS)


def _kind_of_zip(file: BinaryIO) -> str | None:
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
    return next((kind for part, kind in _ZIP_PARTS.items() if part in names), None)


def _kind_of_compound(file: BinaryIO) -> str | None:
    file.seek(0)
    overlap = b""
    while piece := file.read(_SCANNED_AT_ONCE):
        window = overlap + piece
        for stream, kind in _OLE_STREAMS.items():
            if stream in window:
                return kind
        overlap = window[-64:]
    return None


def _is_text(file: BinaryIO) -> bool:
    file.seek(0)
    empty = True
    while piece := file.read(_SCANNED_AT_ONCE):
        empty = False
        # No control characters anywhere: true of UTF-8 and of the one-byte Cyrillic code pages alike.
        if len(piece.translate(None, _UNPRINTABLE)) != len(piece):
            return False
    return not empty

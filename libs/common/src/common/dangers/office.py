"""Office documents: ZIP archives of XML."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from common.dangers.kinds import Danger
from common.dangers.markup import of_markup

MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
MOST_MARKUP = 50 * 1024 * 1024  # bytes of one part of text
MOST_RELATIONSHIPS = 4 * 1024 * 1024  # bytes of one part that lists them
SMALL_UNPACKED = 10 * 1024 * 1024  # below this any ratio is harmless
PIECE = 256 * 1024
# What the zipfile module raises for archives that are damaged, encrypted, or packed by other methods.
BROKEN_ARCHIVE = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error)

# Macros, ActiveX and embedded objects but the tables behind charts.
_ACTIVE_PART = re.compile(
    r"(?:^|[/\\])(?:vbaProject\.bin|Basic/|Scripts/|activeX/|embeddings/(?![^/]*\.(?:docx|xlsx|pptx)$)[^/])",
    re.IGNORECASE,
)
_XML = (".xml", ".rels", ".rdf")
_DTD = re.compile(rb"<\s*!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LINKS = frozenset(
    f"http://{base}/relationships/hyperlink"
    for base in ("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument")
)


def of_office(file: BinaryIO) -> Danger | None:
    """What could act, fetch from elsewhere or unpack without end in an office file; None: nothing was found."""
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return _of_archive(archive)
    except BROKEN_ARCHIVE:
        return Danger.UNREADABLE


def _of_archive(archive: zipfile.ZipFile) -> Danger | None:
    parts = archive.infolist()
    if len(parts) > MOST_ENTRIES:
        return Danger.TOO_MANY_PARTS
    if any(part.flag_bits & 1 for part in parts):
        return Danger.ENCRYPTED
    if any(_ACTIVE_PART.search(part.filename) for part in parts):
        return Danger.ACTIVE
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MOST_UNPACKED or (unpacked > SMALL_UNPACKED and unpacked > MOST_RATIO * packed):
        return Danger.UNPACKS_TOO_LARGE
    texts = (part for part in parts if part.filename.lower().endswith(_XML))
    return next((found for part in texts if (found := _of_part(archive, part))), None)


def _of_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Danger | None:
    if _has_dtd(archive, part):
        return Danger.OUTSIDE_REFERENCES
    if part.filename.lower().endswith(".xml"):
        return of_markup(_read(archive, part)) if part.file_size <= MOST_MARKUP else Danger.UNPACKS_TOO_LARGE
    if not part.filename.lower().endswith(".rels"):
        return None
    if part.file_size > MOST_RELATIONSHIPS:
        return Danger.UNPACKS_TOO_LARGE
    return _of_relationships(archive.read(part))


def _has_dtd(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Office formats allow none. Reads what the part declares."""
    overlap = b""
    for piece in _read(archive, part):
        # UTF-16 writes the same letters with zeros in between.
        window = overlap + piece.replace(b"\0", b"")
        if _DTD.search(window):
            return True
        overlap = window[-1024:]
    return False


def _of_relationships(content: bytes) -> Danger | None:
    """What lies elsewhere is fetched when the document is opened; only links wait for a click."""
    found: list[Danger] = []

    def element(_name: str, attributes: dict[str, str]) -> None:
        if attributes.get("TargetMode", "").strip().lower() == "external" and attributes.get("Type") not in _LINKS:
            found.append(Danger.OUTSIDE_REFERENCES)

    def doctype(*_: object) -> None:
        found.append(Danger.OUTSIDE_REFERENCES)

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError):
        return Danger.UNREADABLE
    return found[0] if found else None


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(PIECE):
            yield piece

"""What makes an uploaded file dangerous although its type is allowed, decided by its bytes and without decoding it.

Everything here is bounded: nothing is unpacked beyond the limits below, and pictures are read as far as their size.
A virus scanner (``common.scanning``) knows files by name; this knows them by what they could do.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from typing import BinaryIO
from xml.parsers import expat

MOST_PIXELS = 50_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 100
MOST_RELATIONSHIPS = 4 * 1024 * 1024  # bytes of one part that lists them
SMALL_UNPACKED = 10 * 1024 * 1024  # below this any ratio is harmless
MOST_INFLATED = 64 * 1024 * 1024  # of all object streams of a PDF together
HEAD = 4096
PIECE = 256 * 1024

OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_MARKUP = re.compile(rb"<\s*(?:script|html|svg|iframe|!doctype)\b", re.IGNORECASE)
_SCRIPT_GIF = re.compile(rb"GIF8[79]a(?:/\*|=)")
_END_OF_ZIP = b"PK\x05\x06"
_ACTIVE_PDF = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA(?=\s*[\[\d]))(?![A-Za-z])")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
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


class Danger(StrEnum):
    """Why a file is refused; the word goes out as ``reason`` of ``file_unsafe``."""

    POLYGLOT = "polyglot"  # two types at once
    ACTIVE = "active"  # runs something or carries other files
    ENCRYPTED = "encrypted"  # cannot be looked into
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PARTS = "too_many_parts"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    OUTSIDE_REFERENCES = "outside_references"  # asks for other files when it is read
    UNREADABLE = "unreadable"  # not what it begins as


def danger(file: BinaryIO, content_type: str) -> Danger | None:
    """Why this file of this (already recognised) type must not be kept, or None. Leaves the position anywhere."""
    if content_type.startswith(OFFICE):
        return _of_office(file)
    if content_type.startswith("text/"):
        return None
    return _of_two_types(file, content_type) or _of_its_own(file, content_type)


def _of_its_own(file: BinaryIO, content_type: str) -> Danger | None:
    if content_type == "application/pdf":
        return _of_pdf(file)
    if content_type.startswith("image/"):
        return _of_picture(file, content_type)
    return None


def _of_two_types(file: BinaryIO, content_type: str) -> Danger | None:
    file.seek(0)
    head = file.read(HEAD)
    if _SCRIPT_GIF.match(head) or (content_type != "application/dicom" and _MARKUP.search(head)):
        return Danger.POLYGLOT
    return Danger.POLYGLOT if _ends_as_zip(file) else None


def _ends_as_zip(file: BinaryIO) -> bool:
    size = file.seek(0, 2)
    begin = max(0, size - 65_557)
    file.seek(begin)
    tail = file.read()
    at = tail.rfind(_END_OF_ZIP)
    if at < 0 or len(tail) - at < 22:
        return False
    directory_size = struct.unpack_from("<I", tail, at + 12)[0]
    if directory_size == 0 or directory_size > begin + at:
        return False
    # The directory ends where its end is told: compressed bytes that look like the mark by chance have none there.
    file.seek(begin + at - directory_size)
    return file.read(4) == b"PK\x01\x02"


# ── PDF ──


def _of_pdf(file: BinaryIO) -> Danger | None:
    file.seek(0)
    content = file.read()
    if _is_active(content):
        return Danger.ACTIVE
    return _of_object_streams(content)


def _is_active(content: bytes) -> bool:
    return bool(_ACTIVE_PDF.search(_unescaped(content)))


def _unescaped(content: bytes) -> bytes:
    """A PDF may write any letter of a name by its number: /J#61vaScript."""
    return _NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _of_object_streams(content: bytes) -> Danger | None:
    """Objects may lie compressed in streams: those that inflate to a list of objects are searched too."""
    left, packed = MOST_INFLATED, 0
    for found in _STREAM.finditer(content):
        objects = _inflated(content, found.end(), left)
        if objects is None:
            continue
        packed += 1
        left -= len(objects)
        if left <= 0:
            return Danger.UNPACKS_TOO_LARGE
        if _is_active(objects):
            return Danger.ACTIVE
    # Encrypted, or packed in a way that nobody packs them: what is inside cannot be known.
    named = len(re.findall(rb"/ObjStm\b", _unescaped(content)))
    return Danger.ENCRYPTED if named > packed else None


def _inflated(content: bytes, begin: int, most: int) -> bytes | None:
    """What a stream inflates to when it looks like objects (it begins with their numbers), else None."""
    try:
        head = zlib.decompressobj().decompress(content[begin : begin + HEAD], 64)
        if not head.lstrip()[:1].isdigit():
            return None
        end = content.find(b"endstream", begin)
        # The inflater stops at the end of the compressed bytes, whatever follows them.
        return zlib.decompressobj().decompress(content[begin : end if end > 0 else None], most)
    except zlib.error:
        return None


# ── Pictures ──


def _of_picture(file: BinaryIO, content_type: str) -> Danger | None:
    file.seek(0)
    try:
        width, height = _SIZES[content_type](file)
    except (KeyError, struct.error, IndexError, ValueError):
        return Danger.UNREADABLE
    if width < 1 or height < 1:
        return Danger.UNREADABLE
    return Danger.TOO_MANY_PIXELS if width * height > MOST_PIXELS else None


def _png(file: BinaryIO) -> tuple[int, int]:
    return struct.unpack(">II", file.read(24)[16:24])


def _gif(file: BinaryIO) -> tuple[int, int]:
    return struct.unpack("<HH", file.read(10)[6:10])


def _webp(file: BinaryIO) -> tuple[int, int]:
    head = file.read(30)
    kind = head[12:16]
    if kind == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", head[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg(file: BinaryIO) -> tuple[int, int]:
    file.seek(2)
    while True:
        mark = file.read(1)
        if mark != b"\xff":
            raise ValueError("no frame")
        while mark == b"\xff":
            mark = file.read(1)
        if 0xC0 <= mark[0] <= 0xCF and mark[0] not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">3xHH", file.read(7))
            return width, height
        file.seek(struct.unpack(">H", file.read(2))[0] - 2, 1)


def _heic(file: BinaryIO) -> tuple[int, int]:
    """The largest of the picture's parts: boxes ``ispe`` hold version, width and height."""
    head = file.read(PIECE)
    sizes = [struct.unpack_from(">4xII", head, found.end()) for found in re.finditer(b"ispe", head)]
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


_SIZES = {"image/png": _png, "image/gif": _gif, "image/webp": _webp, "image/jpeg": _jpeg, "image/heic": _heic}


# ── Office documents: ZIP archives of XML ──


def _of_office(file: BinaryIO) -> Danger | None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            return _of_archive(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, zlib.error):
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

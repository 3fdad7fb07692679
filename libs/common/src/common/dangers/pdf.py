"""PDF, searched as bytes and in the streams that hold its objects."""

import re
import zlib
from typing import BinaryIO

from common.dangers.kinds import MOST_PIXELS, Danger

MOST_INFLATED = 64 * 1024 * 1024  # of all object streams of a PDF together
HEAD = 4096
MOST_HEADER = 16 * 1024

_ACTIVE_PDF = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|ImportData|GoToE|SubmitForm|XFA(?=\s*[\[\d])"
    # A short name that compressed bytes hold by chance: a script or a reference to one must follow.
    rb"|JS(?=(?:\s|%[^\r\n]{0,200}[\r\n])*(?:\([\x20-\x7e\s\\\xfe]{2}|\(\xfe\xff|<[\dA-Fa-f\s]{2}|\d+\s+\d+\s+R)))(?![A-Za-z])"
)
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_OBJECT_STREAM = re.compile(rb"/" + b"".join(rb"(?:%c|#%02x|#%02X)" % (letter, letter, letter) for letter in b"ObjStm"))
# From the name to the bytes: no string and no comment may hold another beginning of a stream.
_ITS_BYTES = re.compile(rb"[^()%]{0,2000}?>>\s*stream\r?\n")
_OBJECTS = re.compile(rb"\s*\d+\s+\d+\s")
_SIDE = re.compile(rb"/(Width|Height)\s*\+?(\d{1,20})(\s+\d{1,5}\s+R(?![A-Za-z]))?")


def of_pdf(file: BinaryIO) -> Danger | None:
    """What could act, hide or exhaust memory in a PDF; None: nothing was found."""
    file.seek(0)
    content = file.read()
    if _is_active(content):
        return Danger.ACTIVE
    return _of_object_streams(content) or _of_pictures(content)


def _is_active(content: bytes) -> bool:
    return bool(_ACTIVE_PDF.search(_unescaped(content)))


def _unescaped(content: bytes) -> bytes:
    """A PDF may write any letter of a name by its number: /J#61vaScript."""
    return _NAME_ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), content)


def _of_object_streams(content: bytes) -> Danger | None:
    """Objects may lie compressed in streams: those that inflate to a list of objects are searched too."""
    left, searched = MOST_INFLATED, set[int]()
    for found in _STREAM.finditer(content):
        objects = _inflated(content, found.end(), left)
        if objects is None:
            continue
        searched.add(found.end())
        left -= len(objects)
        if left <= 0:
            return Danger.UNPACKS_TOO_LARGE
        if _is_active(objects):
            return Danger.ACTIVE
    # Encrypted, or packed in a way that nobody packs them: what is inside cannot be known.
    own = (_ITS_BYTES.match(content, named.end()) for named in _OBJECT_STREAM.finditer(content))
    return Danger.ENCRYPTED if any(one is None or one.end() not in searched for one in own) else None


def _of_pictures(content: bytes) -> Danger | None:
    """The sizes that pictures name before their bytes."""
    before = 0
    for found in _STREAM.finditer(content):
        begin = max(before, found.start() - MOST_HEADER)
        header = content[max(begin, content.rfind(b"obj", begin, found.start())) : found.start()]
        before = found.end()
        sides = {
            name: _side(content, number, bool(reference))
            for name, number, reference in _SIDE.findall(_unescaped(header))
        }
        if sides.get(b"Width", 0) * sides.get(b"Height", 0) > MOST_PIXELS:
            return Danger.TOO_MANY_PIXELS
    return None


def _side(content: bytes, number: bytes, is_reference: bool) -> int:
    """The side itself, or the largest that the object of this number ever was; too large when it cannot be found."""
    if not is_reference:
        return int(number)
    sizes = re.findall(rb"(?<!\d)0*%b\s+\d{1,5}\s+obj\s*\+?(\d{1,20})(?!\d)" % number.lstrip(b"0"), content)
    return max(map(int, sizes), default=MOST_PIXELS + 1)


def _inflated(content: bytes, begin: int, most: int) -> bytes | None:
    """What a stream inflates to when it looks like objects (it begins with their numbers), else None."""
    try:
        head = zlib.decompressobj().decompress(content[begin : begin + HEAD], 64)
        if not _OBJECTS.match(head):
            return None
        end = content.find(b"endstream", begin)
        # The inflater stops at the end of the compressed bytes, whatever follows them.
        return zlib.decompressobj().decompress(content[begin : end if end > 0 else None], most)
    except zlib.error:
        return None

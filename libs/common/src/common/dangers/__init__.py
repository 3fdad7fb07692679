"""What makes an uploaded file dangerous although its type is allowed, decided by its bytes and without decoding it.

Everything here is bounded: nothing is unpacked beyond the limits below, and pictures are read as far as their size.
A virus scanner (``common.scanning``) knows files by name; this knows them by what they could do.
"""

import re
import struct
from typing import BinaryIO

from common.dangers.kinds import Danger
from common.dangers.office import BROKEN_ARCHIVE, MOST_ENTRIES, of_office
from common.dangers.pdf import of_pdf
from common.dangers.pictures import of_picture

__all__ = ["BROKEN_ARCHIVE", "MOST_ENTRIES", "Danger", "danger"]

HEAD = 4096

OFFICE = ("application/vnd.openxmlformats-officedocument.", "application/vnd.oasis.opendocument.")
_MARKUP = re.compile(rb"<\s*(?:script|html|svg|iframe|!doctype)\b", re.IGNORECASE)
_SCRIPT_GIF = re.compile(rb"GIF8[79]a(?:/\*|=)")
_END_OF_ZIP = b"PK\x05\x06"


def danger(file: BinaryIO, content_type: str) -> Danger | None:
    """Why this file of this (already recognised) type must not be kept, or None. Leaves the position anywhere."""
    if content_type.startswith(OFFICE):
        return of_office(file)
    if content_type.startswith("text/"):
        return None
    return _of_two_types(file, content_type) or _of_its_own(file, content_type)


def _of_its_own(file: BinaryIO, content_type: str) -> Danger | None:
    if content_type == "application/pdf":
        return of_pdf(file)
    if content_type.startswith("image/"):
        return of_picture(file, content_type)
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
    # The directory ends where its end record says: compressed bytes that look like the mark by chance have none there.
    file.seek(begin + at - directory_size)
    return file.read(4) == b"PK\x01\x02"

"""Pictures, read as far as their size."""

import re
import struct
from typing import BinaryIO

from common.dangers.kinds import MOST_PIXELS, Danger

HEAD_OF_HEIC = 256 * 1024


def of_picture(file: BinaryIO, content_type: str) -> Danger | None:
    """Whether a picture has more pixels than are shown, or does not say how many; None: neither."""
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
    head = file.read(HEAD_OF_HEIC)
    sizes = [struct.unpack_from(">4xII", head, found.end()) for found in re.finditer(b"ispe", head)]
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


_SIZES = {"image/png": _png, "image/gif": _gif, "image/webp": _webp, "image/jpeg": _jpeg, "image/heic": _heic}

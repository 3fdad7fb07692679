"""The words for what is wrong with a file, and what its kinds share."""

from enum import StrEnum

MOST_PIXELS = 50_000_000  # of one picture


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

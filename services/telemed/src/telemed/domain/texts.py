"""Texts people write are kept readable; no text closes a socket."""

import re

MAX_LENGTH = 4000

# C0 and C1 controls but tab and line ends, and marks that reverse the direction of a line.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with U+FFFD for every half of a character, as a browser's ``toWellFormed`` leaves it."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def readable(text: str) -> str:
    """The text without control characters and without white space around it."""
    return _CONTROL.sub("", well_formed(text)).strip()

"""What a person wrote: kept readable, never a reason to end anything."""

import re
import unicodedata

LONGEST_TEXT = 4000

# C0 and C1 controls but tab and line ends, and the marks that turn the direction of a line around.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# Letters that show nothing: Hangul fillers and the empty Braille pattern.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def well_formed(text: str) -> str:
    """The text with U+FFFD for every half of a character, as a browser's ``toWellFormed`` leaves it."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def readable(text: str) -> str:
    """The text without control characters and without white space around it."""
    return _CONTROL.sub("", well_formed(text)).strip()


def is_empty(text: str) -> bool:
    """Whether nothing of the text can be seen: only spaces, zero-width characters and fillers."""
    return all(unicodedata.category(letter)[0] in "ZC" or letter in _BLANK for letter in text)

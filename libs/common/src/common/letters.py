"""Which letters can be seen."""

import re
import unicodedata

# Code points that Unicode lets a reader leave out (Default_Ignorable), and the empty Braille pattern.
_BLANK = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)


def shows_nothing(text: str) -> bool:
    """Whether nothing of the text can be seen: only spaces, controls, zero-width characters and fillers."""
    return all(unicodedata.category(letter)[0] in "ZC" or _BLANK.match(letter) for letter in text)

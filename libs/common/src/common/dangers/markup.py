"""The XML of office documents: fields that run something, and what is fetched as soon as the document is read."""

import re
from collections.abc import Iterable
from xml.parsers import expat

from common.dangers.kinds import Danger

_HREF = "http://www.w3.org/1999/xlink href"
# A scheme, another server, or a place above the package: ODF names its own parts by paths inside the package.
_ELSEWHERE = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\|\.\./)")
# Links wait for a click; a template is only named.
_WAITS = frozenset({"a", "template"})
_RUNS = frozenset({"dde-source", "ddeLink", "dde-connection-decl", "event-listener"})
# The second writes the name of a field by the numbers of its letters.
_FIELD_RUNS = re.compile(r"\s*[\"']?\s*(?:DDE(?:AUTO)?\b|QUOTE\s+(?:0x)?\d)", re.IGNORECASE)
_LONGEST_FIELD = 4096


class _Looker:
    """Reads elements as they come; ``found`` is the first danger."""

    def __init__(self) -> None:
        self.found: Danger | None = None
        self._inside_field = False
        self._field = ""

    def begins(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if local in _RUNS:
            self._note(Danger.ACTIVE)
        if local not in _WAITS and _ELSEWHERE.match(attributes.get(_HREF, "")):
            self._note(Danger.OUTSIDE_REFERENCES)
        if local == "fldSimple":
            instructions = (value for key, value in attributes.items() if key.rpartition(" ")[2] == "instr")
            self._note_field(next(instructions, ""))
        if local == "fldChar":  # the pieces of a field lie between two of them
            self._field = ""
        self._inside_field = local == "instrText"

    def says(self, text: str) -> None:
        if self._inside_field and len(self._field) < _LONGEST_FIELD:
            self._field += text
            self._note_field(self._field)

    def ends(self, _name: str) -> None:
        self._inside_field = False

    def _note_field(self, instruction: str) -> None:
        if _FIELD_RUNS.match(instruction):
            self._note(Danger.ACTIVE)

    def _note(self, danger: Danger) -> None:
        self.found = self.found or danger


def of_markup(pieces: Iterable[bytes]) -> Danger | None:
    """What one part of a document does without being asked when it is read; None: nothing was found."""
    looker, parser = _Looker(), expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler, parser.EndElementHandler = looker.begins, looker.ends
    parser.CharacterDataHandler = looker.says
    parser.buffer_text = True
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            if looker.found:
                return looker.found
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError, ValueError):
        return Danger.UNREADABLE
    return looker.found

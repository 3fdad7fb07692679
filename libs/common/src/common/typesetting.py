"""Documents as PDF. Words are handed to the typesetter as data, so nothing written in them can be a command.

What people typed reaches the paper whole: ``blocks`` keeps tabs and empty lines and lets the longest run of letters
break, ``unprintable`` names what no font of the typesetter can draw, so that it is refused before anything is signed.
"""

import asyncio
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import typst

FONT = "Libertinus Serif"
# Longer runs without a space may be broken anywhere; a column of a table is narrower than a line.
LONGEST_RUN = 30
MOST_COLUMNS = 8
_BREAK = "\u200b"
_UNBROKEN = "[\\S\u00a0\u2007\u202f]"  # these spaces hold the words at both sides together
_ROW = 20  # points between two probed letters
_NOBODY = "\U0010fffd"  # the last private code point: no font has it
_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) | frozenset(map(chr, range(0x410, 0x450))) | frozenset("Ёё№«»–—")
_PROBE = f"""
#set page(width: 200pt, height: auto, margin: 0pt)
#set text(font: "{FONT}", size: 10pt)
#for (row, unit) in json(bytes(sys.inputs.data)).enumerate() {{ place(dy: row * {_ROW}pt, unit) }}
""".encode()
_GLYPH = re.compile(r'<g transform="matrix\([^)"]* ([\d.-]+)\)">(.*?)</g>')
_SYMBOL = re.compile(r'href="#(\w+)"')


@dataclass(frozen=True)
class Unprintable:
    """Letters of one line (counted from 1) that would be empty boxes on the paper."""

    line: int
    characters: str


async def typeset(package: str, template: str, data: Mapping[str, object]) -> bytes:
    """The PDF that ``template``, a file of the package, makes of the data; it reads them as JSON under ``data``."""
    words = json.dumps(data, ensure_ascii=False)
    return await asyncio.to_thread(_compile, package, template, words)


def blocks(text: str) -> list[dict[str, object]]:
    """The text for a template.

    ``{"line": …}``, ``{"gap": true}`` for empty lines, ``{"rows": [[…], …]}`` for lines with tabs, one after another.
    """
    made: list[dict[str, object]] = []
    for line in text.splitlines():
        if not line.strip():
            if made and "gap" not in made[-1]:
                made.append({"gap": True})
            continue
        cells = [cell.strip() for cell in line.strip("\n").split("\t")]
        if len(cells) == 1 or len(cells) > MOST_COLUMNS:
            made.append({"line": breakable(" · ".join(cell for cell in cells if cell))})
            continue
        row = [breakable(cell, LONGEST_RUN // len(cells)) for cell in cells]
        rows = made[-1].get("rows") if made else None
        if isinstance(rows, list) and len(rows[0]) == len(row):
            rows.append(row)
        else:
            made.append({"rows": [row]})
    return made


def breakable(text: str, longest: int = LONGEST_RUN) -> str:
    """The text, whose long runs of letters may be broken between any two of them. Nothing visible is added."""
    return re.sub(rf"{_UNBROKEN}{{{longest},}}", lambda run: _BREAK.join(_units(run[0])), text)


async def unprintable(text: str) -> list[Unprintable]:
    """The places of the text that the paper cannot show: no font has the letter, or it is written right to left."""
    lines = list(enumerate(text.splitlines(), start=1))
    strange = {unit for _, line in lines for unit in _units(line) if not _PLAIN.issuperset(unit)}
    if not strange:
        return []
    missing = await asyncio.to_thread(_missing, frozenset(strange))
    found = ((number, [unit for unit in dict.fromkeys(_units(line)) if unit in missing]) for number, line in lines)
    return [Unprintable(number, "".join(units)) for number, units in found if units]


def _units(text: str) -> Iterator[str]:
    """Letters with the marks that belong to them."""
    begin = 0
    for at in range(1, len(text)):
        if not unicodedata.category(text[at]).startswith("M"):
            yield text[begin:at]
            begin = at
    if text:
        yield text[begin:]


@lru_cache(maxsize=1024)
def _missing(units: frozenset[str]) -> frozenset[str]:
    turned = {unit for unit in units if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in unit)}
    visible = [unit for unit in units - turned if not unit.isspace() and unicodedata.category(unit[0]) != "Cf"]
    return frozenset(turned | set(_without_glyph(visible)))


def _without_glyph(units: list[str]) -> Iterable[str]:
    """Those drawn with the empty box: the very shape that a letter gets which surely no font has."""
    data = json.dumps([_NOBODY, *units])
    drawn = typst.compile(_PROBE, sys_inputs={"data": data}, format="svg", ignore_system_fonts=True)
    assert isinstance(drawn, bytes)
    shapes: dict[int, set[str]] = {}
    for height, inside in _GLYPH.findall(drawn.decode()):
        shapes.setdefault(int(float(height) // _ROW), set()).update(_SYMBOL.findall(inside))
    (box,) = shapes[0]
    return [unit for row, unit in enumerate(units, start=1) if box in shapes.get(row, ())]


def _compile(package: str, template: str, words: str) -> bytes:
    source = _template(package, template)
    made = typst.compile(source, sys_inputs={"data": words}, format="pdf", ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=8)
def _template(package: str, template: str) -> bytes:
    return files(package).joinpath(template).read_bytes()

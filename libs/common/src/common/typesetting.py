"""Documents as PDF. Words are handed to the typesetter as data, so nothing written in them can be a command."""

import asyncio
import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import typst


async def typeset(package: str, template: str, data: Mapping[str, object]) -> bytes:
    """The PDF that ``template``, a file of the package, makes of the data; it reads them as JSON under ``data``."""
    words = json.dumps(data, ensure_ascii=False)
    return await asyncio.to_thread(_compile, package, template, words)


def _compile(package: str, template: str, words: str) -> bytes:
    source = _template(package, template)
    made = typst.compile(source, sys_inputs={"data": words}, format="pdf", ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


@lru_cache(maxsize=8)
def _template(package: str, template: str) -> bytes:
    return files(package).joinpath(template).read_bytes()

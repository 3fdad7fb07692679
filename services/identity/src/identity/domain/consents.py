"""The consent documents: one file each, named by kind and version; the newest is in force (R021, R022, R027)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contracts.values import ConsentKind


@dataclass(frozen=True)
class ConsentText:
    """One document. The first line of its file is the title."""

    kind: ConsentKind
    version: str
    title: str
    text: str


@cache
def texts() -> tuple[ConsentText, ...]:
    """Every document ever offered, the oldest first: an old record must still be readable beside its text."""
    found = []
    for kind in ConsentKind:
        folder = files("identity").joinpath("texts", kind.value)
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            title, _, text = file.read_text("utf-8").partition("\n")
            found.append(ConsentText(kind, file.name.removesuffix(".ru.txt"), title.strip(), text.strip()))
    return tuple(found)


def in_force() -> tuple[ConsentText, ...]:
    """The document of each kind that is offered today."""
    return tuple({text.kind: text for text in texts()}.values())


def text_of(kind: ConsentKind, version: str | None) -> ConsentText:
    """The document of this version; without one, the document offered today."""
    offered = next(text for text in in_force() if text.kind is kind)
    return next((text for text in texts() if (text.kind, text.version) == (kind, version)), offered)


def is_known(kind: ConsentKind, version: str) -> bool:
    """Whether there ever was such a document."""
    return any((text.kind, text.version) == (kind, version) for text in texts())

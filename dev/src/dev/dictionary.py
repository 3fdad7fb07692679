"""`make contracts`: freeze the schemas and write what is made from them."""

import sys
from importlib import import_module
from pathlib import Path

from contracts.documents import asyncapi, events_page
from contracts.frozen import freeze

ROOMS = ("identity", "catalog", "booking", "payment", "telemed", "medcard", "notify")


def listeners() -> dict[str, list[str]]:
    """Wire type → the rooms that listen to it, read from the rooms themselves."""
    heard: dict[str, list[str]] = {}
    for room in ROOMS:
        service = import_module(f"{room}.main").service
        for wire_type in sorted({handler.event_type.wire_type for handler in service.handlers}):
            heard.setdefault(wire_type, []).append(room)
    return heard


def documents(root: Path) -> dict[Path, str]:
    """The generated documents and what they should say."""
    heard = listeners()
    return {root / "docs" / "events.md": events_page(heard), root / "docs" / "asyncapi.json": asyncapi(heard)}


def write_contracts(root: Path) -> int:
    """Freeze, then write the documents; 1 when a published version would have been broken."""
    refused = freeze(root / "libs" / "contracts" / "schemas")
    for reason in refused:
        print(reason, file=sys.stderr)
    for path, text in documents(root).items():
        path.write_text(text)
    return 1 if refused else 0

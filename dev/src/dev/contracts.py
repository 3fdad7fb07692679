"""`make contracts`: freeze the schemas and write what is made from them."""

import sys
import tomllib
from importlib import import_module
from pathlib import Path

from contracts.documents import asyncapi, events_page, services_table, with_block
from contracts.frozen import freeze

from dev import signalling
from dev.layout import SERVICES


def consumers_of_events() -> dict[str, list[str]]:
    """Wire type → the services that consume it, read from their tables of handlers."""
    found: dict[str, list[str]] = {}
    for name in SERVICES:
        service = import_module(f"{name}.main").service
        for wire_type in sorted({handler.event_type.wire_type for handler in service.handlers}):
            found.setdefault(wire_type, []).append(name)
    return found


def owned(root: Path) -> dict[str, str]:
    """Service → what it owns, the description of its package."""
    return {
        name: tomllib.loads((root / "services" / name / "pyproject.toml").read_text())["project"]["description"]
        for name in SERVICES
    }


def documents(root: Path) -> dict[Path, str]:
    """The generated documents and what they should say."""
    docs, consumers = root / "docs", consumers_of_events()
    architecture = docs / "architecture.md"
    table = services_table(owned(root), consumers)
    return {
        docs / "events.md": events_page(consumers),
        docs / "asyncapi.json": asyncapi(consumers),
        architecture: with_block(architecture.read_text(), "services", table),
        **signalling.documents(root),
    }


def write_contracts(root: Path) -> int:
    """Freeze, then write the documents; 1 when a published version would have been broken."""
    refused = freeze(root / "libs" / "contracts" / "schemas")
    for reason in refused:
        print(reason, file=sys.stderr)
    for path, text in documents(root).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return 1 if refused else 0

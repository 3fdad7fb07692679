"""Frozen schemas: once published, a version of an event may only gain optional fields.

``schemas/<wire type>.json`` holds the JSON Schema of each published version. ``freeze`` writes new ones and refuses a
change that would break a reader; ``differences`` is what the test asks.
"""

import json
from pathlib import Path
from typing import Any

from contracts.base import Event, event_types

Schema = dict[str, Any]


def schema_of(event: type[Event]) -> Schema:
    """The JSON Schema of an event as it is now, keys in a stable order."""
    schema = event.model_json_schema()
    schema["$id"] = event.wire_type
    return json.loads(json.dumps(schema, sort_keys=True))  # type: ignore[no-any-return]  # json.loads returns Any


def breaks(frozen: Schema, current: Schema) -> list[str]:
    """Why ``current`` would break a reader of ``frozen``; empty when it would not."""
    reasons = [f"field {name} is gone" for name in frozen["properties"] if name not in current["properties"]]
    reasons += [
        f"field {name} changed from {was} to {current['properties'][name]}"
        for name, was in frozen["properties"].items()
        if name in current["properties"] and _shape(was) != _shape(current["properties"][name])
    ]
    added = set(current.get("required", [])) - set(frozen.get("required", []))
    reasons += [f"field {name} became required" for name in sorted(added)]
    reasons += [
        f"{name} lost the values {sorted(set(was['enum']) - set(now['enum']))}"
        for name, was in frozen.get("$defs", {}).items()
        if (now := current.get("$defs", {}).get(name)) and set(was.get("enum", [])) - set(now.get("enum", []))
    ]
    return reasons


def _shape(field: Schema) -> Schema:
    """A field without the words that only explain it."""
    return {key: value for key, value in field.items() if key not in {"description", "title", "default"}}


def differences(folder: Path) -> list[str]:
    """Every way in which the code and the frozen schemas in ``folder`` disagree."""
    found = []
    for event in event_types():
        path = folder / f"{event.wire_type}.json"
        if not path.exists():
            found.append(f"{event.wire_type}: not frozen yet, run make contracts")
            continue
        frozen = json.loads(path.read_text())
        current = schema_of(event)
        found += [f"{event.wire_type}: {reason}" for reason in breaks(frozen, current)]
        if frozen != current and not breaks(frozen, current):
            found.append(f"{event.wire_type}: grew, run make contracts")
    known = {event.wire_type for event in event_types()}
    found += [
        f"{path.stem}: frozen but no longer in the code" for path in folder.glob("*.json") if path.stem not in known
    ]
    return found


def freeze(folder: Path) -> list[str]:
    """Write the schemas that are new or only grew; return why the others were refused."""
    folder.mkdir(parents=True, exist_ok=True)
    refused = []
    for event in event_types():
        path = folder / f"{event.wire_type}.json"
        current = schema_of(event)
        reasons = breaks(json.loads(path.read_text()), current) if path.exists() else []
        if reasons:
            refused += [f"{event.wire_type}: {reason}; make a v2 instead" for reason in reasons]
            continue
        path.write_text(json.dumps(current, indent=2, ensure_ascii=False) + "\n")
    return refused

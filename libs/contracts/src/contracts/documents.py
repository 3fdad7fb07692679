"""docs/events.md and docs/asyncapi.json, made from the classes so that they cannot lie."""

import json
from typing import Any

from contracts.base import Event, event_types
from contracts.frozen import schema_of

Listeners = dict[str, list[str]]
COMMON = set(Event.model_fields)


def events_page(listeners: Listeners) -> str:
    """The page for people; ``listeners`` maps a wire type to the rooms that listen to it."""
    lines = [
        "# Events",
        "",
        "Made by `make contracts` from `libs/contracts`; do not edit. Every event also carries "
        + ", ".join(f"`{name}`" for name in Event.model_fields)
        + ".",
        "",
    ]
    producer = ""
    for event in sorted(event_types(), key=lambda event: (event.producer, event.wire_type)):
        if event.producer != producer:
            producer = event.producer
            lines += [f"## {producer}", ""]
        heard = ", ".join(listeners.get(event.wire_type, [])) or "nobody yet"
        lines += [f"### {event.__name__} · `{event.wire_type}`", "", f"{event.__doc__ or ''}".strip(), ""]
        lines += [f"Heard by: {heard}.", "", "| field | type |", "| --- | --- |"]
        lines += [f"| `{name}` | {_type_name(event, name)} |" for name in event.model_fields if name not in COMMON]
        lines.append("")
    return "\n".join(lines)


def _type_name(event: type[Event], name: str) -> str:
    field = schema_of(event)["properties"][name]
    return _spell(field)


def _spell(field: dict[str, Any]) -> str:
    if "$ref" in field:
        return str(field["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in field:
        return " or ".join(_spell(option) for option in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_spell(field['items'])}"
    return str(field.get("format") or field.get("type"))


def asyncapi(listeners: Listeners) -> str:
    """An AsyncAPI 3.0 document: one exchange, a message per wire type, an operation per listening room."""
    messages: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for event in event_types():
        schema = schema_of(event)
        schema.pop("$id")
        schemas |= schema.pop("$defs", {})
        schemas[event.__name__] = schema
        messages[event.wire_type] = {
            "name": event.wire_type,
            "title": event.__name__,
            "summary": (event.__doc__ or "").strip(),
            "contentType": "application/json",
            "payload": {"$ref": f"#/components/schemas/{event.__name__}"},
        }
    document = {
        "asyncapi": "3.0.0",
        "info": {"title": "Mila: facts of the fleet", "version": "1"},
        "channels": {
            "events": {
                "address": "events",
                "description": "One durable topic exchange; the routing key is the wire type",
                "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in messages},
            }
        },
        "operations": _operations(listeners),
        "components": {"messages": messages, "schemas": schemas},
    }
    text = json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True)
    return text.replace("#/$defs/", "#/components/schemas/") + "\n"


def _operations(listeners: Listeners) -> dict[str, Any]:
    channel = {"$ref": "#/channels/events"}

    def refs(wire_types: list[str]) -> list[dict[str, str]]:
        return [{"$ref": f"#/channels/events/messages/{name}"} for name in sorted(wire_types)]

    told: dict[str, list[str]] = {}
    for event in event_types():
        told.setdefault(event.producer, []).append(event.wire_type)
    heard: dict[str, list[str]] = {}
    for wire_type, rooms in listeners.items():
        for room in rooms:
            heard.setdefault(room, []).append(wire_type)
    sends = {
        f"{room}_tells": {"action": "send", "channel": channel, "messages": refs(names)} for room, names in told.items()
    }
    hears = {
        f"{room}_hears": {"action": "receive", "channel": channel, "messages": refs(names)}
        for room, names in heard.items()
    }
    return sends | hears

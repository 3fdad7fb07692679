"""The JSON schema of the protocol, from which clients and documents are generated."""

from typing import Any

from pydantic.json_schema import models_json_schema

from telemed.domain.protocol import BROWSER_MESSAGES, SERVER_MESSAGES

Schema = dict[str, Any]


def json_schema() -> Schema:
    """Both directions as ``ServerMessage`` and ``BrowserMessage``; ``x-sender`` is the only role that may send one."""
    kinds = {*SERVER_MESSAGES.values(), *BROWSER_MESSAGES.values()}
    by_name = sorted(kinds, key=lambda kind: kind.__name__)
    _, schema = models_json_schema([(kind, "validation") for kind in by_name])
    definitions: Schema = _without_titles(schema["$defs"])
    for kind in kinds:
        # A default in Python, but never left out on the wire.
        definition = definitions[kind.__name__]
        definition["required"] = sorted(
            {"type", *definition.get("required", [])}, key=list(definition["properties"]).index
        )
        del definition["properties"]["type"]["default"]
    for kind in BROWSER_MESSAGES.values():
        if kind.sender is not None:
            definitions[kind.__name__]["x-sender"] = kind.sender.value
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "mila.v1",
        "title": "Messages of the sockets of telemed; docs/signalling.md",
        "$defs": {
            **definitions,
            "ServerMessage": _one_of(SERVER_MESSAGES, "A message from the server."),
            "BrowserMessage": _one_of(BROWSER_MESSAGES, "A message from a browser."),
        },
    }


def _one_of(kinds: dict[str, type], description: str) -> Schema:
    references = {name: f"#/$defs/{kind.__name__}" for name, kind in kinds.items()}
    return {
        "description": description,
        "oneOf": [{"$ref": reference} for reference in references.values()],
        "discriminator": {"propertyName": "type", "mapping": references},
    }


def _without_titles(part: Any) -> Any:
    if isinstance(part, list):
        return [_without_titles(each) for each in part]
    if isinstance(part, dict):
        # A property may be named "title"; the word of the schema is always a text.
        return {key: _without_titles(each) for key, each in part.items() if key != "title" or not isinstance(each, str)}
    return part

"""Requests from an OpenAPI document: one that makes sense, and the same with one value pushed to its edge."""

import base64
import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import quote

YEARS = [
    "0001-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59.999999Z",
    "9999-12-31T23:59:59-14:00",
    "0001-01-01",
    "9999-12-31",
]
INTEGERS = [2**63, 2**63 - 1, -(2**63), -(2**63) - 1, 10**20, 2**31, -1, 0]
HUGE = "я" * 100_000
WORDS = [
    "",
    " ",
    "\x00",
    "a\x00b",
    "a\ud83d",
    "\udc00",
    "²",
    "\u202ea\x1b[31m\r\n",
    "\u200b",
    "1" * 20,
    "%",
    "..",
    HUGE,
]
TYPES: list[Any] = [None, True, 1.5, 1e308, [], {}, "x", [[]], {"a": "\x00"}]
LONG_IN_A_URL = "я" * 600


PLACES = {"path": "path", "query": "query", "header": "headers"}


def _cursor(*position: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


_ID = "00000000-0000-4000-8000-000000000006"
ODD: list[Any] = [*INTEGERS, "\x00", "a\ud83d", "²", 1e308, None, [], {}]
CURSORS = [
    *(_cursor(moment, _ID) for moment in YEARS),
    *(_cursor(number, _ID) for number in INTEGERS),
    *(_cursor(value) for value in ODD),
    *(_cursor(moment, moment, _ID) for moment in YEARS[:4]),
    "²",
    "1" * 19,
    "1" * 20,
    "-1",
    "=",
]


@dataclass
class Call:
    """A request before it is sent; ``place`` says what was pushed to the edge."""

    method: str
    template: str
    path: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    headers: dict[str, Any] = field(default_factory=dict)
    body: Any = None
    media_type: str | None = None
    place: str = "as it should be"

    @property
    def url(self) -> str:
        """The address, percent-encoded from bytes that may be no text at all."""
        path = self.template
        for name, value in self.path.items():
            path = path.replace("{" + name + "}", _quoted(value))
        query = "&".join(f"{name}={_quoted(value)}" for name, value in self.query.items())
        return f"{path}?{query}" if query else path

    def sent(self) -> dict[str, Any]:
        """Headers and body, as httpx takes them."""
        headers = {name: str(value).encode(errors="replace") for name, value in self.headers.items()}
        if self.media_type == "application/json":
            return {
                "headers": {**headers, "Content-Type": "application/json"},
                "content": json.dumps(self.body).encode(),
            }
        if self.media_type == "multipart/form-data":
            parts = {name: _part(value) for name, value in self.body.items()}
            return {"headers": headers, "files": parts}
        return {"headers": headers}


def _part(value: Any) -> Any:
    if isinstance(value, bytes):
        return ("файл.txt", value, "text/plain")
    return (None, str(value).encode(errors="surrogatepass"))


def _quoted(value: Any) -> str:
    return quote(str(value).encode(errors="surrogatepass"), safe="")


class Operation:
    """One operation of a document: the sensible request, and those with one value at its edge."""

    def __init__(self, document: dict[str, Any], path: str, method: str, ids: Mapping[str, str]) -> None:
        self._document = document
        self._ids = ids
        self._operation = document["paths"][path][method]
        self.method, self.path = method.upper(), path

    def sensible(self) -> Call:
        """Every parameter that must be there and every field has a value of its type."""
        call = Call(self.method, self.path)
        for parameter in self._operation.get("parameters", ()):
            if parameter.get("required"):
                value = self._value(parameter["schema"], parameter["name"])
                getattr(call, PLACES[parameter["in"]])[parameter["name"]] = value
        for media_type, body in self._operation.get("requestBody", {}).get("content", {}).items():
            call.media_type, call.body = media_type, self._value(body["schema"], "")
        return call

    def at_the_edge(self) -> Iterator[Call]:
        """Each parameter and each field in turn, each with every extreme value."""
        call = self.sensible()
        for parameter in self._operation.get("parameters", ()):
            where, name = PLACES[parameter["in"]], parameter["name"]
            for value in _extremes_of_a_parameter(name):
                edge = copy.deepcopy(call)
                getattr(edge, where)[name] = value
                edge.place = f"{where}.{name} = {str(value)[:40]!r}"
                yield edge
        if call.body is not None:
            for place in _places(call.body):
                yield from self._in_the_body(call, place)

    def _in_the_body(self, call: Call, place: tuple[Any, ...]) -> Iterator[Call]:
        for value in [*YEARS, *INTEGERS, *WORDS, *TYPES]:
            edge = copy.deepcopy(call)
            edge.body = _replaced(edge.body, place, value)
            edge.place = f"body.{'.'.join(map(str, place))} = {str(value)[:40]!r}"
            if edge.media_type == "application/json" or place:
                yield edge

    def _value(self, schema: dict[str, Any], name: str) -> Any:
        schema = self._resolved(schema)
        if "enum" in schema or "const" in schema or "default" in schema:
            return schema.get("const", schema.get("default", schema.get("enum", [None])[0]))
        kind = schema.get("type")
        if kind == "object":
            return {key: self._value(inner, key) for key, inner in schema.get("properties", {}).items()}
        if kind == "array":
            return [self._value(schema.get("items", {}), name)] * max(1, schema.get("minItems", 1))
        if kind in ("integer", "number"):
            return schema.get("minimum", 1)
        return {"boolean": True, "string": self._ids.get(name) or _string(schema, name)}.get(str(kind), "слова")

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "$ref" in schema:
            return self._resolved(self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
        for choice in ("anyOf", "oneOf", "allOf"):
            if choice in schema:
                return self._resolved({**next(one for one in schema[choice] if one.get("type") != "null")})
        return schema


def _string(schema: dict[str, Any], name: str) -> Any:
    tomorrow = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    known = {
        "uuid": _ID,
        "date-time": tomorrow.isoformat(),
        "date": date.today().isoformat(),  # noqa: DTZ011
        "time": "10:00",
        "email": "anna@example.org",
        "binary": b"text of a file",
    }
    named = {
        "ends_at": (tomorrow + timedelta(hours=1)).isoformat(),
        "starts": "09:00",
        "ends": "18:00",
        "quiet_from": "22:00",
        "quiet_to": "07:00",
        "email": "anna@example.org",
        "password": "сосновый бор 7 вёрст",
        "time_zone": "Europe/Moscow",
        "diagnosis_code": "G43.0",
    }
    if schema.get("contentMediaType"):
        return b"text of a file"
    return named.get(name) or known.get(schema.get("format", "")) or "слова" * max(1, schema.get("minLength", 0) // 5)


def _extremes_of_a_parameter(name: str) -> list[Any]:
    if name == "cursor":
        return CURSORS
    return [*YEARS, *INTEGERS, *WORDS[:-1], LONG_IN_A_URL, "null", "true", "NaN", "1e400", "infinity"]


def _places(body: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield place
    inner: Any = body.items() if isinstance(body, dict) else enumerate(body[:1]) if isinstance(body, list) else ()
    for key, value in inner:
        yield from _places(value, (*place, key))


def _replaced(body: Any, place: tuple[Any, ...], value: Any) -> Any:
    if not place:
        return value
    body[place[0]] = _replaced(body[place[0]], place[1:], value)
    return body

"""A service's OpenAPI document, and a page to read it, made on the server without scripts and third parties."""

from html import escape
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from common.errors import MEDIA_TYPE, FieldError, Problem

ANY_PROBLEM: dict[int | str, dict[str, Any]] = {
    "default": {
        "description": "Any other refusal; `code` says which",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}
# What any route may answer without naming it.
COMMON_CODES = (
    "bad_request", "body_too_large", "forbidden", "idempotency_key_reused", "identification_required", "internal",
    "invalid", "method_not_allowed", "not_found", "origin_refused", "too_many_requests", "unauthenticated",
    "unavailable",
)  # fmt: skip


def document(app: FastAPI) -> dict[str, Any]:
    """The document, with the shape of problems and every code this service may answer with."""
    if app.openapi_schema is None:
        made = get_openapi(title=app.title, version=app.version, routes=app.routes)
        schemas = made.setdefault("components", {}).setdefault("schemas", {})
        schemas["FieldError"] = FieldError.model_json_schema()
        shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        shape.pop("$defs", None)
        shape["properties"]["code"] = {"$ref": "#/components/schemas/ProblemCode"}
        schemas["Problem"] = shape
        schemas["ProblemCode"] = {"type": "string", "enum": sorted({*COMMON_CODES, *_codes(made["paths"])})}
        app.openapi_schema = made
    return app.openapi_schema


def _codes(paths: dict[str, Any]) -> set[str]:
    """Every code the routes name."""
    named: set[str] = set()
    for operation in (operation for path in paths.values() for operation in path.values()):
        for answer in operation["responses"].values():
            for part in answer.get("content", {}).get(MEDIA_TYPE, {}).get("schema", {}).get("allOf", ()):
                named.update(part.get("properties", {}).get("code", {}).get("enum", ()))
    return named


def page(schema: dict[str, Any]) -> str:
    """The document as plain HTML: every operation with its parameters, bodies, answers and codes; every shape."""
    operations = [
        _operation(method, path, operation)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]
    shapes = [_shape(name, shape) for name, shape in sorted(schema["components"]["schemas"].items())]
    title = escape(schema["info"]["title"])
    return (
        f"<!doctype html><html lang=en><meta charset=utf-8><meta name=viewport content='width=device-width'>"
        f"<title>{title}: API</title><style>{_STYLE}</style><main><h1>{title}</h1><p><a href=openapi.json>"
        f"openapi.json</a></p><h2>Operations</h2>{''.join(operations)}<h2>Shapes</h2>{''.join(shapes)}</main></html>"
    )


def _operation(method: str, path: str, operation: dict[str, Any]) -> str:
    rows = [
        _row(f"{parameter['in']} {parameter['name']}", _type(parameter["schema"]), parameter.get("description", ""))
        for parameter in operation.get("parameters", ())
    ]
    for media, body in operation.get("requestBody", {}).get("content", {}).items():
        rows.append(_row("body", _type(body["schema"]), escape(media)))
    for status, answer in operation["responses"].items():
        shapes = [_type(body.get("schema", {})) for body in answer.get("content", {}).values()]
        rows.append(_row(status, ", ".join(shapes), answer.get("description", "")))
    locked = " &#128274;" if operation.get("security") else ""
    return (
        f"<section id='{escape(operation['operationId'])}'><h3><b>{method.upper()}</b> {escape(path)}{locked}</h3>"
        f"<p><code>{escape(operation['operationId'])}</code> {escape(operation.get('description', ''))}</p>"
        f"<table>{''.join(rows)}</table></section>"
    )


def _shape(name: str, shape: dict[str, Any]) -> str:
    required = shape.get("required", ())
    rows = [
        _row(field if field in required else f"{field}?", _type(kind), kind.get("description", ""))
        for field, kind in shape.get("properties", {}).items()
    ]
    values = " | ".join(escape(str(value)) for value in shape.get("enum", ()))
    description = escape(shape.get("description", ""))
    return f"<section id='{escape(name)}'><h3>{escape(name)}</h3><p>{description} {values}</p>" + (
        f"<table>{''.join(rows)}</table></section>" if rows else "</section>"
    )


def _row(name: str, kind: str, description: str) -> str:
    return f"<tr><td><code>{escape(name)}</code><td>{kind}<td>{escape(description)}"


def _type(schema: dict[str, Any]) -> str:
    """A type in a word or two, with links to shapes."""
    if "$ref" in schema:
        name = escape(schema["$ref"].rsplit("/", 1)[-1])
        return f"<a href='#{name}'>{name}</a>"
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return (" &amp; " if choice == "allOf" else " | ").join(_type(one) for one in schema[choice])
    if schema.get("type") == "array":
        return f"{_type(schema.get('items', {}))}[]"
    if "enum" in schema:
        return " | ".join(escape(str(value)) for value in schema["enum"])
    codes = schema.get("properties", {}).get("code", {}).get("enum")
    return " | ".join(map(escape, codes)) if codes else escape(schema.get("format") or str(schema.get("type", "any")))


_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#222;background:#fff}main{max-width:60rem;margin:auto}"
    "section{border-top:1px solid #ccc;padding:.5rem 0}h3{font:600 1rem ui-monospace,monospace}"
    "table{border-collapse:collapse}td{padding:.2rem 1rem .2rem 0;vertical-align:top}a{color:#0b57a4}"
)

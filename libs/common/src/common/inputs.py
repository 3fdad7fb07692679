"""What no database keeps is refused before a route sees it, whatever the route's own types forget.

PostgreSQL holds no NUL character, UTF-8 no half of a surrogate pair, and bigint ends at 2^63. Routes bound their own
fields (common.fields); these three layers hold for every path, query string and JSON body of every service.
"""

import math
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

import asyncpg
from fastapi.exceptions import RequestValidationError
from fastapi.requests import HTTPConnection, Request
from sqlalchemy.exc import DBAPIError
from starlette.types import ASGIApp, Receive, Scope, Send

from common.errors import Invalid, NotFound, refusal_problem

LARGEST_INTEGER = 2**63 - 1
_JSON = re.compile(r"application/(?:[\w.+-]+\+)?json\b", re.ASCII | re.IGNORECASE)
# Cheap to find; only a body that has one of them is walked.
_SUSPICIOUS = re.compile(rb"\\u0000|\\u[dD][89a-fA-F]|\d{19}|[eE]\+?\d{3}|NaN|Infinity")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# A number, a moment or a text that a column or the driver cannot hold.
_BEYOND_COLUMNS = ("22000", "22003", "22007", "22008", "22021", "22P02", "22P05")


class WellFormed:
    """Refuses a path (404) or a query string (422) that is not UTF-8 or holds NUL."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on or answers for it."""
        refusal: NotFound | Invalid | None = None
        if scope["type"] in ("http", "websocket"):
            if not _is_text(scope.get("raw_path") or scope["path"].encode(errors="surrogatepass")):
                refusal = NotFound()
            elif not _is_text(scope["query_string"]):
                refusal = Invalid()
        if refusal is None:
            await self.app(scope, receive, send)
            return
        scope["refusal"] = refusal.code
        await refusal_problem(refusal)(scope, receive, send)


async def storable_body(request: HTTPConnection) -> None:
    """A dependency of every route: 422 for a JSON body with a value that no column holds, naming the field."""
    if not isinstance(request, Request) or getattr(request.scope.get("route"), "body_field", None) is None:
        return
    if not _JSON.match(request.headers.get("content-type", "")):
        return
    # Read before any dependency runs, so nothing is read or parsed here a second time.
    if not _SUSPICIOUS.search(await request.body()):
        return
    if wrong := [{"loc": ("body", *place), "type": "out_of_range"} for place in _unstorable(await request.json())]:
        raise RequestValidationError(wrong)


def is_beyond_columns(failure: BaseException) -> bool:
    """Whether the database or its driver refused a value as such: the request's fault, and a bound that is missing."""
    if isinstance(failure, DBAPIError):
        return getattr(failure.orig, "sqlstate", None) in _BEYOND_COLUMNS
    return isinstance(failure, asyncpg.DataError) and failure.sqlstate in _BEYOND_COLUMNS


def _is_text(quoted: bytes) -> bool:
    try:
        return "\x00" not in unquote_to_bytes(quoted).decode()
    except UnicodeDecodeError:
        return False


def _unstorable(value: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Where the values are that no column holds. Its depth is that of the JSON parser."""
    if isinstance(value, str):
        beyond = _UNSTORABLE.search(value) is not None
    elif isinstance(value, int):
        beyond = abs(value) > LARGEST_INTEGER
    else:
        beyond = isinstance(value, float) and not math.isfinite(value)
    if beyond:
        yield place
    elif isinstance(value, dict):
        yield from (place for key in value if _UNSTORABLE.search(key))
        for key, inner in value.items():
            yield from _unstorable(inner, (*place, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _unstorable(inner, (*place, number))

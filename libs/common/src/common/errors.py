"""Refusals and how they look on the wire: RFC 9457 problem+json with a stable ``code``.

A service raises a Refusal named for what went wrong; the code is the class name in snake case. Texts are English, for
developers; people read the sentence their client has for the code. Extra members are ids, times and money only.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, ClassVar

from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

from common.logging import request_id

MEDIA_TYPE = "application/problem+json"
LONGEST_FIELD = 200


class Refusal(Exception):
    """The service understood and says no. Subclasses set ``status`` and ``title``; ``code`` follows from the name."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "Refused"
    headers: Mapping[str, str] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "code" not in cls.__dict__:
            cls.code = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", cls.__name__).lower()
        if "title" not in cls.__dict__:
            cls.title = cls.code.replace("_", " ").capitalize()

    def __init__(self, detail: str | None = None, **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail
        self.extra = extra


class NotFound(Refusal):
    """There is no such thing, or it is not the caller's to see."""

    status = 404


class Forbidden(Refusal):
    """The caller is known and may not do this."""

    status = 403


class Unauthenticated(Refusal):
    """Nobody is logged in."""

    status = 401


class IdentificationRequired(Refusal):
    """The caller came in by password; this needs Gosuslugi."""

    status = 403


class OriginRefused(Refusal):
    """A request that changes state came from another site."""

    status = 403


class Invalid(Refusal):
    """The request does not make sense."""

    status = 422


class TooManyRequests(Refusal):
    """Too often; ``Retry-After`` says when to come back, in seconds, and so does the body."""

    status = 429

    def __init__(self, *, seconds: int = 10) -> None:
        super().__init__(retry_after_seconds=seconds)
        self.headers = {"Retry-After": str(seconds)}


class Unavailable(Refusal):
    """The world behind this service (database, broker, identity, bank) is down; trying later may help."""

    status = 503
    headers = {"Retry-After": "5"}  # noqa: RUF012 - nobody changes it


class FieldError(BaseModel):
    """One field of the request that is wrong, by its path and a stable kind; never its value."""

    field: str
    code: str


class Problem(BaseModel):
    """Every error answer of every service (RFC 9457)."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    code: str
    detail: str | None = None
    request_id: str
    errors: list[FieldError] | None = None


def problems(*refusals: type[Refusal]) -> dict[int | str, dict[str, Any]]:
    """``responses=`` of a route: one entry per status, naming each code it may answer with."""
    grouped: dict[int | str, dict[str, Any]] = {}
    for status in sorted({refusal.status for refusal in refusals}):
        same = [refusal for refusal in refusals if refusal.status == status]
        codes = list(dict.fromkeys(refusal.code for refusal in same))
        if status == Invalid.status and Invalid.code not in codes:
            codes.append(Invalid.code)
        narrowed = {"type": "object", "required": ["code"], "properties": {"code": {"type": "string", "enum": codes}}}
        schema = {"allOf": [{"$ref": "#/components/schemas/Problem"}, narrowed]}
        grouped[status] = {
            "description": "; ".join(f"`{refusal.code}`: {refusal.title}" for refusal in same),
            "content": {MEDIA_TYPE: {"schema": schema}},
        }
    return grouped


def problem(
    *, status: int, code: str, title: str, extra: dict[str, Any] | None = None, headers: dict[str, str] | None = None
) -> JSONResponse:
    """An error answer as problem+json."""
    body = {
        "type": f"https://mila.example/problems/{code}",
        "title": title,
        "status": status,
        "code": code,
        "request_id": request_id(),
        **jsonable_encoder(extra or {}),
    }
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)


def refusal_problem(refusal: Refusal) -> JSONResponse:
    """The answer that a refusal is."""
    extra = {**refusal.extra, **({"detail": refusal.detail} if refusal.detail else {})}
    return problem(
        status=refusal.status, code=refusal.code, title=refusal.title, extra=extra, headers=dict(refusal.headers)
    )


def http_problem(error: HTTPException) -> JSONResponse:
    """The framework's own refusal (no such path, wrong method, too large) in our form."""
    title = HTTPStatus(error.status_code).phrase
    code = _http_code(error.status_code)
    return problem(status=error.status_code, code=code, title=title, headers=dict(error.headers or {}))


def _http_code(status: int) -> str:
    return "body_too_large" if status == 413 else re.sub(r"[ -]", "_", HTTPStatus(status).phrase.lower())


async def _on_refusal(connection: HTTPConnection, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    connection.scope["refusal"] = error.code
    return refusal_problem(error)


async def _on_invalid(connection: HTTPConnection, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    connection.scope["refusal"] = Invalid.code
    wrong = [{"field": _field(found["loc"]), "code": found["type"]} for found in error.errors()]
    return problem(status=Invalid.status, code=Invalid.code, title=Invalid.title, extra={"errors": wrong})


def _field(place: tuple[str | int, ...]) -> str:
    """The path of a field. Names come with the request: an answer carries no half of a surrogate pair."""
    path = ".".join(str(part) for part in place[1:]) or str(place[0])
    return path[:LONGEST_FIELD].encode(errors="backslashreplace").decode()


async def _on_http(connection: HTTPConnection, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    connection.scope["refusal"] = _http_code(error.status_code)
    return http_problem(error)


HANDLERS: dict[int | type[Exception], Any] = {
    Refusal: _on_refusal,
    RequestValidationError: _on_invalid,
    HTTPException: _on_http,
}

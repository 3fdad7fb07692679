"""Refusals and how they look on the wire: RFC 9457 problem+json with a stable ``code``.

A room raises a Refusal named for what went wrong; the code is the class name in snake case. Texts are English, for
developers; people read the sentence their client has for the code. Extra members are ids, times and money only.
"""

import re
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Refusal(Exception):
    """The room understood and says no. Subclasses set ``status`` and ``title``; ``code`` follows from the name."""

    status: ClassVar[int] = 409
    code: ClassVar[str] = "refused"
    title: ClassVar[str] = "Refused"
    headers: ClassVar[dict[str, str]] = {}

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


class CrossOrigin(Refusal):
    """A request that changes state came from another site."""

    status = 403


class Invalid(Refusal):
    """The request does not make sense."""

    status = 422


class TooManyRequests(Refusal):
    """Too often; ``Retry-After`` says when to come back."""

    status = 429
    headers: ClassVar[dict[str, str]] = {"Retry-After": "10"}


class Unavailable(Refusal):
    """The world behind this room (database, broker, identity, bank) is down; trying later may help."""

    status = 503
    headers: ClassVar[dict[str, str]] = {"Retry-After": "5"}


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
            "content": {"application/problem+json": {"schema": schema}},
        }
    return grouped

"""Long lists in pages: a cursor says where the next one starts, so that rows added meanwhile shift nothing."""

import base64
import binascii
import json
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from common.errors import Invalid
from common.fields import Day, Lines, Moment

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before")]


# A cursor comes from outside like any other value: what it holds is bounded by what the database can compare.
_BOUNDED: dict[Any, Any] = {
    datetime: Moment,
    date: Day,
    int: Annotated[int, Field(ge=-(2**63), lt=2**63)],
    float: Annotated[float, Field(allow_inf_nan=False)],
    str: Lines,
}


class Page(BaseModel, Generic[T]):
    """Some of the items; ``next_cursor`` is null on the last page."""

    items: list[T]
    next_cursor: str | None = None


def encode_cursor(*position: Any) -> str:
    """An opaque cursor for the sort key of a page's last row (times, ids, numbers, strings)."""
    return base64.urlsafe_b64encode(json.dumps(jsonable_encoder(position)).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, *types: Any) -> tuple[Any, ...] | None:
    """The sort key in a cursor, with these types; None without a cursor. Raises Invalid for a broken one."""
    if cursor is None:
        return None
    bounded = tuple(_BOUNDED.get(each, each) for each in types)
    try:
        raw = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        position: tuple[Any, ...] = TypeAdapter(tuple[bounded]).validate_python(raw)  # type: ignore[valid-type]  # a type made at run time
    except (binascii.Error, ValueError, ValidationError) as error:
        raise Invalid("the cursor is not one of ours") from error
    return position

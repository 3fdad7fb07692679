"""Bounded types for everything that comes from outside: what they allow, PostgreSQL and Python can hold.

A body, a query parameter or a cursor that uses them answers 422 for a value beyond the bounds instead of failing
later in the database.
"""

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from common.letters import shows_nothing

EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
FIRST_DAY, LAST_DAY = EARLIEST.date(), LATEST.date()
LARGEST_MONEY = 10**12  # kopecks
# C0 and C1 controls but tab and line ends, and the marks that turn the direction of a line around.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What the database of zones calls by area and place; its other names (localtime, Factory, EST) are a machine's or old.
_AREAS = re.compile(r"(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/.+|UTC")
# What a paste from an office document brings along: marks nobody sees, and other ends of lines.
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OTHER_ENDS = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_LINE_END = re.compile("[\t\n\r\u2028\u2029]")


def _as_utc(moment: datetime) -> datetime:
    """Compared in UTC first: an offset can push a legal date over the edge of what Python can convert."""
    try:
        utc = moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("a moment between the years 2000 and 2200") from error
    if not EARLIEST <= utc <= LATEST:
        raise ValueError("a moment between the years 2000 and 2200")
    return moment


def _without_controls(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("text without control characters")
    return text


def _one_line(text: str) -> str:
    if _LINE_END.search(text):
        raise ValueError("text in one line")
    if text and shows_nothing(text):
        raise ValueError("text that can be seen")
    return _without_controls(text)


@lru_cache(maxsize=1)
def time_zones() -> frozenset[str]:
    """Names of time zones a person or a clinic may live in."""
    return frozenset(name for name in available_timezones() if _AREAS.fullmatch(name))


def _known_zone(name: str) -> str:
    if name not in time_zones():
        raise ValueError("unknown time zone")
    return name


def _as_pasted(text: object) -> object:
    return _DIRECTION.sub("", _OTHER_ENDS.sub("\n", text)) if isinstance(text, str) else text


def _split(parameters: object) -> object:
    """Takes apart the values of a query parameter; one that is repeated adds to the list, an empty one adds nothing."""
    if not isinstance(parameters, list):
        return parameters
    return [one for each in parameters for one in str(each).split(",") if one]


def _each_once(ids: list[UUID]) -> list[UUID]:
    return list(dict.fromkeys(ids))


# A moment with its zone, between the years 2000 and 2200.
Moment = Annotated[AwareDatetime, AfterValidator(_as_utc)]
# A day of the calendar, between 2000 and 2200.
Day = Annotated[date, Field(ge=FIRST_DAY, le=LAST_DAY)]
# A day of somebody's life: births and past illnesses too.
DayOfLife = Annotated[date, Field(ge=date(1900, 1, 1), le=LAST_DAY)]
# Money in kopecks, up to ten thousand million roubles.
Money = Annotated[int, Field(ge=0, le=LARGEST_MONEY)]
# One line of text as people type it: no control characters, no line ends, no direction marks.
Line = Annotated[str, StringConstraints(strip_whitespace=True), AfterValidator(_one_line)]
# Text of several lines: tabs and line ends are text, other control characters are not.
Lines = Annotated[str, AfterValidator(_without_controls)]
# A time zone by its IANA name of area and place.
TimeZone = Annotated[str, AfterValidator(_known_zone)]
# The same, for long texts that people paste: invisible direction marks go, other line ends become plain ones.
Pasted = Annotated[Lines, BeforeValidator(_as_pasted)]
# Different ids in one query parameter, separated by commas; OpenAPI sees a text. ``max_length`` counts the ids.
IdList = Annotated[list[UUID], BeforeValidator(_split), AfterValidator(_each_once), WithJsonSchema({"type": "string"})]

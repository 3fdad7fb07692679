"""What comes from outside is bounded before it reaches the database."""

from typing import Any
from uuid import UUID

import pytest
from common.fields import Day, DayOfLife, IdList, Line, Lines, Moment, Money, TimeZone
from pydantic import TypeAdapter, ValidationError

REFUSED = [
    (Moment, "0001-01-01T00:00:00Z"),
    (Moment, "0001-01-01T00:00:00+14:00"),
    (Moment, "9999-12-31T23:59:59.999999Z"),
    (Moment, "9999-12-31T23:59:59-14:00"),
    (Moment, "1999-12-31T23:59:59Z"),
    (Moment, "2200-01-01T00:00:00.000001Z"),
    (Moment, "2026-11-28T12:00:00"),
    (Day, "0001-01-01"),
    (Day, "9999-12-31"),
    (DayOfLife, "1899-12-31"),
    (Money, 2**63),
    (Money, 10**20),
    (Money, -1),
    (Line, "a\x00b"),
    (Line, "a\nb"),
    (Line, "a\u2028b"),
    (Line, "\x1b[31mred"),
    (Line, "\u202egpj.exe"),
    (Line, "half an emoji \ud83d"),
    *((Line, blank) for blank in ("\u200b", "\u2060", "\u00ad", "\ufeff", "\u200f", "\u3164", "\ufe0f\u034f")),
    *((Line, f"Анна{mark}") for mark in "\u061c\u200e\u200f"),
    (Lines, "Анна\u200f"),
    (TimeZone, "localtime"),
    (TimeZone, "posixrules"),
    (TimeZone, "Factory"),
    (TimeZone, "EST"),
    (TimeZone, "Europe/Nowhere"),
    (TimeZone, "europe/moscow"),
    (Lines, "a\x00b"),
    (Lines, "\ud83d"),
]
TAKEN = [
    (Moment, "2026-11-28T12:00:00+03:00"),
    (Moment, "2000-01-01T00:00:00Z"),
    (Day, "2026-11-28"),
    (DayOfLife, "1936-02-29"),
    (Money, 230000),
    (TimeZone, "Europe/Moscow"),
    (TimeZone, "America/Argentina/Buenos_Aires"),
    (TimeZone, "UTC"),
    (Line, "Ёлкина-Д’Артаньян Анна"),
    (Line, ""),
    (Line, "👩\u200d⚕\ufe0f"),
    (Line, "гипер\u00adтензия"),
    (Lines, "АД\t120/80\nЧСС\t72"),
]


@pytest.mark.parametrize(("kind", "value"), REFUSED, ids=lambda value: repr(value)[:40])
def test_a_value_beyond_the_bounds_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(("kind", "value"), TAKEN, ids=lambda value: repr(value)[:40])
def test_what_people_enter_is_taken(kind: Any, value: object) -> None:
    TypeAdapter(kind).validate_python(value)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["{0}"], [0]),
        (["{0},{1}"], [0, 1]),
        (["{1}", "{0},{1}"], [1, 0]),
        ([""], []),
        (["{0},"], [0]),
        ([","], []),
    ],
)
def test_a_list_of_ids_is_read_from_commas_and_repetitions_each_once(given: list[str], expected: list[int]) -> None:
    ids = [UUID(int=7), UUID(int=8)]
    read = TypeAdapter(IdList).validate_python([text.format(*ids) for text in given])
    assert read == [ids[number] for number in expected]


@pytest.mark.parametrize("given", [["one"], ["00000000-0000-0000-0000-000000000007;"], "text"])
def test_what_is_no_list_of_ids_is_refused(given: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(IdList).validate_python(given)

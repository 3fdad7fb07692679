from datetime import UTC, datetime
from uuid import UUID

import pytest
from common.errors import Invalid
from common.ids import new_id
from common.paging import Page, decode_cursor, encode_cursor


def test_a_cursor_brings_the_position_back_with_its_types() -> None:
    at, row = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC), new_id()
    cursor = encode_cursor(at, row, 7, "ё")
    assert cursor.isascii()
    assert decode_cursor(cursor, datetime, UUID, int, str) == (at, row, 7, "ё")


def test_no_cursor_is_the_first_page() -> None:
    assert decode_cursor(None, int) is None


@pytest.mark.parametrize("broken", ["", "!", "e30", "W10", "WyJhIl0", "////", encode_cursor(1, 2)])
def test_a_broken_cursor_is_invalid_and_not_a_failure(broken: str) -> None:
    with pytest.raises(Invalid):
        decode_cursor(broken, UUID)


def test_the_last_page_has_no_next_cursor() -> None:
    assert Page[int](items=[1]).model_dump() == {"items": [1], "next_cursor": None}

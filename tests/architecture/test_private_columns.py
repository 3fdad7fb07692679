"""Each text column of medcard and identity is masked in logs, or listed here as public."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from common.logging import PRIVATE_WORDS
from sqlalchemy import JSON, Enum, MetaData, String
from sqlalchemy.dialects.postgresql import ARRAY

# Columns that hold nothing personal in any table: ids, types, codes, technical names.
PUBLIC = {
    "acr", "browser", "clinic_ids", "decision", "document_type", "file_sha256", "file_type", "fingerprint", "handler",
    "headers", "key", "kid", "kind", "oid", "operation", "origin", "position", "purpose", "return_to", "role", "roles",
    "system", "time_zone", "type",
}  # fmt: skip
ADVICE = "add its word to PRIVATE_WORDS of common/logging.py so that logs mask it, or list it in PUBLIC of this test"


def text_columns(metadata: MetaData) -> Iterator[str]:
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | JSON | ARRAY) and not isinstance(column.type, Enum):
                yield column.name


def is_masked(column: str) -> bool:
    return not PRIVATE_WORDS.isdisjoint(column.split("_"))


@pytest.mark.parametrize("service", ["medcard", "identity"])
def test_each_text_column_is_private_or_public(service: str) -> None:
    metadata = import_module(f"{service}.models").Base.metadata
    assert [column for column in text_columns(metadata) if not is_masked(column) and column not in PUBLIC] == [], ADVICE


def test_a_new_column_is_noticed() -> None:
    assert not is_masked("allergies")
    assert "allergies" not in PUBLIC


def test_what_is_public_is_not_masked_and_still_exists() -> None:
    columns = {
        name
        for service in ("medcard", "identity")
        for name in text_columns(import_module(f"{service}.models").Base.metadata)
    }
    assert {column for column in PUBLIC if is_masked(column)} == set()
    assert PUBLIC - columns == set()

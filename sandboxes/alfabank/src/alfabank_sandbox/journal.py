"""The REST calls the stand has answered: bounded, without secrets and without the payer's basket."""

import json
from collections.abc import Mapping
from typing import Any

from .store import Store

KEEP = 5000
HIDDEN = frozenset({"password", "token", "orderBundle", "email", "phone"})


class Journal:
    def __init__(self, store: Store) -> None:
        self._store = store

    def write(self, *, at: float, call: str, params: Mapping[str, Any], answer: Any, faults: list[str]) -> None:
        shown = {name: "***" if name in HIDDEN else value for name, value in params.items()}
        cursor = self._store.execute(
            "INSERT INTO requests (at, call, params, answer, faults) VALUES (?, ?, ?, ?, ?)",
            *(at, call, json.dumps(shown), json.dumps(answer), json.dumps(faults)),
        )
        self._store.execute("DELETE FROM requests WHERE id <= ?", (cursor.lastrowid or 0) - KEEP)

    def recent(self, limit: int) -> list[dict[str, Any]]:
        rows = self._store.rows("SELECT * FROM requests ORDER BY id DESC LIMIT ?", limit)
        parsed = ("params", "answer", "faults")
        return [{**dict(row), **{name: json.loads(row[name]) for name in parsed}} for row in rows]

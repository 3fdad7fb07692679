"""What was asked, how each check went and which exact string should have been signed."""

import json
from typing import Any

from esia_sandbox.clock import Clock
from esia_sandbox.errors import Refusal
from esia_sandbox.store import Store, pack

KEPT = 2000
LONG = 200


class Journal:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def write(self, entry: dict[str, Any]) -> None:
        self._store.run("INSERT INTO journal (at, entry) VALUES (?, ?)", self._clock.now(), pack(entry))
        self._store.run("DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?", KEPT)

    def latest(self, limit: int) -> list[dict[str, Any]]:
        rows = self._store.all("SELECT * FROM journal ORDER BY id DESC LIMIT ?", limit)
        return [{"id": row["id"], "at": row["at"], **json.loads(row["entry"])} for row in rows]


class Checks:
    """The checks of one request, in order; the first that fails refuses the request."""

    def __init__(self, journal: Journal, endpoint: str, params: list[tuple[str, str]]) -> None:
        self._journal = journal
        self._entry: dict[str, Any] = {
            "endpoint": endpoint,
            "params": {name: value if len(value) <= LONG else value[:LONG] + "…" for name, value in params},
            "checks": [],
            "expected": [],
        }

    def require(self, name: str, holds: bool, code: str, detail: str = "") -> None:
        self.saw(name, holds, detail)
        if not holds:
            raise Refusal(code, detail)

    def saw(self, name: str, holds: bool, detail: str = "") -> None:
        self._entry["checks"].append({"check": name, "ok": holds, **({"detail": detail} if detail else {})})

    def expect(self, strings: list[str]) -> None:
        self._entry["expected"] = strings

    def close(self, outcome: str) -> None:
        self._journal.write({**self._entry, "outcome": outcome})

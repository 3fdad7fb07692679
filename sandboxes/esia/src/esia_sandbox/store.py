"""Everything the stand remembers, in one SQLite file that survives a sudden end of the process."""

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS persons (
    oid INTEGER PRIMARY KEY, body TEXT NOT NULL, origin TEXT NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0, locked_until REAL NOT NULL DEFAULT 0, updated_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS logins (
    login TEXT PRIMARY KEY, oid INTEGER NOT NULL REFERENCES persons (oid) ON DELETE CASCADE);
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, oid INTEGER NOT NULL, sid TEXT NOT NULL, csrf TEXT NOT NULL,
    authenticated_at REAL NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS visits (
    id TEXT PRIMARY KEY, request TEXT NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS second_factors (
    id TEXT PRIMARY KEY, oid INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS grants (
    id INTEGER PRIMARY KEY AUTOINCREMENT, client TEXT NOT NULL, oid INTEGER NOT NULL, scopes TEXT NOT NULL,
    permissions TEXT NOT NULL, granted_at REAL NOT NULL, expires_at REAL, revoked_at REAL);
CREATE TABLE IF NOT EXISTS codes (
    digest TEXT PRIMARY KEY, body TEXT NOT NULL, expires_at REAL NOT NULL, used_at REAL);
CREATE TABLE IF NOT EXISTS tokens (
    digest TEXT PRIMARY KEY, kind TEXT NOT NULL, client TEXT NOT NULL, oid INTEGER, family TEXT NOT NULL,
    body TEXT NOT NULL, expires_at REAL NOT NULL, revoked_at REAL);
CREATE INDEX IF NOT EXISTS tokens_family ON tokens (family);
CREATE INDEX IF NOT EXISTS tokens_pair ON tokens (client, oid);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, pattern TEXT NOT NULL, action TEXT NOT NULL,
    times INTEGER, probability REAL NOT NULL);
CREATE TABLE IF NOT EXISTS journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, entry TEXT NOT NULL);
"""

# Tables a reset empties; the people are loaded again and the signing keys stay.
RESET_TABLES = (
    "sessions", "visits", "second_factors", "grants", "codes", "tokens", "faults", "journal",
    "meta", "logins", "persons",
)  # fmt: skip

Row = dict[str, Any]


class Store:
    def __init__(self, path: Path) -> None:
        self._lock = threading.RLock()
        self._open = 0
        self._connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=5000"):
            self._connection.execute(f"PRAGMA {pragma}")
        self._connection.executescript(SCHEMA)

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One writer at a time; an inner transaction joins the outer one."""
        with self._lock:
            if self._open == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._open += 1
            try:
                yield
            except BaseException:
                self._leave("ROLLBACK")
                raise
            self._leave("COMMIT")

    def _leave(self, verdict: str) -> None:
        self._open -= 1
        if self._open == 0:
            self._connection.execute(verdict)

    def run(self, sql: str, *values: Any) -> int:
        """Executes one statement; the number of rows it changed."""
        with self._lock:
            return self._connection.execute(sql, values).rowcount

    def all(self, sql: str, *values: Any) -> list[Row]:
        with self._lock:
            return [dict(row) for row in self._connection.execute(sql, values).fetchall()]

    def one(self, sql: str, *values: Any) -> Row | None:
        rows = self.all(sql, *values)
        return rows[0] if rows else None

    def recall(self, name: str, default: Any = None) -> Any:
        row = self.one("SELECT value FROM meta WHERE name = ?", name)
        return json.loads(row["value"]) if row else default

    def remember(self, name: str, value: Any) -> None:
        self.run(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            name,
            json.dumps(value),
        )

    def forget_everything(self) -> None:
        with self.transaction():
            for table in RESET_TABLES:
                self.run(f"DELETE FROM {table}")


def pack(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

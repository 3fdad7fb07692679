"""One SQLite file. Every change of an order and the callbacks it causes are one transaction."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS orders (
    id TEXT PRIMARY KEY, merchant TEXT NOT NULL, number TEXT NOT NULL, tx TEXT UNIQUE,
    created REAL NOT NULL, changed REAL NOT NULL, status INTEGER NOT NULL, wake_at REAL,
    document TEXT NOT NULL, UNIQUE (merchant, number));
CREATE INDEX IF NOT EXISTS orders_wake ON orders (wake_at) WHERE wake_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS callbacks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, order_id TEXT NOT NULL, merchant TEXT NOT NULL, operation TEXT NOT NULL,
    url TEXT NOT NULL, params TEXT NOT NULL, checksum TEXT NOT NULL DEFAULT 'right', created REAL NOT NULL,
    due REAL NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'pending',
    held INTEGER NOT NULL DEFAULT 0, after_id INTEGER);
CREATE INDEX IF NOT EXISTS callbacks_due ON callbacks (due) WHERE state = 'pending';
CREATE TABLE IF NOT EXISTS attempts (
    id INTEGER PRIMARY KEY AUTOINCREMENT, callback_id INTEGER NOT NULL, at REAL NOT NULL, url TEXT NOT NULL,
    status INTEGER, body TEXT NOT NULL, took_ms INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, call TEXT NOT NULL, params TEXT NOT NULL,
    answer TEXT NOT NULL, faults TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, endpoint TEXT, order_ref TEXT,
    probability REAL NOT NULL, remaining INTEGER, params TEXT NOT NULL);
"""

TABLES = ("orders", "callbacks", "attempts", "requests", "faults", "meta")


class Store:
    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # The program has one thread; the check is off only for test runners which open the file in a fixture.
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(SCHEMA)
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Nested uses join the outermost one. Nothing may be awaited inside."""
        if self._depth == 0:
            self._connection.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("ROLLBACK")
            raise
        self._depth -= 1
        if self._depth == 0:
            self._connection.execute("COMMIT")

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return self._connection.execute(sql, values)

    def rows(self, sql: str, *values: Any) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Any) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._connection.execute(sql, values).fetchone()
        return found

    def get_meta(self, name: str) -> str | None:
        found = self.row("SELECT value FROM meta WHERE name = ?", name)
        return None if found is None else str(found["value"])

    def set_meta(self, name: str, value: str) -> None:
        self.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", name, value)

    def next_number(self, name: str) -> int:
        number = int(self.get_meta(name) or 0) + 1
        self.set_meta(name, str(number))
        return number

    def wipe(self) -> None:
        with self.transaction():
            for table in TABLES:
                self.execute(f"DELETE FROM {table}")

    def close(self) -> None:
        self._connection.close()

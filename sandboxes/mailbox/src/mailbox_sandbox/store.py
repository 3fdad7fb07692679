"""Letters in one SQLite file, the oldest forgotten first."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime

from .letter import subject_of
from .settings import Settings

SCHEMA = """
CREATE TABLE IF NOT EXISTS letters (
    id INTEGER PRIMARY KEY AUTOINCREMENT, received_at TEXT NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, subject TEXT NOT NULL, size INTEGER NOT NULL, raw BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS fault (id INTEGER PRIMARY KEY CHECK (id = 1), code TEXT NOT NULL, remaining INTEGER);
"""
COLUMNS = "id, received_at, sender, recipients, subject, size"


@dataclass(frozen=True, kw_only=True)
class Envelope:
    """A letter from outside: who, to whom, about what."""

    id: int
    received_at: str
    sender: str
    recipients: list[str]
    subject: str
    size: int


class Store:
    def __init__(self, settings: Settings) -> None:
        settings.state_dir.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self.delay_seconds = 0.0  # before the word on each letter; not kept
        path = settings.state_dir / "mailbox.sqlite3"
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.executescript(SCHEMA)

    def add(self, *, sender: str, recipients: list[str], raw: bytes) -> int:
        cursor = self._connection.execute(
            "INSERT INTO letters (received_at, sender, recipients, subject, size, raw) VALUES (?, ?, ?, ?, ?, ?)",
            (datetime.now(UTC).isoformat(), sender, json.dumps(recipients), subject_of(raw), len(raw), raw),
        )
        self._forget_oldest()
        return cursor.lastrowid or 0

    def _forget_oldest(self) -> None:
        """Keeps the newest letters that fit both bounds; the very newest stays in any case."""
        self._connection.execute(
            "DELETE FROM letters WHERE id IN (SELECT id FROM (SELECT id,"
            " row_number() OVER newest AS place, sum(size) OVER newest AS total"
            " FROM letters WINDOW newest AS (ORDER BY id DESC)) WHERE place > ? OR (total > ? AND place > 1))",
            (self._settings.max_messages, self._settings.max_total_bytes),
        )

    def find(self, letter_id: int) -> tuple[Envelope, bytes] | None:
        row = self._connection.execute("SELECT * FROM letters WHERE id = ?", (letter_id,)).fetchone()
        return None if row is None else (_envelope(row), row["raw"])

    def listing(self, *, to: str = "", subject: str = "") -> list[Envelope]:
        """Newest first. A whole address must fit exactly, a part of one may stand anywhere."""
        rows = self._connection.execute(f"SELECT {COLUMNS} FROM letters ORDER BY id DESC")
        letters = [_envelope(row) for row in rows]
        return [letter for letter in letters if _addressed(letter, to) and _about(letter, subject)]

    def clear(self, *, to: str = "") -> None:
        for letter in self.listing(to=to):
            self._connection.execute("DELETE FROM letters WHERE id = ?", (letter.id,))

    def set_fault(self, code: str | None, remaining: int | None = None) -> None:
        self._connection.execute("DELETE FROM fault")
        if code is not None:
            self._connection.execute("INSERT INTO fault (id, code, remaining) VALUES (1, ?, ?)", (code, remaining))

    def fault(self) -> tuple[str, int | None] | None:
        row = self._connection.execute("SELECT code, remaining FROM fault").fetchone()
        return None if row is None else (row["code"], row["remaining"])

    def use_fault(self) -> None:
        self._connection.execute("UPDATE fault SET remaining = remaining - 1 WHERE remaining IS NOT NULL")
        self._connection.execute("DELETE FROM fault WHERE remaining <= 0")

    def close(self) -> None:
        self._connection.close()


def _envelope(row: sqlite3.Row) -> Envelope:
    return Envelope(
        id=row["id"],
        received_at=row["received_at"],
        sender=row["sender"],
        recipients=json.loads(row["recipients"]),
        subject=row["subject"],
        size=row["size"],
    )


def _addressed(letter: Envelope, to: str) -> bool:
    wanted, recipients = to.strip().casefold(), [address.casefold() for address in letter.recipients]
    if "@" in wanted.strip("@"):
        return wanted in recipients
    return any(wanted in address for address in recipients)


def _about(letter: Envelope, subject: str) -> bool:
    return subject.strip().casefold() in letter.subject.casefold()

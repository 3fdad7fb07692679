"""A browser logged in at the stand, and the visits it makes on behalf of systems (one per tab)."""

import json
import secrets
import uuid
from dataclasses import dataclass
from typing import Any

from esia_sandbox.clock import Clock
from esia_sandbox.store import Row, Store, pack

COOKIE = "esia_session"
OTP_CODE = "000000"


@dataclass(frozen=True)
class Session:
    id: str
    oid: int
    sid: str
    csrf: str
    authenticated_at: float


class Sessions:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def open(self, oid: int, ttl: int) -> Session:
        now = self._clock.now()
        session = Session(secrets.token_urlsafe(32), oid, str(uuid.uuid4()), secrets.token_urlsafe(24), now)
        self._store.run("DELETE FROM sessions WHERE expires_at < ?", now)
        self._store.run(
            "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)",
            *(session.id, oid, session.sid, session.csrf, now, now + ttl),
        )
        return session

    def find(self, session_id: str | None) -> Session | None:
        row = self._store.one(
            "SELECT * FROM sessions WHERE id = ? AND expires_at > ?", session_id or "", self._clock.now()
        )
        if row is None:
            return None
        return Session(row["id"], row["oid"], row["sid"], row["csrf"], row["authenticated_at"])

    def close(self, session_id: str | None) -> None:
        self._store.run("DELETE FROM sessions WHERE id = ?", session_id or "")


class Visits:
    """An authorization request waiting for its person. It is finished once and then unknown."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def begin(self, request: dict[str, Any], ttl: int) -> str:
        visit, now = secrets.token_urlsafe(24), self._clock.now()
        self._store.run("DELETE FROM visits WHERE expires_at < ?", now)
        self._store.run("INSERT INTO visits VALUES (?, ?, ?)", visit, pack(request), now + ttl)
        return visit

    def find(self, visit: str | None) -> dict[str, Any] | None:
        row = self._store.one(
            "SELECT request FROM visits WHERE id = ? AND expires_at > ?", visit or "", self._clock.now()
        )
        return json.loads(row["request"]) if row else None

    def finish(self, visit: str) -> bool:
        return self._store.run("DELETE FROM visits WHERE id = ?", visit) == 1


class SecondFactors:
    """Between the right password and the code of the message."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def begin(self, oid: int, ttl: int) -> str:
        ticket = secrets.token_urlsafe(24)
        self._store.run(
            "INSERT INTO second_factors (id, oid, expires_at) VALUES (?, ?, ?)",
            *(ticket, oid, self._clock.now() + ttl),
        )
        return ticket

    def find(self, ticket: str | None) -> Row | None:
        return self._store.one(
            "SELECT * FROM second_factors WHERE id = ? AND expires_at > ? AND failures < 5",
            *(ticket or "", self._clock.now()),
        )

    def fail(self, ticket: str) -> None:
        self._store.run("UPDATE second_factors SET failures = failures + 1 WHERE id = ?", ticket)

    def finish(self, ticket: str) -> None:
        self._store.run("DELETE FROM second_factors WHERE id = ?", ticket)

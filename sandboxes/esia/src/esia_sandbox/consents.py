"""Which person let which system see what, and what dies when he takes it back."""

import json
from dataclasses import dataclass
from typing import Any

from esia_sandbox.clock import Clock
from esia_sandbox.store import Row, Store, pack


@dataclass(frozen=True)
class Grant:
    id: int
    client: str
    oid: int
    scopes: list[str]
    permissions: list[dict[str, Any]]
    granted_at: float
    revoked_at: float | None

    @classmethod
    def of(cls, row: Row) -> "Grant":
        return cls(
            id=row["id"],
            client=row["client"],
            oid=row["oid"],
            scopes=json.loads(row["scopes"]),
            permissions=json.loads(row["permissions"]),
            granted_at=row["granted_at"],
            revoked_at=row["revoked_at"],
        )


ACTIVE = "revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)"


class Consents:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def active_of(self, oid: int) -> list[Grant]:
        sql = f"SELECT * FROM grants WHERE oid = ? AND {ACTIVE} ORDER BY id DESC"
        return [Grant.of(row) for row in self._store.all(sql, oid, self._clock.now())]

    def all(self) -> list[Grant]:
        return [Grant.of(row) for row in self._store.all("SELECT * FROM grants ORDER BY id")]

    def covers(self, client: str, oid: int, scopes: list[str], permissions: list[dict[str, Any]]) -> bool:
        """The consent page is skipped only when everything asked was given before and still stands."""
        grants = [grant for grant in self.active_of(oid) if grant.client == client]
        given = {scope for grant in grants for scope in grant.scopes}
        agreed = [permission for grant in grants for permission in grant.permissions]
        return set(scopes) <= given and all(permission in agreed for permission in permissions)

    def give(self, client: str, oid: int, scopes: list[str], permissions: list[dict[str, Any]]) -> None:
        """Plain scopes gather in one standing consent; Digital Profile permissions expire on their own."""
        now = self._clock.now()
        with self._store.transaction():
            if permissions:
                minutes = min(int(permission["expire"]) for permission in permissions)
                self._insert(client, oid, scopes, permissions=permissions, now=now, expires_at=now + minutes * 60)
                return
            sql = "SELECT * FROM grants WHERE client = ? AND oid = ? AND revoked_at IS NULL AND permissions = '[]'"
            row = self._store.one(sql, client, oid)
            if row is None:
                self._insert(client, oid, scopes, permissions=[], now=now, expires_at=None)
                return
            union = json.loads(row["scopes"])
            union += [scope for scope in scopes if scope not in union]
            self._store.run("UPDATE grants SET scopes = ?, granted_at = ? WHERE id = ?", pack(union), now, row["id"])

    def _insert(
        self,
        client: str,
        oid: int,
        scopes: list[str],
        *,
        permissions: list[dict[str, Any]],
        now: float,
        expires_at: float | None,
    ) -> None:
        self._store.run(
            "INSERT INTO grants (client, oid, scopes, permissions, granted_at, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
            *(client, oid, pack(scopes), pack(permissions), now, expires_at),
        )

    def revoke(self, grant_id: int, *, oid: int | None = None) -> bool:
        """The tokens of the pair die with the consent. A person revokes only his own (oid)."""
        with self._store.transaction():
            row = self._store.one("SELECT * FROM grants WHERE id = ? AND revoked_at IS NULL", grant_id)
            if row is None or oid not in (None, row["oid"]):
                return False
            now = self._clock.now()
            self._store.run("UPDATE grants SET revoked_at = ? WHERE id = ?", now, grant_id)
            self._store.run(
                "UPDATE tokens SET revoked_at = ? WHERE client = ? AND oid = ? AND revoked_at IS NULL",
                *(now, row["client"], row["oid"]),
            )
            self._store.run(
                "UPDATE codes SET used_at = ? WHERE used_at IS NULL AND json_extract(body, '$.client') = ?"
                " AND json_extract(body, '$.oid') = ?",
                *(now, row["client"], row["oid"]),
            )
        return True

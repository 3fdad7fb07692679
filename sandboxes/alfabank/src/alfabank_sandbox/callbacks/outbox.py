"""Callbacks waiting in the store, written in the same transaction as the change they report."""

import asyncio
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from ..clock import Clock
from ..faults import Faults
from ..merchants import Merchant
from ..orders import Order
from ..store import Store

# A held-back callback is sent after this time when no later one overtakes it.
HOLD_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Callback:
    id: int = 0
    order_id: str
    merchant: str
    operation: str
    url: str
    params: dict[str, str]
    checksum: str = "right"
    due: float
    attempts: int = 0
    held: bool = False


class Outbox:
    def __init__(self, store: Store, clock: Clock, faults: Faults) -> None:
        self._store = store
        self._clock = clock
        self._faults = faults
        self.news = asyncio.Event()

    def announce(
        self, order: Order, merchant: Merchant, operation: str, *, ok: bool, extra: Mapping[str, Any] | None = None
    ) -> None:
        """Queue a notification as the shop's settings and the faults switched on will have it."""
        settings = merchant.callback
        url = order.callback_url if settings.dynamic_allowed and order.callback_url else settings.url
        if not settings.enabled or operation not in settings.operations or url is None:
            return
        params = {"mdOrder": order.id, "operation": operation, "orderNumber": order.number, "status": str(int(ok))}
        params |= {name: str(value) for name, value in (extra or {}).items()}
        callback = Callback(
            order_id=order.id,
            merchant=merchant.login,
            operation=operation,
            url=url,
            params=params,
            due=self._clock.now(),
        )
        self._put_with_faults(order, callback)

    def _put_with_faults(self, order: Order, callback: Callback) -> None:
        if self._fault("callback_drop", order, callback):
            self._put(callback, state="dropped")
            return
        if self._fault("callback_zero_first", order, callback):
            self._put(replace(callback, params=callback.params | {"status": "0"}))
        if self._fault("callback_unknown_order", order, callback):
            stranger = {"mdOrder": str(uuid4()), "orderNumber": f"unknown-{uuid4().hex[:8]}"}
            self._put(replace(callback, params=callback.params | stranger))
        if fault := self._fault("callback_delay", order, callback):
            callback = replace(callback, due=callback.due + fault.seconds)
        if self._fault("callback_reorder", order, callback):
            callback = replace(callback, due=callback.due + HOLD_SECONDS, held=True)
        if self._fault("callback_bad_checksum", order, callback):
            callback = replace(callback, checksum="wrong")
        if self._fault("callback_missing_checksum", order, callback):
            callback = replace(callback, checksum="missing")
        if self._fault("callback_extra_param", order, callback):
            callback = replace(callback, params=callback.params | {"sandboxNewParam": "новое значение; 1"})
        duplicates = self._fault("callback_duplicate", order, callback)
        for _ in range(1 + (duplicates.n if duplicates else 0)):
            self._put(callback)

    def _fault(self, kind: Any, order: Order, callback: Callback) -> Any:
        return self._faults.take_for(kind, order, endpoint=callback.operation)

    def _put(self, callback: Callback, *, state: str = "pending") -> None:
        cursor = self._store.execute(
            "INSERT INTO callbacks (order_id, merchant, operation, url, params, checksum, created, due, state, held)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *(callback.order_id, callback.merchant, callback.operation, callback.url),
            *(json.dumps(callback.params), callback.checksum, self._clock.now(), callback.due, state, callback.held),
        )
        if not callback.held and state == "pending":
            self._let_overtake(callback, cursor.lastrowid or 0)
        self.news.set()

    def _let_overtake(self, callback: Callback, newest: int) -> None:
        self._store.execute(
            "UPDATE callbacks SET held = 0, due = ?, after_id = ?"
            " WHERE order_id = ? AND held = 1 AND state = 'pending' AND id < ?",
            *(callback.due, newest, callback.order_id, newest),
        )

    def due(self) -> list[Callback]:
        """Those to be sent now; one that lets another pass waits for that one's first attempt."""
        rows = self._store.rows(
            "SELECT c.* FROM callbacks c LEFT JOIN callbacks a ON a.id = c.after_id"
            " WHERE c.state = 'pending' AND c.due <= ?"
            " AND (a.id IS NULL OR a.state != 'pending' OR a.attempts > 0) ORDER BY c.id",
            self._clock.now(),
        )
        return [_callback(row) for row in rows]

    def record(self, callback: Callback, *, url: str, status: int | None, body: str, took_ms: int) -> None:
        with self._store.transaction():
            self._store.execute(
                "INSERT INTO attempts (callback_id, at, url, status, body, took_ms) VALUES (?, ?, ?, ?, ?, ?)",
                *(callback.id, self._clock.now(), url, status, body[:500], took_ms),
            )
            self._store.execute("UPDATE callbacks SET attempts = attempts + 1 WHERE id = ?", callback.id)

    def settle(self, callback: Callback, *, state: str, due: float) -> None:
        self._store.execute("UPDATE callbacks SET state = ?, due = ? WHERE id = ?", state, due, callback.id)

    def postpone(self, order: Order, seconds: float) -> None:
        """Let the browser return before the notification does."""
        self._store.execute(
            "UPDATE callbacks SET due = due + ? WHERE order_id = ? AND state = 'pending' AND attempts = 0",
            *(seconds, order.id),
        )

    def resend(self, callback_id: int) -> bool:
        cursor = self._store.execute(
            "UPDATE callbacks SET state = 'pending', attempts = 0, due = ?, held = 0, after_id = NULL WHERE id = ?",
            *(self._clock.now(), callback_id),
        )
        self.news.set()
        return cursor.rowcount == 1

    def listing(self, order_id: str | None, limit: int) -> list[dict[str, Any]]:
        rows = self._store.rows(
            "SELECT * FROM callbacks WHERE ?1 IS NULL OR order_id = ?1 ORDER BY id DESC LIMIT ?2",
            *(order_id, limit),
        )
        return [{**dict(row), "params": json.loads(row["params"]), "journal": self._attempts(row)} for row in rows]

    def _attempts(self, row: sqlite3.Row) -> list[dict[str, Any]]:
        found = self._store.rows("SELECT * FROM attempts WHERE callback_id = ? ORDER BY id", row["id"])
        return [dict(attempt) for attempt in found]


def _callback(row: sqlite3.Row) -> Callback:
    return Callback(
        id=row["id"],
        order_id=row["order_id"],
        merchant=row["merchant"],
        operation=row["operation"],
        url=row["url"],
        params=json.loads(row["params"]),
        checksum=row["checksum"],
        due=row["due"],
        attempts=row["attempts"],
    )

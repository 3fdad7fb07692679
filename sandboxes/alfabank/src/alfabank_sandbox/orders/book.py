"""Orders in the store: a document each, with the columns they are looked up by."""

import sqlite3

from ..store import Store
from .model import Order


class OrderBook:
    def __init__(self, store: Store) -> None:
        self._store = store

    def save(self, order: Order) -> None:
        tx = order.challenge.tx if order.challenge else None
        self._store.execute(
            "INSERT INTO orders (id, merchant, number, tx, created, changed, status, wake_at, document)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET tx = excluded.tx, changed = excluded.changed,"
            " status = excluded.status, wake_at = excluded.wake_at, document = excluded.document",
            *(order.id, order.merchant, order.number, tx, order.created, order.changed),
            *(int(order.status), order.wake_at, order.model_dump_json()),
        )

    def find(self, order_id: str) -> Order | None:
        return _order(self._store.row("SELECT document FROM orders WHERE id = ?", order_id))

    def find_number(self, merchant: str, number: str) -> Order | None:
        return _order(
            self._store.row("SELECT document FROM orders WHERE merchant = ? AND number = ?", merchant, number)
        )

    def find_any(self, reference: str) -> Order | None:
        """By either name, whatever the merchant: for the operator of the stand."""
        return _order(self._store.row("SELECT document FROM orders WHERE ? IN (id, number)", reference))

    def find_challenge(self, tx: str) -> Order | None:
        return _order(self._store.row("SELECT document FROM orders WHERE tx = ?", tx))

    def due(self, moment: float) -> list[str]:
        return [row["id"] for row in self._store.rows("SELECT id FROM orders WHERE wake_at <= ?", moment)]

    def made_between(self, merchant: str, start: float, end: float) -> list[Order]:
        return self._between("created", merchant, start, end)

    def changed_between(self, merchant: str, start: float, end: float) -> list[Order]:
        return self._between("changed", merchant, start, end)

    def recent(self, limit: int) -> list[Order]:
        rows = self._store.rows("SELECT document FROM orders ORDER BY created DESC LIMIT ?", limit)
        return [Order.model_validate_json(row["document"]) for row in rows]

    def _between(self, column: str, merchant: str, start: float, end: float) -> list[Order]:
        rows = self._store.rows(
            f"SELECT document FROM orders WHERE merchant = ? AND {column} BETWEEN ? AND ? ORDER BY {column}",
            *(merchant, start, end),
        )
        return [Order.model_validate_json(row["document"]) for row in rows]


def _order(row: sqlite3.Row | None) -> Order | None:
    return None if row is None else Order.model_validate_json(row["document"])

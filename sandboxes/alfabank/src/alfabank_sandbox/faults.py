"""Faults the operator of the stand switches on: which, where, how often and how many times."""

import json
import random
import sqlite3
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from .orders import Order
from .store import Store

RestFault = Literal[
    "delay", "hang", "http", "reset_before", "reset_after", "bad_json", "system_error", "uppercase_key",
    "missing_payment_amount_info", "amount_mismatch", "status_lag", "unknown_status",
]  # fmt: skip
CallbackFault = Literal[
    "callback_drop", "callback_duplicate", "callback_delay", "callback_reorder", "callback_bad_checksum",
    "callback_missing_checksum", "callback_extra_param", "callback_unknown_order", "callback_before_register",
    "callback_zero_first",
]  # fmt: skip
PageFault = Literal["page_no_redirect", "page_redirect_twice", "page_forged_return", "page_late_success"]
Kind = RestFault | CallbackFault | PageFault
KINDS: tuple[str, ...] = (*get_args(RestFault), *get_args(CallbackFault), *get_args(PageFault))


class Fault(BaseModel):
    """`endpoint` is a REST call (`refund.do`) or a callback operation (`deposited`); none matches all."""

    model_config = ConfigDict(extra="forbid")

    kind: Kind
    endpoint: str | None = None
    order: str | None = None
    probability: float = Field(default=1, ge=0, le=1)
    count: int | None = Field(default=None, ge=1)
    seconds: float = Field(default=5, ge=0)
    status: int = Field(default=503, ge=400, le=599)
    n: int = Field(default=1, ge=1, le=20)


class Faults:
    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, fault: Fault) -> int:
        cursor = self._store.execute(
            "INSERT INTO faults (kind, endpoint, order_ref, probability, remaining, params) VALUES (?, ?, ?, ?, ?, ?)",
            *(fault.kind, fault.endpoint, fault.order, fault.probability, fault.count, fault.model_dump_json()),
        )
        return cursor.lastrowid or 0

    def listing(self) -> list[dict[str, Any]]:
        rows = self._store.rows("SELECT * FROM faults ORDER BY id")
        return [{"id": row["id"], "remaining": row["remaining"], **json.loads(row["params"])} for row in rows]

    def remove(self, fault_id: int | None = None) -> None:
        if fault_id is None:
            self._store.execute("DELETE FROM faults")
        else:
            self._store.execute("DELETE FROM faults WHERE id = ?", fault_id)

    def take(self, kind: Kind, *, endpoint: str | None = None, refs: tuple[str, ...] = ()) -> Fault | None:
        """The fault to commit now, if one matches; its count goes down by one."""
        for row in self._store.rows("SELECT * FROM faults WHERE kind = ? ORDER BY id", kind):
            if not _matches(row, endpoint, refs) or random.random() >= row["probability"]:
                continue
            if row["remaining"] == 1:
                self._store.execute("DELETE FROM faults WHERE id = ?", row["id"])
            elif row["remaining"] is not None:
                self._store.execute("UPDATE faults SET remaining = remaining - 1 WHERE id = ?", row["id"])
            return Fault.model_validate_json(row["params"])
        return None

    def take_for(self, kind: Kind, order: Order, *, endpoint: str | None = None) -> Fault | None:
        return self.take(kind, endpoint=endpoint, refs=(order.id, order.number))


def _matches(row: sqlite3.Row, endpoint: str | None, refs: tuple[str, ...]) -> bool:
    if row["endpoint"] is not None and row["endpoint"] != endpoint:
        return False
    return row["order_ref"] is None or row["order_ref"] in refs

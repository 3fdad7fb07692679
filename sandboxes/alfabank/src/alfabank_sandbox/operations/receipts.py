"""Fiscal receipts (54-FZ): one for the sale, one for each refund, closing ones on request."""

import secrets
from typing import Literal
from uuid import uuid4

from ..bank import Bank
from ..clock import moscow
from ..orders import Order, Receipt, Status
from .errors import Rejected


def add_receipt(bank: Bank, order: Order, kind: Literal["sale", "refund", "close"], amount: int) -> None:
    """Orders without a basket have no receipts."""
    if order.bundle is None:
        return
    document = bank.store.next_number("fiscal_document")
    now = bank.clock.now()
    receipt = Receipt(
        uuid=uuid4().hex,
        kind=kind,
        at=now,
        amount=amount,
        shift=moscow(now).timetuple().tm_yday,
        number=bank.store.next_number(f"shift-{moscow(now):%Y%m%d}"),
        document=document,
        attribute=f"{secrets.randbelow(10**10):010}",
    )
    order.receipts.append(receipt)


def close_receipt(bank: Bank, order: Order, amount: int | None) -> None:
    """May be repeated and may differ from the order's sum; not after everything was refunded."""
    if order.status not in {Status.DEPOSITED, Status.REFUNDED} or order.deposited == 0:
        raise Rejected(7, "state")
    if order.bundle is None:
        raise Rejected(7, "state")
    add_receipt(bank, order, "close", amount or order.deposited)
    bank.save(order)

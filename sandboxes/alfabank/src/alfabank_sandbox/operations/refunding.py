"""Money goes back: by the API, repeatably, or by hand in the bank's cabinet."""

import secrets
from dataclasses import dataclass
from typing import Literal

from ..bank import Bank
from ..orders import Order, Refund, Status
from .errors import Rejected
from .paying import announce
from .receipts import add_receipt

REFUND_IN_PROGRESS = 1120


@dataclass(frozen=True, kw_only=True)
class RefundRequest:
    amount: int
    external_id: str | None = None
    expected_deposited: int | None = None
    origin: Literal["api", "cabinet"] = "api"
    notify: bool = True


def refund(bank: Bank, order: Order, request: RefundRequest) -> None:
    if request.external_id and any(past.external_id == request.external_id for past in order.refunds):
        return
    if order.status not in {Status.DEPOSITED, Status.REFUNDED} or order.deposited == 0:
        raise Rejected(7, "state")
    if request.expected_deposited is not None and request.expected_deposited != order.deposited:
        raise Rejected(7, "expected_amount")
    amount = request.amount or order.deposited
    if amount > order.deposited:
        raise Rejected(7, "refund_amount")
    _refuse_while_blocked(bank, order)
    _give_back(bank, order, amount, request)


def _refuse_while_blocked(bank: Bank, order: Order) -> None:
    blocked = order.card.refund_blocked_for if order.card else 0
    if order.deposited_at is not None and bank.clock.now() < order.deposited_at + blocked:
        raise Rejected(7, "refund_later", action_code=REFUND_IN_PROGRESS)


def _give_back(bank: Bank, order: Order, amount: int, request: RefundRequest) -> None:
    now = bank.clock.now()
    order.refunds.append(
        Refund(
            at=now,
            amount=amount,
            external_id=request.external_id,
            approval_code=f"{secrets.randbelow(10**6):06}",
            reference=f"{secrets.randbelow(10**12):012}",
            origin=request.origin,
        )
    )
    order.status = Status.REFUNDED
    order.deposited -= amount
    order.refunded += amount
    order.refunded_at = now
    add_receipt(bank, order, "refund", amount)
    if request.notify:
        extra: dict[str, object] = {
            "amount": order.amount,
            "operationRefundedAmount": amount,
            "refundedAmount": order.refunded,
        }
        if request.external_id:
            extra["externalRefundId"] = request.external_id
        announce(bank, order, "refunded", ok=True, refunded=extra)
    bank.save(order)


def refund_in_cabinet(bank: Bank, order: Order, amount: int, *, notify: bool) -> None:
    refund(bank, order, RefundRequest(amount=amount, origin="cabinet", notify=notify))

"""deposit.do, reverse.do, refund.do, decline.do: codes are numbers here, as in the bank's samples."""

from typing import Any

from ..bank import Bank
from ..merchants import Merchant
from ..operations import Rejected, decline, deposit, refund, reverse
from ..operations.refunding import RefundRequest
from ..texts import error_text
from .call import Call, order_by_id


def deposit_order(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    order = order_by_id(bank, merchant, call)
    call.parsed("depositItems")
    deposit(bank, order, _amount(call))
    return _done(call)


def reverse_order(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    order = order_by_id(bank, merchant, call)
    reverse(bank, order, call.figure("amount", 12, text="amount") or 0)
    return _done(call)


def refund_order(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    order = order_by_id(bank, merchant, call)
    call.parsed("refundItems")
    request = RefundRequest(
        amount=_amount(call),
        external_id=call.text("externalRefundId", 36),
        expected_deposited=call.figure("expectedDepositedAmount", 12, text="amount"),
    )
    refund(bank, order, request)
    return _done(call)


def decline_order(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    order = order_by_id(bank, merchant, call)
    if not call.params.get("orderNumber"):
        raise Rejected(5, "missing")
    decline(bank, order)
    return _done(call)


def _amount(call: Call) -> int:
    """Zero means all of it; its absence is a mistake."""
    amount = call.figure("amount", 12, text="amount")
    if amount is None:
        raise Rejected(5, "amount")
    return amount


def _done(call: Call) -> dict[str, Any]:
    return {"errorCode": 0, "errorMessage": error_text("ok", call.language)}

"""Routes of the REST API: each reads the form, authenticates the shop, runs the handler and writes the journal."""

from collections.abc import Callable
from functools import partial
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from ..bank import Bank
from ..merchants import Merchant
from ..operations import Rejected
from ..texts import error_text
from . import listing, money, receipts, registration, status
from .call import Call, authenticate
from .faulty_answers import after, before

Handler = Callable[[Bank, Merchant, Call], dict[str, Any]]

HANDLERS: dict[str, Handler] = {
    "register.do": registration.register,
    "registerPreAuth.do": partial(registration.register, preauth=True),
    "getOrderStatusExtended.do": status.status_extended,
    "getOrderStatus.do": status.status_legacy,
    "deposit.do": money.deposit_order,
    "reverse.do": money.reverse_order,
    "refund.do": money.refund_order,
    "decline.do": money.decline_order,
    "getReceiptStatus.do": receipts.receipt_status,
    "closeOfdReceipt.do": receipts.close,
    "getBindings.do": listing.bindings,
    "getLastOrdersForMerchants.do": listing.last_orders,
}
NUMERIC_CODES = frozenset({"deposit.do", "reverse.do", "refund.do", "decline.do"})
NOT_FOUND = "<html><body><h1>404 Not Found</h1></body></html>"

router = APIRouter()


@router.api_route("/payment/rest/{name}", methods=["GET", "POST"])
async def rest(name: str, request: Request) -> Response:
    bank: Bank = request.app.state.bank
    if name not in HANDLERS:
        return Response(NOT_FOUND, 404, media_type="text/html")
    if request.method == "GET" and not bank.settings.allow_get:
        return Response(status_code=405, headers={"Allow": "POST"})
    call = await _read(name, request)
    seen: list[str] = []
    replaced = await before(bank, request, call, seen)
    if isinstance(replaced, Response):
        _note(bank, call, None, seen)
        return replaced
    answer = replaced or _work(bank, call)
    if "formUrl" in answer:
        await _notify_too_early(bank, answer["orderId"])
    spoiled = after(bank, request, call, answer, seen)
    _note(bank, call, answer, seen)
    return spoiled or JSONResponse(answer)


async def _read(name: str, request: Request) -> Call:
    pairs = request.query_params if request.method == "GET" else await request.form()
    values = [(key, value) for key, value in pairs.multi_items() if isinstance(value, str)]
    features = [value for key, value in values if key == "features"]
    return Call(name=name, params=dict(values), features=features)


def _work(bank: Bank, call: Call) -> dict[str, Any]:
    """A refusal is an answer too: what it changed (a reversal tried) stays."""
    with bank.store.transaction():
        try:
            return HANDLERS[call.name](bank, authenticate(bank, call), call)
        except Rejected as rejected:
            return _refusal(call, rejected)


def _refusal(call: Call, rejected: Rejected) -> dict[str, Any]:
    code: int | str = rejected.code if call.name in NUMERIC_CODES else str(rejected.code)
    answer: dict[str, Any] = {"errorCode": code, "errorMessage": error_text(rejected.text, call.language)}
    if rejected.action_code is not None:
        answer["actionCode"] = rejected.action_code
    if call.name == "closeOfdReceipt.do":
        answer["success"] = False
    return answer


async def _notify_too_early(bank: Bank, order_id: str) -> None:
    """Sends a callback for an order before the shop has received its number."""
    order = bank.book.find(order_id)
    if order is None or not bank.faults.take_for("callback_before_register", order):
        return
    bank.outbox.announce(order, bank.merchant_of(order), "deposited", ok=False)
    await bank.courier.deliver_due()


def _note(bank: Bank, call: Call, answer: dict[str, Any] | None, seen: list[str]) -> None:
    bank.journal.write(at=bank.clock.now(), call=call.name, params=call.params, answer=answer, faults=seen)

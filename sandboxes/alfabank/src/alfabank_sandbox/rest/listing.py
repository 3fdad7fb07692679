"""getLastOrdersForMerchants.do for reconciliation, and the empty getBindings.do."""

from datetime import datetime
from typing import Any

from ..bank import Bank
from ..clock import MOSCOW
from ..merchants import Merchant
from ..operations import Rejected, sweep
from ..orders.model import PAYMENT_STATES
from ..texts import error_text
from .call import Call
from .status import describe

LARGEST_PAGE = 200


def last_orders(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    """By the date of making when `searchByCreatedDate` is true, by that of the last change otherwise."""
    sweep(bank)
    start, end = _moment(call, "from"), _moment(call, "to")
    size, page = _page(call)
    states = set(filter(None, call.params.get("transactionStates", "").split(",")))
    if not states or not states <= set(PAYMENT_STATES.values()):
        raise Rejected(5, "value")
    wanted = set(filter(None, call.params.get("merchants", "").split(",")))
    if wanted and merchant.login not in wanted:
        raise Rejected(5, "access")
    by_creation = call.params.get("searchByCreatedDate", "false").lower() == "true"
    select = bank.book.made_between if by_creation else bank.book.changed_between
    found = [order for order in select(merchant.login, start, end) if PAYMENT_STATES[order.status] in states]
    return {
        "errorCode": "0",
        "errorMessage": error_text("ok", call.language),
        "orderStatuses": [describe(bank, order) for order in found[page * size : (page + 1) * size]],
        "totalCount": len(found),
        "page": page,
        "pageSize": size,
    }


def bindings(_bank: Bank, _merchant: Merchant, call: Call) -> dict[str, Any]:
    """The stand saves no cards."""
    call.needed("clientId", 255)
    return {"errorCode": "0", "errorMessage": error_text("ok", call.language), "bindings": []}


def _moment(call: Call, name: str) -> float:
    try:
        return datetime.strptime(call.needed(name, 14), "%Y%m%d%H%M%S").replace(tzinfo=MOSCOW).timestamp()
    except ValueError:
        raise Rejected(5, "value") from None


def _page(call: Call) -> tuple[int, int]:
    size = call.figure("size", 3)
    if size is None:
        raise Rejected(4, "missing")
    if not 1 <= size <= LARGEST_PAGE:
        raise Rejected(5, "value")
    return size, call.figure("page", 6) or 0

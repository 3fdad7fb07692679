"""The way back to the shop, straight or, when a fault is switched on, not."""

from urllib.parse import quote, urlsplit
from uuid import uuid4

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from ..bank import Bank
from ..orders import Order
from .views import show

# The browser returns this much earlier than the callback when the fault asks for that order.
NOTIFY_AFTER_SECONDS = 3


def return_address(order: Order, *, ok: bool, order_id: str | None = None) -> str:
    base = order.return_url if ok or not order.fail_url else order.fail_url
    address, hash_sign, fragment = base.partition("#")
    joint = "&" if "?" in address else "?"
    query = f"{joint}orderId={quote(order_id or order.id)}&lang={order.language}"
    return address + query + hash_sign + fragment


def shop_address(order: Order) -> str:
    """Where «Вернуться в магазин» leads: the shop's own address, when it has named a sound one."""
    named = order.params.get("backToShopUrl")
    if isinstance(named, str) and urlsplit(named).scheme in {"http", "https"}:
        return named
    return return_address(order, ok=order.paid)


async def finish(bank: Bank, request: Request, order: Order) -> Response:
    """Send the payer back, and the notification before, after or beside."""
    if bank.settings.callback_order == "before":
        await bank.courier.deliver_due()
    elif bank.settings.callback_order == "after":
        bank.outbox.postpone(order, NOTIFY_AFTER_SECONDS)
    address = return_address(order, ok=order.paid)
    if bank.faults.take_for("page_no_redirect", order):
        return show(request, "message.html", order=order, title="Операция завершена", stay=True)
    if bank.faults.take_for("page_redirect_twice", order):
        return show(request, "message.html", order=order, title="Возвращаем в магазин", address=address, twice=True)
    if bank.faults.take_for("page_forged_return", order):
        address = return_address(order, ok=True, order_id=str(uuid4()))
    return RedirectResponse(address, 303)

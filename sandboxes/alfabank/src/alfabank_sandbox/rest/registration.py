"""register.do and registerPreAuth.do."""

import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from ..bank import Bank
from ..clock import MOSCOW
from ..merchants import Merchant
from ..operations import Rejected
from ..orders import Order
from .basket import EMAIL, check_basket
from .call import Call

CURRENCY = "643"
LANGUAGE = re.compile(r"[A-Za-z]{2}")
FEATURES = {
    "AUTO_PAYMENT", "VERIFY", "FORCE_TDS", "FORCE_SSL", "FORCE_FULL_TDS", "FORCE_CREATE_BINDING", "SBP_BINDING",
}  # fmt: skip


def register(bank: Bank, merchant: Merchant, call: Call, *, preauth: bool = False) -> dict[str, Any]:
    order = _read(bank, merchant, call)
    if bank.book.find_number(merchant.login, order.number) is not None:
        raise Rejected(1, "duplicate")
    order.preauth = preauth
    bank.save(order)
    page = f"/payment/merchants/{order.merchant}/payment_{order.language}.html?mdOrder={order.id}"
    return {"orderId": order.id, "formUrl": bank.settings.public_url + page}


def _read(bank: Bank, merchant: Merchant, call: Call) -> Order:
    number = call.needed("orderNumber", 36)
    amount = _amount(call)
    return_url = _url(call, "returnUrl")
    if return_url is None:
        raise Rejected(4, "missing")
    now = bank.clock.now()
    _check_leftovers(call)
    return Order(
        id=str(uuid4()),
        merchant=merchant.login,
        number=number,
        amount=amount,
        currency=_currency(call),
        description=call.text("description", 598) or "",
        language=_language(call),
        return_url=return_url,
        fail_url=_url(call, "failUrl"),
        callback_url=_url(call, "dynamicCallbackUrl"),
        features=call.features,
        ip=call.text("ip", 39),
        client_id=call.text("clientId", 255),
        email=_email(call),
        params=call.parsed("jsonParams") or {},
        bundle=_bundle(call, amount),
        created=now,
        changed=now,
        expires=_expiry(bank, call, now),
    )


def _amount(call: Call) -> int:
    amount = call.figure("amount", 12, text="amount")
    if amount is None:
        raise Rejected(4, "missing")
    if amount == 0:
        raise Rejected(5, "amount")
    return amount


def _currency(call: Call) -> str:
    currency = call.params.get("currency") or CURRENCY
    if currency != CURRENCY:
        raise Rejected(3, "currency")
    return currency


def _language(call: Call) -> str:
    language = call.params.get("language") or "ru"
    if not LANGUAGE.fullmatch(language):
        raise Rejected(5, "value")
    return call.language


def _url(call: Call, name: str) -> str | None:
    value = call.params.get(name)
    if not value:
        return None
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise Rejected(4, "return_url")
    if len(value) > 512:
        raise Rejected(5, "value")
    return value


def _email(call: Call) -> str | None:
    email = call.text("email", 40)
    if email is not None and not EMAIL.fullmatch(email):
        raise Rejected(5, "value")
    return email


def _bundle(call: Call, amount: int) -> dict[str, Any] | None:
    bundle = call.parsed("orderBundle")
    if bundle is not None:
        check_basket(bundle, amount=amount)
    return bundle


def _expiry(bank: Bank, call: Call, now: float) -> float:
    """Moscow time for expirationDate is the stand's guess: the bank does not say."""
    date = call.params.get("expirationDate")
    if date:
        try:
            expires = datetime.strptime(date, "%Y-%m-%dT%H:%M:%S").replace(tzinfo=MOSCOW).timestamp()
        except ValueError:
            raise Rejected(5, "value") from None
        if expires <= now:
            raise Rejected(5, "value")
        return expires
    seconds = call.figure("sessionTimeoutSecs", 9)
    if seconds == 0:
        raise Rejected(5, "value")
    return now + (seconds or bank.settings.session_seconds)


def _check_leftovers(call: Call) -> None:
    """Parameters that change nothing here, but would be refused when wrong."""
    tax_system = call.figure("taxSystem", 1)
    if tax_system is not None and tax_system > 5:
        raise Rejected(5, "value")
    if not set(call.features) <= FEATURES or call.params.get("bindingId"):
        raise Rejected(5, "value")
    call.figure("feeInput", 8)
    call.parsed("additionalOfdParams")
    for name, limit in (("phone", 20), ("postAddress", 255), ("cardholderName", 150)):
        call.text(name, limit)

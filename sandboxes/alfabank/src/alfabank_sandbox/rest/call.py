"""One call as it came, with the checks every handler shares."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..bank import Bank
from ..merchants import Merchant
from ..operations import Rejected, refresh
from ..orders import Order

MARKUP = re.compile(r"<[^>]*>")


@dataclass(frozen=True, kw_only=True)
class Call:
    name: str
    params: Mapping[str, str]
    features: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        return "en" if self.params.get("language", "").lower() == "en" else "ru"

    @property
    def refs(self) -> tuple[str, ...]:
        """What a fault may be aimed at."""
        names = ("orderId", "orderNumber", "mdOrder")
        return tuple(self.params[name] for name in names if self.params.get(name))

    def text(self, name: str, limit: int) -> str | None:
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if len(value) > limit or MARKUP.search(value):
            raise Rejected(5, "value")
        return value

    def needed(self, name: str, limit: int) -> str:
        value = self.text(name, limit)
        if value is None:
            raise Rejected(4, "missing")
        return value

    def figure(self, name: str, digits: int, *, text: str = "value") -> int | None:
        value = self.params.get(name)
        if value is None or value == "":
            return None
        if not (value.isascii() and value.isdigit() and len(value) <= digits):
            raise Rejected(5, text)
        return int(value)

    def parsed(self, name: str) -> dict[str, Any] | None:
        """A parameter that is the text of a JSON object."""
        value = self.params.get(name)
        if not value:
            return None
        try:
            found = json.loads(value)
        except ValueError:
            raise Rejected(5, "value") from None
        if not isinstance(found, dict):
            raise Rejected(5, "value")
        return found


def authenticate(bank: Bank, call: Call) -> Merchant:
    user, password, token = (call.params.get(name) for name in ("userName", "password", "token"))
    if token and (user or password):
        raise Rejected(5, "access")
    merchant = bank.merchants.by_token(token) if token else bank.merchants.by_password(user or "", password or "")
    if merchant is None:
        raise Rejected(5, "access")
    if merchant.disabled:
        raise Rejected(5, "disabled")
    if merchant.must_change_password:
        raise Rejected(5, "change_password")
    return merchant


def order_by_id(bank: Bank, merchant: Merchant, call: Call) -> Order:
    """For the calls that change money: orderId is a must, and an orderNumber, when sent, has to fit."""
    order_id = call.params.get("orderId")
    if not order_id:
        raise Rejected(5, "order_id")
    number = call.params.get("orderNumber")
    order = bank.book.find(order_id)
    if order is None or order.merchant != merchant.login or (number and number != order.number):
        raise Rejected(6, "not_found")
    return refresh(bank, order)


def order_by_either(bank: Bank, merchant: Merchant, call: Call, *, id_name: str = "orderId") -> Order:
    order_id, number = call.params.get(id_name), call.params.get("orderNumber")
    if call.params.get("token"):
        number = None
    if not order_id and not number:
        raise Rejected(1, "order_or_number")
    order = bank.book.find(order_id) if order_id else bank.book.find_number(merchant.login, number or "")
    if order is None or order.merchant != merchant.login:
        raise Rejected(6, "not_found")
    return refresh(bank, order)

"""The 54-FZ basket of an order: its sums, taxes and the address for the receipt."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from ..operations import Rejected

MEASURES = {0, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 70, 71, 72, 73, 80, 81, 82, 83, 255}
TAX_TYPES = {0, 1, 2, 4, 6, 7, 10, 11, 12, 13, 14, 15}
PAYMENT_METHODS = set(range(1, 8))
PAYMENT_OBJECTS = {*range(1, 19), *range(30, 34)}
NAME_LIMIT = 100
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
PHONE = re.compile(r"\+?\d{10,15}")


def check_basket(bundle: dict[str, Any], *, amount: int) -> None:
    try:
        _check_customer(bundle["customerDetails"])
        items = bundle["cartItems"]["items"]
        positions = [str(item["positionId"]) for item in items]
        _demand(bool(items) and len(set(positions)) == len(positions))
        _demand(sum(_item_sum(item) for item in items) == amount)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation):
        raise Rejected(5, "value") from None


def _check_customer(customer: dict[str, Any]) -> None:
    email, phone = customer.get("email"), customer.get("phone")
    _demand(bool(email or phone))
    _demand(not email or (len(email) <= 40 and EMAIL.fullmatch(email) is not None))
    _demand(not phone or PHONE.fullmatch(phone) is not None)


def _item_sum(item: dict[str, Any]) -> int:
    _demand(0 < len(item["name"]) <= NAME_LIMIT and bool(str(item["itemCode"])))
    quantity = Decimal(str(item["quantity"]["value"]))
    _demand(quantity > 0 and quantity == round(quantity, 3))
    measure = str(item["quantity"]["measure"])
    _demand(int(measure) in MEASURES if measure.isdigit() else 0 < len(measure) <= 20)
    if "tax" in item:
        _demand(int(item["tax"]["taxType"]) in TAX_TYPES)
    _check_attributes(item.get("itemAttributes"))
    return _sum_of(item, quantity)


def _sum_of(item: dict[str, Any], quantity: Decimal) -> int:
    price, amount = item.get("itemPrice"), item.get("itemAmount")
    if price is None:
        _demand(amount is not None)
        return int(str(amount))
    total = int((int(price) * quantity).quantize(Decimal(1), ROUND_HALF_UP))
    _demand(amount is None or int(amount) == total)
    return total


def _check_attributes(attributes: dict[str, Any] | None) -> None:
    if attributes is None:
        return
    known = {"paymentMethod": PAYMENT_METHODS, "paymentObject": PAYMENT_OBJECTS}
    for attribute in attributes["attributes"]:
        allowed = known.get(attribute["name"])
        _demand(allowed is None or int(attribute["value"]) in allowed)


def _demand(right: bool) -> None:
    if not right:
        raise Rejected(5, "value")

"""The 54-FZ side of the bank's interface: the basket of an order, and the receipts made of it."""

from datetime import UTC, datetime
from typing import Any

from payment.domain import BankReceipt, ReceiptKind, ReceiptState
from payment.gateways import Registration

PIECE = 0
FULL_PREPAYMENT = 1
SERVICE = 4
STATES = {
    0: (ReceiptKind.PAYMENT, ReceiptState.SENT),
    1: (ReceiptKind.PAYMENT, ReceiptState.DELIVERED),
    2: (ReceiptKind.PAYMENT, ReceiptState.FAILED),
    3: (ReceiptKind.REFUND, ReceiptState.SENT),
    4: (ReceiptKind.REFUND, ReceiptState.DELIVERED),
    5: (ReceiptKind.REFUND, ReceiptState.FAILED),
}


def bundle(order: Registration, *, tax_type: int) -> dict[str, Any]:
    """One position: a service, paid in full beforehand."""
    attributes = {"paymentMethod": FULL_PREPAYMENT, "paymentObject": SERVICE}
    position = {
        "positionId": "1",
        "name": order.basket.title,
        "quantity": {"value": 1, "measure": PIECE},
        "itemPrice": order.amount_kopecks,
        "itemAmount": order.amount_kopecks,
        "itemCode": order.basket.code,
        "tax": {"taxType": tax_type},
        "itemAttributes": {"attributes": [{"name": name, "value": str(value)} for name, value in attributes.items()]},
    }
    return {"customerDetails": {"email": order.basket.email}, "cartItems": {"items": [position]}}


def read_receipts(answer: dict[str, Any]) -> tuple[BankReceipt, ...]:
    """Receipts of payments and refunds; raises KeyError, TypeError or ValueError for what cannot be read."""
    listed = [item for item in answer.get("receipt") or [] if item.get("receiptType") != "close"]
    return tuple(_receipt(item) for item in listed)


def _receipt(item: dict[str, Any]) -> BankReceipt:
    kind, state = STATES[int(item["receiptStatus"])]
    moment = item.get("receipt_datetime")
    url = str(item.get("ofd_receipt_url") or "")
    return BankReceipt(
        bank_receipt_id=str(item["uuid"]),
        kind=kind,
        state=state,
        document_number=_text(item, "fiscal_document_number"),
        drive_number=_text(item, "fn_number"),
        document_sign=_text(item, "fiscal_document_attribute"),
        issued_at=datetime.fromtimestamp(int(moment) / 1000, UTC) if moment else None,
        # A link people will press: only what a browser opens over TLS.
        url=url if url.startswith("https://") else None,
    )


def _text(item: dict[str, Any], name: str) -> str | None:
    value = item.get(name)
    return str(value) if value is not None else None

"""getReceiptStatus.do and closeOfdReceipt.do."""

from typing import Any

from ..bank import Bank
from ..clock import milliseconds
from ..merchants import Merchant
from ..operations import Rejected, close_receipt
from ..orders import Order, Receipt
from ..texts import error_text
from .basket import check_basket
from .call import Call, order_by_either

OPERATOR = {"name": "ООО «Тестовый оператор фискальных данных»", "inn": "7700000000", "website": "ofd.example"}
FISCAL_DRIVE = "9999078900000001"
CASH_REGISTER = "0000000001000001"
RECEIPT_LIMIT = 18


def receipt_status(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    """All receipts of an order, or the one with the uuid when only that is given."""
    uuid = call.params.get("uuid")
    named = call.params.get("orderId") or call.params.get("orderNumber")
    order = order_by_either(bank, merchant, call) if named or not uuid else _owner(bank, merchant, uuid)
    chosen = [receipt for receipt in order.receipts if named or receipt.uuid == uuid]
    return {
        "errorCode": "0",
        "errorMessage": error_text("ok", call.language),
        "orderNumber": order.number,
        "orderId": order.id,
        "receipt": [_describe(bank, receipt) for receipt in chosen],
    }


def _owner(bank: Bank, merchant: Merchant, uuid: str) -> Order:
    for order in bank.book.made_between(merchant.login, 0, bank.clock.now()):
        if any(receipt.uuid == uuid for receipt in order.receipts):
            return order
    raise Rejected(6, "not_found")


def _describe(bank: Bank, receipt: Receipt) -> dict[str, Any]:
    delivered = bank.clock.now() >= receipt.at + bank.settings.receipt_seconds
    status = (3 if receipt.kind == "refund" else 0) + int(delivered)
    described: dict[str, Any] = {"receiptStatus": status, "uuid": receipt.uuid}
    described["receiptType"] = "close" if receipt.kind == "close" else None
    if not delivered:
        return described
    total = f"{receipt.amount // 100}.{receipt.amount % 100:02}"
    return described | {
        "original_ofd_uuid": receipt.uuid,
        "shift_number": receipt.shift,
        "fiscal_receipt_number": receipt.number,
        "receipt_datetime": milliseconds(receipt.at),
        "fn_number": FISCAL_DRIVE,
        "ecr_registration_number": CASH_REGISTER,
        "fiscal_document_number": receipt.document,
        "fiscal_document_attribute": receipt.attribute,
        "amount_total": total,
        "serial_number": "00000000000000000001",
        "ofd_receipt_url": f"https://ofd.example/rec/{FISCAL_DRIVE}/{receipt.document}/{receipt.attribute}",
        "OFD": OPERATOR,
    }


def close(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    """The order goes by `mdOrder` here; `orderId` is taken as well."""
    id_name = "mdOrder" if call.params.get("mdOrder") else "orderId"
    order = order_by_either(bank, merchant, call, id_name=id_name)
    amount = call.figure("amount", RECEIPT_LIMIT, text="amount")
    bundle = call.parsed("orderBundle")
    if bundle is not None:
        check_basket(bundle, amount=amount or order.deposited)
    close_receipt(bank, order, amount)
    return {"success": True}

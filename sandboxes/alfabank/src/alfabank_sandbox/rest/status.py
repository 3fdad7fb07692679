"""What an order looks like to the shop."""

from typing import Any

from ..bank import Bank
from ..clock import milliseconds
from ..merchants import Merchant
from ..orders import Order, Status
from ..orders.model import NO_ATTEMPT, PAYMENT_STATES
from ..texts import action_description, error_text
from .call import Call, order_by_either

TERMINAL = "10000001"
BANK = {"bankName": "ТЕСТОВЫЙ ЭМИТЕНТ", "bankCountryCode": "RU", "bankCountryName": "Россия"}


def status_extended(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    order = order_by_either(bank, merchant, call)
    return {"errorCode": "0", "errorMessage": error_text("ok", call.language)} | describe(bank, order)


def status_legacy(bank: Bank, merchant: Merchant, call: Call) -> dict[str, Any]:
    """getOrderStatus.do of older integrations, with its own spelling."""
    order = order_by_either(bank, merchant, call)
    declined = order.status is Status.DECLINED
    answer: dict[str, Any] = {
        "ErrorCode": "2" if declined else "0",
        "ErrorMessage": error_text("data_error" if declined else "ok", call.language),
        "OrderStatus": int(order.status),
        "OrderNumber": order.number,
        "Amount": order.amount,
        "depositAmount": order.deposited,
        "currency": order.currency,
    }
    if order.card:
        answer |= {"Pan": order.card.masked_pan, "expiration": order.card.expiration}
        answer |= {"cardholderName": order.card.holder, "approvalCode": order.approval_code or ""}
    return answer


def describe(bank: Bank, order: Order) -> dict[str, Any]:
    """The extended description. A lagging order still looks as if the payer stood at the issuer's page."""
    lagging = bank.clock.now() < order.visible_at
    if lagging:
        order = order.model_copy(
            update={"status": Status.ACS, "action_code": NO_ATTEMPT, "approved": 0, "deposited": 0}
            | {"refunds": [], "refunded": 0, "deposited_at": None, "authorised_at": None}
        )
    answer: dict[str, Any] = {
        "orderNumber": order.number,
        "orderStatus": int(order.status),
        "actionCode": order.action_code,
        "actionCodeDescription": action_description(order.action_code),
        "amount": order.amount,
        "currency": order.currency,
        "date": milliseconds(order.created),
        "orderDescription": order.description,
        "merchantOrderParams": [{"name": name, "value": str(value)} for name, value in order.params.items()],
        "transactionAttributes": [],
        "attributes": [{"name": "mdOrder", "value": order.id}],
        "terminalId": TERMINAL,
        "paymentAmountInfo": _amounts(order),
        "bankInfo": BANK if order.card else {},
        "chargeback": order.chargeback,
    }
    if order.ip:
        answer["ip"] = order.ip
    if order.client_id:
        answer["bindingInfo"] = {"clientId": order.client_id}
    return answer | _moments(order) | _card(order) | _refunds(order)


def _amounts(order: Order) -> dict[str, Any]:
    return {
        "paymentState": PAYMENT_STATES[order.status],
        "approvedAmount": order.approved,
        "depositedAmount": order.deposited,
        "refundedAmount": order.refunded,
        "feeAmount": 0,
        "totalAmount": order.amount,
    }


def _moments(order: Order) -> dict[str, Any]:
    moments = {
        "authDateTime": order.authorised_at,
        "depositedDate": order.deposited_at,
        "refundedDate": order.refunded_at,
        "reversedDate": order.reversed_at,
    }
    return {name: milliseconds(moment) for name, moment in moments.items() if moment is not None}


def _card(order: Order) -> dict[str, Any]:
    if order.card is None:
        return {}
    card = order.card
    info: dict[str, Any] = {
        "maskedPan": card.masked_pan,
        "pan": card.masked_pan,
        "expiration": card.expiration,
        "cardholderName": card.holder,
        "paymentSystem": card.system,
        "secureAuthInfo": {"eci": int(card.eci)},
    }
    answer: dict[str, Any] = {"cardAuthInfo": info, "paymentWay": "CARD"}
    if order.authorised_at is not None:
        info["approvalCode"] = order.approval_code
        answer["authRefNum"] = order.reference
    return answer


def _refunds(order: Order) -> dict[str, Any]:
    if not order.refunds:
        return {}
    described = []
    for refund in order.refunds:
        entry: dict[str, Any] = {
            "date": milliseconds(refund.at),
            "approvalCode": refund.approval_code,
            "actionCode": 0,
            "referenceNumber": refund.reference,
            "amount": refund.amount,
        }
        if refund.external_id:
            entry["externalRefundId"] = refund.external_id
        described.append(entry)
    return {"refunds": described}

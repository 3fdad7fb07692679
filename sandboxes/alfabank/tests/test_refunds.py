"""Money back, receipts and reconciliation."""

import json
from typing import Any

import pytest


def amounts(status: dict[str, Any]) -> tuple[int, int, int, int]:
    info = status["paymentAmountInfo"]
    return status["orderStatus"], info["approvedAmount"], info["depositedAmount"], info["refundedAmount"]


async def test_refunds_in_parts_until_nothing_is_left(stand: Any) -> None:
    order_id = await stand.paid()
    assert (await stand.call("refund", orderId=order_id, amount="50000"))["errorCode"] == 0
    assert amounts(await stand.status(order_id)) == (4, 150000, 100000, 50000)
    assert (await stand.call("refund", orderId=order_id, amount="60000"))["errorCode"] == 0
    assert (await stand.call("refund", orderId=order_id, amount="40001"))["errorCode"] == 7
    assert (await stand.call("refund", orderId=order_id, amount="0"))["errorCode"] == 0
    status = await stand.status(order_id)
    assert amounts(status) == (4, 150000, 0, 150000)
    assert [refund["amount"] for refund in status["refunds"]] == [50000, 60000, 40000]
    assert (await stand.call("refund", orderId=order_id, amount="0"))["errorCode"] == 7
    await stand.deliver()
    parts = [params["operationRefundedAmount"] for params in stand.shop.callbacks if params["operation"] == "refunded"]
    assert parts == ["50000", "60000", "40000"]


async def test_the_same_refund_again_is_the_earlier_one(stand: Any) -> None:
    order_id = await stand.paid()
    ask = {"orderId": order_id, "amount": "50000", "externalRefundId": "r-1"}
    assert (await stand.call("refund", **ask))["errorCode"] == 0
    assert (await stand.call("refund", **ask, expectedDepositedAmount="150000"))["errorCode"] == 0
    status = await stand.status(order_id)
    assert amounts(status) == (4, 150000, 100000, 50000)
    assert [refund["externalRefundId"] for refund in status["refunds"]] == ["r-1"]


async def test_a_refund_expecting_another_sum_is_refused(stand: Any) -> None:
    order_id = await stand.paid()
    ask = {"orderId": order_id, "amount": "50000"}
    assert (await stand.call("refund", **ask, expectedDepositedAmount="149999"))["errorCode"] == 7
    assert (await stand.call("refund", **ask, expectedDepositedAmount="150000"))["errorCode"] == 0


async def test_refund_refusals(stand: Any) -> None:
    unpaid = await stand.register("101")

    async def code(**params: str) -> int:
        return int((await stand.call("refund", **params))["errorCode"])

    assert await code(orderId=unpaid, amount="0", password="no") == 5
    assert await code(amount="0") == 5
    assert await code(orderId=unpaid) == 5
    assert await code(orderId=unpaid, amount="1.5") == 5
    assert await code(orderId="nope", amount="0") == 6
    assert await code(orderId=unpaid, amount="0") == 7


async def test_the_card_that_cannot_be_refunded_in_the_first_minute(stand: Any) -> None:
    order_id = await stand.register()
    await stand.pay(order_id, "2200000000011209")
    answer = await stand.call("refund", orderId=order_id, amount="0")
    assert (answer["errorCode"], answer["actionCode"]) == (7, 1120)
    stand.clock.advance(60)
    assert (await stand.call("refund", orderId=order_id, amount="0"))["errorCode"] == 0


async def test_a_refund_by_hand_shows_in_the_status_without_an_external_id(stand: Any) -> None:
    order_id = await stand.paid()
    path = f"orders/{order_id}/refund-in-cabinet"
    assert (await stand.admin("POST", path, {"amount": 150000, "callback": False})).status_code == 200
    status = await stand.status(order_id)
    assert amounts(status) == (4, 150000, 0, 150000)
    assert "externalRefundId" not in status["refunds"][0]
    await stand.deliver()
    assert stand.shop.said == [("deposited", "1")]
    assert (await stand.admin("POST", path, {"amount": 1})).status_code == 409


async def test_a_chargeback_marks_the_order(stand: Any) -> None:
    order_id = await stand.paid()
    assert (await stand.status(order_id))["chargeback"] is False
    await stand.admin("POST", f"orders/{order_id}/chargeback")
    assert (await stand.status(order_id))["chargeback"] is True


async def test_receipts_follow_the_money(stand: Any, make_basket: Any) -> None:
    order_id = await stand.paid(orderBundle=json.dumps(make_basket()))

    async def receipts() -> list[dict[str, Any]]:
        answer = await stand.call("getReceiptStatus", orderId=order_id)
        return list(answer["receipt"])

    assert [receipt["receiptStatus"] for receipt in await receipts()] == [0]
    stand.clock.advance(5)
    (sale,) = await receipts()
    assert (sale["receiptStatus"], sale["amount_total"]) == (1, "1500.00")
    assert {"fn_number", "fiscal_document_number", "receipt_datetime", "ofd_receipt_url", "OFD"} <= set(sale)
    assert await stand.call("closeOfdReceipt", mdOrder=order_id, amount="150000") == {"success": True}
    await stand.call("refund", orderId=order_id, amount="0")
    stand.clock.advance(5)
    found = await receipts()
    assert [(receipt["receiptStatus"], receipt["receiptType"]) for receipt in found] == [
        (1, None),
        (1, "close"),
        (4, None),
    ]
    one = await stand.call("getReceiptStatus", uuid=found[2]["uuid"])
    assert [receipt["uuid"] for receipt in one["receipt"]] == [found[2]["uuid"]]


async def test_a_receipt_is_not_closed_before_payment_nor_after_full_refund(stand: Any, make_basket: Any) -> None:
    order_id = await stand.register(orderBundle=json.dumps(make_basket()))
    answer = await stand.call("closeOfdReceipt", mdOrder=order_id)
    assert (answer["success"], answer["errorCode"]) == (False, "7")
    await stand.pay(order_id)
    await stand.call("refund", orderId=order_id, amount="0")
    assert (await stand.call("closeOfdReceipt", mdOrder=order_id))["errorCode"] == "7"


async def test_orders_are_listed_for_reconciliation(stand: Any) -> None:
    paid = await stand.paid("1")
    await stand.register("2")
    period = {"from": "20200101000000", "to": "20400101000000", "size": "1"}
    every = "CREATED,APPROVED,DEPOSITED,DECLINED,REVERSED,REFUNDED"
    answer = await stand.call("getLastOrdersForMerchants", **period, transactionStates=every)
    assert (answer["totalCount"], len(answer["orderStatuses"])) == (2, 1)
    answer = await stand.call("getLastOrdersForMerchants", **period, transactionStates="DEPOSITED")
    assert answer["orderStatuses"] == [
        {key: value for key, value in (await stand.status(paid)).items() if not key.startswith("error")}
    ]


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({}, "4"),
        ({"from": "x", "to": "y", "size": "1"}, "5"),
        ({"from": "20200101000000", "to": "20400101000000", "size": "500"}, "5"),
        ({"from": "20200101000000", "to": "20400101000000", "size": "5", "transactionStates": "GONE"}, "5"),
    ],
)
async def test_a_wrong_question_for_the_list_is_refused(stand: Any, params: dict[str, str], code: str) -> None:
    assert (await stand.call("getLastOrdersForMerchants", **params))["errorCode"] == code


async def test_no_cards_are_ever_saved(stand: Any) -> None:
    assert (await stand.call("getBindings", clientId="p-1"))["bindings"] == []


async def test_the_bank_takes_a_payment_back_and_may_keep_silent_about_it(stand: Any) -> None:
    order_id = await stand.paid()
    await stand.deliver()
    answer = await stand.admin("POST", f"orders/{order_id}/reversal", {"callback": False})
    assert answer.status_code == 200
    assert amounts(await stand.status(order_id)) == (3, 0, 0, 0)
    await stand.deliver()
    assert "reversed" not in [operation for operation, _ in stand.shop.said]
    assert (await stand.admin("POST", f"orders/{order_id}/reversal", {})).status_code == 409


async def test_money_may_be_taken_of_a_declined_order_but_not_twice(stand: Any) -> None:
    order_id = await stand.register()
    await stand.call("decline", orderId=order_id)
    card = {"card": "5555555555555599"}
    assert (await stand.admin("POST", f"orders/{order_id}/late-capture", card)).status_code == 200
    assert amounts(await stand.status(order_id)) == (2, 150000, 150000, 0)
    assert (await stand.admin("POST", f"orders/{order_id}/late-capture", card)).status_code == 409

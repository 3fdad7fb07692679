"""The state machine, seen through getOrderStatusExtended.do: every status, and the codes of every call."""

from typing import Any

import pytest

VISA_3DS, PLAIN, NO_MONEY = "4111111111111111", "5555555555555599", "2200000000001168"


def seen(status: dict[str, Any]) -> tuple[int, int, str]:
    return status["orderStatus"], status["actionCode"], status["paymentAmountInfo"]["paymentState"]


def amounts(status: dict[str, Any]) -> tuple[int, int, int]:
    info = status["paymentAmountInfo"]
    return info["approvedAmount"], info["depositedAmount"], info["refundedAmount"]


async def test_a_new_order_is_created_and_unpaid(stand: Any) -> None:
    order_id = await stand.register(description="Консультация № 7", jsonParams='{"visit": "7"}', clientId="p-1")
    status = await stand.status(order_id)
    assert status["errorCode"] == "0"
    assert seen(status) == (0, -100, "CREATED")
    assert status["attributes"] == [{"name": "mdOrder", "value": order_id}]
    assert status["merchantOrderParams"] == [{"name": "visit", "value": "7"}]
    assert status["bindingInfo"] == {"clientId": "p-1"}
    assert (status["amount"], status["currency"]) == (150000, "643")


async def test_an_order_is_found_by_its_number_too(stand: Any) -> None:
    await stand.register("A-1")
    assert (await stand.call("getOrderStatusExtended", orderNumber="A-1"))["orderNumber"] == "A-1"


async def test_status_refusals(stand: Any) -> None:
    assert (await stand.call("getOrderStatusExtended"))["errorCode"] == "1"
    assert (await stand.call("getOrderStatusExtended", orderId="nope"))["errorCode"] == "6"
    assert (await stand.call("getOrderStatusExtended", orderId="x", password="no"))["errorCode"] == "5"
    await stand.fault("system_error", endpoint="getOrderStatusExtended.do", count=1)
    assert (await stand.call("getOrderStatusExtended", orderId="x"))["errorCode"] == "7"


async def test_another_shops_order_is_not_found(stand: Any) -> None:
    order_id = await stand.register()
    other = {"userName": "other-api", "password": "other"}
    answer = await stand.call("getOrderStatusExtended", orderId=order_id, **other)
    assert answer["errorCode"] == "6"


async def test_with_a_token_only_the_id_is_taken(stand: Any) -> None:
    await stand.register("A-1")
    response = await stand.http.post(
        "/payment/rest/getOrderStatusExtended.do", data={"token": "shop-token", "orderNumber": "A-1"}
    )
    assert response.json()["errorCode"] == "1"


async def test_a_one_stage_payment_is_captured_at_once(stand: Any) -> None:
    order_id = await stand.paid()
    status = await stand.status(order_id)
    assert seen(status) == (2, 0, "DEPOSITED")
    assert amounts(status) == (150000, 150000, 0)
    assert status["cardAuthInfo"]["maskedPan"] == "555555**5599"
    assert status["paymentWay"] == "CARD"
    assert {"authRefNum", "depositedDate", "authDateTime"} <= set(status)


async def test_the_full_card_number_is_kept_nowhere(stand: Any, settings: Any) -> None:
    await stand.paid()
    assert all(PLAIN.encode() not in file.read_bytes() for file in settings.state_dir.iterdir())


async def test_a_two_stage_payment_is_held_then_captured_in_part(stand: Any) -> None:
    order_id = await stand.paid(name="registerPreAuth")
    assert seen(await stand.status(order_id)) == (1, 0, "APPROVED")
    assert await stand.call("deposit", orderId=order_id, amount="100000") == {
        "errorCode": 0,
        "errorMessage": "Успешно",
    }
    status = await stand.status(order_id)
    assert (seen(status)[0], amounts(status)) == (2, (100000, 100000, 0))


async def test_deposit_refusals(stand: Any) -> None:
    order_id = await stand.paid(name="registerPreAuth")
    unpaid = await stand.register("101", name="registerPreAuth")

    async def code(**params: str) -> int:
        return int((await stand.call("deposit", **params))["errorCode"])

    assert await code(orderId=order_id, amount="0", password="no") == 5
    assert await code(amount="0") == 5
    assert await code(orderId=order_id, amount="ten") == 5
    assert await code(orderId="nope", amount="0") == 6
    assert await code(orderId=unpaid, amount="0") == 7
    assert await code(orderId=order_id, amount="150001") == 7
    assert await code(orderId=order_id, amount="99") == 7
    assert await code(orderId=order_id, amount="0") == 0
    assert await code(orderId=order_id, amount="0") == 7


async def test_a_hold_is_reversed(stand: Any) -> None:
    order_id = await stand.paid(name="registerPreAuth")
    assert (await stand.call("reverse", orderId=order_id))["errorCode"] == 0
    assert seen(await stand.status(order_id)) == (3, 0, "REVERSED")
    await stand.deliver()
    assert stand.shop.said == [("approved", "1"), ("reversed", "1")]


async def test_a_capture_is_reversed_on_the_same_bank_day_only(stand: Any) -> None:
    today, yesterday = await stand.paid("today"), await stand.paid("yesterday")
    assert (await stand.call("reverse", orderId=today))["errorCode"] == 0
    stand.clock.advance(24 * 3600)
    assert (await stand.call("reverse", orderId=yesterday))["errorCode"] == 7


async def test_a_failed_reversal_is_the_only_attempt(stand: Any) -> None:
    order_id = await stand.register()
    assert (await stand.call("reverse", orderId=order_id))["errorCode"] == 7
    await stand.pay(order_id)
    assert (await stand.call("reverse", orderId=order_id))["errorCode"] == 7
    assert seen(await stand.status(order_id))[0] == 2


async def test_reverse_refusals(stand: Any) -> None:
    assert (await stand.call("reverse"))["errorCode"] == 5
    assert (await stand.call("reverse", orderId="nope"))["errorCode"] == 6


async def test_an_unpaid_order_is_declined_by_the_shop(stand: Any) -> None:
    order_id = await stand.register("A-1")
    assert (await stand.call("decline", orderId=order_id, orderNumber="A-1"))["errorCode"] == 0
    assert seen(await stand.status(order_id)) == (6, 4005, "DECLINED")


async def test_decline_refusals(stand: Any) -> None:
    order_id = await stand.paid("A-1")
    assert (await stand.call("decline", orderId=order_id, orderNumber="A-1"))["errorCode"] == 7
    assert (await stand.call("decline", orderId=order_id, orderNumber="A-2"))["errorCode"] == 6
    assert (await stand.call("decline", orderId=order_id))["errorCode"] == 5
    assert (await stand.call("decline", orderId=order_id, orderNumber="A-1", password="no"))["errorCode"] == 5


async def test_declined_while_the_payer_stands_at_the_code_page(stand: Any) -> None:
    order_id = await stand.register("A-1")
    status = await stand.pay(order_id, VISA_3DS)
    assert seen(status)[0] == 5
    tx = stand.bank.book.find(order_id).challenge.tx
    assert (await stand.call("decline", orderId=order_id, orderNumber="A-1"))["errorCode"] == 0
    answer = await stand.http.post(f"/acs/{tx}", data={"code": "12345678", "action": "confirm"})
    assert answer.headers["location"].startswith("http://127.0.0.1:8080/fail?visit=1&orderId=")
    assert seen(await stand.status(order_id)) == (6, 4005, "DECLINED")


async def test_money_may_come_after_a_decline_when_the_fault_is_on(stand: Any) -> None:
    order_id = await stand.register("A-1")
    await stand.pay(order_id, VISA_3DS)
    tx = stand.bank.book.find(order_id).challenge.tx
    await stand.fault("page_late_success", order="A-1", count=1)
    await stand.call("decline", orderId=order_id, orderNumber="A-1")
    await stand.http.post(f"/acs/{tx}", data={"code": "12345678", "action": "confirm"})
    assert seen(await stand.status(order_id)) == (2, 0, "DEPOSITED")


@pytest.mark.parametrize(("visited", "code"), [(True, -2007), (False, -2014)], ids=["page seen", "page never seen"])
async def test_an_order_nobody_pays_expires(stand: Any, visited: bool, code: int) -> None:
    order_id = await stand.register(sessionTimeoutSecs="600")
    if visited:
        await stand.http.get(stand.page(order_id))
    stand.clock.advance(599)
    assert seen(await stand.status(order_id))[0] == 0
    stand.clock.advance(1)
    assert seen(await stand.status(order_id)) == (6, code, "DECLINED")
    await stand.deliver()
    assert stand.shop.said == [("declinedByTimeout", "1")]


async def test_the_default_session_is_twenty_minutes_and_a_date_overrules_it(stand: Any) -> None:
    plain = await stand.register("1")
    dated = await stand.register("2", sessionTimeoutSecs="60", expirationDate="2036-01-01T12:00:00")
    stand.clock.advance(1200)
    assert (await stand.status(plain))["orderStatus"] == 6
    assert (await stand.status(dated))["orderStatus"] == 0


async def test_an_unanswered_code_page_expires_with_its_session(stand: Any) -> None:
    order_id = await stand.register()
    await stand.pay(order_id, VISA_3DS)
    stand.clock.advance(1200)
    assert seen(await stand.status(order_id)) == (6, -2007, "DECLINED")


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ("5168494895055780", -2025),
        ("5555555555555557", 111),
        ("4444444444443333", 111),
        ("4444444444444422", 111),
        ("4000000000000002", 999),
        ("2200000000001168", 116),
        ("2200000000001010", 101),
        ("2200000000001069", 106),
        ("2200000000200109", -20010),
        ("2200000000009070", 907),
        ("2200000001510183", 151018),
        ("2200000001510191", 151019),
    ],
)
async def test_a_failed_attempt_leaves_the_order_open(stand: Any, card: str, code: int) -> None:
    order_id = await stand.register()
    assert seen(await stand.pay(order_id, card)) == (0, code, "CREATED")
    await stand.deliver()
    assert stand.shop.said == [("deposited", "0")]
    assert seen(await stand.pay(order_id))[0] == 2


async def test_a_wrong_cvc_is_wrong_card_data(stand: Any) -> None:
    order_id = await stand.register()
    assert seen(await stand.pay(order_id, cvc="124")) == (0, 71015, "CREATED")


async def test_three_failed_attempts_end_the_order(stand: Any) -> None:
    order_id = await stand.register()
    for _ in range(3):
        status = await stand.pay(order_id, NO_MONEY)
    assert seen(status) == (6, -2013, "DECLINED")


@pytest.mark.parametrize("card", ["4111111111111111", "2200000000000053"])
async def test_a_code_is_asked_for_and_a_wrong_one_may_be_mended(stand: Any, card: str) -> None:
    order_id = await stand.register()
    assert seen(await stand.pay(order_id, card, code="00000000")) == (5, -100, "CREATED")
    tx = stand.bank.book.find(order_id).challenge.tx
    await stand.http.post(f"/acs/{tx}", data={"code": "1234 5678", "action": "confirm"})
    assert seen(await stand.status(order_id)) == (2, 0, "DEPOSITED")


async def test_three_wrong_codes_fail_the_attempt_only(stand: Any) -> None:
    order_id = await stand.register()
    await stand.pay(order_id, VISA_3DS, code="1")
    tx = stand.bank.book.find(order_id).challenge.tx
    await stand.http.post(f"/acs/{tx}", data={"code": "2", "action": "confirm"})
    await stand.http.post(f"/acs/{tx}", data={"code": "3", "action": "confirm"})
    assert seen(await stand.status(order_id)) == (0, -2006, "CREATED")
    assert seen(await stand.pay(order_id))[0] == 2


async def test_the_card_whose_code_is_never_right(stand: Any) -> None:
    order_id = await stand.register()
    status = await stand.pay(order_id, "2200000000020069", code="12345678")
    assert seen(status)[0] == 5


async def test_the_attempt_card_passes_without_a_code(stand: Any) -> None:
    order_id = await stand.register()
    status = await stand.pay(order_id, "4000001111111118")
    assert (seen(status)[0], status["cardAuthInfo"]["secureAuthInfo"]) == (2, {"eci": 6})


async def test_a_timeout_may_turn_out_captured_a_minute_later(stand: Any) -> None:
    order_id = await stand.register()
    await stand.pay(order_id, "2200000001510191")
    stand.clock.advance(60)
    assert seen(await stand.status(order_id)) == (2, 0, "DEPOSITED")
    await stand.deliver()
    assert stand.shop.said == [("deposited", "0"), ("deposited", "1")]


async def test_features_force_and_forbid_the_code(stand: Any) -> None:
    skipped = await stand.register("1", features="FORCE_SSL")
    assert seen(await stand.pay(skipped, VISA_3DS))[0] == 2
    forced = await stand.register("2", features="FORCE_TDS")
    assert seen(await stand.pay(forced)) == (0, 2003, "CREATED")


async def test_the_old_status_call_says_declined_with_code_two(stand: Any) -> None:
    order_id = await stand.register("A-1")
    assert (await stand.call("getOrderStatus", orderId=order_id))["ErrorCode"] == "0"
    await stand.call("decline", orderId=order_id, orderNumber="A-1")
    answer = await stand.call("getOrderStatus", orderId=order_id)
    assert (answer["ErrorCode"], answer["OrderStatus"]) == ("2", 6)

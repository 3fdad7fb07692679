"""The faults of the REST side and who may switch them on."""

import asyncio
from typing import Any

import httpx
import pytest


async def raw(stand: Any, order_id: str) -> httpx.Response:
    credentials = {"userName": "mila-api", "password": "p@ss=word&1"}
    answer: httpx.Response = await stand.http.post(
        "/payment/rest/getOrderStatusExtended.do", data=credentials | {"orderId": order_id}
    )
    return answer


@pytest.mark.parametrize("status", [400, 404, 429, 500, 502, 503])
async def test_a_page_may_come_instead_of_json(stand: Any, status: int) -> None:
    order_id = await stand.register()
    await stand.fault("http", status=status, count=1)
    answer = await raw(stand, order_id)
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (status, "text/html")
    assert (await raw(stand, order_id)).status_code == 200


async def test_json_may_be_torn(stand: Any) -> None:
    order_id = await stand.register()
    await stand.fault("bad_json", count=1)
    with pytest.raises(ValueError, match="Expecting"):
        (await raw(stand, order_id)).json()


async def test_a_delay_is_waited_out(stand: Any) -> None:
    order_id = await stand.register()
    await stand.fault("delay", seconds=0, count=1)
    assert (await stand.status(order_id))["errorCode"] == "0"
    assert (await stand.admin("GET", "faults")).json()["faults"] == []


async def test_a_broken_line_before_the_work_leaves_nothing_done(stand: Any) -> None:
    await stand.fault("reset_before", endpoint="register.do", count=1)
    with pytest.raises(ConnectionResetError):
        await stand.register("A-1")
    assert (await stand.call("getOrderStatusExtended", orderNumber="A-1"))["errorCode"] == "6"


async def test_a_broken_line_after_the_work_leaves_it_done(stand: Any) -> None:
    await stand.fault("reset_after", endpoint="register.do", count=1)
    with pytest.raises(ConnectionResetError):
        await stand.register("A-1")
    status = await stand.call("getOrderStatusExtended", orderNumber="A-1")
    assert status["orderStatus"] == 0
    order_id = await stand.paid("A-2")
    await stand.fault("reset_after", endpoint="refund.do", count=1)
    ask = {"orderId": order_id, "amount": "0", "externalRefundId": "r-1"}
    with pytest.raises(ConnectionResetError):
        await stand.call("refund", **ask)
    assert (await stand.call("refund", **ask))["errorCode"] == 0
    assert len((await stand.status(order_id))["refunds"]) == 1


async def test_answers_may_be_distorted(stand: Any) -> None:
    order_id = await stand.paid()
    for kind in ("uppercase_key", "missing_payment_amount_info", "amount_mismatch", "unknown_status"):
        await stand.fault(kind, count=1, order=order_id)
    status = await stand.status(order_id)
    assert status["ErrorCode"] == "0"
    assert "paymentAmountInfo" not in status
    assert (status["amount"], status["orderStatus"]) == (150100, 9)
    assert (await stand.status(order_id))["amount"] == 150000


async def test_the_status_may_lag_behind_the_money(stand: Any) -> None:
    order_id = await stand.register()
    await stand.fault("status_lag", seconds=20, count=1)
    status = await stand.pay(order_id)
    assert (status["orderStatus"], status["paymentAmountInfo"]["depositedAmount"]) == (5, 0)
    await stand.deliver()
    assert stand.shop.said == [("deposited", "1")]
    stand.clock.advance(20)
    assert (await stand.status(order_id))["orderStatus"] == 2


async def test_a_fault_hits_only_what_it_is_aimed_at(stand: Any) -> None:
    await stand.fault("system_error", endpoint="refund.do")
    await stand.fault("system_error", order="A-2")
    await stand.fault("system_error", probability=0)
    assert (await stand.call("getOrderStatusExtended", orderId="x"))["errorCode"] == "6"
    assert (await stand.call("getOrderStatusExtended", orderNumber="A-2"))["errorCode"] == "7"
    assert (await stand.call("refund", orderId="x"))["errorCode"] == "7"
    assert (await stand.admin("DELETE", "faults")).status_code == 204
    assert (await stand.call("getOrderStatusExtended", orderNumber="A-2"))["errorCode"] == "6"


async def test_the_operators_side_needs_the_token(stand: Any) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Bearer ключ".encode()}):
        assert (await stand.http.get("/__sandbox/faults", headers=headers)).status_code == 401
    stand.bank.settings.admin_token = None
    assert (await stand.admin("GET", "faults")).status_code == 404


async def test_an_unknown_fault_is_refused(stand: Any) -> None:
    assert (await stand.admin("POST", "faults", {"kind": "flood"})).status_code == 422


async def test_the_clock_moves_and_returns(stand: Any) -> None:
    order_id = await stand.register()
    await stand.admin("POST", "clock", {"advance": 1200})
    assert (await stand.status(order_id))["orderStatus"] == 6
    moved = (await stand.admin("POST", "clock", {"now": "2030-01-01T00:00:00Z"})).json()
    assert moved["now"] == "2030-01-01T00:00:00+00:00"
    await stand.admin("POST", "clock", {})
    assert stand.clock.moment == stand.clock.start


async def test_reset_forgets_everything(stand: Any) -> None:
    order_id = await stand.paid()
    assert (await stand.admin("POST", "reset")).status_code == 204
    assert (await stand.call("getOrderStatusExtended", orderId=order_id))["errorCode"] == "6"
    assert (await stand.admin("GET", "orders")).json() == []


async def test_paying_headless_is_refused_when_a_browser_would_be(stand: Any) -> None:
    order_id = await stand.paid()
    path = f"orders/{order_id}/pay"
    assert (await stand.admin("POST", path, {"card": "5555555555555599"})).status_code == 409
    assert (await stand.admin("POST", path, {"card": "4242424242424242"})).status_code == 422
    assert (await stand.admin("POST", "orders/nope/pay", {"card": "5555555555555599"})).status_code == 404


async def test_a_hanging_call_is_never_answered_and_does_nothing(stand: Any) -> None:
    await stand.fault("hang", endpoint="register.do", count=1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await stand.register("A-1")
    assert (await stand.call("getOrderStatusExtended", orderNumber="A-1"))["errorCode"] == "6"

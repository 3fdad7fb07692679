"""What the adapter makes of answers no bank should give: silence, never a guess."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl
from uuid import uuid4

import httpx
import pytest
from payment.errors import BankRefused, BankSilent
from payment.gateways import Basket, Registration
from payment.gateways.alfabank import AlfaBank
from payment.settings import Settings

BASKET = Basket("Прием (осмотр, консультация) врача-кардиолога первичный", "B01.015.001", "payer@mail.example")
ORDER = Registration("number-1", 150_000, "http://localhost:8080/result", timedelta(minutes=14), "Консультация", BASKET)
PAGE = "http://bank.test/payment/page"


def bank_that_says(settings: Settings, answer: Any) -> AlfaBank:
    return AlfaBank(settings, transport=httpx.MockTransport(lambda request: httpx.Response(200, json=answer)))


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "ok",
        {},
        {"orderId": "1"},
        {"errorCode": "oops"},
        {"errorCode": []},
        {"orderId": "1", "formUrl": "http://evil.test/payment/page"},
        {"orderId": "1", "formUrl": "http://bank.test.evil.test/payment/page"},
        {"orderId": "1", "formUrl": "https://bank.test/payment/page"},
        {"orderId": "1", "formUrl": ""},
    ],
)
async def test_a_registration_without_a_page_of_the_bank_is_silence(settings: Settings, answer: Any) -> None:
    async with bank_that_says(settings, answer) as bank:
        with pytest.raises(BankSilent):
            await bank.register(ORDER)


@pytest.mark.parametrize(
    "answer", [{"orderId": "1", "formUrl": PAGE}, {"orderId": "1", "formUrl": PAGE, "errorCode": "0"}]
)
async def test_a_registration_with_a_page_of_the_bank_is_believed(settings: Settings, answer: Any) -> None:
    async with bank_that_says(settings, answer) as bank:
        registered = await bank.register(ORDER)
    assert (registered.bank_order_id, registered.form_url) == ("1", PAGE)


STATUS = {
    "errorCode": "0",
    "orderNumber": "number-1",
    "orderStatus": 2,
    "actionCode": 0,
    "amount": 150_000,
    "currency": "643",
    "paymentAmountInfo": {"depositedAmount": 150_000},
}


@pytest.mark.parametrize(
    "spoilt",
    [
        {"orderStatus": None},
        {"amount": "many"},
        {"paymentAmountInfo": ["x"]},
        {"paymentAmountInfo": None},
        {"paymentAmountInfo": {}},
        {"paymentAmountInfo": {"refundedAmount": 0}},
        {"paymentAmountInfo": {"depositedAmount": "many"}},
        {"attributes": [{"name": "mdOrder"}]},
        {"refunds": [{}]},
        {"actionCode": "oops"},
    ],
)
async def test_a_status_that_cannot_be_read_is_silence(settings: Settings, spoilt: dict[str, Any]) -> None:
    async with bank_that_says(settings, STATUS | spoilt) as bank:
        with pytest.raises(BankSilent):
            await bank.status(bank_order_id="1")


async def test_numbers_may_come_as_text(settings: Settings) -> None:
    amounts = {"depositedAmount": "150000"}
    numbers = {"orderStatus": "2", "amount": "150000", "currency": 643, "actionCode": "0"}
    answer = STATUS | numbers | {"paymentAmountInfo": amounts}
    async with bank_that_says(settings, answer) as bank:
        snapshot = await bank.status(bank_order_id="1")
    assert (snapshot.order_status, snapshot.amount_kopecks, snapshot.currency) == (2, 150_000, "643")
    assert snapshot.deposited_kopecks == 150_000


@pytest.mark.parametrize(
    ("answer", "code"),
    [({"errorCode": "7"}, 7), ({"errorCode": 6}, 6), ({"ErrorCode": "5"}, 5), ({"success": False}, 7)],
)
async def test_every_spelling_of_a_refusal_is_one(settings: Settings, answer: Any, code: int) -> None:
    async with bank_that_says(settings, answer) as bank:
        with pytest.raises(BankRefused) as refused:
            await bank.refund(bank_order_id="1", amount_kopecks=1, refund_id=uuid4(), deposited_kopecks=1)
    assert refused.value.error_code == code


@pytest.mark.parametrize("answer", [{"errorCode": 0}, {"errorCode": "0"}, {"success": True, "errorCode": "1"}, {}])
async def test_every_spelling_of_a_yes_is_one(settings: Settings, answer: Any) -> None:
    async with bank_that_says(settings, answer) as bank:
        await bank.decline(bank_order_id="1", order_number="number-1")


async def test_r072_the_basket_says_a_service_paid_in_full_and_names_no_person(settings: Settings) -> None:
    seen: dict[str, str] = {}

    def remember(request: httpx.Request) -> httpx.Response:
        seen.update(parse_qsl(request.content.decode()))
        return httpx.Response(200, json={"orderId": "1", "formUrl": PAGE})

    async with AlfaBank(settings, transport=httpx.MockTransport(remember)) as bank:
        await bank.register(ORDER)
    assert seen["taxSystem"] == "1"
    bundle = json.loads(seen["orderBundle"])
    assert bundle["customerDetails"] == {"email": "payer@mail.example"}
    (item,) = bundle["cartItems"]["items"]
    assert (item["name"], item["itemAmount"], item["tax"]) == (BASKET.title, 150_000, {"taxType": 0})
    attributes = {one["name"]: one["value"] for one in item["itemAttributes"]["attributes"]}
    assert attributes == {"paymentMethod": "1", "paymentObject": "4"}


RECEIPT = {"receiptStatus": 4, "uuid": "a1", "fiscal_document_number": 17, "ofd_receipt_url": "https://ofd.test/a1"}


async def test_receipts_are_read_and_closing_ones_left_out(settings: Settings) -> None:
    closing = {"receiptStatus": 1, "uuid": "a0", "receiptType": "close"}
    answer = {"errorCode": "0", "receipt": [closing, RECEIPT | {"receipt_datetime": 1_700_000_000_000}]}
    async with bank_that_says(settings, answer) as bank:
        (receipt,) = await bank.receipts(bank_order_id="1")
    assert (receipt.kind, receipt.state, receipt.document_number) == ("refund", "delivered", "17")
    assert receipt.issued_at is not None
    assert receipt.url == "https://ofd.test/a1"


async def test_a_receipt_s_link_that_is_no_page_over_tls_is_dropped(settings: Settings) -> None:
    answer = {"receipt": [RECEIPT | {"ofd_receipt_url": "javascript:alert(1)"}]}
    async with bank_that_says(settings, answer) as bank:
        assert (await bank.receipts(bank_order_id="1"))[0].url is None


@pytest.mark.parametrize("spoilt", [{"receiptStatus": 9}, {"receiptStatus": "x"}, {"receipt_datetime": 10**30}])
async def test_receipts_that_cannot_be_read_are_silence(settings: Settings, spoilt: dict[str, Any]) -> None:
    async with bank_that_says(settings, {"receipt": [RECEIPT | spoilt]}) as bank:
        with pytest.raises(BankSilent):
            await bank.receipts(bank_order_id="1")

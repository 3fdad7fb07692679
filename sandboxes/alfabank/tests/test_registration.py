"""register.do and registerPreAuth.do: every row of the codes table, and what a good order becomes."""

import json
from typing import Any

import pytest

GOOD = {
    "orderNumber": "100",
    "amount": "150000",
    "currency": "643",
    "returnUrl": "http://127.0.0.1:8080/return",
}


async def test_a_registered_order_has_an_id_and_a_page_and_no_error_code(stand: Any) -> None:
    answer = await stand.call("register", **GOOD)
    assert set(answer) == {"orderId", "formUrl"}
    assert answer["formUrl"] == (
        f"http://bank.localhost:8091/payment/merchants/mila/payment_ru.html?mdOrder={answer['orderId']}"
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"currency": "840"}, "3"),
        ({"orderNumber": ""}, "4"),
        ({"amount": ""}, "4"),
        ({"returnUrl": ""}, "4"),
        ({"returnUrl": "/relative"}, "4"),
        ({"returnUrl": "javascript:alert(1)"}, "4"),
        ({"failUrl": "../fail"}, "4"),
        ({"orderNumber": "x" * 37}, "5"),
        ({"amount": "0"}, "5"),
        ({"amount": "15.00"}, "5"),
        ({"amount": "-1"}, "5"),
        ({"amount": "1" * 13}, "5"),
        ({"description": "<b>Консультация</b>"}, "5"),
        ({"description": "x" * 599}, "5"),
        ({"jsonParams": "[1]"}, "5"),
        ({"jsonParams": "{"}, "5"),
        ({"sessionTimeoutSecs": "0"}, "5"),
        ({"sessionTimeoutSecs": "soon"}, "5"),
        ({"expirationDate": "2001-01-01T00:00:00"}, "5"),
        ({"expirationDate": "tomorrow"}, "5"),
        ({"features": "FLY"}, "5"),
        ({"bindingId": "abc"}, "5"),
        ({"email": "nobody"}, "5"),
        ({"taxSystem": "9"}, "5"),
        ({"language": "russian"}, "5"),
        ({"password": "wrong"}, "5"),
        ({"userName": ""}, "5"),
        ({"token": "shop-token"}, "5"),
        ({"userName": "fresh-api", "password": "fresh"}, "5"),
        ({"userName": "closed-api", "password": "closed"}, "5"),
    ],
)
async def test_a_wrong_parameter_is_refused_with_its_code(stand: Any, change: dict[str, str], code: str) -> None:
    answer = await stand.call("register", **(GOOD | change))
    assert answer["errorCode"] == code
    assert answer["errorMessage"]


async def test_a_number_may_be_used_once(stand: Any) -> None:
    await stand.call("register", **GOOD)
    assert (await stand.call("register", **GOOD))["errorCode"] == "1"


async def test_two_shops_may_use_the_same_number(stand: Any) -> None:
    await stand.call("register", **GOOD)
    other = {"userName": "other-api", "password": "other"}
    assert "orderId" in await stand.call("register", **(GOOD | other))


async def test_a_fault_answers_the_system_error(stand: Any) -> None:
    await stand.fault("system_error", endpoint="register.do", count=1)
    assert (await stand.call("register", **GOOD))["errorCode"] == "7"
    assert "orderId" in await stand.call("register", **GOOD)


async def test_error_texts_follow_the_language(stand: Any) -> None:
    russian = await stand.call("register", **(GOOD | {"password": "wrong"}))
    english = await stand.call("register", **(GOOD | {"password": "wrong", "language": "en"}))
    assert (russian["errorMessage"], english["errorMessage"]) == ("Доступ запрещён", "Access denied")


async def test_a_token_replaces_name_and_password(stand: Any) -> None:
    response = await stand.http.post("/payment/rest/register.do", data=GOOD | {"token": "shop-token"})
    assert "orderId" in response.json()


async def test_calls_are_posted_and_unknown_ones_are_not_found(stand: Any) -> None:
    assert (await stand.http.get("/payment/rest/register.do")).status_code == 405
    assert (await stand.http.post("/payment/rest/nonsense.do")).status_code == 404


async def test_a_right_basket_is_taken(stand: Any, make_basket: Any) -> None:
    assert "orderId" in await stand.call("register", **GOOD, orderBundle=json.dumps(make_basket()))


@pytest.mark.parametrize(
    "item",
    [
        {"itemPrice": 140000, "itemAmount": 140000},
        {"itemPrice": 70000},
        {"name": "x" * 101},
        {"tax": {"taxType": 3, "taxSum": 0}},
        {"quantity": {"value": "1.0005", "measure": "0"}},
        {"quantity": {"value": 1, "measure": "99"}},
        {"quantity": {"value": "NaN", "measure": "0"}},
        {"itemAttributes": {"attributes": [{"name": "paymentMethod", "value": "8"}]}},
        {"itemCode": ""},
    ],
)
async def test_a_wrong_basket_is_refused(stand: Any, make_basket: Any, item: dict[str, Any]) -> None:
    answer = await stand.call("register", **GOOD, orderBundle=json.dumps(make_basket(**item)))
    assert answer["errorCode"] == "5"


@pytest.mark.parametrize("customer", [{}, {"email": "nobody"}, {"phone": "12"}, None])
async def test_a_receipt_needs_an_address(stand: Any, make_basket: Any, customer: Any) -> None:
    bundle = make_basket() | {"customerDetails": customer}
    answer = await stand.call("register", **GOOD, orderBundle=json.dumps(bundle))
    assert answer["errorCode"] == "5"


async def test_the_journal_keeps_no_secrets(stand: Any, make_basket: Any) -> None:
    await stand.call("register", **GOOD, orderBundle=json.dumps(make_basket()))
    journal = (await stand.admin("GET", "journal")).text
    assert "p@ss" not in journal
    assert "a@example.org" not in journal
    assert "register.do" in journal

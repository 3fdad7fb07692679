"""The hosted page and the code page, as a browser without scripts meets them."""

import re
from typing import Any

import pytest

VISA_3DS, NO_MONEY = "4111111111111111", "2200000000001168"
SHOP = "http://127.0.0.1:8080"


async def test_the_page_carries_the_labels_of_the_guide(stand: Any) -> None:
    """R082, R083."""
    order_id = await stand.register(description="Консультация № 7")
    page = (await stand.http.get(stand.page(order_id))).text
    for words in ("Номер карты", "Срок действия", "CVC", "Оплатить картой", "Вернуться в магазин"):
        assert f">{words}<" in page
    assert "ТЕСТОВЫЙ СТЕНД — НЕ ВВОДИТЕ НАСТОЯЩИЕ КАРТЫ" in page
    assert "1\u00a0500\u00a0₽" in page
    assert "20:00" in page
    for name in ("pan", "expiry", "cvc", "holder", "email"):
        assert f'id="{name}" name="{name}"' in page


async def test_the_page_asks_nobody_else_for_anything(stand: Any) -> None:
    answer = await stand.http.get(stand.page(await stand.register()))
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    addresses = re.findall(r'(?:src|href)="([^"]+)"', answer.text)
    assert {a for a in addresses if not a.startswith(("/static/", "data:"))} == {
        f"{SHOP}/fail?visit=1&amp;orderId={stand.bank.book.recent(1)[0].id}&amp;lang=ru"
    }
    for asset in ("/static/page.css", "/static/page.js"):
        assert (await stand.http.get(asset)).status_code == 200


async def test_a_plain_card_pays_and_returns(stand: Any) -> None:
    """R085."""
    order_id = await stand.register()
    answer = await stand.type_card(order_id, email="payer@example.org")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{SHOP}/return?orderId={order_id}&lang=ru"
    assert (await stand.status(order_id))["orderStatus"] == 2


async def test_a_code_is_asked_for_then_the_browser_returns(stand: Any) -> None:
    """R084, R085: a wrong code first, then the right one."""
    order_id = await stand.register()
    acs = (await stand.type_card(order_id, VISA_3DS)).headers["location"]
    page = await stand.http.get(acs)
    assert "Подтвердить" in page.text
    assert "Отмена" in page.text
    assert "12345678" in page.text
    wrong = await stand.http.post(acs, data={"code": "11111111", "action": "confirm"})
    assert wrong.status_code == 422
    assert "Осталось попыток: 2" in wrong.text
    right = await stand.http.post(acs, data={"code": "12345678", "action": "confirm"})
    assert right.headers["location"] == f"{SHOP}/return?orderId={order_id}&lang=ru"
    again = await stand.http.get(acs)
    assert again.headers["location"] == f"{SHOP}/return?orderId={order_id}&lang=ru"


async def test_cancelling_at_the_code_page_leads_back_to_the_card(stand: Any) -> None:
    order_id = await stand.register()
    acs = (await stand.type_card(order_id, VISA_3DS)).headers["location"]
    back = await stand.http.post(acs, data={"action": "cancel"})
    page = await stand.http.get(back.headers["location"])
    assert "Подтверждение кодом не пройдено." in page.text
    assert (await stand.status(order_id))["actionCode"] == -2006


async def test_a_decline_is_explained_and_may_be_tried_again(stand: Any) -> None:
    order_id = await stand.register()
    back = await stand.type_card(order_id, NO_MONEY)
    page = await stand.http.get(back.headers["location"])
    assert "На карте недостаточно средств." in page.text
    assert "осталось попыток — 2" in page.text
    assert (await stand.type_card(order_id)).headers["location"].startswith(f"{SHOP}/return")


async def test_the_last_decline_returns_to_the_fail_address(stand: Any) -> None:
    order_id = await stand.register()
    for _ in range(3):
        answer = await stand.type_card(order_id, NO_MONEY)
    assert answer.headers["location"] == f"{SHOP}/fail?visit=1&orderId={order_id}&lang=ru"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"pan": "4111 1111 1111 1112"}, "Проверьте номер карты"),
        ({"pan": ""}, "Проверьте номер карты"),
        ({"pan": "4242424242424242"}, "Этой карты нет среди тестовых"),
        ({"expiry": "13/34"}, "Введите месяц и год"),
        ({"expiry": "01/20"}, "Срок действия карты истёк"),
        ({"cvc": "12"}, "Введите три цифры"),
        ({"email": "nobody"}, "Проверьте адрес почты"),
    ],
)
async def test_a_mistyped_field_is_explained_and_costs_no_attempt(
    stand: Any, fields: dict[str, str], sentence: str
) -> None:
    order_id = await stand.register()
    answer = await stand.type_card(order_id, **fields)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert (await stand.status(order_id))["actionCode"] == -100


async def test_an_unlisted_number_is_neither_shown_again_nor_kept(stand: Any, settings: Any) -> None:
    order_id = await stand.register()
    answer = await stand.type_card(order_id, "4242424242424242")
    assert "4242" not in answer.text
    assert all(b"4242424242424242" not in file.read_bytes() for file in settings.state_dir.iterdir())


async def test_a_paid_order_is_not_paid_twice(stand: Any) -> None:
    order_id = await stand.paid()
    for answer in (await stand.http.get(stand.page(order_id)), await stand.type_card(order_id)):
        assert "Заказ уже оплачен" in answer.text
        assert f"{SHOP}/return?orderId={order_id}" in answer.text
    assert len((await stand.admin("GET", f"orders/{order_id}")).json()["callbacks"]) == 1


async def test_an_expired_page_says_so_and_leaves_for_the_shop(stand: Any) -> None:
    order_id = await stand.register()
    stand.clock.advance(1200)
    page = (await stand.http.get(stand.page(order_id))).text
    assert "Время на оплату вышло" in page
    assert f'content="5; url={SHOP}/fail?visit=1&amp;orderId={order_id}' in page


async def test_unknown_orders_and_codes_are_not_found(stand: Any) -> None:
    order_id = await stand.register()
    assert (await stand.http.get(stand.page("nope"))).status_code == 404
    assert (await stand.http.get(stand.page(order_id).replace("mila", "other"))).status_code == 404
    assert (await stand.http.get("/acs/nope")).status_code == 404


async def test_the_shop_may_name_its_own_way_back(stand: Any) -> None:
    good = await stand.register("1", jsonParams='{"backToShopUrl": "http://localhost:8080/booking/1"}')
    assert 'href="http://localhost:8080/booking/1"' in (await stand.http.get(stand.page(good))).text
    evil = await stand.register("2", jsonParams='{"backToShopUrl": "javascript:alert(1)"}')
    assert "javascript:" not in (await stand.http.get(stand.page(evil))).text


async def test_without_a_fail_address_failures_return_like_successes(stand: Any) -> None:
    order_id = await stand.register(failUrl="")
    for _ in range(3):
        answer = await stand.type_card(order_id, NO_MONEY)
    assert answer.headers["location"].startswith(f"{SHOP}/return?orderId=")


async def test_the_browser_may_be_left_standing(stand: Any) -> None:
    await stand.fault("page_no_redirect", count=1)
    answer = await stand.type_card(await stand.register())
    assert answer.status_code == 200
    assert SHOP not in answer.text


async def test_the_browser_may_return_twice(stand: Any) -> None:
    await stand.fault("page_redirect_twice", count=1)
    answer = await stand.type_card(await stand.register())
    assert answer.text.count(f"{SHOP}/return?orderId=") == 2


async def test_a_return_may_be_forged(stand: Any) -> None:
    await stand.fault("page_forged_return", count=1)
    order_id = await stand.register()
    location = (await stand.type_card(order_id)).headers["location"]
    assert location.startswith(f"{SHOP}/return?orderId=")
    assert order_id not in location

"""Callbacks to the shop: the checksum, the parameters, the repeats, and the faults of delivery."""

import hashlib
import hmac
from typing import Any

import httpx
import pytest
from alfabank_sandbox.callbacks.signing import hmac_checksum, signed_text
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

SECRET = "shop-secret"


def checksum_fits(params: dict[str, str]) -> bool:
    """Written from the bank's description alone, apart from the stand's code."""
    rest = {name: value for name, value in params.items() if name not in {"checksum", "sign_alias"}}
    text = "".join(f"{name};{value};" for name, value in sorted(rest.items()))
    return hmac.new(SECRET.encode(), text.encode(), hashlib.sha256).hexdigest().upper() == params["checksum"]


def test_the_bank_documents_own_sample_is_reproduced() -> None:
    params = {
        "status": "1",
        "orderNumber": "2003",
        "operation": "approved",
        "mdOrder": "06cf5599-3f17-7c86-bdbc-bd7d00a8b38b",
        "sign_alias": "ignored",
        "checksum": "ignored",
    }
    assert signed_text(params) == (
        "mdOrder;06cf5599-3f17-7c86-bdbc-bd7d00a8b38b;operation;approved;orderNumber;2003;status;1;"
    )
    assert hmac_checksum(params, "ooc7slpvc61k7sf7ma7p4hrefr") == (
        "EAF2FB72CAB99FD5067F4BA493DD84F4D79C1589FDE8ED29622F0F07215AA972"
    )


async def test_a_payment_is_reported_by_get_with_a_checksum(stand: Any) -> None:
    order_id = await stand.paid("A-1")
    assert await stand.deliver() == 1
    (params,) = stand.shop.callbacks
    assert stand.shop.requests[0].method == "GET"
    assert stand.shop.requests[0].url.path == "/callbacks"
    assert (
        params.items()
        >= {
            "mdOrder": order_id,
            "orderNumber": "A-1",
            "operation": "deposited",
            "status": "1",
        }.items()
    )
    assert checksum_fits(params)
    assert await stand.deliver() == 0


async def test_rsa_checksums_are_sha512_by_the_published_certificate(stand: Any) -> None:
    shop = {"userName": "rsa-api", "password": "rsa"}
    order_id = await stand.register(**shop)
    await stand.pay(order_id)
    await stand.deliver()
    (params,) = stand.shop.callbacks
    assert stand.shop.requests[0].method == "POST"
    assert (params["amount"], params["maskedPan"]) == ("150000", "555555**5599")
    certificate = (await stand.admin("GET", "callback-certificate")).content
    key = x509.load_pem_x509_certificate(certificate).public_key()
    assert isinstance(key, rsa.RSAPublicKey)
    signature = bytes.fromhex(params.pop("checksum"))
    assert params.pop("sign_alias") == "sandbox"
    text = "".join(f"{name};{value};" for name, value in sorted(params.items()))
    key.verify(signature, text.encode(), padding.PKCS1v15(), hashes.SHA512())


async def test_the_orders_own_address_is_used_where_allowed(stand: Any) -> None:
    await stand.paid(dynamicCallbackUrl="http://127.0.0.1:8080/dynamic")
    await stand.deliver()
    assert stand.shop.requests[0].url.path == "/dynamic"


async def test_the_orders_own_address_is_ignored_without_permission(stand: Any) -> None:
    shop = {"userName": "rsa-api", "password": "rsa"}
    order_id = await stand.register(**shop, dynamicCallbackUrl="http://127.0.0.1:8080/dynamic")
    await stand.pay(order_id)
    await stand.deliver()
    assert stand.shop.requests[0].url.path == "/rsa"


async def test_an_unanswered_callback_is_repeated_three_times(stand: Any) -> None:
    order_id = await stand.paid()
    stand.shop.answers = [500, 302, httpx.ConnectError("no"), 404]
    for _ in range(4):
        assert await stand.deliver() == 1
        assert await stand.deliver() == 0
        stand.clock.advance(30)
    assert await stand.deliver() == 0
    full = (await stand.admin("GET", f"orders/{order_id}")).json()
    (callback,) = full["callbacks"]
    assert callback["state"] == "failed"
    assert [attempt["status"] for attempt in callback["journal"]] == [500, 302, None, 404]


async def test_an_answered_repeat_ends_the_repeats(stand: Any) -> None:
    await stand.paid()
    stand.shop.answers = [503, 200]
    await stand.deliver()
    stand.clock.advance(30)
    await stand.deliver()
    stand.clock.advance(300)
    assert await stand.deliver() == 0
    assert len(stand.shop.callbacks) == 2


async def test_a_callback_is_sent_again_by_the_operator(stand: Any) -> None:
    await stand.paid()
    await stand.deliver()
    journal = (await stand.admin("GET", "journal")).json()
    assert (await stand.admin("POST", f"callbacks/{journal['callbacks'][0]['id']}/resend")).status_code == 202
    await stand.deliver()
    assert stand.shop.said == [("deposited", "1")] * 2
    assert (await stand.admin("POST", "callbacks/99/resend")).status_code == 404


async def test_plain_http_never_leaves_the_local_network(stand: Any) -> None:
    await stand.paid(dynamicCallbackUrl="http://8.8.8.8/callback")
    await stand.deliver()
    assert stand.shop.callbacks == []
    journal = (await stand.admin("GET", "journal")).json()
    assert "local network" in journal["callbacks"][0]["journal"][0]["body"]


async def test_a_dropped_callback_never_arrives(stand: Any) -> None:
    await stand.fault("callback_drop", endpoint="deposited")
    order_id = await stand.paid()
    assert await stand.deliver() == 0
    assert (await stand.status(order_id))["orderStatus"] == 2


async def test_a_duplicated_callback_arrives_n_times_more(stand: Any) -> None:
    await stand.fault("callback_duplicate", n=2)
    await stand.paid()
    assert await stand.deliver() == 3
    assert stand.shop.callbacks[0] == stand.shop.callbacks[1] == stand.shop.callbacks[2]


async def test_a_delayed_callback_comes_later(stand: Any) -> None:
    await stand.fault("callback_delay", seconds=90)
    await stand.paid()
    assert await stand.deliver() == 0
    stand.clock.advance(90)
    assert await stand.deliver() == 1


async def test_a_reordered_callback_comes_after_the_next_one(stand: Any) -> None:
    await stand.fault("callback_reorder", endpoint="deposited", count=1)
    order_id = await stand.paid()
    assert await stand.deliver() == 0
    await stand.call("refund", orderId=order_id, amount="0")
    await stand.deliver()
    await stand.deliver()
    assert stand.shop.said == [("refunded", "1"), ("deposited", "1")]


async def test_a_reordered_callback_without_a_next_one_arrives_late(stand: Any) -> None:
    await stand.fault("callback_reorder", count=1)
    await stand.paid()
    stand.clock.advance(60)
    assert await stand.deliver() == 1


async def test_a_wrong_and_a_missing_checksum(stand: Any) -> None:
    await stand.fault("callback_bad_checksum", count=1)
    await stand.paid("1")
    await stand.fault("callback_missing_checksum", count=1)
    await stand.paid("2")
    await stand.deliver()
    wrong, missing = stand.shop.callbacks
    assert not checksum_fits(wrong)
    assert "checksum" not in missing


async def test_a_new_parameter_is_part_of_the_checksum(stand: Any) -> None:
    await stand.fault("callback_extra_param")
    await stand.paid()
    await stand.deliver()
    assert stand.shop.callbacks[0]["sandboxNewParam"] == "новое значение; 1"
    assert checksum_fits(stand.shop.callbacks[0])


async def test_a_callback_of_another_order_may_arrive_first(stand: Any) -> None:
    await stand.fault("callback_unknown_order", count=1)
    order_id = await stand.paid()
    await stand.deliver()
    stranger, own = stand.shop.callbacks
    assert stranger["mdOrder"] != order_id
    assert own["mdOrder"] == order_id
    assert checksum_fits(stranger)


async def test_a_failure_may_be_reported_before_the_success(stand: Any) -> None:
    await stand.fault("callback_zero_first")
    await stand.paid()
    await stand.deliver()
    assert stand.shop.said == [("deposited", "0"), ("deposited", "1")]


async def test_a_callback_may_come_before_the_registration_is_answered(stand: Any) -> None:
    await stand.fault("callback_before_register")
    order_id = await stand.register()
    assert [callback["mdOrder"] for callback in stand.shop.callbacks] == [order_id]


@pytest.mark.parametrize(("order", "arrived"), [("before", 1), ("parallel", 0), ("after", 0)])
async def test_the_browser_and_the_callback_arrive_in_the_chosen_order(stand: Any, order: str, arrived: int) -> None:
    stand.bank.settings.callback_order = order
    order_id = await stand.register()
    answer = await stand.type_card(order_id)
    assert answer.status_code == 303
    assert len(stand.shop.callbacks) == arrived
    await stand.deliver()
    assert len(stand.shop.callbacks) == (0 if order == "after" else 1)
    stand.clock.advance(5)
    await stand.deliver()
    assert len(stand.shop.callbacks) == 1

"""A bank with a clock that stands still and a shop that notes every callback; no network, no background."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from alfabank_sandbox.app import create_app
from alfabank_sandbox.bank import Bank, open_bank
from alfabank_sandbox.clock import ManualClock
from alfabank_sandbox.settings import Settings

START = 1_790_000_000.0
SECRET = "shop-secret"
SHOP = "http://127.0.0.1:8080"
TOKEN = "operator"
CREDENTIALS = {"userName": "mila-api", "password": "p@ss=word&1"}

VISA_3DS = "4111111111111111"
PLAIN = "5555555555555599"
NO_MONEY = "2200000000001168"

MERCHANTS = [
    {
        "login": "mila",
        "password": "p@ss=word&1",
        "api_user": "mila-api",
        "token": "shop-token",
        "callback": {
            "enabled": True,
            "url": f"{SHOP}/callbacks",
            "checksum": "hmac",
            "secret": SECRET,
            "dynamic_allowed": True,
        },
    },
    {"login": "other", "password": "other", "api_user": "other-api"},
    {"login": "fresh", "password": "fresh", "api_user": "fresh-api", "must_change_password": True},
    {"login": "closed", "password": "closed", "api_user": "closed-api", "disabled": True},
    {
        "login": "rsa",
        "password": "rsa",
        "api_user": "rsa-api",
        "callback": {
            "enabled": True,
            "url": f"{SHOP}/rsa",
            "method": "POST",
            "checksum": "rsa",
            "extra_params": ["amount", "maskedPan"],
        },
    },
]


@dataclass
class Shop:
    """The callbacks the shop received, and the answers it gives."""

    answers: list[int | Exception] = field(default_factory=list)
    callbacks: list[dict[str, str]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        text = request.url.query.decode() if request.method == "GET" else request.content.decode()
        self.callbacks.append(dict(parse_qsl(text, keep_blank_values=True)))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer, text="ok")

    @property
    def said(self) -> list[tuple[str, str]]:
        return [(params["operation"], params["status"]) for params in self.callbacks]


@dataclass
class Stand:
    bank: Bank
    clock: ManualClock
    http: httpx.AsyncClient
    shop: Shop

    async def call(self, name: str, **params: Any) -> dict[str, Any]:
        response = await self.http.post(f"/payment/rest/{name}.do", data=CREDENTIALS | params)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    async def register(self, number: str = "100", name: str = "register", **params: Any) -> str:
        answer = await self.call(name, **(ORDER | {"orderNumber": number} | params))
        assert "errorCode" not in answer, answer
        return str(answer["orderId"])

    async def status(self, order_id: str) -> dict[str, Any]:
        return await self.call("getOrderStatusExtended", orderId=order_id)

    async def admin(self, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        return await self.http.request(method, f"/__sandbox/{path}", json=body, headers=headers)

    async def fault(self, kind: str, **settings: Any) -> None:
        response = await self.admin("POST", "faults", {"kind": kind, **settings})
        assert response.status_code == 201, response.text

    async def pay(self, order_id: str, card: str = PLAIN, **more: Any) -> dict[str, Any]:
        response = await self.admin("POST", f"orders/{order_id}/pay", {"card": card, **more})
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()["status"]
        return answer

    async def paid(self, number: str = "100", **params: Any) -> str:
        order_id = await self.register(number, **params)
        assert (await self.pay(order_id))["orderStatus"] in {1, 2}
        return order_id

    async def deliver(self) -> int:
        return await self.bank.courier.deliver_due()

    def page(self, order_id: str) -> str:
        return f"/payment/merchants/mila/payment_ru.html?mdOrder={order_id}"

    async def type_card(self, order_id: str, pan: str = PLAIN, **fields: str) -> httpx.Response:
        form = {"pan": pan, "expiry": "12/34", "cvc": "123", "holder": "", "email": ""} | fields
        return await self.http.post(self.page(order_id), data=form)


ORDER = {"amount": "150000", "currency": "643", "returnUrl": f"{SHOP}/return", "failUrl": f"{SHOP}/fail?visit=1"}


def basket(amount: int = 150000, **item: Any) -> dict[str, Any]:
    position = {
        "positionId": "1",
        "name": "Консультация",
        "quantity": {"value": 1, "measure": "0"},
        "itemPrice": amount,
        "itemAmount": amount,
        "itemCode": "visit",
        "tax": {"taxType": 0, "taxSum": 0},
        "itemAttributes": {"attributes": [{"name": "paymentObject", "value": "4"}]},
    }
    return {"customerDetails": {"email": "a@example.org"}, "cartItems": {"items": [position | item]}}


@pytest.fixture
def make_basket() -> Callable[..., dict[str, Any]]:
    return basket


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    merchants = tmp_path / "merchants.json"
    merchants.write_text(json.dumps(MERCHANTS), "utf-8")
    return Settings(
        public_url="http://bank.localhost:8091/",
        state_dir=tmp_path / "state",
        merchants_file=merchants,
        admin_token=TOKEN,
    )


@pytest.fixture
async def stand(settings: Settings) -> AsyncIterator[Stand]:
    shop, clock = Shop(), ManualClock(START)
    bank = open_bank(settings, clock=clock, transport=httpx.MockTransport(shop))
    transport = httpx.ASGITransport(create_app(bank))
    async with httpx.AsyncClient(transport=transport, base_url="http://bank.localhost:8091") as http:
        yield Stand(bank, clock, http, shop)
    bank.store.close()

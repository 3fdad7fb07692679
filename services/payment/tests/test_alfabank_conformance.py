"""Our adapter and our actions against the sandbox of the bank: another program, over its real wire protocol.

The sandbox is started as it runs everywhere, by its own command and environment; its operator switches on the faults.
"""

import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qsl
from uuid import UUID, uuid4

import httpx
import pytest
from common.testing import Client, Deliver, MakeClient, Recorded, RunJob, TestClock, eventually
from contracts.booking import BookingCancelled, BookingCreated, BookingExpired
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from contracts.values import CancelledBy, VisitType
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from payment.domain import Snapshot, Verdict, classify
from payment.errors import BankRefused, BankSilent
from payment.gateways import Basket, Registered, Registration
from payment.gateways.alfabank import AlfaBank
from payment.gateways.alfabank.adapter import WITHOUT_AMOUNTS
from payment.jobs import handle_callbacks, make_refunds, poll_bank
from payment.settings import Settings

PRICE = 150_000
SECRET = "callback-secret"
PASSWORD = "p@ss=word&1"
TIMEOUT_SECONDS = 30

WITHOUT_CODE = "5555555555555599"
WITH_CODE = "4111111111111111"
NO_MONEY = "2200000000001168"
TIMED_OUT_BUT_CHARGED = "2200000001510191"
REFUND_BLOCKED_FOR_A_MINUTE = "2200000000011209"
RIGHT_CODE = "12345678"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass(frozen=True)
class Sandbox:
    """The bank's sandbox, and what its operator can do."""

    url: str
    operator: httpx.Client

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.operator.request(method, f"/__sandbox/{path}", json=body)
        assert answer.is_success, answer.text
        return answer.json() if answer.content else None

    def pay(self, order_id: str, card: str = WITHOUT_CODE, code: str | None = None) -> dict[str, Any]:
        """The payer types a card (and a code); the order as the bank sees it then."""
        paid: dict[str, Any] = self("POST", f"orders/{order_id}/pay", {"card": card, "code": code})["status"]
        return paid

    def fault(self, kind: str, **more: Any) -> None:
        self("POST", "faults", {"kind": kind, **more})

    def advance(self, by: timedelta) -> None:
        self("POST", "clock", {"advance": by.total_seconds()})

    def orders(self) -> list[dict[str, Any]]:
        """What is registered, newest first."""
        found: list[dict[str, Any]] = self("GET", "orders")
        return found

    @property
    def only(self) -> str:
        """The bank's id of the one order there is."""
        (order,) = self.orders()
        return order_id(order)


def order_id(order: dict[str, Any]) -> str:
    return str(order["attributes"][0]["value"])


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    assert process.poll() is None, "the sandbox ended"
    try:
        return httpx.get(f"{url}/readyz", trust_env=False).is_success
    except httpx.TransportError:
        return False


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    folder, port = tmp_path_factory.mktemp("bank"), free_port()
    callback = {"enabled": True, "checksum": "hmac", "secret": SECRET, "dynamic_allowed": True}
    shop = {"login": "mila", "password": PASSWORD, "api_user": "mila-api", "callback": callback}
    (folder / "merchants.json").write_text(json.dumps([shop]), "utf-8")
    url = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "ALFABANK_SANDBOX_PORT": str(port),
        "ALFABANK_SANDBOX_PUBLIC_URL": url,
        "ALFABANK_SANDBOX_STATE_DIR": str(folder / "state"),
        "ALFABANK_SANDBOX_MERCHANTS_FILE": str(folder / "merchants.json"),
        "ALFABANK_SANDBOX_ADMIN_TOKEN": "operator",
    }
    process = subprocess.Popen([sys.executable, "-m", "alfabank_sandbox"], env=environment)
    pause, deadline = threading.Event(), time.monotonic() + TIMEOUT_SECONDS
    while not _answers(url, process):
        assert time.monotonic() < deadline, "the sandbox does not answer"
        pause.wait(0.05)
    headers = {"Authorization": "Bearer operator"}
    with httpx.Client(base_url=url, headers=headers, timeout=TIMEOUT_SECONDS, trust_env=False) as operator:
        yield Sandbox(url, operator)
    process.send_signal(signal.SIGTERM)
    process.wait(TIMEOUT_SECONDS)


@pytest.fixture
def sandbox(program: Sandbox) -> Sandbox:
    """The sandbox, empty, without faults, at the machine's own time."""
    program("POST", "reset")
    program("DELETE", "faults")
    return program


class Listener(HTTPServer):
    """A server of a few lines on a thread of its own: notes what was asked and always answers the same."""

    def __init__(self, answer: bytes = b"", tls: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.received: list[str] = []
        self.answer = answer
        if tls:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    @contextmanager
    def listening(self) -> Iterator[Self]:
        with self:
            thread = threading.Thread(target=self.serve_forever, args=(0.05,))
            thread.start()
            yield self
            self.shutdown()
            thread.join()


class Asked(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.received.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        self.wfile.write(self.server.answer)

    do_POST = do_GET  # noqa: N815 - the name the server looks for

    def log_message(self, *_: object) -> None:
        pass


@dataclass(frozen=True)
class Shop:
    """Where the bank's calls of one test arrive."""

    listener: Listener
    path: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.server_port}{self.path}"

    @property
    def received(self) -> list[str]:
        """The query strings of the calls, in order."""
        asked = (asked.partition("?") for asked in self.listener.received)
        return [query for path, _, query in asked if path == self.path]


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener().listening() as made:
        yield made


@pytest.fixture
def shop(listener: Listener) -> Shop:
    return Shop(listener, f"/{uuid4().hex}/callbacks/alfabank")


@pytest.fixture
def extra_settings(sandbox: Sandbox, shop: Shop) -> dict[str, Any]:
    return {
        "alfabank_url": f"{sandbox.url}/payment/rest/",
        "alfabank_public_url": sandbox.url,
        "alfabank_password": PASSWORD,
        "alfabank_callback_secret": SECRET,
        "callback_url": shop.url,
    }


@pytest.fixture
def resources() -> None:
    """None: the service opens its real gateway."""
    return


@pytest.fixture
def adapter(context: Any) -> AlfaBank:
    """The gateway that the service opened."""
    bank: AlfaBank = context.resources
    assert isinstance(bank, AlfaBank)
    return bank


def order(number: str = "order-1", session: timedelta = timedelta(minutes=14)) -> Registration:
    basket = Basket("Прием врача-терапевта первичный", "B01.047.001", "payer@mail.example")
    return Registration(number, PRICE, "http://localhost:8080/booking/1/result", session, "Консультация врача", basket)


async def test_r105_receipts_of_a_payment_and_of_a_refund_become_papers_with_a_page(
    adapter: AlfaBank, sandbox: Sandbox
) -> None:
    registered = await paid_order(adapter, sandbox)
    (young,) = await adapter.receipts(bank_order_id=registered.bank_order_id)
    assert (young.kind, young.state, young.url) == ("payment", "sent", None)
    await adapter.refund(
        bank_order_id=registered.bank_order_id, amount_kopecks=PRICE, refund_id=uuid4(), deposited_kopecks=PRICE
    )
    sandbox.advance(timedelta(seconds=10))
    sale, refund = await adapter.receipts(bank_order_id=registered.bank_order_id)
    assert (sale.bank_receipt_id, sale.state) == (young.bank_receipt_id, "delivered")
    assert (refund.kind, refund.state) == ("refund", "delivered")
    for paper in (sale, refund):
        assert paper.document_number
        assert paper.issued_at
        assert str(paper.url).startswith("https://")


async def paid_order(adapter: AlfaBank, sandbox: Sandbox, card: str = WITHOUT_CODE) -> Registered:
    registered = await adapter.register(order())
    sandbox.pay(registered.bank_order_id, card)
    return registered


# The adapter alone.


async def test_an_order_is_registered_paid_and_read_by_either_name(adapter: AlfaBank, sandbox: Sandbox) -> None:
    registered = await adapter.register(order())
    assert registered.form_url.startswith(f"{sandbox.url}/payment/")
    fresh = await adapter.status(order_number="order-1")
    assert classify(fresh) is Verdict.CREATED
    sandbox.pay(registered.bank_order_id)
    by_id = await adapter.status(bank_order_id=registered.bank_order_id)
    assert by_id == await adapter.status(order_number="order-1")
    assert classify(by_id) is Verdict.PAID
    assert by_id == Snapshot(
        bank_order_id=registered.bank_order_id,
        order_number="order-1",
        order_status=2,
        action_code=0,
        amount_kopecks=PRICE,
        currency="643",
        approved_kopecks=PRICE,
        deposited_kopecks=PRICE,
    )


async def test_a_number_is_registered_once(adapter: AlfaBank, sandbox: Sandbox) -> None:
    await adapter.register(order())
    with pytest.raises(BankRefused) as refused:
        await adapter.register(order())
    assert refused.value.error_code == 1


async def test_the_session_we_ask_for_is_the_one_kept(adapter: AlfaBank, sandbox: Sandbox) -> None:
    registered = await adapter.register(order(session=timedelta(minutes=5)))
    sandbox.advance(timedelta(minutes=4, seconds=50))
    assert classify(await adapter.status(bank_order_id=registered.bank_order_id)) is Verdict.CREATED
    sandbox.advance(timedelta(seconds=15))
    assert classify(await adapter.status(bank_order_id=registered.bank_order_id)) is Verdict.EXPIRED


async def test_an_unpaid_order_can_be_declined_and_a_paid_one_not(adapter: AlfaBank, sandbox: Sandbox) -> None:
    unpaid = await adapter.register(order("order-2"))
    await adapter.decline(bank_order_id=unpaid.bank_order_id, order_number="order-2")
    assert classify(await adapter.status(order_number="order-2")) is Verdict.DECLINED
    paid = await paid_order(adapter, sandbox)
    with pytest.raises(BankRefused) as refused:
        await adapter.decline(bank_order_id=paid.bank_order_id, order_number="order-1")
    assert refused.value.error_code == 7


async def test_a_refund_repeated_with_its_id_is_made_once(adapter: AlfaBank, sandbox: Sandbox) -> None:
    paid, refund_id = await paid_order(adapter, sandbox), uuid4()
    for _ in range(2):
        await adapter.refund(
            bank_order_id=paid.bank_order_id, amount_kopecks=PRICE, refund_id=refund_id, deposited_kopecks=PRICE
        )
    snapshot = await adapter.status(bank_order_id=paid.bank_order_id)
    assert classify(snapshot) is Verdict.REFUNDED
    assert (snapshot.deposited_kopecks, snapshot.refunded_kopecks) == (0, PRICE)
    assert [(item.external_refund_id, item.amount_kopecks) for item in snapshot.refunds] == [(str(refund_id), PRICE)]


async def test_a_refund_that_expects_another_deposit_is_refused(adapter: AlfaBank, sandbox: Sandbox) -> None:
    paid = await paid_order(adapter, sandbox)
    with pytest.raises(BankRefused) as refused:
        await adapter.refund(
            bank_order_id=paid.bank_order_id, amount_kopecks=100, refund_id=uuid4(), deposited_kopecks=PRICE - 1
        )
    assert refused.value.error_code == 7


async def test_a_part_that_went_back_is_not_the_whole(adapter: AlfaBank, sandbox: Sandbox) -> None:
    paid = await paid_order(adapter, sandbox)
    sandbox("POST", f"orders/{paid.bank_order_id}/refund-in-cabinet", {"amount": 50_000})
    snapshot = await adapter.status(bank_order_id=paid.bank_order_id)
    assert classify(snapshot) is Verdict.PARTLY_REFUNDED
    assert [(item.external_refund_id, item.amount_kopecks) for item in snapshot.refunds] == [(None, 50_000)]


async def test_an_unknown_order_is_refused(adapter: AlfaBank) -> None:
    with pytest.raises(BankRefused) as refused:
        await adapter.status(bank_order_id=str(uuid4()))
    assert refused.value.error_code == 6


async def test_a_wrong_password_is_refused(settings: Settings) -> None:
    wrong = settings.model_copy(update={"alfabank_user": "nobody"})
    async with AlfaBank(wrong) as bank:
        with pytest.raises(BankRefused) as refused:
            await bank.register(order())
    assert refused.value.error_code == 5


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ({"kind": "http", "status": 500}, BankSilent),
        ({"kind": "http", "status": 404}, BankSilent),
        ({"kind": "reset_before"}, BankSilent),
        ({"kind": "reset_after"}, BankSilent),
        ({"kind": "bad_json"}, BankSilent),
        ({"kind": "system_error"}, BankRefused),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
async def test_silence_and_refusal_are_different_errors(
    adapter: AlfaBank, sandbox: Sandbox, fault: dict[str, Any], trouble: type[Exception]
) -> None:
    sandbox.fault(**fault)
    with pytest.raises(trouble):
        await adapter.status(order_number="order-1")


async def test_a_refusal_with_a_capital_letter_is_one(adapter: AlfaBank, sandbox: Sandbox) -> None:
    sandbox.fault("uppercase_key")
    with pytest.raises(BankRefused) as refused:
        await adapter.status(order_number="unknown")
    assert refused.value.error_code == 6


async def test_a_bank_that_is_not_there_is_silent(settings: Settings) -> None:
    nowhere = settings.model_copy(update={"alfabank_url": f"http://127.0.0.1:{free_port()}/payment/rest/"})
    async with AlfaBank(nowhere) as bank:
        with pytest.raises(BankSilent):
            await bank.register(order())


# The whole service.


@dataclass(frozen=True)
class Payment:
    """A payer on the way through our service."""

    payer: Client
    created: BookingCreated
    clock: TestClock

    @property
    def url(self) -> str:
        return f"/api/payment/orders/{self.created.booking_id}"

    async def begin(self) -> httpx.Response:
        return await self.payer.post(f"{self.url}/checkout")

    async def check(self) -> dict[str, Any]:
        """The order after asking the bank, whenever it was asked last."""
        self.clock.shift(timedelta(seconds=4))
        shown: dict[str, Any] = (await self.payer.post(f"{self.url}/status-check")).json()
        return shown

    def cancelled(self) -> BookingCancelled:
        return BookingCancelled(
            aggregate_id=self.created.booking_id,
            aggregate_version=3,
            booking_id=self.created.booking_id,
            patient_id=self.created.patient_id,
            doctor_id=self.created.doctor_id,
            visit_type=VisitType.ONLINE,
            starts_at=self.clock.now() + timedelta(hours=5),
            cancelled_by=CancelledBy.PATIENT,
            refund_kopecks=PRICE,
        )

    def expired(self) -> BookingExpired:
        return BookingExpired(
            aggregate_id=self.created.booking_id,
            aggregate_version=2,
            booking_id=self.created.booking_id,
            patient_id=self.created.patient_id,
        )


@pytest.fixture
async def payment(as_patient: MakeClient, opened: Any, clock: TestClock, sandbox: Sandbox) -> Payment:
    """An order is open; nothing is registered at the bank."""
    payer = as_patient()
    return Payment(payer, await opened(payer.person_id), clock)


@pytest.fixture
async def started(payment: Payment) -> Payment:
    """The payer was sent to the bank."""
    assert (await payment.begin()).status_code == 200
    return payment


@pytest.fixture
async def paid(started: Payment, sandbox: Sandbox) -> Payment:
    """The payer has paid."""
    sandbox.pay(sandbox.only)
    assert (await started.check())["state"] == "paid"
    return started


async def test_r080_a_payment_is_published_once(
    paid: Payment, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    await paid.check()
    clock.shift(timedelta(days=1, seconds=1))
    await run_job(poll_bank)
    (event,) = await recorded(PaymentConfirmed)
    assert (event.booking_id, event.amount_kopecks) == (paid.created.booking_id, PRICE)


async def test_a_wrong_code_may_be_followed_by_the_right_one(started: Payment, sandbox: Sandbox) -> None:
    sandbox.pay(sandbox.only, WITH_CODE, "00000000")
    shown = await started.check()
    assert (shown["state"], shown["attempt_failure"]) == ("registered", None), "the payer is still asked for the code"
    sandbox.pay(sandbox.only, WITH_CODE, "cancel")
    assert (await started.check())["attempt_failure"] == "confirmation_failed"
    sandbox.pay(sandbox.only, WITH_CODE, RIGHT_CODE)
    shown = await started.check()
    assert (shown["state"], shown["attempt_failure"]) == ("paid", None)


async def test_r089_a_decline_may_be_repeated_until_the_bank_closes(
    started: Payment, sandbox: Sandbox, recorded: Recorded
) -> None:
    for _ in range(2):
        sandbox.pay(sandbox.only, NO_MONEY)
        shown = await started.check()
        assert (shown["state"], shown["attempt_failure"]) == ("registered", "not_enough_money")
        assert shown["form_url"]
    sandbox.pay(sandbox.only, NO_MONEY)
    shown = await started.check()
    assert (shown["state"], shown["form_url"]) == ("failed", None)
    assert len(await recorded(PaymentFailed)) == 1


async def test_the_bank_s_session_ends_before_the_hold(started: Payment, sandbox: Sandbox, recorded: Recorded) -> None:
    sandbox.advance(timedelta(minutes=15))
    shown = await started.check()
    assert (shown["state"], shown["failure"]) == ("failed", "time_over")
    assert [event.failure for event in await recorded(PaymentFailed)] == ["time_over"]


async def test_r074_a_hold_that_ran_out_is_declined_at_the_bank(
    started: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob
) -> None:
    await deliver(started.expired())
    await run_job(poll_bank)
    (at_bank,) = sandbox.orders()
    assert (at_bank["orderStatus"], at_bank["actionCode"]) == (6, 4005)


async def test_a_late_payment_is_published(
    started: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    sandbox.pay(sandbox.only, TIMED_OUT_BUT_CHARGED)
    assert (await started.check())["attempt_failure"] == "bank_unavailable"
    await deliver(started.expired())
    await run_job(poll_bank)
    assert await recorded(PaymentConfirmed) == []
    sandbox.advance(timedelta(seconds=61))
    assert (await started.check())["state"] == "paid"
    assert len(await recorded(PaymentConfirmed)) == 1


async def test_r090_a_refund_goes_back_whole(
    paid: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob, recorded: Recorded
) -> None:
    await deliver(paid.cancelled(), times=2)
    await run_job(make_refunds)
    await run_job(make_refunds)
    assert (await paid.check())["state"] == "refunded"
    assert [event.amount_kopecks for event in await recorded(PaymentRefunded)] == [PRICE]
    (at_bank,) = sandbox.orders()
    (refund,) = at_bank["refunds"]
    assert (refund["amount"], UUID(refund["externalRefundId"]).version) == (PRICE, 5)


async def test_a_refund_refused_now_is_made_later(
    started: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob, clock: TestClock
) -> None:
    sandbox.pay(sandbox.only, REFUND_BLOCKED_FOR_A_MINUTE)
    await started.check()
    await deliver(started.cancelled())
    await run_job(make_refunds)
    assert (await started.check())["state"] == "refunding"
    sandbox.advance(timedelta(seconds=61))
    clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    assert (await started.check())["state"] == "refunded"


async def test_a_refund_whose_answer_was_lost_is_not_made_twice(
    paid: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob, recorded: Recorded, clock: TestClock
) -> None:
    sandbox.fault("reset_after", endpoint="refund.do", count=1)
    await deliver(paid.cancelled())
    await run_job(make_refunds)
    assert (await paid.check())["state"] == "refunding"
    clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    assert (await paid.check())["state"] == "refunded"
    assert len(await recorded(PaymentRefunded)) == 1
    assert len(sandbox.orders()[0]["refunds"]) == 1


async def test_a_registration_whose_answer_was_lost_is_recovered(
    payment: Payment, sandbox: Sandbox, recorded: Recorded
) -> None:
    sandbox.fault("reset_after", endpoint="register.do", count=1)
    lost = await payment.begin()
    assert (lost.status_code, lost.json()["code"]) == (503, "bank_unavailable")
    begun = await payment.begin()
    assert begun.status_code == 200, begun.text
    second, first = sandbox.orders()
    assert (first["orderStatus"], second["orderStatus"]) == (6, 0)
    assert order_id(second) in begun.json()["form_url"]
    sandbox.pay(order_id(second))
    assert (await payment.check())["state"] == "paid"
    assert len(await recorded(PaymentConfirmed)) == 1
    assert await recorded(PaymentFailed) == []


async def test_two_lost_registrations_are_no_end_of_paying(
    payment: Payment, sandbox: Sandbox, recorded: Recorded
) -> None:
    sandbox.fault("reset_after", endpoint="register.do", count=2)
    for _ in range(2):
        assert (await payment.begin()).json()["code"] == "bank_unavailable"
    begun = await payment.begin()
    assert begun.status_code == 200, begun.text
    assert [one["orderStatus"] for one in sandbox.orders()] == [0, 6, 6]
    sandbox.pay(order_id(sandbox.orders()[0]))
    assert (await payment.check())["state"] == "paid"
    assert await recorded(PaymentFailed) == []


@pytest.mark.parametrize("later", [timedelta(minutes=1), timedelta(hours=3), timedelta(days=10)])
async def test_money_after_the_end_is_found_though_the_bank_s_call_was_lost(
    started: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob, recorded: Recorded, later: timedelta
) -> None:
    sandbox.fault("callback_drop")
    await deliver(started.expired())
    await run_job(poll_bank)
    started.clock.shift(later)
    await run_job(poll_bank)
    sandbox("POST", f"orders/{sandbox.only}/late-capture", {"card": WITHOUT_CODE})
    started.clock.shift(timedelta(minutes=11) if later < timedelta(minutes=10) else timedelta(days=1, seconds=1))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1
    await deliver(started.cancelled())
    await run_job(make_refunds)
    assert amounts(sandbox) == (0, PRICE)


def amounts(sandbox: Sandbox) -> tuple[int, int]:
    """What the bank holds of the one order there is, and what it returned."""
    (at_bank,) = sandbox.orders()
    info = at_bank["paymentAmountInfo"]
    return info["depositedAmount"], info["refundedAmount"]


async def test_a_part_returned_in_the_cabinet_leaves_the_rest_owed_and_made(
    paid: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob, recorded: Recorded
) -> None:
    sandbox.fault("system_error", endpoint="refund.do")
    await deliver(paid.cancelled())
    await run_job(make_refunds)
    sandbox("POST", f"orders/{sandbox.only}/refund-in-cabinet", {"amount": 50_000})
    sandbox("DELETE", "faults")
    paid.clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    assert amounts(sandbox) == (0, PRICE)
    shown = await paid.check()
    assert (shown["state"], shown["refunded_kopecks"], shown["owed_kopecks"]) == ("refunded", PRICE, 0)
    assert sum(event.amount_kopecks for event in await recorded(PaymentRefunded)) == PRICE


async def test_a_part_returned_silently_before_the_cancellation_counts(
    paid: Payment, sandbox: Sandbox, deliver: Deliver, run_job: RunJob
) -> None:
    sandbox("POST", f"orders/{sandbox.only}/refund-in-cabinet", {"amount": 30_000, "callback": False})
    await deliver(paid.cancelled())
    await run_job(make_refunds)
    assert amounts(sandbox) == (0, PRICE)
    assert (await paid.check())["state"] == "refunded"


@pytest.mark.parametrize("how", ["reversal", "chargeback"])
async def test_what_the_bank_takes_back_silently_is_seen_within_a_day(
    paid: Payment, sandbox: Sandbox, run_job: RunJob, recorded: Recorded, how: str
) -> None:
    sandbox("POST", f"orders/{sandbox.only}/{how}", {"callback": False})
    paid.clock.shift(timedelta(days=1, seconds=1))
    await run_job(poll_bank)
    (event,) = await recorded(PaymentRefunded)
    assert (event.returned_kopecks, event.paid_kopecks) == (PRICE, PRICE)


async def test_a_bank_that_never_answers_is_silent_in_the_end(
    settings: Settings, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("payment.gateways.alfabank.adapter.LONGEST_SECONDS", 0.3)
    sandbox.fault("hang", endpoint="register.do", count=1)
    async with AlfaBank(settings) as bank:
        with pytest.raises(BankSilent):
            await bank.register(order())


@pytest.mark.parametrize("fault", [{"kind": "http", "status": 500}, {"kind": "system_error"}, {"kind": "bad_json"}])
async def test_a_bank_in_trouble_is_asked_again(payment: Payment, sandbox: Sandbox, fault: dict[str, Any]) -> None:
    sandbox.fault(**fault, endpoint="register.do", count=1)
    refused = await payment.begin()
    assert (refused.status_code, refused.json()["code"]) == (503, "bank_unavailable")
    assert (await payment.begin()).status_code == 200
    newest = order_id(sandbox.orders()[0])
    sandbox.pay(newest)
    sandbox.fault(**fault, endpoint="getOrderStatusExtended.do", count=1)
    assert (await payment.check())["state"] == "registered"
    assert (await payment.check())["state"] == "paid"


async def test_money_of_another_amount_is_not_believed(started: Payment, sandbox: Sandbox, recorded: Recorded) -> None:
    sandbox.fault("amount_mismatch", count=1)
    sandbox.pay(sandbox.only)
    assert (await started.check())["state"] == "registered"
    assert await recorded(PaymentConfirmed) == []
    assert (await started.check())["state"] == "paid", "the bank corrected itself"


async def test_a_status_that_lags_is_waited_for(
    started: Payment, sandbox: Sandbox, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    sandbox.fault("status_lag", seconds=60)
    sandbox.pay(sandbox.only)
    shown = await started.check()
    assert (shown["state"], shown["attempt_failure"]) == ("registered", None)
    sandbox.advance(timedelta(seconds=61))
    clock.shift(timedelta(seconds=61))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1


async def test_a_status_nobody_knows_is_not_final(started: Payment, sandbox: Sandbox, recorded: Recorded) -> None:
    sandbox.fault("unknown_status", count=2)
    sandbox.pay(sandbox.only)
    for _ in range(2):
        assert (await started.check())["state"] == "registered", "amounts alone prove nothing"
    assert await recorded() == []
    assert (await started.check())["state"] == "paid"


async def test_a_status_without_amounts_buys_no_visit_and_is_asked_for_again(
    started: Payment, sandbox: Sandbox, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    before = WITHOUT_AMOUNTS._value.get()
    sandbox.fault("missing_payment_amount_info", count=2)
    sandbox.pay(sandbox.only)
    shown = await started.check()
    assert (shown["state"], shown["bank_silent"]) == ("registered", True)
    clock.shift(timedelta(minutes=1))
    await run_job(poll_bank)
    assert await recorded(PaymentConfirmed) == []
    assert WITHOUT_AMOUNTS._value.get() == before + 2
    clock.shift(timedelta(minutes=1))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1, "the amounts came"


async def test_the_bank_s_own_call_is_genuine_and_has_its_effect(
    api: Client, started: Payment, sandbox: Sandbox, shop: Shop, adapter: AlfaBank, recorded: Recorded, run_job: RunJob
) -> None:
    sandbox.pay(sandbox.only)
    await eventually(lambda: shop.received)
    pairs = parse_qsl(shop.received[0], keep_blank_values=True)
    assert dict(pairs)["mdOrder"] == sandbox.only
    assert adapter.genuine(pairs)
    assert adapter.genuine(pairs[::-1]), "the order of parameters does not matter"
    for spoilt in range(len(pairs)):
        forged = [(name, value + ("0" if at == spoilt else "")) for at, (name, value) in enumerate(pairs)]
        assert not adapter.genuine(forged)
    assert not adapter.genuine([*pairs, ("amount", "1")])
    for _ in range(2):
        assert (await api.get(f"/api/payment/callbacks/alfabank?{shop.received[0]}")).status_code == 200
    await run_job(handle_callbacks)
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1


@pytest.mark.parametrize("fault", ["callback_bad_checksum", "callback_missing_checksum"])
async def test_a_call_with_a_wrong_checksum_has_no_effect(
    api: Client, started: Payment, sandbox: Sandbox, shop: Shop, recorded: Recorded, run_job: RunJob, fault: str
) -> None:
    sandbox.fault(fault)
    sandbox.pay(sandbox.only)
    await eventually(lambda: shop.received)
    assert (await api.get(f"/api/payment/callbacks/alfabank?{shop.received[0]}")).status_code == 200
    await run_job(handle_callbacks)
    assert await recorded(PaymentConfirmed) == []


async def test_a_call_that_never_came_is_healed_by_asking(
    started: Payment, sandbox: Sandbox, shop: Shop, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    sandbox.fault("callback_drop")
    sandbox.pay(sandbox.only)
    clock.shift(timedelta(seconds=16))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1
    assert shop.received == []


# TLS.


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that answers for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / f"{name}.crt", folder / f"{name}.key"
    certificate_file.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    return certificate_file, key_file


@pytest.fixture
def tls_bank(tmp_path: Path) -> Iterator[Listener]:
    """A bank behind TLS that refuses everything with code 7."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(*_certificate(tmp_path, "bank"))
    with Listener(b'{"errorCode": "7"}', tls).listening() as made:
        yield made


def settings_of(settings: Settings, bank: Listener, authority: Path | None) -> Settings:
    url = f"https://127.0.0.1:{bank.server_port}/payment/rest/"
    return settings.model_copy(update={"alfabank_url": url, "alfabank_ca_file": authority})


async def test_a_bank_with_the_right_certificate_is_spoken_to(
    settings: Settings, tls_bank: Listener, tmp_path: Path
) -> None:
    async with AlfaBank(settings_of(settings, tls_bank, tmp_path / "bank.crt")) as bank:
        with pytest.raises(BankRefused):
            await bank.register(order())
    assert tls_bank.received == ["/payment/rest/register.do"]


@pytest.mark.parametrize("trusted", ["the system's", "another"])
async def test_a_bank_with_a_foreign_certificate_receives_nothing(
    settings: Settings, tls_bank: Listener, tmp_path: Path, trusted: str
) -> None:
    authority = _certificate(tmp_path, "another")[0] if trusted == "another" else None
    async with AlfaBank(settings_of(settings, tls_bank, authority)) as bank:
        with pytest.raises(BankSilent):
            await bank.register(order())
    assert tls_bank.received == []

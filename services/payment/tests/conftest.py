"""Orders of one patient, and a bank in memory that answers as a test sets it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from common import clock
from common.errors import Unavailable
from common.service import Service
from common.testing import Client, Deliver, MakeClient, RunJob
from contracts.booking import BookingCancelled, BookingCreated, BookingExpired
from contracts.cards import ContactCard
from contracts.values import CancelledBy, VisitType
from payment import main
from payment.domain import BankReceipt, BankRefund, ReceiptKind, ReceiptState, Snapshot
from payment.errors import BankRefused, BankSilent
from payment.gateways import Registered, Registration
from payment.jobs import handle_callbacks, poll_bank

PRICE = 150_000


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


@pytest.fixture(scope="session")
def default_settings() -> dict[str, Any]:
    return {
        "alfabank_url": "http://bank.test/payment/rest/",
        "alfabank_public_url": "http://bank.test",
        "alfabank_user": "mila-api",
        "alfabank_password": "password",
        "alfabank_callback_secret": "secret",
        "tax_system": 1,
        "tax_type": 0,
        "receipt_email": "receipts@mila.example",
    }


@dataclass
class People:
    """Addresses of payers as identity knows them; ``away``: it does not answer."""

    addresses: dict[UUID, str] = field(default_factory=dict)
    away: bool = False

    async def contact(self, person_id: UUID) -> ContactCard:
        if self.away:
            raise Unavailable
        return ContactCard(email=self.addresses.get(person_id))


class Killed(BaseException):
    """The process ends here."""


@dataclass
class Bank:
    """What the bank holds, and how it misbehaves.

    ``silent`` methods answer nothing after doing their work; the next call of one in ``kills`` ends us after its work;
    until ``speaks`` is set nobody is answered, and ``asked_now`` wait.
    """

    orders: dict[str, Snapshot] = field(default_factory=dict)
    silent: set[str] = field(default_factory=set)
    refusals: dict[str, int] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    registrations: list[Registration] = field(default_factory=list)
    refund_ids: list[str] = field(default_factory=list)
    believes: bool = True
    kills: set[str] = field(default_factory=set)
    speaks: asyncio.Event = field(default_factory=asyncio.Event)
    asked_now: int = 0
    papers: list[BankReceipt] = field(default_factory=list)

    async def _begin(self, method: str) -> None:
        self.calls.append(method)
        self.asked_now += 1
        try:
            await self.speaks.wait()
        finally:
            self.asked_now -= 1
        if method in self.refusals:
            raise BankRefused(self.refusals[method])

    def _end(self, method: str) -> None:
        if method in self.silent:
            raise BankSilent(method)
        if method in self.kills:
            self.kills.remove(method)
            raise Killed(method)

    async def register(self, order: Registration) -> Registered:
        await self._begin("register")
        if any(known.order_number == order.order_number for known in self.orders.values()):
            raise BankRefused(1)
        self.registrations.append(order)
        key = str(uuid4())
        self.orders[key] = Snapshot(key, order.order_number, 0, -100, order.amount_kopecks, "643")
        self._end("register")
        return Registered(key, f"http://bank.test/payment/{key}")

    async def status(self, *, bank_order_id: str | None = None, order_number: str | None = None) -> Snapshot:
        await self._begin("status")
        self._end("status")
        if bank_order_id:
            return self.orders[bank_order_id]
        for known in self.orders.values():
            if known.order_number == order_number:
                return known
        raise BankRefused(6)

    async def decline(self, *, bank_order_id: str, order_number: str) -> None:
        await self._begin("decline")
        known = self.orders[bank_order_id]
        if known.order_status not in (0, 5):
            raise BankRefused(7)
        self.orders[bank_order_id] = replace(known, order_status=6, action_code=4005)
        self._end("decline")

    async def refund(self, *, bank_order_id: str, amount_kopecks: int, refund_id: UUID, deposited_kopecks: int) -> None:
        self.refund_ids.append(str(refund_id))
        await self._begin("refund")
        known = self.orders[bank_order_id]
        if all(item.external_refund_id != str(refund_id) for item in known.refunds):
            if deposited_kopecks != known.deposited_kopecks:
                raise BankRefused(7)
            self.refunded(bank_order_id, amount_kopecks, str(refund_id))
        self._end("refund")

    async def receipts(self, *, bank_order_id: str) -> tuple[BankReceipt, ...]:
        await self._begin("receipts")
        self._end("receipts")
        return tuple(self.papers)

    def paper(self, kind: ReceiptKind, state: ReceiptState, name: str) -> None:
        """The bank has made this fiscal receipt, or it stands differently now."""
        self.papers = [one for one in self.papers if one.bank_receipt_id != name]
        delivered = state is ReceiptState.DELIVERED
        url = f"https://ofd.test/{name}" if delivered else None
        self.papers.append(BankReceipt(name, kind, state, "17" if delivered else None, url=url))

    def genuine(self, parameters: list[tuple[str, str]]) -> bool:
        return self.believes

    def say(self, key: str, **changes: object) -> None:
        """From now on the bank says this of the order."""
        self.orders[key] = replace(self.orders[key], **changes)  # type: ignore[arg-type]  # the test chooses the fields

    def paid(self, key: str) -> None:
        """The payer has paid."""
        amount = self.orders[key].amount_kopecks
        self.say(key, order_status=2, action_code=0, approved_kopecks=amount, deposited_kopecks=amount)

    def refunded(self, key: str, amount: int, refund_id: str | None = None) -> None:
        """Money went back, by us or in the bank's cabinet."""
        known = self.orders[key]
        self.say(
            key,
            order_status=4,
            deposited_kopecks=known.deposited_kopecks - amount,
            refunded_kopecks=known.refunded_kopecks + amount,
            refunds=(*known.refunds, BankRefund(refund_id, amount)),
        )

    @property
    def only(self) -> str:
        """The key of the one order there is."""
        (key,) = self.orders
        return key


@pytest.fixture
def identity() -> People:
    return People()


@pytest.fixture
def bank() -> Bank:
    made = Bank()
    made.speaks.set()
    return made


@pytest.fixture
def resources(bank: Bank) -> Bank:
    return bank


Opened = Callable[..., Awaitable[BookingCreated]]


@pytest.fixture
def opened(deliver: Deliver) -> Opened:
    """``await opened(patient_id)``: a slot is held for fifteen minutes and its order is open."""

    async def make(patient_id: UUID, *, hold: timedelta = timedelta(minutes=15)) -> BookingCreated:
        booking_id = uuid4()
        created = BookingCreated(
            aggregate_id=booking_id,
            booking_id=booking_id,
            patient_id=patient_id,
            doctor_id=uuid4(),
            offering_id=uuid4(),
            price_kopecks=PRICE,
            hold_expires_at=clock.now() + hold,
        )
        await deliver(created)
        return created

    return make


@dataclass
class Purchase:
    """One order on its way through payment, and what the bank and booking may do to it."""

    payer: Client
    created: BookingCreated
    bank: Bank
    deliver: Deliver
    run_job: RunJob
    key: str = ""
    version: int = 1

    @property
    def url(self) -> str:
        return f"/api/payment/orders/{self.created.booking_id}"

    async def begin(self) -> None:
        """The payer goes to the bank's page."""
        answer = await self.payer.post(f"{self.url}/checkout")
        assert answer.status_code == 200, answer.text
        self.key = answer.json()["form_url"].rsplit("/", 1)[1]

    async def pay(self) -> None:
        """The payer pays, and it is known."""
        await self.begin()
        self.bank.paid(self.key)
        await self.ask()

    async def ask(self) -> None:
        """The bank calls, so it is asked about this order."""
        call = {"mdOrder": self.key, "operation": "deposited", "status": "1", "checksum": "X"}
        await self.payer.get("/api/payment/callbacks/alfabank", params=call)
        await self.run_job(handle_callbacks)
        await self.run_job(poll_bank)

    async def expire(self) -> None:
        """The hold ended."""
        await self.deliver(
            BookingExpired(
                aggregate_id=self.created.booking_id,
                aggregate_version=2,
                booking_id=self.created.booking_id,
                patient_id=self.created.patient_id,
            )
        )

    async def cancel(self, refund: int = PRICE) -> None:
        """The visit was cancelled; so much is to go back."""
        self.version += 1
        await self.deliver(
            BookingCancelled(
                aggregate_id=self.created.booking_id,
                aggregate_version=self.version,
                booking_id=self.created.booking_id,
                patient_id=self.created.patient_id,
                doctor_id=self.created.doctor_id,
                visit_type=VisitType.ONLINE,
                starts_at=clock.now() + timedelta(hours=5),
                cancelled_by=CancelledBy.PATIENT,
                refund_kopecks=refund,
            )
        )

    async def shown(self) -> dict[str, Any]:
        """The order as its payer sees it."""
        found: dict[str, Any] = (await self.payer.get(self.url)).json()
        return found

    @property
    def at_bank(self) -> Snapshot:
        return self.bank.orders[self.key]


@pytest.fixture
def purchase(
    as_patient: MakeClient, opened: Opened, bank: Bank, deliver: Deliver, run_job: RunJob
) -> Callable[[], Awaitable[Purchase]]:
    """``await purchase()``: an order that was opened for a payer of its own."""

    async def make() -> Purchase:
        payer = as_patient()
        return Purchase(payer, await opened(payer.person_id), bank, deliver, run_job)

    return make

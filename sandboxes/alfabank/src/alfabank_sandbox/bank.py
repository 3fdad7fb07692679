"""The gateway as one object: its parts, opened together."""

from dataclasses import dataclass

import httpx

from .callbacks import Courier, Outbox, Signer
from .cards import Cards
from .clock import Clock, SandboxClock
from .faults import Faults
from .journal import Journal
from .merchants import Merchant, Merchants
from .orders import Order, OrderBook
from .settings import Settings
from .store import Store


@dataclass(kw_only=True)
class Bank:
    settings: Settings
    store: Store
    clock: Clock
    merchants: Merchants
    cards: Cards
    book: OrderBook
    faults: Faults
    journal: Journal
    outbox: Outbox
    signer: Signer
    courier: Courier

    def merchant_of(self, order: Order) -> Merchant:
        return self.merchants.get(order.merchant)

    def save(self, order: Order) -> None:
        order.changed = self.clock.now()
        self.book.save(order)


def open_bank(
    settings: Settings, *, clock: Clock | None = None, transport: httpx.AsyncBaseTransport | None = None
) -> Bank:
    store = Store(settings.state_dir / "bank.sqlite3")
    clock = clock or SandboxClock(store)
    merchants = Merchants.read(settings.merchants_file)
    faults = Faults(store)
    outbox = Outbox(store, clock, faults)
    signer = Signer(settings.state_dir)
    if merchants.uses_rsa():
        signer.certificate()
    courier = Courier(settings=settings, clock=clock, outbox=outbox, merchants=merchants, signer=signer)
    courier.transport = transport
    return Bank(
        settings=settings,
        store=store,
        clock=clock,
        merchants=merchants,
        cards=Cards.read(settings.cards_file),
        book=OrderBook(store),
        faults=faults,
        journal=Journal(store),
        outbox=outbox,
        signer=signer,
        courier=courier,
    )

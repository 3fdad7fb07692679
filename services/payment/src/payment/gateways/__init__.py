"""What payment calls outside: the bank, behind one interface."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

from payment.domain import BankReceipt, Snapshot


@dataclass(frozen=True)
class Basket:
    """What the fiscal receipt says was bought, by the catalogue's words, and where it is sent. It names nobody else."""

    title: str
    code: str
    email: str


@dataclass(frozen=True)
class Registration:
    """An order to be paid. ``description`` is shown to the payer and kept by the bank: it names nobody."""

    order_number: str
    amount_kopecks: int
    return_url: str
    session: timedelta
    description: str
    basket: Basket


@dataclass(frozen=True)
class Registered:
    """Where the payer goes."""

    bank_order_id: str
    form_url: str


class PaymentGateway(Protocol):
    """An acquiring bank. Every method raises BankRefused (it said no) or BankSilent (what happened is unknown)."""

    async def register(self, order: Registration) -> Registered:
        """The bank expects the payer. BankRefused(1): this number is registered already."""

    async def status(self, *, bank_order_id: str | None = None, order_number: str | None = None) -> Snapshot:
        """The truth about an order, by either name."""

    async def decline(self, *, bank_order_id: str, order_number: str) -> None:
        """An unpaid order can no longer be paid. BankRefused(7): too late, ask for the status."""

    async def refund(self, *, bank_order_id: str, amount_kopecks: int, refund_id: UUID, deposited_kopecks: int) -> None:
        """Money goes back; the same ``refund_id`` again changes nothing. Done only if that much is deposited now."""

    async def receipts(self, *, bank_order_id: str) -> tuple[BankReceipt, ...]:
        """The fiscal receipts of an order's payment and refunds, oldest first; closing ones are left out."""

    def genuine(self, parameters: list[tuple[str, str]]) -> bool:
        """Whether a callback with these parameters was made by the bank."""

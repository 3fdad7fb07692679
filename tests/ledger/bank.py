"""A bank in memory that counts its money itself, so that what it says can be wrong, late or missing."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from common import clock
from payment.domain import BankReceipt, BankRefund, Snapshot
from payment.errors import BankRefused, BankSilent
from payment.gateways import Registered, Registration


class Manner(StrEnum):
    """How the bank answers: properly, not at all, not after it has done its work, a status without sums, or an old one.

    PARTLY: it returns a third of what it is asked to return, and says so.
    """

    WELL = "well"
    DEAF = "deaf"
    MUTE = "mute"
    VAGUE = "vague"
    STALE = "stale"
    PARTLY = "partly"


@dataclass
class Account:
    """One order at the bank, and every kopeck of it. Whatever went back went back one of four ways."""

    key: str
    number: str
    amount: int
    until: datetime
    declined: bool = False
    attempted: bool = False
    captured: int = 0
    by_us: int = 0
    by_hand: int = 0
    reversed: int = 0
    charged_back: int = 0
    refunds: tuple[BankRefund, ...] = ()
    said: Snapshot | None = None

    @property
    def gone(self) -> int:
        return self.by_us + self.by_hand + self.reversed + self.charged_back

    @property
    def left(self) -> int:
        return self.captured - self.gone

    @property
    def open(self) -> bool:
        return not self.captured and not self.declined and clock.now() < self.until

    def snapshot(self) -> Snapshot:
        """What the bank says; a charged back order still shows its deposit, as the real one may."""
        status, action = self._status()
        return Snapshot(
            bank_order_id=self.key,
            order_number=self.number,
            order_status=status,
            action_code=action,
            amount_kopecks=self.amount,
            currency="643",
            approved_kopecks=self.captured,
            deposited_kopecks=self.left + self.charged_back,
            refunded_kopecks=self.by_us + self.by_hand,
            refunds=self.refunds,
            charged_back=self.charged_back > 0,
        )

    def _status(self) -> tuple[int, int]:
        if self.reversed:
            return 3, 0
        if self.captured:
            return (4 if self.by_us + self.by_hand else 2), 0
        if self.declined:
            return 6, 4005
        if clock.now() >= self.until:
            return 6, -2007
        return 0, 51 if self.attempted else -100


@dataclass
class Bank:
    """The acquirer of payment. ``overdrafts`` are refunds of more than there was: none may ever be asked for."""

    manner: Manner = Manner.WELL
    accounts: dict[str, Account] = field(default_factory=dict)
    overdrafts: list[str] = field(default_factory=list)

    async def register(self, order: Registration) -> Registered:
        self._receive("register")
        if any(one.number == order.order_number for one in self.accounts.values()):
            raise BankRefused(1)
        key = str(uuid4())
        until = clock.now() + order.session
        self.accounts[key] = Account(key, order.order_number, order.amount_kopecks, until)
        self._answer("register")
        return Registered(key, f"http://bank.test/payment/{key}")

    async def status(self, *, bank_order_id: str | None = None, order_number: str | None = None) -> Snapshot:
        self._receive("status")
        self._answer("status")
        found = next((one for one in self.accounts.values() if order_number == one.number), None)
        known = self.accounts.get(bank_order_id) if bank_order_id else found
        if known is None:
            raise BankRefused(6)
        if self.manner is Manner.VAGUE:
            raise BankSilent("a status without sums, as the adapter reads it")
        if known.said is None or self.manner is not Manner.STALE:
            known.said = known.snapshot()
        return known.said

    async def decline(self, *, bank_order_id: str, order_number: str) -> None:
        self._receive("decline")
        known = self.accounts[bank_order_id]
        if not known.open:
            raise BankRefused(7)
        known.declined = True
        self._answer("decline")

    async def refund(self, *, bank_order_id: str, amount_kopecks: int, refund_id: UUID, deposited_kopecks: int) -> None:
        self._receive("refund")
        known = self.accounts[bank_order_id]
        if all(item.external_refund_id != str(refund_id) for item in known.refunds):
            if deposited_kopecks != known.snapshot().deposited_kopecks or known.reversed:
                raise BankRefused(7)
            if amount_kopecks > known.left:
                self.overdrafts.append(f"{amount_kopecks} of {known}")
            part = max(1, amount_kopecks // 3) if self.manner is Manner.PARTLY else amount_kopecks
            known.by_us += part
            known.refunds += (BankRefund(str(refund_id), part),)
        self._answer("refund")

    async def receipts(self, *, bank_order_id: str) -> tuple[BankReceipt, ...]:
        self._receive("receipts")
        self._answer("receipts")
        return ()

    def genuine(self, parameters: list[tuple[str, str]]) -> bool:
        return True

    def _receive(self, method: str) -> None:
        if self.manner is Manner.DEAF:
            raise BankSilent(method)

    def _answer(self, method: str) -> None:
        if self.manner is Manner.MUTE:
            raise BankSilent(method)

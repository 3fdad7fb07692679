"""The life of an order and of a refund, and what the bank's answers mean. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID, uuid5

from contracts.values import PaymentFailure

from payment.errors import IllegalTransition

CURRENCY = "643"


class OrderState(StrEnum):
    """State of an order."""

    OPENED = "opened"
    REGISTERED = "registered"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    # Written by versions before migration 0004 only; the same as REFUNDING, and read so.
    REFUND_FAILED = "refund_failed"


class RegistrationState(StrEnum):
    """State of one registration of an order at the bank.

    ASKED: whether the bank knows it is not known. OPEN: it is the order's own. LOST: the bank has it and its page is
    lost, so it is to be closed there. CLOSED: the bank says that nobody can pay it.
    """

    ASKED = "asked"
    OPEN = "open"
    LOST = "lost"
    CLOSED = "closed"


class RefundState(StrEnum):
    """State of a refund. PROMISED: it will be due as soon as money comes. FAILED: as ``refund_failed`` above."""

    PROMISED = "promised"
    DUE = "due"
    DONE = "done"
    FAILED = "failed"


class ReceiptKind(StrEnum):
    """What a fiscal receipt is about."""

    PAYMENT = "payment"
    REFUND = "refund"


class ReceiptState(StrEnum):
    """State of a fiscal receipt: not made yet, on its way to the tax office's operator, delivered, or refused."""

    AWAITED = "awaited"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"


class Verdict(StrEnum):
    """What a bank's status means for us."""

    CREATED = "created"
    IN_PROGRESS = "in_progress"
    HELD = "held"
    PAID = "paid"
    FAILED_ATTEMPT = "failed_attempt"
    EXPIRED = "expired"
    DECLINED = "declined"
    PARTLY_REFUNDED = "partly_refunded"
    REFUNDED = "refunded"
    REVERSED = "reversed"
    UNKNOWN = "unknown"


# Money was taken, whether or not some went back since.
CAPTURED = frozenset({Verdict.PAID, Verdict.PARTLY_REFUNDED, Verdict.REFUNDED})
# Nobody can pay this order any more, unless the processing answers late.
ENDED = frozenset({Verdict.EXPIRED, Verdict.DECLINED, Verdict.REVERSED})
# States that a one-stage order never reaches in the ordinary way: people must look.
UNEXPECTED = frozenset({Verdict.HELD, Verdict.REVERSED, Verdict.UNKNOWN})


@dataclass(frozen=True)
class BankRefund:
    """One refund as the bank lists it."""

    external_refund_id: str | None
    amount_kopecks: int


@dataclass(frozen=True)
class Snapshot:
    """An order as the bank sees it now; money in kopecks, ``currency`` by its three digits.

    ``charged_back``: the issuer took the money back from us by force.
    """

    bank_order_id: str
    order_number: str
    order_status: int
    action_code: int
    amount_kopecks: int
    currency: str
    approved_kopecks: int = 0
    deposited_kopecks: int = 0
    refunded_kopecks: int = 0
    refunds: tuple[BankRefund, ...] = ()
    charged_back: bool = False


@dataclass(frozen=True)
class BankReceipt:
    """A fiscal receipt as the bank reports it; its numbers are known once it is delivered."""

    bank_receipt_id: str
    kind: ReceiptKind
    state: ReceiptState
    document_number: str | None = None
    drive_number: str | None = None
    document_sign: str | None = None
    issued_at: datetime | None = None
    url: str | None = None


# Legal transitions of an order. A payment may come to an order that was given up: booking decides what becomes of it.
TRANSITIONS: dict[OrderState, frozenset[OrderState]] = {
    OrderState.OPENED: frozenset({OrderState.REGISTERED, OrderState.EXPIRED}),
    OrderState.REGISTERED: frozenset({OrderState.PAID, OrderState.FAILED, OrderState.EXPIRED}),
    OrderState.PAID: frozenset({OrderState.REFUNDING, OrderState.REFUNDED}),
    OrderState.FAILED: frozenset({OrderState.PAID}),
    OrderState.EXPIRED: frozenset({OrderState.PAID}),
    OrderState.REFUNDING: frozenset({OrderState.REFUNDED}),
    OrderState.REFUNDED: frozenset({OrderState.REFUNDING}),
    OrderState.REFUND_FAILED: frozenset({OrderState.REFUNDED, OrderState.REFUNDING}),
}
UNPAID = frozenset({OrderState.OPENED, OrderState.REGISTERED, OrderState.FAILED, OrderState.EXPIRED})

NO_ATTEMPT_YET = frozenset({0, -100})
SESSION_OVER = frozenset({-2007, -2014, -2009})
GROUPS: dict[PaymentFailure, frozenset[int]] = {
    PaymentFailure.NOT_ENOUGH_MONEY: frozenset({20, 51, 116}),
    PaymentFailure.CARD_DATA: frozenset({14, 54, 73, 78, 82, 88, 101, 111, 125, 906, 71015}),
    PaymentFailure.CONFIRMATION_FAILED: frozenset(
        {-2006, -2018, -2020, -2022, -2023, -2024, -2025, -2013, 1, 1434, 2016}
    ),
    PaymentFailure.LIMIT: frozenset(
        {-20010, 61, 65, 100, 121, 123, 902, 903, 1112, 1113, 1114, 1115, 1116, 1117, 1118}
    ),
    PaymentFailure.BANK_UNAVAILABLE: frozenset({907, 909, 912, 998, 151018, 151019, -30001}),
    PaymentFailure.TIME_OVER: SESSION_OVER,
    PaymentFailure.CANCELLED: frozenset({4005}),
}


def transition(current: OrderState, wanted: OrderState) -> OrderState:
    """The wanted state. Raises IllegalTransition when it cannot follow the current one."""
    if wanted not in TRANSITIONS[current]:
        raise IllegalTransition(f"{current} → {wanted}")
    return wanted


BY_STATUS = {
    1: Verdict.HELD,
    2: Verdict.PAID,
    3: Verdict.REVERSED,
    5: Verdict.IN_PROGRESS,
    7: Verdict.IN_PROGRESS,
}


def classify(snapshot: Snapshot) -> Verdict:
    """What the bank's status means; 4 is decided by amounts, never by name, and what is unknown is not final."""
    if snapshot.order_status == 0:
        return Verdict.CREATED if snapshot.action_code in NO_ATTEMPT_YET else Verdict.FAILED_ATTEMPT
    if snapshot.order_status == 4:
        whole = snapshot.refunded_kopecks >= snapshot.approved_kopecks > 0
        return Verdict.REFUNDED if whole else Verdict.PARTLY_REFUNDED
    if snapshot.order_status == 6:
        return Verdict.EXPIRED if snapshot.action_code in SESSION_OVER else Verdict.DECLINED
    return BY_STATUS.get(snapshot.order_status, Verdict.UNKNOWN)


def is_captured(snapshot: Snapshot) -> bool:
    """True when the whole amount was taken, whether or not some was returned since."""
    received = snapshot.deposited_kopecks + snapshot.refunded_kopecks
    return classify(snapshot) in CAPTURED and received >= snapshot.amount_kopecks


def returned(snapshot: Snapshot) -> int:
    """Kopecks of a captured order that went back, by whomever: refunded by us or by hand, reversed, charged back."""
    if snapshot.charged_back or classify(snapshot) is Verdict.REVERSED:
        return snapshot.amount_kopecks
    reversed_part = snapshot.amount_kopecks - snapshot.deposited_kopecks if classify(snapshot) is Verdict.PAID else 0
    return min(max(snapshot.refunded_kopecks, reversed_part), snapshot.amount_kopecks)


def next_part(snapshot: Snapshot, promised_kopecks: int) -> int:
    """Kopecks to ask the bank to return now: what is still owed, and never more than it holds."""
    return max(0, min(promised_kopecks - returned(snapshot), snapshot.deposited_kopecks))


def part_id(refund_id: UUID, snapshot: Snapshot, promised_kopecks: int) -> UUID:
    """The ``externalRefundId`` of the next part: the same for the same attempt, another when the rest has changed."""
    return uuid5(refund_id, f"{returned(snapshot)} of {promised_kopecks}")


def is_ours(snapshot: Snapshot, *, order_number: str, amount_kopecks: int) -> bool:
    """True when number, amount and currency are those of our order; anything else is refused and left to people."""
    return (snapshot.order_number, snapshot.amount_kopecks, snapshot.currency) == (
        order_number,
        amount_kopecks,
        CURRENCY,
    )


def failure_group(action_code: int) -> PaymentFailure:
    """The group of failures that a payer is shown (R089)."""
    return next((group for group, codes in GROUPS.items() if action_code in codes), PaymentFailure.OTHER)


SESSION_MARGIN = timedelta(seconds=15)
SHORTEST_SESSION = timedelta(seconds=60)


def bank_session(hold_expires_at: datetime, at: datetime) -> timedelta | None:
    """How long the bank may wait for the payer: a little less than the hold. None: too late to begin."""
    left = hold_expires_at - SESSION_MARGIN - at
    return left if left >= SHORTEST_SESSION else None


CHECK_PAUSES = (15, 15, 30, 60, 60, 120, 120, 300)
LAST_CHECK_PAUSE = 600
GIVE_UP_AFTER = timedelta(minutes=30)
DAILY = timedelta(days=1)
SWEPT_FOR = timedelta(days=30)
# Longer than the longest request to the bank: the one who asks has the row alone until then.
LEASE = timedelta(seconds=40)
# A refund is tried often for about an hour, then RefundFailed is published, then it is tried daily for ever.
REFUND_PAUSES = (10, 30, 60, 120, 300, 600, 1200, 1200)
MOST_REGISTRATIONS = 20


# A receipt takes seconds as a rule and a day and a half at the worst, when the operator is away.
RECEIPT_PAUSES = (5, 10, 15, 30, 60, 300, 900, 3600, 3 * 3600, 6 * 3600, 12 * 3600, 12 * 3600)
RECEIPT_FINAL = frozenset({ReceiptState.DELIVERED, ReceiptState.FAILED})
LONGEST_ITEM_NAME = 100
LONGEST_EMAIL = 40


def receipt_pause(checks: int) -> timedelta | None:
    """The pause before the next question about a receipt; None: people must look."""
    return timedelta(seconds=RECEIPT_PAUSES[checks]) if checks < len(RECEIPT_PAUSES) else None


def check_pause(checks: int) -> timedelta:
    """The pause before the next question to the bank about an order that is still open."""
    return timedelta(seconds=CHECK_PAUSES[checks] if checks < len(CHECK_PAUSES) else LAST_CHECK_PAUSE)


def unpaid_pause(expires_at: datetime, at: datetime, checks: int) -> timedelta | None:
    """The pause before asking again about an order without money, closed or not; None: a month has passed.

    Money may come late: soon after the hold it is looked for often, afterwards daily.
    """
    if at <= expires_at + GIVE_UP_AFTER:
        return check_pause(checks)
    return DAILY if at < expires_at + SWEPT_FOR else None


def paid_pause(paid_at: datetime, at: datetime, *, all_returned: bool) -> timedelta | None:
    """The pause before asking again about a paid order: refunds by hand and chargebacks are looked for daily."""
    return None if all_returned or at >= paid_at + SWEPT_FOR else DAILY


def refund_pause(attempts: int) -> timedelta:
    """The pause after so many refund attempts in vain."""
    return timedelta(seconds=REFUND_PAUSES[attempts - 1]) if attempts <= len(REFUND_PAUSES) else DAILY

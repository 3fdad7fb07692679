"""The payer's side: a card is entered, a code is asked for, money is taken or refused."""

import secrets
from dataclasses import dataclass
from uuid import uuid4

from ..bank import Bank
from ..cards import Card, masked
from ..orders import Challenge, Order, Status, UsedCard
from .receipts import add_receipt

WRONG_CARD_DATA = 71015
SSL_FORBIDDEN = 2003
ACS_REFUSED = -2006


class NotPayable(Exception):
    """The order is paid, expired, declined, or was cancelled meanwhile."""


@dataclass(frozen=True, kw_only=True)
class CardEntry:
    """What the payer typed, already checked for form; it lives no longer than the request."""

    card: Card
    expiration: str
    cvc: str
    holder: str = ""
    email: str = ""


def attempt(bank: Bank, order: Order, entry: CardEntry) -> None:
    if not order.open:
        raise NotPayable
    card = entry.card
    used = UsedCard(
        masked_pan=masked(card.pan),
        expiration=entry.expiration,
        holder=entry.holder,
        system=card.system,
        eci=card.eci,
        capture_after=card.capture_after,
        refund_blocked_for=card.refund_blocked_for,
    )
    order.card, order.challenge = used, None
    order.status = Status.CREATED
    order.email = entry.email or order.email
    if entry.cvc != bank.cards.cvc:
        fail(bank, order, WRONG_CARD_DATA)
    elif card.flow == "decline":
        _decline_by_card(bank, order, card)
    elif card.flow == "challenge" and "FORCE_SSL" not in order.features:
        _challenge(bank, order, used, refused=card.action_code == ACS_REFUSED)
    elif card.flow == "success" and {"FORCE_TDS", "FORCE_FULL_TDS"} & set(order.features):
        fail(bank, order, SSL_FORBIDDEN)
    else:
        take_money(bank, order)


def _decline_by_card(bank: Bank, order: Order, card: Card) -> None:
    if card.capture_after is not None:
        order.late_capture_at = bank.clock.now() + card.capture_after
        order.late_card = order.card
    fail(bank, order, card.action_code or 0)


def _challenge(bank: Bank, order: Order, card: UsedCard, *, refused: bool) -> None:
    order.challenge = Challenge(tx=uuid4().hex, card=card, refused=refused)
    order.status = Status.ACS
    bank.save(order)


def confirm_challenge(bank: Bank, order: Order, code: str) -> bool:
    """True when the question is over, False when the code was wrong and may be tried again."""
    challenge = _running_challenge(bank, order)
    if code == bank.cards.code and not challenge.refused:
        order.card = challenge.card
        take_money(bank, order)
        return True
    challenge.tries += 1
    if challenge.tries < bank.settings.code_tries:
        bank.save(order)
        return False
    fail(bank, order, bank.settings.wrong_code_code)
    return True


def cancel_challenge(bank: Bank, order: Order) -> None:
    _running_challenge(bank, order)
    fail(bank, order, ACS_REFUSED)


def _running_challenge(bank: Bank, order: Order) -> Challenge:
    if order.challenge is None:
        raise NotPayable
    if order.status is Status.DECLINED and bank.faults.take_for("page_late_success", order):
        order.status = Status.ACS
    if order.status is not Status.ACS:
        raise NotPayable
    return order.challenge


def take_money(bank: Bank, order: Order) -> None:
    """The bank has said yes: held for two-stage orders, captured otherwise."""
    now = bank.clock.now()
    order.action_code = 0
    order.approval_code = f"{secrets.randbelow(10**6):06}"
    order.reference = f"{secrets.randbelow(10**12):012}"
    order.authorised_at = now
    order.approved = order.amount
    order.late_capture_at = None
    if lag := bank.faults.take_for("status_lag", order):
        order.visible_at = now + lag.seconds
    if order.preauth:
        order.status = Status.APPROVED
        announce(bank, order, "approved", ok=True)
    else:
        capture(bank, order, order.amount)
    bank.save(order)


def take_late(bank: Bank, order: Order, card: Card) -> None:
    """The payment succeeds late, whatever status the shop saw before."""
    if not (order.open or order.status is Status.DECLINED):
        raise NotPayable
    order.card = UsedCard(masked_pan=masked(card.pan), expiration="203412", system=card.system, eci=card.eci)
    take_money(bank, order)


def capture(bank: Bank, order: Order, amount: int) -> None:
    order.status = Status.DEPOSITED
    order.approved = order.deposited = amount
    order.deposited_at = bank.clock.now()
    add_receipt(bank, order, "sale", amount)
    announce(bank, order, "deposited", ok=True)


def fail(bank: Bank, order: Order, code: int) -> None:
    """A failed attempt is not the end of the order until attempts run out."""
    order.attempts += 1
    exhausted = order.attempts >= bank.settings.attempts
    order.status = Status.DECLINED if exhausted else Status.CREATED
    order.action_code = bank.settings.exhausted_code if exhausted else code
    announce(bank, order, "approved" if order.preauth else "deposited", ok=False)
    bank.save(order)


def announce(bank: Bank, order: Order, operation: str, *, ok: bool, refunded: dict[str, object] | None = None) -> None:
    merchant = bank.merchant_of(order)
    known = {
        "amount": order.amount,
        "approvedAmount": order.approved,
        "depositedAmount": order.deposited,
        "refundedAmount": order.refunded,
        "currency": order.currency,
        "actionCode": order.action_code,
        "maskedPan": order.card.masked_pan if order.card else "",
        "approvalCode": order.approval_code or "",
        "refNum": order.reference or "",
        "clientId": order.client_id or "",
        "ip": order.ip or "",
        "date": round(order.created * 1000),
    }
    extra = {name: known[name] for name in merchant.callback.extra_params if name in known}
    bank.outbox.announce(order, merchant, operation, ok=ok, extra=extra | (refunded or {}))

"""Money that goes back: promised first, then returned in as many parts as it takes, and never twice."""

from dataclasses import dataclass
from uuid import UUID

import structlog
from common.clock import now
from common.events import Postpone
from common.events.outbox import record
from common.metrics import gauge
from contracts.booking import BookingCancelled
from contracts.payment import RefundFailed
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.settlement import absorb, settle_debt
from payment.domain import LEASE, REFUND_PAUSES, RefundState, Snapshot, is_ours, next_part, part_id, refund_pause
from payment.errors import BankRefused, BankSilent
from payment.gateways import PaymentGateway
from payment.models import Order, Refund
from payment.queries import Sessions

log = structlog.get_logger()
OLDEST_DUE = gauge("payment_oldest_refund_due_seconds", "Age of the refund that has been due longest; 0: none is due")


@dataclass(frozen=True)
class Debt:
    """A refund that is being made; others leave it alone for as long as ``LEASE``."""

    refund_id: UUID
    order_id: UUID
    bank_order_id: str
    order_number: str
    amount_kopecks: int
    promised_kopecks: int


async def owe_refund(session: AsyncSession, event: BookingCancelled) -> None:
    """What the cancellation promised is owed, now or as soon as the money comes.

    Promises of several cancellations do not add up: the greatest counts, and never more than the price. Raises
    Postpone while the order itself is still on its way.
    """
    if event.refund_kopecks == 0:
        return
    order = await queries.order_of(session, event.booking_id, lock=True)
    if order is None:
        raise Postpone
    promised = max(order.promised_kopecks, min(event.refund_kopecks, order.amount_kopecks))
    promise = insert(Refund).values(
        order_id=order.order_id,
        amount_kopecks=promised,
        state=RefundState.PROMISED,
        next_attempt_at=now(),
    )
    more = {"amount_kopecks": promise.excluded.amount_kopecks}
    await session.execute(promise.on_conflict_do_update(index_elements=["order_id"], set_=more))
    refund = await queries.refund_of(session, order.order_id)
    order.promised_kopecks = promised
    if order.paid_at is not None:
        settle_debt(order, refund)


async def make_refund(sessions: Sessions, bank: PaymentGateway) -> bool:
    """Makes the refund that has waited longest; False when none is due or the bank is silent."""
    async with sessions.begin() as session:
        due = await queries.refund_to_make(session, now())
        if due is None:
            return False
        debt = _claim(*due)
    snapshot, silent = None, False
    try:
        snapshot = await _return_rest(bank, debt)
    except (BankRefused, BankSilent) as error:
        silent = isinstance(error, BankSilent)
        log.warning("refund_attempt_failed", refund_id=str(debt.refund_id), reason=type(error).__name__)
    async with sessions.begin() as session:
        await _take_in(session, debt, snapshot)
    return not silent


async def measure_refunds(session: AsyncSession) -> None:
    """How long the oldest refund has been due is known to those who watch."""
    oldest = await queries.oldest_refund_due(session)
    OLDEST_DUE.set((now() - oldest).total_seconds() if oldest else 0)


def _claim(refund: Refund, order: Order) -> Debt:
    refund.attempts += 1
    refund.next_attempt_at = now() + LEASE
    # A refund written by the version before has told its order nothing yet.
    order.promised_kopecks = max(order.promised_kopecks, refund.amount_kopecks)
    return Debt(
        refund_id=refund.refund_id,
        order_id=order.order_id,
        bank_order_id=order.bank_order_id or "",
        order_number=order.order_number or "",
        amount_kopecks=order.amount_kopecks,
        promised_kopecks=order.promised_kopecks,
    )


async def _return_rest(bank: PaymentGateway, debt: Debt) -> Snapshot:
    """Asks first: what went back already, by whomever, and an answer that was lost, are not made again."""
    snapshot = await bank.status(bank_order_id=debt.bank_order_id)
    if not is_ours(snapshot, order_number=debt.order_number, amount_kopecks=debt.amount_kopecks):
        return snapshot
    part, name = next_part(snapshot, debt.promised_kopecks), part_id(debt.refund_id, snapshot, debt.promised_kopecks)
    if part == 0 or any(item.external_refund_id == str(name) for item in snapshot.refunds):
        return snapshot
    await bank.refund(
        bank_order_id=debt.bank_order_id,
        amount_kopecks=part,
        refund_id=name,
        deposited_kopecks=snapshot.deposited_kopecks,
    )
    return await bank.status(bank_order_id=debt.bank_order_id)


async def _take_in(session: AsyncSession, debt: Debt, snapshot: Snapshot | None) -> None:
    order = await queries.lock_order(session, debt.order_id)
    refund = await queries.refund_of(session, debt.order_id)
    if snapshot is not None:
        await absorb(session, order, snapshot)
    if refund is None or refund.state is not RefundState.DUE:
        return
    refund.next_attempt_at = now() + refund_pause(refund.attempts)
    if refund.attempts > len(REFUND_PAUSES) and refund.delayed_at is None:
        refund.delayed_at = now()
        await _say_delayed(session, order)


async def _say_delayed(session: AsyncSession, order: Order) -> None:
    order.version += 1
    log.error("refund_delayed", order_id=str(order.order_id))
    await record(
        session,
        RefundFailed(
            aggregate_id=order.order_id,
            aggregate_version=order.version,
            booking_id=order.booking_id,
            patient_id=order.patient_id,
            amount_kopecks=order.promised_kopecks - order.refunded_kopecks,
        ),
    )

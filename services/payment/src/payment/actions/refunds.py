"""Refunds: promised first, then made in as many parts as it takes, and never twice."""

from dataclasses import dataclass
from uuid import UUID

import structlog
from common.clock import now
from common.events import Postpone
from common.metrics import gauge
from contracts.booking import BookingCancelled
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions import events
from payment.actions.settlement import apply_snapshot, settle_debt
from payment.domain import LEASE, REFUND_PAUSES, RefundState, Snapshot, is_ours, next_part, part_id, refund_pause
from payment.errors import BankRefused, BankSilent
from payment.gateways import PaymentGateway
from payment.models import Order, Refund
from payment.queries import Sessions

logger = structlog.get_logger()
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


async def schedule_refund(session: AsyncSession, event: BookingCancelled) -> None:
    """The refund of a cancellation is owed, now or as soon as the payment comes.

    Promises of several cancellations do not add up: the greatest counts, and never more than the price. Raises
    Postpone while the order itself is still on its way.
    """
    if event.refund_kopecks == 0:
        return
    order = await queries.lock_order_of_booking(session, event.booking_id)
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
    refund = await queries.lock_refund(session, order.order_id)
    order.promised_kopecks = promised
    if order.paid_at is not None:
        settle_debt(order, refund)


async def make_refund(sessions: Sessions, bank: PaymentGateway) -> bool:
    """Makes the refund that has waited longest; False when none is due or the bank is silent."""
    async with sessions.begin() as session:
        due = await queries.lock_refund_to_make(session, now())
        if due is None:
            return False
        debt = _claim(*due)
    snapshot, silent = None, False
    try:
        snapshot = await _return_rest(bank, debt)
    except (BankRefused, BankSilent) as error:
        silent = isinstance(error, BankSilent)
        logger.warning("refund_attempt_failed", refund_id=str(debt.refund_id), reason=type(error).__name__)
    async with sessions.begin() as session:
        await _apply_attempt(session, debt, snapshot)
    return not silent


async def measure_refunds(session: AsyncSession) -> None:
    """Sets the gauge of the age of the oldest refund due."""
    oldest = await queries.get_oldest_refund_due(session)
    OLDEST_DUE.set((now() - oldest).total_seconds() if oldest else 0)


def _claim(refund: Refund, order: Order) -> Debt:
    refund.attempts += 1
    refund.next_attempt_at = now() + LEASE
    # A refund written by an older version has not set this yet.
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


async def _apply_attempt(session: AsyncSession, debt: Debt, snapshot: Snapshot | None) -> None:
    order = await queries.lock_order(session, debt.order_id)
    refund = await queries.lock_refund(session, debt.order_id)
    if snapshot is not None:
        await apply_snapshot(session, order, snapshot)
    if refund is None or refund.state is not RefundState.DUE:
        return
    refund.next_attempt_at = now() + refund_pause(refund.attempts)
    if refund.attempts > len(REFUND_PAUSES) and refund.delayed_at is None:
        refund.delayed_at = now()
        await _publish_delay(session, order)


async def _publish_delay(session: AsyncSession, order: Order) -> None:
    order.version += 1
    logger.error("refund_delayed", order_id=str(order.order_id))
    await events.publish_refund_failed(session, order)

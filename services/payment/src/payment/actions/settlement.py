"""Applying the bank's answers. They may come twice, late and out of order: sums only ever grow."""

from datetime import timedelta

import structlog
from common.clock import now
from common.metrics import counter
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions import events
from payment.actions.receipts import expect_receipt
from payment.domain import (
    CAPTURED,
    ENDED,
    UNEXPECTED,
    OrderState,
    ReceiptKind,
    RefundState,
    Snapshot,
    Verdict,
    classify,
    failure_group,
    is_captured,
    is_ours,
    paid_pause,
    returned,
    transition,
    unpaid_pause,
)
from payment.models import Order, Refund

logger = structlog.get_logger()
MISMATCHES = counter("payment_mismatches_total", "Bank orders whose number, amount or currency is not ours")
SETTLED = counter("payment_orders_settled_total", "Orders by what the bank finally said", ("state",))
TAKEN_BACK = counter("payment_taken_back_total", "Paid orders that were reversed or charged back", ("how",))


async def apply_snapshot(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    """Everything the snapshot says that was not known becomes state and events. Fails closed on a foreign order."""
    if not is_ours(snapshot, order_number=order.order_number or "", amount_kopecks=order.amount_kopecks):
        MISMATCHES.inc()
        logger.error("bank_order_mismatch", order_id=str(order.order_id))
        return
    verdict, captured = classify(snapshot), is_captured(snapshot)
    if order.paid_at is None and captured:
        await _apply_payment(session, order)
    if order.paid_at is not None:
        await _apply_return(session, order, snapshot)
    if order.state is OrderState.REGISTERED and verdict in ENDED:
        await _apply_failure(session, order, snapshot)
    if order.state is OrderState.REGISTERED and verdict is Verdict.FAILED_ATTEMPT:
        order.attempt_failure = failure_group(snapshot.action_code)
    if verdict in UNEXPECTED or (verdict in CAPTURED and not captured):
        logger.error("bank_order_unexpected", order_id=str(order.order_id), verdict=verdict)


def pause(order: Order) -> timedelta | None:
    """How long to wait before asking about this order again; None: nothing more can come of it."""
    if order.paid_at is None:
        return unpaid_pause(order.expires_at, now(), order.checks)
    return paid_pause(order.paid_at, now(), all_returned=order.refunded_kopecks == order.amount_kopecks)


def settle_debt(order: Order, refund: Refund | None) -> None:
    """State and refund of a paid order say what is still owed of what was promised; both are locked."""
    owed = order.promised_kopecks - order.refunded_kopecks
    if refund is not None and owed <= 0:
        refund.state, refund.done_at = RefundState.DONE, refund.done_at or now()
    elif refund is not None and refund.state is not RefundState.DUE:
        refund.state, refund.attempts, refund.next_attempt_at, refund.done_at = RefundState.DUE, 0, now(), None
    wanted = _paid_state(order)
    if order.state is not wanted:
        order.state = transition(order.state, wanted)


def _paid_state(order: Order) -> OrderState:
    if order.promised_kopecks > order.refunded_kopecks:
        return OrderState.REFUNDING
    everything = order.promised_kopecks or order.amount_kopecks
    return OrderState.REFUNDED if order.refunded_kopecks >= everything else OrderState.PAID


async def _apply_payment(session: AsyncSession, order: Order) -> None:
    refund = await queries.lock_refund(session, order.order_id)
    late = order.state is not OrderState.REGISTERED
    order.state = transition(order.state, OrderState.PAID)
    order.paid_at, order.failure, order.attempt_failure = now(), None, None
    order.version += 1
    SETTLED.labels("paid_late" if late else "paid").inc()
    expect_receipt(session, order, ReceiptKind.PAYMENT, order.amount_kopecks)
    settle_debt(order, refund)
    logger.info("order_paid", order_id=str(order.order_id), booking_id=str(order.booking_id), late=late)
    await events.publish_confirmed(session, order)


async def _apply_return(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    """Whatever went back since the last look, by whomever, is less to return."""
    in_all = returned(snapshot)
    part = in_all - order.refunded_kopecks
    if part <= 0:
        return
    refund = await queries.lock_refund(session, order.order_id)
    order.refunded_kopecks, order.refunded_at = in_all, now()
    order.version += 1
    settle_debt(order, refund)
    _count_return(session, order, snapshot, part)
    await events.publish_refunded(session, order, part_kopecks=part)


def _count_return(session: AsyncSession, order: Order, snapshot: Snapshot, part: int) -> None:
    """A refund has a receipt; a reversal or a chargeback has none, and people should know of it."""
    SETTLED.labels("refunded" if order.state is OrderState.REFUNDED else "refunded_partly").inc()
    if snapshot.charged_back or classify(snapshot) in (Verdict.REVERSED, Verdict.PAID):
        how = "chargeback" if snapshot.charged_back else "reversal"
        TAKEN_BACK.labels(how).inc()
        logger.error("payment_taken_back", order_id=str(order.order_id), how=how, amount_kopecks=part)
    else:
        expect_receipt(session, order, ReceiptKind.REFUND, part)


async def _apply_failure(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    order.state = transition(order.state, OrderState.FAILED)
    order.failure = failure_group(snapshot.action_code)
    order.version += 1
    SETTLED.labels("failed").inc()
    await events.publish_failed(session, order, order.failure)

"""What a bank's answer changes. It may be absorbed twice, late, and out of order: money only ever grows."""

from datetime import timedelta

import structlog
from common.clock import now
from common.events.outbox import record
from common.metrics import counter
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
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
    stepped,
    unpaid_pause,
)
from payment.models import Order

log = structlog.get_logger()
MISMATCHES = counter("payment_mismatches_total", "Bank orders whose number, amount or currency is not ours")
SETTLED = counter("payment_orders_settled_total", "Orders by what the bank finally said", ("state",))
TAKEN_BACK = counter("payment_taken_back_total", "Paid orders that were reversed or charged back", ("how",))


async def absorb(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    """Everything the snapshot says that was not known becomes state and events. Fails closed on a foreign order."""
    if not is_ours(snapshot, order_number=order.order_number or "", amount_kopecks=order.amount_kopecks):
        MISMATCHES.inc()
        log.error("bank_order_mismatch", order_id=str(order.order_id))
        return
    verdict, captured = classify(snapshot), is_captured(snapshot)
    if order.paid_at is None and captured:
        await _paid(session, order)
    if order.paid_at is not None:
        await _returned(session, order, snapshot)
    if order.state is OrderState.REGISTERED and verdict in ENDED:
        await _failed(session, order, snapshot)
    if order.state is OrderState.REGISTERED and verdict is Verdict.FAILED_ATTEMPT:
        order.attempt_failure = failure_group(snapshot.action_code)
    if verdict in UNEXPECTED or (verdict in CAPTURED and not captured):
        log.error("bank_order_unexpected", order_id=str(order.order_id), verdict=verdict)


def pause(order: Order) -> timedelta | None:
    """How long to wait before asking about this order again; None: nothing more can come of it."""
    if order.paid_at is None:
        return unpaid_pause(order.expires_at, now(), order.checks)
    return paid_pause(order.paid_at, now(), all_returned=order.refunded_kopecks == order.amount_kopecks)


async def settle_debt(session: AsyncSession, order: Order) -> None:
    """State and refund of a paid order say what is still owed of what was promised; both are locked."""
    refund = await queries.refund_of(session, order.order_id)
    owed = order.promised_kopecks - order.refunded_kopecks
    if refund is not None and owed <= 0:
        refund.state, refund.done_at = RefundState.DONE, refund.done_at or now()
    elif refund is not None and refund.state is not RefundState.DUE:
        refund.state, refund.attempts, refund.next_attempt_at, refund.done_at = RefundState.DUE, 0, now(), None
    wanted = _paid_state(order)
    if order.state is not wanted:
        order.state = stepped(order.state, wanted)


def _paid_state(order: Order) -> OrderState:
    if order.promised_kopecks > order.refunded_kopecks:
        return OrderState.REFUNDING
    everything = order.promised_kopecks or order.amount_kopecks
    return OrderState.REFUNDED if order.refunded_kopecks >= everything else OrderState.PAID


async def _paid(session: AsyncSession, order: Order) -> None:
    late = order.state is not OrderState.REGISTERED
    order.state = stepped(order.state, OrderState.PAID)
    order.paid_at, order.failure, order.attempt_failure = now(), None, None
    order.version += 1
    SETTLED.labels("paid_late" if late else "paid").inc()
    expect_receipt(session, order, ReceiptKind.PAYMENT, order.amount_kopecks)
    log.info("order_paid", order_id=str(order.order_id), booking_id=str(order.booking_id), late=late)
    await record(
        session,
        PaymentConfirmed(
            aggregate_id=order.order_id,
            aggregate_version=order.version,
            booking_id=order.booking_id,
            patient_id=order.patient_id,
            amount_kopecks=order.amount_kopecks,
        ),
    )
    await settle_debt(session, order)


async def _returned(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    """Whatever went back since the last look, by whomever, is less to return."""
    in_all = returned(snapshot)
    part = in_all - order.refunded_kopecks
    if part <= 0:
        return
    order.refunded_kopecks, order.refunded_at = in_all, now()
    order.version += 1
    await settle_debt(session, order)
    _note_return(session, order, snapshot, part)
    await record(
        session,
        PaymentRefunded(
            aggregate_id=order.order_id,
            aggregate_version=order.version,
            booking_id=order.booking_id,
            patient_id=order.patient_id,
            amount_kopecks=part,
            returned_kopecks=in_all,
            owed_kopecks=max(0, order.promised_kopecks - in_all),
            paid_kopecks=order.amount_kopecks,
        ),
    )


def _note_return(session: AsyncSession, order: Order, snapshot: Snapshot, part: int) -> None:
    """A refund has a receipt; a reversal or a chargeback has none, and people should know of it."""
    SETTLED.labels("refunded" if order.state is OrderState.REFUNDED else "refunded_partly").inc()
    if snapshot.charged_back or classify(snapshot) in (Verdict.REVERSED, Verdict.PAID):
        how = "chargeback" if snapshot.charged_back else "reversal"
        TAKEN_BACK.labels(how).inc()
        log.error("payment_taken_back", order_id=str(order.order_id), how=how, amount_kopecks=part)
    else:
        expect_receipt(session, order, ReceiptKind.REFUND, part)


async def _failed(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    order.state = stepped(order.state, OrderState.FAILED)
    order.failure = failure_group(snapshot.action_code)
    order.version += 1
    SETTLED.labels("failed").inc()
    await record(
        session,
        PaymentFailed(
            aggregate_id=order.order_id,
            aggregate_version=order.version,
            booking_id=order.booking_id,
            patient_id=order.patient_id,
            failure=order.failure,
        ),
    )

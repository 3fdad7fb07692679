"""The bank's status is the truth: asking for it, and what it changes. Callbacks and returns only make us ask sooner."""

from datetime import timedelta
from uuid import UUID

import structlog
from common.clock import now
from common.events.outbox import record
from common.metrics import counter
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.orders import own_order, view
from payment.actions.receipts import expect_receipt
from payment.domain import (
    CAPTURED,
    GIVE_UP_AFTER,
    UNEXPECTED,
    UNPAID,
    OrderState,
    ReceiptKind,
    Snapshot,
    Verdict,
    check_pause,
    classify,
    failure_group,
    is_ours,
    received,
    stepped,
)
from payment.errors import BankRefused, BankSilent
from payment.gateways import PaymentGateway
from payment.models import Order
from payment.schemas import OrderView

log = structlog.get_logger()
MISMATCHES = counter("payment_mismatches_total", "Bank orders whose number, amount or currency is not ours")
SETTLED = counter("payment_orders_settled_total", "Orders by what the bank finally said", ("state",))
SELDOM = timedelta(seconds=3)
DAILY = timedelta(days=1)
SWEPT_FOR = timedelta(days=30)


async def check_now(session: AsyncSession, bank: PaymentGateway, *, booking_id: UUID, payer_id: UUID) -> OrderView:
    """The order after asking the bank, at most once in three seconds; a silent bank changes nothing."""
    order = await own_order(session, booking_id, payer_id, lock=True)
    asked_lately = order.checked_at is not None and now() - order.checked_at < SELDOM
    if order.bank_order_id and order.state in UNPAID and not asked_lately:
        await settle(session, order, bank)
    return view(order)


async def settle_next(session: AsyncSession, bank: PaymentGateway) -> bool:
    """Asks about the order that has waited longest; False when none is due."""
    order = await queries.order_to_check(session, now())
    if order is not None:
        await settle(session, order, bank)
    return order is not None


async def settle(session: AsyncSession, order: Order, bank: PaymentGateway) -> None:
    """The order is as the bank says, or is asked about again later."""
    order.checked_at, order.checks = now(), order.checks + 1
    order.next_check_at = now() + check_pause(order.checks)
    try:
        if order.decline_due:
            await _decline(order, bank)
        snapshot = await bank.status(bank_order_id=order.bank_order_id)
        order.bank_silent = False
    except (BankRefused, BankSilent) as error:
        order.bank_silent = True
        log.warning("bank_status_unknown", order_id=str(order.order_id), reason=type(error).__name__)
        return
    await absorb(session, order, snapshot)


async def _decline(order: Order, bank: PaymentGateway) -> None:
    """Closes the order at the bank; a refusal means it is decided already, and its status will say how."""
    try:
        await bank.decline(bank_order_id=order.bank_order_id or "", order_number=order.order_number or "")
    except BankRefused as refusal:
        log.info("bank_decline_refused", order_id=str(order.order_id), error_code=refusal.error_code)
    order.decline_due = False


async def absorb(session: AsyncSession, order: Order, snapshot: Snapshot) -> None:
    """Everything the snapshot says that we did not know becomes state and facts. Fails closed on a foreign order."""
    if not is_ours(snapshot, order_number=order.order_number or "", amount_kopecks=order.amount_kopecks):
        MISMATCHES.inc()
        log.error("bank_order_mismatch", order_id=str(order.order_id))
        return
    verdict = classify(snapshot)
    captured = verdict in CAPTURED and received(snapshot) >= order.amount_kopecks
    if order.state in UNPAID and captured:
        await _paid(session, order)
    if order.paid_at is not None and snapshot.refunded_kopecks > order.refunded_kopecks:
        await _refunded(session, order, snapshot.refunded_kopecks)
    if order.state is OrderState.REGISTERED and verdict in (Verdict.EXPIRED, Verdict.DECLINED):
        await _failed(session, order, snapshot)
    if order.state is OrderState.REGISTERED and verdict is Verdict.FAILED_ATTEMPT:
        order.attempt_failure = failure_group(snapshot.action_code)
    if verdict in UNEXPECTED or (verdict in CAPTURED and not captured):
        log.error("bank_order_unexpected", order_id=str(order.order_id), verdict=verdict)
    _plan_next(order, verdict)


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


async def _refunded(session: AsyncSession, order: Order, refunded_kopecks: int) -> None:
    returned = refunded_kopecks - order.refunded_kopecks
    order.refunded_kopecks, order.refunded_at = refunded_kopecks, now()
    order.version += 1
    if order.state in (OrderState.REFUNDING, OrderState.REFUND_FAILED) or refunded_kopecks == order.amount_kopecks:
        order.state = stepped(order.state, OrderState.REFUNDED)
    expect_receipt(session, order, ReceiptKind.REFUND, returned)
    SETTLED.labels("refunded").inc()
    await record(
        session,
        PaymentRefunded(
            aggregate_id=order.order_id,
            aggregate_version=order.version,
            booking_id=order.booking_id,
            patient_id=order.patient_id,
            amount_kopecks=returned,
        ),
    )


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


def _plan_next(order: Order, verdict: Verdict) -> None:
    """Open orders are asked about till well after their session; paid ones daily, for refunds made in the cabinet."""
    if order.paid_at is not None:
        swept = order.state is not OrderState.REFUNDED and now() - order.paid_at < SWEPT_FOR
        order.next_check_at = now() + DAILY if swept else None
    elif verdict in (Verdict.EXPIRED, Verdict.DECLINED) or now() > order.expires_at + GIVE_UP_AFTER:
        order.next_check_at = None

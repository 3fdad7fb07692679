"""Money that goes back: owed first, then made, as often as it takes and never twice."""

import structlog
from common.clock import now
from common.events.handlers import Postpone
from common.events.outbox import record
from contracts.booking import BookingCancelled
from contracts.payment import RefundFailed
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.settlement import absorb
from payment.domain import OrderState, RefundState, refund_pause, stepped
from payment.errors import BankRefused, BankSilent
from payment.gateways import PaymentGateway
from payment.models import Order, Refund

log = structlog.get_logger()


async def owe_refund(session: AsyncSession, event: BookingCancelled) -> None:
    """What the cancellation promised is owed; at most once an order, and never more than was paid."""
    if event.refund_kopecks == 0:
        return
    order = await queries.order_of(session, event.booking_id, lock=True)
    if order is None or order.paid_at is None:
        # Cancelled after payment, so the payment is known to booking and will be known here.
        raise Postpone
    if order.state is not OrderState.PAID:
        return
    order.state = stepped(order.state, OrderState.REFUNDING)
    amount = min(event.refund_kopecks, order.amount_kopecks - order.refunded_kopecks)
    await session.execute(
        insert(Refund)
        .values(order_id=order.order_id, amount_kopecks=amount, state=RefundState.DUE, next_attempt_at=now())
        .on_conflict_do_nothing(index_elements=["order_id"])
    )


async def make_refund(session: AsyncSession, bank: PaymentGateway) -> bool:
    """Makes the refund that has waited longest; False when none is due."""
    due = await queries.refund_to_make(session, now())
    if due is None:
        return False
    refund, order = due
    refund.attempts += 1
    try:
        done = await _attempt(session, bank, refund, order)
    except (BankRefused, BankSilent) as error:
        log.warning("refund_attempt_failed", refund_id=str(refund.refund_id), reason=type(error).__name__)
        done = False
    if done:
        refund.state, refund.done_at = RefundState.DONE, now()
    else:
        await _put_off(session, refund, order)
    return True


async def _attempt(session: AsyncSession, bank: PaymentGateway, refund: Refund, order: Order) -> bool:
    """Asks first, so that a refund whose answer was lost, or one made in the bank's cabinet, is not made again."""
    bank_order_id = order.bank_order_id or ""
    snapshot = await bank.status(bank_order_id=bank_order_id)
    made = any(item.external_refund_id == str(refund.refund_id) for item in snapshot.refunds)
    if not made and snapshot.deposited_kopecks >= refund.amount_kopecks:
        await bank.refund(
            bank_order_id=bank_order_id,
            amount_kopecks=refund.amount_kopecks,
            refund_id=refund.refund_id,
            deposited_kopecks=snapshot.deposited_kopecks,
        )
        snapshot = await bank.status(bank_order_id=bank_order_id)
    await absorb(session, order, snapshot)
    return order.state is OrderState.REFUNDED


async def _put_off(session: AsyncSession, refund: Refund, order: Order) -> None:
    pause = refund_pause(refund.attempts)
    if pause is not None:
        refund.next_attempt_at = now() + pause
        return
    refund.state = RefundState.FAILED
    order.state = stepped(order.state, OrderState.REFUND_FAILED)
    order.version += 1
    log.error("refund_given_up", refund_id=str(refund.refund_id), order_id=str(order.order_id))
    await record(
        session,
        RefundFailed(
            aggregate_id=order.order_id,
            aggregate_version=order.version,
            booking_id=order.booking_id,
            patient_id=order.patient_id,
            amount_kopecks=refund.amount_kopecks,
        ),
    )

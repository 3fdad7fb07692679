"""Events of payment; each carries the version of its order."""

from common.events.outbox import record
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded, RefundFailed
from contracts.values import PaymentFailure
from sqlalchemy.ext.asyncio import AsyncSession

from payment.models import Order


async def publish_confirmed(session: AsyncSession, order: Order) -> None:
    """PaymentConfirmed: the whole amount was taken."""
    event = PaymentConfirmed(
        aggregate_id=order.order_id,
        aggregate_version=order.version,
        booking_id=order.booking_id,
        patient_id=order.patient_id,
        amount_kopecks=order.amount_kopecks,
    )
    await record(session, event)


async def publish_refunded(session: AsyncSession, order: Order, *, part_kopecks: int) -> None:
    """PaymentRefunded: a part of the payment, or all of it, has been returned."""
    event = PaymentRefunded(
        aggregate_id=order.order_id,
        aggregate_version=order.version,
        booking_id=order.booking_id,
        patient_id=order.patient_id,
        amount_kopecks=part_kopecks,
        returned_kopecks=order.refunded_kopecks,
        owed_kopecks=max(0, order.promised_kopecks - order.refunded_kopecks),
        paid_kopecks=order.amount_kopecks,
    )
    await record(session, event)


async def publish_failed(session: AsyncSession, order: Order, failure: PaymentFailure) -> None:
    """PaymentFailed: the bank closed the order without a payment."""
    event = PaymentFailed(
        aggregate_id=order.order_id,
        aggregate_version=order.version,
        booking_id=order.booking_id,
        patient_id=order.patient_id,
        failure=failure,
    )
    await record(session, event)


async def publish_refund_failed(session: AsyncSession, order: Order) -> None:
    """RefundFailed: a refund takes long; people have to look after it."""
    event = RefundFailed(
        aggregate_id=order.order_id,
        aggregate_version=order.version,
        booking_id=order.booking_id,
        patient_id=order.patient_id,
        amount_kopecks=order.promised_kopecks - order.refunded_kopecks,
    )
    await record(session, event)

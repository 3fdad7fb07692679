"""Every SELECT of payment."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from payment.domain import RefundState
from payment.models import Callback, Offering, Order, Receipt, Refund


async def order_of(session: AsyncSession, booking_id: UUID, *, lock: bool = False) -> Order | None:
    """The order of a booking, locked for this transaction when asked."""
    wanted = select(Order).where(Order.booking_id == booking_id)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def order_at_bank(session: AsyncSession, bank_order_id: str) -> Order | None:
    """The order the bank means, locked."""
    return await session.scalar(select(Order).where(Order.bank_order_id == bank_order_id).with_for_update())


async def order_to_check(session: AsyncSession, at: datetime) -> Order | None:
    """The order whose question to the bank has waited longest, locked; others in hand are passed by."""
    due = (
        select(Order)
        .where(Order.next_check_at <= at)
        .order_by(Order.next_check_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return await session.scalar(due)


async def waiting_callbacks(session: AsyncSession, *, most: int) -> Sequence[Callback]:
    """Genuine calls without their effect, oldest first, locked."""
    waiting = (
        select(Callback)
        .where(Callback.handled_at.is_(None))
        .order_by(Callback.received_at)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return (await session.scalars(waiting)).all()


async def refund_to_make(session: AsyncSession, at: datetime) -> tuple[Refund, Order] | None:
    """A refund whose time has come, with its order, both locked."""
    due = (
        select(Refund, Order)
        .join(Order, Order.order_id == Refund.order_id)
        .where(Refund.state == RefundState.DUE, Refund.next_attempt_at <= at)
        .order_by(Refund.next_attempt_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = (await session.execute(due)).one_or_none()
    return (found[0], found[1]) if found else None


async def offering(session: AsyncSession, offering_id: UUID | None) -> Offering | None:
    """What is sold; None while the catalogue's fact is on its way."""
    return await session.get(Offering, offering_id) if offering_id else None


async def receipts_of(session: AsyncSession, order_id: UUID) -> Sequence[Receipt]:
    """The receipts of an order, oldest first."""
    wanted = select(Receipt).where(Receipt.order_id == order_id).order_by(Receipt.receipt_id)
    return (await session.scalars(wanted)).all()


async def receipt_to_follow(session: AsyncSession, at: datetime) -> tuple[Receipt, Order] | None:
    """The receipt whose question to the bank has waited longest, locked, with its order."""
    due = (
        select(Receipt, Order)
        .join(Order, Order.order_id == Receipt.order_id)
        .where(Receipt.next_check_at <= at)
        .order_by(Receipt.next_check_at)
        .limit(1)
        .with_for_update(of=Receipt, skip_locked=True)
    )
    found = (await session.execute(due)).one_or_none()
    return (found[0], found[1]) if found else None

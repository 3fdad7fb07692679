"""Every SELECT of payment."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from payment.domain import RefundState, RegistrationState
from payment.models import Callback, Offering, Order, Receipt, Refund, Registration

# Opens transactions: for actions that call outside between two of them.
Sessions = async_sessionmaker[AsyncSession]


async def get_order_of_booking(session: AsyncSession, booking_id: UUID) -> Order | None:
    """The order of a booking."""
    return await session.scalar(select(Order).where(Order.booking_id == booking_id))


async def lock_order_of_booking(session: AsyncSession, booking_id: UUID) -> Order | None:
    """The order of a booking, locked."""
    return await session.scalar(select(Order).where(Order.booking_id == booking_id).with_for_update())


async def lock_order(session: AsyncSession, order_id: UUID) -> Order:
    """The order, locked."""
    return (await session.scalars(select(Order).where(Order.order_id == order_id).with_for_update())).one()


async def lock_order_at_bank(session: AsyncSession, bank_order_id: str) -> Order | None:
    """The order with this id at the bank, locked."""
    return await session.scalar(select(Order).where(Order.bank_order_id == bank_order_id).with_for_update())


async def lock_registration_of_number(session: AsyncSession, order_number: str) -> Registration | None:
    """The registration with this number, locked."""
    wanted = select(Registration).where(Registration.order_number == order_number)
    return await session.scalar(wanted.with_for_update())


async def lock_order_to_check(session: AsyncSession, at: datetime) -> Order | None:
    """The order whose question to the bank has waited longest, locked; locked ones are skipped."""
    due = (
        select(Order)
        .where(Order.next_check_at <= at)
        .order_by(Order.next_check_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return await session.scalar(due)


async def lock_next_callback(session: AsyncSession) -> Callback | None:
    """The oldest genuine call without its effect, locked."""
    waiting = (
        select(Callback)
        .where(Callback.handled_at.is_(None))
        .order_by(Callback.received_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return await session.scalar(waiting)


async def get_last_registration(session: AsyncSession, order_id: UUID) -> Registration | None:
    """The newest number of an order; its order must be locked."""
    newest = select(Registration).where(Registration.order_id == order_id).order_by(Registration.number.desc())
    return await session.scalar(newest.limit(1))


async def lock_registration(session: AsyncSession, registration_id: UUID) -> Registration:
    """The registration, locked. A caller who locks its order too locks the order first."""
    wanted = select(Registration).where(Registration.registration_id == registration_id)
    return (await session.scalars(wanted.with_for_update())).one()


async def lock_registration_to_check(session: AsyncSession, at: datetime) -> tuple[Registration, Order] | None:
    """The registration that has waited longest, with its order, locked; none whose order is just being registered."""
    due = (
        select(Registration, Order)
        .join(Order, Order.order_id == Registration.order_id)
        .where(Registration.next_check_at <= at)
        .where((Order.claimed_until <= at) | Order.claimed_until.is_(None))
        .order_by(Registration.next_check_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    found = (await session.execute(due)).one_or_none()
    return (found[0], found[1]) if found else None


async def get_open_registration(session: AsyncSession, order_id: UUID) -> Registration | None:
    """The registration by which the bank knows the order now."""
    wanted = select(Registration).where(Registration.order_id == order_id, Registration.state == RegistrationState.OPEN)
    return await session.scalar(wanted)


async def lock_refund(session: AsyncSession, order_id: UUID) -> Refund | None:
    """The refund promised of an order, locked."""
    return await session.scalar(select(Refund).where(Refund.order_id == order_id).with_for_update())


async def is_refund_delayed(session: AsyncSession, order_id: UUID) -> bool:
    """True when RefundFailed was published for a refund that is still due."""
    delayed = select(Refund.refund_id).where(Refund.order_id == order_id, Refund.state == RefundState.DUE)
    return await session.scalar(delayed.where(Refund.delayed_at.is_not(None))) is not None


async def lock_refund_to_make(session: AsyncSession, at: datetime) -> tuple[Refund, Order] | None:
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


async def get_oldest_refund_due(session: AsyncSession) -> datetime | None:
    """When the refund that has been due longest became so."""
    since = func.greatest(Refund.created_at, Order.paid_at)
    due = select(func.min(since)).join(Order, Order.order_id == Refund.order_id).where(Refund.state == RefundState.DUE)
    oldest: datetime | None = await session.scalar(due)
    return oldest


async def delete_callbacks(session: AsyncSession, *, handled_before: datetime, most: int) -> None:
    """Handled calls of the bank older than this are gone, so many at once."""
    old = select(Callback.callback_id).where(Callback.handled_at < handled_before).order_by(Callback.handled_at)
    await session.execute(delete(Callback).where(Callback.callback_id.in_(old.limit(most))))


async def move_orders(session: AsyncSession, *, to: UUID, joined: UUID) -> None:
    """The orders of one person are another's now."""
    await session.execute(update(Order).where(Order.patient_id == joined).values(patient_id=to))


async def get_offering(session: AsyncSession, offering_id: UUID | None) -> Offering | None:
    """The offering that is sold; None while the catalogue's event is on its way."""
    return await session.get(Offering, offering_id) if offering_id else None


async def list_receipts(session: AsyncSession, order_id: UUID) -> Sequence[Receipt]:
    """The receipts of an order, oldest first."""
    wanted = select(Receipt).where(Receipt.order_id == order_id).order_by(Receipt.receipt_id)
    return (await session.scalars(wanted)).all()


async def lock_receipt(session: AsyncSession, receipt_id: UUID) -> Receipt:
    """The receipt, locked."""
    return (await session.scalars(select(Receipt).where(Receipt.receipt_id == receipt_id).with_for_update())).one()


async def lock_receipt_to_check(session: AsyncSession, at: datetime) -> tuple[Receipt, Order] | None:
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

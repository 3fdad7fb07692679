"""Orders are opened with a booking and closed with its hold."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.clock import now
from common.db.joined import note_joined, person_now
from contracts.booking import BookingCreated
from contracts.identity import CabinetsJoined
from contracts.values import PaymentFailure
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.domain import OrderState, transition
from payment.errors import OrderNotFound
from payment.models import JOINED, Order


@dataclass(frozen=True, kw_only=True)
class OrderView:
    """An order as its payer sees it now; ``payment.schemas.OrderRead`` explains the fields."""

    booking_id: UUID
    state: OrderState
    amount_kopecks: int
    refunded_kopecks: int
    owed_kopecks: int
    refund_delayed: bool
    failure: PaymentFailure | None
    attempt_failure: PaymentFailure | None
    expires_at: datetime
    form_url: str | None
    paid_at: datetime | None
    refunded_at: datetime | None
    bank_silent: bool
    server_time: datetime


async def open_order(session: AsyncSession, event: BookingCreated) -> None:
    """The booking can be paid until its hold ends; a booking has one order, however often it is published."""
    await session.execute(
        insert(Order)
        .values(
            booking_id=event.booking_id,
            patient_id=await person_now(session, JOINED, event.patient_id),
            offering_id=event.offering_id,
            state=OrderState.OPENED,
            amount_kopecks=event.price_kopecks,
            expires_at=event.hold_expires_at,
        )
        .on_conflict_do_nothing(index_elements=["booking_id"])
    )


async def close_order(session: AsyncSession, booking_id: UUID) -> None:
    """Nobody is to pay any more. The next check closes the order at the bank; a late payment is still found."""
    order = await queries.lock_order_of_booking(session, booking_id)
    if order is None or order.state not in (OrderState.OPENED, OrderState.REGISTERED):
        return
    registered = order.state is OrderState.REGISTERED
    order.state = transition(order.state, OrderState.EXPIRED)
    order.decline_due = registered
    order.next_check_at = now() if registered else None


async def move_orders(session: AsyncSession, event: CabinetsJoined) -> None:
    """All orders of the joined account belong to the person who stays, those opened later too."""
    stays = await note_joined(session, JOINED, joined=event.joined_person_id, person_id=event.person_id)
    await queries.move_orders(session, to=stays, joined=event.joined_person_id)


async def read_order(session: AsyncSession, booking_id: UUID, payer_id: UUID) -> OrderView:
    """The payer's own order. Raises OrderNotFound for another's or none."""
    order = await own_order(session, booking_id, payer_id)
    return await view(session, order)


async def own_order(session: AsyncSession, booking_id: UUID, payer_id: UUID) -> Order:
    """The order, when it is this person's. Raises OrderNotFound."""
    return _check_payer(await queries.get_order_of_booking(session, booking_id), payer_id)


async def lock_own_order(session: AsyncSession, booking_id: UUID, payer_id: UUID) -> Order:
    """The same, locked."""
    return _check_payer(await queries.lock_order_of_booking(session, booking_id), payer_id)


def _check_payer(order: Order | None, payer_id: UUID) -> Order:
    if order is None or order.patient_id != payer_id:
        raise OrderNotFound
    return order


async def view(session: AsyncSession, order: Order) -> OrderView:
    """The order as it is shown now; the bank's page only while it can still be used."""
    payable = order.state is OrderState.REGISTERED and order.expires_at > now()
    owed = max(0, order.promised_kopecks - order.refunded_kopecks) if order.paid_at else 0
    return OrderView(
        booking_id=order.booking_id,
        state=OrderState.REFUNDING if order.state is OrderState.REFUND_FAILED else order.state,
        amount_kopecks=order.amount_kopecks,
        refunded_kopecks=order.refunded_kopecks,
        owed_kopecks=owed,
        refund_delayed=owed > 0 and await queries.is_refund_delayed(session, order.order_id),
        failure=order.failure,
        attempt_failure=order.attempt_failure,
        expires_at=order.expires_at,
        form_url=order.form_url if payable else None,
        paid_at=order.paid_at,
        refunded_at=order.refunded_at,
        bank_silent=order.bank_silent,
        server_time=now(),
    )

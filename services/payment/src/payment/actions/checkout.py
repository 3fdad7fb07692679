"""Sending the payer to the bank."""

from dataclasses import dataclass
from uuid import UUID

from common.clock import now
from common.identity import IdentityClient
from sqlalchemy.ext.asyncio import AsyncSession

from payment.actions.orders import own_order
from payment.actions.receipts import basket_of
from payment.actions.settlement import absorb
from payment.domain import OrderState, bank_session, check_pause, stepped
from payment.errors import AlreadyPaid, BankRefused, BankSilent, BankUnavailable, OrderClosed
from payment.gateways import Basket, PaymentGateway, Registered, Registration
from payment.models import Order
from payment.schemas import Checkout
from payment.settings import Settings

NUMBER_TAKEN = 1
DESCRIPTION = "Консультация врача в сервисе Mila"


@dataclass(frozen=True)
class Sale:
    """What every registration of an order says beside its number and its time."""

    return_url: str
    basket: Basket


async def begin_checkout(
    session: AsyncSession,
    bank: PaymentGateway,
    *,
    booking_id: UUID,
    payer_id: UUID,
    identity: IdentityClient | None,
    settings: Settings,
) -> Checkout:
    """The bank's page for this order; asked again while it lives, the same page.

    Raises OrderNotFound, AlreadyPaid, OrderClosed (no time left), BankUnavailable.
    """
    order = await own_order(session, booking_id, payer_id, lock=True)
    if order.state not in (OrderState.OPENED, OrderState.REGISTERED):
        raise AlreadyPaid if order.paid_at else OrderClosed
    result_page = f"{settings.patient_origin}/booking/{booking_id}/result"
    if order.form_url is None:
        basket = await basket_of(session, order, identity=identity, receipt_email=settings.receipt_email)
        await _register(session, order, bank, Sale(result_page, basket))
    elif order.expires_at <= now():
        raise OrderClosed
    # No page after all: a lost registration turned out to be paid. A refusal here would undo what was just learnt.
    return Checkout(form_url=order.form_url or result_page, expires_at=order.expires_at)


async def _register(session: AsyncSession, order: Order, bank: PaymentGateway, sale: Sale) -> None:
    registration = _registration(order, sale)
    try:
        registered = await bank.register(registration)
    except BankRefused as refusal:
        if refusal.error_code != NUMBER_TAKEN:
            raise BankUnavailable from refusal
        # An earlier answer was lost on its way: that order's page is lost too, so it is closed and another begun.
        if not await _close_lost(session, order, bank, registration.order_number):
            return
        registered = await _again(order, bank, sale)
    except BankSilent as silence:
        raise BankUnavailable from silence
    _remember(order, registered)


async def _close_lost(session: AsyncSession, order: Order, bank: PaymentGateway, number: str) -> bool:
    """Whether the lost order is closed unpaid; when it turns out to be paid, that is taken in instead."""
    try:
        snapshot = await bank.status(order_number=number)
        order.order_number, order.bank_order_id = number, snapshot.bank_order_id
        order.state = stepped(order.state, OrderState.REGISTERED)
        await absorb(session, order, snapshot)
        if order.paid_at is None:
            await bank.decline(bank_order_id=snapshot.bank_order_id, order_number=number)
            order.state, order.registrations = OrderState.OPENED, order.registrations + 1
    except (BankRefused, BankSilent) as error:
        raise BankUnavailable from error
    return order.paid_at is None


async def _again(order: Order, bank: PaymentGateway, sale: Sale) -> Registered:
    try:
        return await bank.register(_registration(order, sale))
    except (BankRefused, BankSilent) as error:
        raise BankUnavailable from error


def _registration(order: Order, sale: Sale) -> Registration:
    session = bank_session(order.expires_at, now())
    if session is None:
        raise OrderClosed
    order.fiscal = True
    order.order_number = f"{order.order_id.hex}-{order.registrations + 1}"
    return Registration(
        order_number=order.order_number,
        amount_kopecks=order.amount_kopecks,
        return_url=sale.return_url,
        session=session,
        description=DESCRIPTION,
        basket=sale.basket,
    )


def _remember(order: Order, registered: Registered) -> None:
    order.state = stepped(order.state, OrderState.REGISTERED)
    order.bank_order_id, order.form_url = registered.bank_order_id, registered.form_url
    order.registrations += 1
    order.checks, order.next_check_at = 0, now() + check_pause(0)

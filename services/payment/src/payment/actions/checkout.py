"""Checkout: registering an order at the bank and sending the payer there."""

import asyncio
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.clock import now
from common.identity import IdentityClient
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.receipts import Sold, build_basket, describe_sale
from payment.actions.registrations import Sale, register
from payment.domain import LEASE, OrderState, bank_session
from payment.errors import AlreadyPaid, BankUnavailable, OrderClosed, OrderNotFound, OrderNotReady
from payment.gateways import PaymentGateway
from payment.models import Order
from payment.queries import Sessions
from payment.settings import Settings

# Checkouts at the same time wait for the page of the first one, without holding a connection.
LOOK_SECONDS = 0.2
WAIT_SECONDS = 15


@dataclass(frozen=True)
class Checkout:
    """The page where the payer pays, and the last moment to do so."""

    form_url: str
    expires_at: datetime


@dataclass(frozen=True)
class Lease:
    """Nobody else registers this order until then."""

    sold: Sold
    until: datetime


async def start_checkout(
    sessions: Sessions,
    bank: PaymentGateway,
    *,
    booking_id: UUID,
    payer_id: UUID,
    identity: IdentityClient | None,
    settings: Settings,
) -> Checkout:
    """The bank's page for this order; asked again while it lives, the same page.

    Raises OrderNotReady, OrderNotFound, AlreadyPaid, OrderClosed (no time left), BankUnavailable.
    """
    result_page = f"{settings.patient_origin}/booking/{booking_id}/result"
    found = await _page_or_lease(sessions, booking_id, payer_id)
    if isinstance(found, Checkout):
        return found
    silent = True
    try:
        basket = await build_basket(found.sold, identity=identity, receipt_email=settings.receipt_email)
        await register(sessions, bank, Sale(found.sold.order_id, found.sold.amount_kopecks, result_page, basket))
        silent = False
    except OrderClosed:
        silent = False
        raise
    finally:
        await _release(sessions, found, silent=silent)
    async with sessions.begin() as session:
        order = await queries.lock_order(session, found.sold.order_id)
    if order.state not in (OrderState.REGISTERED, OrderState.PAID, OrderState.REFUNDING):
        raise OrderClosed
    # No page after all: a lost registration turned out to be paid.
    return Checkout(form_url=order.form_url or result_page, expires_at=order.expires_at)


async def _page_or_lease(sessions: Sessions, booking_id: UUID, payer_id: UUID) -> Checkout | Lease:
    loop = asyncio.get_running_loop()
    until, waited = loop.time() + WAIT_SECONDS, False
    while loop.time() < until:
        async with sessions.begin() as session:
            order = await _own_order(session, booking_id, payer_id)
            page = _page(order)
            if page is not None:
                return page
            if waited and order.bank_silent:
                raise BankUnavailable
            if order.claimed_until is None or order.claimed_until <= now():
                return await _claim(session, order)
        waited = True
        await asyncio.sleep(LOOK_SECONDS)
    raise BankUnavailable


async def _own_order(session: AsyncSession, booking_id: UUID, payer_id: UUID) -> Order:
    order = await queries.lock_order_of_booking(session, booking_id)
    if order is None:
        raise OrderNotReady
    if order.patient_id != payer_id:
        raise OrderNotFound
    return order


def _page(order: Order) -> Checkout | None:
    """The page the order has; None: it is to be registered first."""
    if order.paid_at is not None:
        raise AlreadyPaid
    if order.state is OrderState.REGISTERED and order.form_url and order.expires_at > now():
        return Checkout(form_url=order.form_url, expires_at=order.expires_at)
    if order.state is not OrderState.OPENED or bank_session(order.expires_at, now()) is None:
        raise OrderClosed
    return None


async def _claim(session: AsyncSession, order: Order) -> Lease:
    order.claimed_until, order.bank_silent = now() + LEASE, False
    return Lease(await describe_sale(session, order), order.claimed_until)


async def _release(sessions: Sessions, lease: Lease, *, silent: bool) -> None:
    async with sessions.begin() as session:
        order = await queries.lock_order(session, lease.sold.order_id)
        if order.claimed_until == lease.until:
            order.claimed_until, order.bank_silent = None, silent

"""Numbers of orders at the bank. Each is stored before the bank is asked, and checked until nobody can pay it.

An answer of ``register.do`` that was lost leaves an order at the bank whose page nobody has: it is closed there, and
the next number is taken. Each answer is committed before the next request.
"""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import structlog
from common.clock import now
from common.metrics import counter
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.polling import close_at_bank
from payment.actions.settlement import MISMATCHES, apply_snapshot
from payment.domain import (
    ENDED,
    LEASE,
    MOST_REGISTRATIONS,
    OrderState,
    RegistrationState,
    Snapshot,
    bank_session,
    check_pause,
    classify,
    is_captured,
    is_ours,
    next_part,
    part_id,
    transition,
    unpaid_pause,
)
from payment.errors import BankRefused, BankSilent, BankUnavailable, OrderClosed
from payment.gateways import Basket, PaymentGateway, Registered
from payment.gateways import Registration as NewOrder
from payment.models import Registration
from payment.queries import Sessions

logger = structlog.get_logger()
DOUBLE_PAYMENTS = counter("payment_double_payments_total", "Orders paid again under a lost number")
NUMBER_TAKEN = 1
NOT_FOUND = 6
DESCRIPTION = "Консультация врача в сервисе Mila"
# No new request to the bank begins after this; the next checkout continues where this one stopped.
BUDGET_SECONDS = 6
MOST_STEPS = 6


@dataclass(frozen=True)
class Sale:
    """What every registration of an order says beside its number and its time."""

    order_id: UUID
    amount_kopecks: int
    return_url: str
    basket: Basket


async def register(sessions: Sessions, bank: PaymentGateway, sale: Sale) -> None:
    """The order has a page at the bank, or turned out to be paid under a number whose answer was lost.

    The caller holds the order's lease. Raises BankUnavailable, OrderClosed.
    """
    loop = asyncio.get_running_loop()
    until = loop.time() + BUDGET_SECONDS
    for _ in range(MOST_STEPS):
        if loop.time() > until:
            break
        async with sessions.begin() as session:
            registration, fresh = await _next_number(session, sale.order_id)
        try:
            known = None if fresh else await _look_up(bank, registration, sale.amount_kopecks)
            if known is None:
                done = await _register(sessions, bank, registration, sale)
            else:
                done = await _resolve(sessions, bank, registration, known)
        except (BankRefused, BankSilent) as error:
            raise BankUnavailable from error
        if done:
            return
    raise BankUnavailable


async def follow_registration(sessions: Sessions, bank: PaymentGateway) -> bool:
    """Checks the lost number that has waited longest; False when none is due or the bank is silent."""
    async with sessions.begin() as session:
        due = await queries.lock_registration_to_check(session, now())
        if due is None:
            return False
        registration, order = due
        registration.checks += 1
        registration.next_check_at = order.claimed_until = lease = now() + LEASE
    silent = False
    try:
        known = await _look_up(bank, registration, order.amount_kopecks)
        if known is not None:
            await _resolve(sessions, bank, registration, known)
    except (BankRefused, BankSilent) as error:
        silent = isinstance(error, BankSilent)
        logger.warning("registration_unknown", order_number=registration.order_number, reason=type(error).__name__)
    async with sessions.begin() as session:
        order = await queries.lock_order(session, order.order_id)
        followed = await queries.lock_registration(session, registration.registration_id)
        if order.claimed_until == lease:
            order.claimed_until = None
        if followed.next_check_at == lease:
            pause = check_pause(followed.checks) if silent else unpaid_pause(order.expires_at, now(), followed.checks)
            followed.next_check_at = now() + pause if pause else None
    return not silent


async def _next_number(session: AsyncSession, order_id: UUID) -> tuple[Registration, bool]:
    """The number whose state at the bank is unknown, or else a fresh one (True)."""
    order = await queries.lock_order(session, order_id)
    last = await queries.get_last_registration(session, order_id)
    if last is not None and last.state in (RegistrationState.ASKED, RegistrationState.LOST):
        last.next_check_at = now() + LEASE
        return last, False
    number = max(order.registrations, last.number if last else 0) + 1
    if number > MOST_REGISTRATIONS:
        logger.error("registrations_used_up", order_id=str(order_id))
        raise BankUnavailable
    fresh = Registration(
        order_id=order_id,
        number=number,
        order_number=f"{order_id.hex}-{number}",
        state=RegistrationState.ASKED,
        next_check_at=now() + LEASE,
    )
    session.add(fresh)
    return fresh, True


async def _look_up(bank: PaymentGateway, registration: Registration, amount_kopecks: int) -> Snapshot | None:
    """The bank's order of this number, or None. One that is not ours counts as a silent bank."""
    try:
        known = await bank.status(order_number=registration.order_number)
    except BankRefused as refusal:
        if refusal.error_code != NOT_FOUND:
            raise
        return None
    ours = is_ours(known, order_number=registration.order_number, amount_kopecks=amount_kopecks)
    if not ours or not known.bank_order_id:
        MISMATCHES.inc()
        logger.error("bank_order_mismatch", order_id=str(registration.order_id))
        raise BankSilent("what the bank says is not about our order")
    return known


async def _register(sessions: Sessions, bank: PaymentGateway, registration: Registration, sale: Sale) -> bool:
    """True: the order has its page now. False: the number is taken, so an answer was lost earlier."""
    async with sessions.begin() as session:
        order = await queries.lock_order(session, registration.order_id)
        left = bank_session(order.expires_at, now())
    if left is None or order.state is not OrderState.OPENED:
        raise OrderClosed
    wanted = NewOrder(
        order_number=registration.order_number,
        amount_kopecks=sale.amount_kopecks,
        return_url=sale.return_url,
        session=left,
        description=DESCRIPTION,
        basket=sale.basket,
    )
    try:
        registered = await bank.register(wanted)
    except BankRefused as refusal:
        if refusal.error_code != NUMBER_TAKEN:
            raise
        return False
    async with sessions.begin() as session:
        await _make_current(session, registration, registered.bank_order_id, registered)
    return True


async def _resolve(sessions: Sessions, bank: PaymentGateway, registration: Registration, snapshot: Snapshot) -> bool:
    """Closes a number found at the bank there, and returns False; one that is paid is applied, and returns True."""
    if is_captured(snapshot):
        await _take_payment(sessions, bank, registration, snapshot)
        return True
    dead = classify(snapshot) in ENDED
    await _save_registration(
        sessions, registration, snapshot, RegistrationState.CLOSED if dead else RegistrationState.LOST
    )
    if not dead:
        # Its status is asked again before the next number is taken: a payment may have been quicker.
        await close_at_bank(bank, bank_order_id=snapshot.bank_order_id, order_number=registration.order_number)
    return False


async def _save_registration(
    sessions: Sessions, registration: Registration, snapshot: Snapshot, state: RegistrationState
) -> None:
    async with sessions.begin() as session:
        known = await queries.lock_registration(session, registration.registration_id)
        known.state, known.bank_order_id = state, snapshot.bank_order_id


async def _take_payment(
    sessions: Sessions, bank: PaymentGateway, registration: Registration, snapshot: Snapshot
) -> None:
    """The payment pays for the order; of an order paid already under another number, all of it goes back."""
    async with sessions.begin() as session:
        order = await queries.lock_order(session, registration.order_id)
        if order.paid_at is None:
            await _make_current(session, registration, snapshot.bank_order_id)
            await apply_snapshot(session, order, snapshot)
    part = next_part(snapshot, order.amount_kopecks)
    if order.bank_order_id != snapshot.bank_order_id and part:
        await _save_registration(sessions, registration, snapshot, RegistrationState.LOST)
        DOUBLE_PAYMENTS.inc()
        logger.error("order_paid_twice", order_id=str(order.order_id), order_number=registration.order_number)
        await bank.refund(
            bank_order_id=snapshot.bank_order_id,
            amount_kopecks=part,
            refund_id=part_id(registration.registration_id, snapshot, order.amount_kopecks),
            deposited_kopecks=snapshot.deposited_kopecks,
        )


async def _make_current(
    session: AsyncSession, registration: Registration, bank_order_id: str, registered: Registered | None = None
) -> None:
    """The order is known at the bank by this number from now on; the one before is lost and will be closed."""
    order = await queries.lock_order(session, registration.order_id)
    before = await queries.get_open_registration(session, order.order_id)
    if before is not None and before.registration_id != registration.registration_id:
        before.state, before.next_check_at = RegistrationState.LOST, now()
        await session.flush()
    adopted = await queries.lock_registration(session, registration.registration_id)
    adopted.state, adopted.bank_order_id, adopted.next_check_at = RegistrationState.OPEN, bank_order_id, None
    order.order_number, order.bank_order_id = adopted.order_number, bank_order_id
    order.form_url = registered.form_url if registered else None
    order.registrations, order.fiscal = adopted.number, True
    order.checks, order.next_check_at = 0, now() + check_pause(0)
    if order.state is OrderState.OPENED:
        order.state = transition(order.state, OrderState.REGISTERED)
    elif registered is not None:
        # The hold ended while the bank was asked: nobody is to pay any more.
        order.decline_due, order.next_check_at = True, now()

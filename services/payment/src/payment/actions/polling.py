"""Asking the bank for the status of an order: claimed and committed, asked without a transaction, applied in another.

Callbacks and returns of the browser only make it ask sooner.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from common.clock import now
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.orders import OrderView, lock_own_order, view
from payment.actions.settlement import apply_snapshot, pause
from payment.domain import LEASE, UNPAID, Snapshot, check_pause
from payment.errors import BankRefused, BankSilent
from payment.gateways import PaymentGateway
from payment.models import Order
from payment.queries import Sessions

logger = structlog.get_logger()
MIN_CHECK_INTERVAL = timedelta(seconds=3)


@dataclass(frozen=True)
class Question:
    """An order that is being asked about until ``until``; others leave it alone so long."""

    order_id: UUID
    bank_order_id: str
    order_number: str
    decline: bool
    until: datetime


@dataclass(frozen=True)
class Answer:
    """The bank's answer. No snapshot: the bank refused the question or, when ``silent``, gave no answer."""

    snapshot: Snapshot | None = None
    declined: bool = False
    silent: bool = False


async def check_order(sessions: Sessions, bank: PaymentGateway, *, booking_id: UUID, payer_id: UUID) -> OrderView:
    """The order after asking the bank, at most once in three seconds; a silent bank changes nothing."""
    async with sessions.begin() as session:
        order = await lock_own_order(session, booking_id, payer_id)
        checked_recently = order.checked_at and now() - order.checked_at < MIN_CHECK_INTERVAL
        if not order.bank_order_id or order.state not in UNPAID or checked_recently:
            return await view(session, order)
        question = _claim(order)
    answer = await _ask(bank, question)
    async with sessions.begin() as session:
        return await view(session, await _apply_answer(session, question, answer))


async def check_next_order(sessions: Sessions, bank: PaymentGateway) -> bool:
    """Asks about the order that has waited longest; False when none is due or the bank is silent."""
    async with sessions.begin() as session:
        order = await queries.lock_order_to_check(session, now())
        if order is None:
            return False
        question = _claim(order)
    answer = await _ask(bank, question)
    async with sessions.begin() as session:
        await _apply_answer(session, question, answer)
    return not answer.silent


def _claim(order: Order) -> Question:
    order.checked_at, order.checks = now(), order.checks + 1
    order.next_check_at = now() + LEASE
    return Question(
        order_id=order.order_id,
        bank_order_id=order.bank_order_id or "",
        order_number=order.order_number or "",
        decline=order.decline_due,
        until=order.next_check_at,
    )


async def _ask(bank: PaymentGateway, question: Question) -> Answer:
    declined = False
    try:
        if question.decline:
            await close_at_bank(bank, bank_order_id=question.bank_order_id, order_number=question.order_number)
            declined = True
        return Answer(await bank.status(bank_order_id=question.bank_order_id), declined)
    except (BankRefused, BankSilent) as error:
        logger.warning("bank_status_unknown", order_id=str(question.order_id), reason=type(error).__name__)
        return Answer(declined=declined, silent=isinstance(error, BankSilent))


async def close_at_bank(bank: PaymentGateway, *, bank_order_id: str, order_number: str) -> None:
    """Nobody can pay the order any more; a refusal means it is decided already, and its status will say how."""
    try:
        await bank.decline(bank_order_id=bank_order_id, order_number=order_number)
    except BankRefused as refusal:
        logger.info("bank_decline_refused", order_number=order_number, error_code=refusal.error_code)


async def _apply_answer(session: AsyncSession, question: Question, answer: Answer) -> Order:
    """The order as the bank says. What changed while it was asked (a callback, another page) stays changed."""
    order = await queries.lock_order(session, question.order_id)
    if order.bank_order_id != question.bank_order_id:
        return order
    order.bank_silent = answer.snapshot is None
    if answer.declined:
        order.decline_due = False
    if answer.snapshot is not None:
        await apply_snapshot(session, order, answer.snapshot)
    if order.next_check_at == question.until:
        wait = check_pause(order.checks) if answer.silent or order.decline_due else pause(order)
        order.next_check_at = now() + wait if wait else None
    return order

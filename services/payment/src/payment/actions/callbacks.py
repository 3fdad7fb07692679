"""Callbacks of the bank. A genuine one is stored and makes us ask the bank soon; a forged one is only counted."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta

import structlog
from common.clock import now
from common.ids import new_id
from common.metrics import counter
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.domain import DAILY
from payment.gateways import PaymentGateway
from payment.models import Callback
from payment.queries import Sessions

logger = structlog.get_logger()
CALLBACKS = counter("payment_callbacks_total", "Calls of the bank, by whether their checksum was right", ("genuine",))
KEPT_FOR = timedelta(days=90)
MOST_AT_ONCE = 10_000
# What is kept of a call; whatever else the bank is set up to send (card masks, addresses) is not for us to keep.
KNOWN = frozenset({"mdOrder", "mdorder", "orderNumber", "operation", "status", "callbackCreationDate"})
Parameters = Sequence[tuple[str, str]]


async def record_callback(session: AsyncSession, bank: PaymentGateway, parameters: Parameters) -> None:
    """A genuine call is one row however often it comes, and hurries each time: two parts of a refund look the same.

    One that is not genuine is only counted.
    """
    pairs = list(parameters)
    genuine = bank.genuine(pairs)
    CALLBACKS.labels(str(genuine).lower()).inc()
    if not genuine:
        logger.warning("callback_not_genuine")
        return
    named = {name: value[:512] for name, value in pairs if name in KNOWN}
    spelled = "\n".join(f"{name}={value}" for name, value in sorted(pairs))
    call = insert(Callback).values(
        callback_id=new_id(),
        fingerprint=hashlib.sha256(spelled.encode()).hexdigest(),
        received_at=now(),
        bank_order_id=(named.get("mdOrder") or named.get("mdorder") or "")[:64] or None,
        operation=named.get("operation", "")[:64] or None,
        genuine=True,
        parameters=named,
    )
    again = {"received_at": call.excluded.received_at, "handled_at": None}
    await session.execute(call.on_conflict_do_update(index_elements=["fingerprint"], set_=again))


async def handle_next_callback(sessions: Sessions) -> bool:
    """The order the oldest waiting call is about is the next to be asked about; False when no call waits."""
    async with sessions.begin() as session:
        callback = await queries.lock_next_callback(session)
        if callback is None:
            return False
        callback.handled_at = now()
        if not await _check_soon(session, callback.bank_order_id or "", str(callback.parameters.get("orderNumber"))):
            logger.warning("callback_for_unknown_order", callback_id=str(callback.callback_id))
    return True


async def prune_callbacks(session: AsyncSession) -> None:
    """Handled calls of the bank are kept for 90 days."""
    await queries.delete_callbacks(session, handled_before=now() - KEPT_FOR, most=MOST_AT_ONCE)


async def _check_soon(session: AsyncSession, bank_order_id: str, order_number: str) -> bool:
    order = await queries.lock_order_at_bank(session, bank_order_id)
    known = order or await queries.lock_registration_of_number(session, order_number)
    if known is not None:
        # Ahead of those whose ordinary turn has come.
        known.next_check_at = now() - DAILY
    return known is not None

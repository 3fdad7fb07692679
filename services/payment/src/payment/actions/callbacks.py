"""What the bank calls about. First a row, then an answer; the effect follows and is always a question to the bank."""

import hashlib
from collections.abc import Sequence

import structlog
from common.clock import now
from common.ids import new_id
from common.metrics import counter
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from payment import queries
from payment.actions.settlement import settle
from payment.gateways import PaymentGateway
from payment.models import Callback

log = structlog.get_logger()
CALLBACKS = counter("payment_callbacks_total", "Calls of the bank, by whether their checksum was right", ("genuine",))
BATCH = 20
Parameters = Sequence[tuple[str, str]]


async def journal_callback(session: AsyncSession, bank: PaymentGateway, parameters: Parameters) -> None:
    """The call is kept as it came; the same call twice is kept once. One that is not genuine has no effect."""
    pairs = list(parameters)
    genuine = bank.genuine(pairs)
    CALLBACKS.labels(str(genuine).lower()).inc()
    named = dict(pairs)
    spelled = "\n".join(f"{name}={value}" for name, value in sorted(pairs))
    await session.execute(
        insert(Callback)
        .values(
            callback_id=new_id(),
            fingerprint=hashlib.sha256(spelled.encode()).hexdigest(),
            received_at=now(),
            bank_order_id=(named.get("mdOrder") or named.get("mdorder") or "")[:64] or None,
            operation=named.get("operation", "")[:64] or None,
            genuine=genuine,
            parameters={name[:64]: value[:512] for name, value in pairs[:64]},
            handled_at=None if genuine else now(),
        )
        .on_conflict_do_nothing(index_elements=["fingerprint"])
    )
    if not genuine:
        log.warning("callback_not_genuine")


async def handle_callbacks(session: AsyncSession, bank: PaymentGateway) -> None:
    """Every waiting call has had its effect: its order was asked about."""
    for callback in await queries.waiting_callbacks(session, most=BATCH):
        order = await queries.order_at_bank(session, callback.bank_order_id) if callback.bank_order_id else None
        if order is not None:
            await settle(session, order, bank)
        else:
            log.warning("callback_for_unknown_order", callback_id=str(callback.callback_id))
        callback.handled_at = now()

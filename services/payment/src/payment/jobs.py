"""What payment does because time passed. Each item is a transaction of its own: a slow bank holds one row, not all."""

from collections.abc import Awaitable, Callable

from common.jobs import every
from common.service import Context
from sqlalchemy.ext.asyncio import AsyncSession

from payment import actions
from payment.gateways import PaymentGateway

MOST_AT_ONCE = 100


@every(seconds=1)
async def handle_callbacks(session: AsyncSession, *, context: Context) -> None:
    """Calls of the bank have their effect."""
    await actions.handle_callbacks(session, context.resources)


@every(seconds=5, transaction=False)
async def poll_bank(context: Context) -> None:
    """Orders whose fate is open, or that may have been refunded elsewhere, are asked about."""
    await _repeat(context, actions.settle_next)


@every(seconds=2, transaction=False)
async def make_refunds(context: Context) -> None:
    """Money that is owed goes back."""
    await _repeat(context, actions.make_refund)


@every(seconds=3, transaction=False)
async def follow_receipts(context: Context) -> None:
    """Fiscal receipts are asked about until they are final."""
    await _repeat(context, actions.follow_receipt)


async def _repeat(context: Context, step: Callable[[AsyncSession, PaymentGateway], Awaitable[bool]]) -> None:
    for _ in range(MOST_AT_ONCE):
        async with context.sessions.begin() as session:
            if not await step(session, context.resources):
                return


JOBS = (handle_callbacks, poll_bank, make_refunds, follow_receipts)

"""Jobs of payment. No transaction is open while the bank is asked."""

from common.context import Context
from common.jobs import every, repeat
from sqlalchemy.ext.asyncio import AsyncSession

from payment import actions

MOST = 100
# A slow answer about one order holds up only every fourth of the others.
SIDE_BY_SIDE = 4
MOST_SIDE_BY_SIDE = 400


@every(seconds=1, transaction=False)
async def handle_callbacks(context: Context) -> None:
    """Orders of stored callbacks are checked next."""
    await repeat(lambda: actions.handle_next_callback(context.sessions), most=MOST)


@every(seconds=1, transaction=False)
async def poll_bank(context: Context) -> None:
    """Orders that may have been paid, refunded or reversed are asked about."""
    await repeat(
        lambda: actions.check_next_order(context.sessions, context.resources),
        most=MOST_SIDE_BY_SIDE,
        side_by_side=SIDE_BY_SIDE,
    )


@every(seconds=5, transaction=False)
async def follow_registrations(context: Context) -> None:
    """Numbers at the bank that are no order's own are closed there; money that came under them is found."""
    await repeat(lambda: actions.follow_registration(context.sessions, context.resources), most=MOST)


@every(seconds=2, transaction=False)
async def make_refunds(context: Context) -> None:
    """Money that is owed goes back."""
    await repeat(
        lambda: actions.make_refund(context.sessions, context.resources),
        most=MOST_SIDE_BY_SIDE,
        side_by_side=SIDE_BY_SIDE,
    )


@every(seconds=3, transaction=False)
async def follow_receipts(context: Context) -> None:
    """Fiscal receipts are asked about until they are final."""
    await repeat(lambda: actions.follow_receipt(context.sessions, context.resources), most=MOST)


@every(seconds=30)
async def measure_refunds(session: AsyncSession, *, context: Context) -> None:
    """Measures the age of the oldest refund due, which an alert watches."""
    await actions.measure_refunds(session)


@every(seconds=600)
async def prune_callbacks(session: AsyncSession, *, context: Context) -> None:
    """Calls of the bank are kept for 90 days."""
    await actions.prune_callbacks(session)


JOBS = (
    handle_callbacks,
    poll_bank,
    follow_registrations,
    make_refunds,
    follow_receipts,
    measure_refunds,
    prune_callbacks,
)

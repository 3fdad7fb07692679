"""What happens because time passed."""

from common.clock import now
from common.context import Context
from common.jobs import every
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import actions


@every(seconds=60)
async def end_shares(session: AsyncSession, *, context: Context) -> None:
    """The secrets of ended links are gone, and after a year the links."""
    await actions.end_shares(session, moment=now())


JOBS = (end_shares,)

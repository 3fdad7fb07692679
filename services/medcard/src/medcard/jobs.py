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


@every(seconds=30, transaction=False)
async def check_files(context: Context) -> None:
    """Files without a verdict are shown to the scanner again."""
    await actions.check_files(actions.Files(context.sessions, context.storage, context.scanner))


@every(seconds=60)
async def join_late_rows(session: AsyncSession, *, context: Context) -> None:
    """Joined cabinets stay joined, whatever comes late."""
    await actions.join_late_rows(session)


JOBS = (end_shares, check_files, join_late_rows)

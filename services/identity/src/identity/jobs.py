"""What happens because time passed."""

from common.clock import now
from common.context import Context
from common.jobs import every
from sqlalchemy.ext.asyncio import AsyncSession

from identity.actions import keys, retention, sessions


@every(seconds=600)
async def rotate_signing_keys(session: AsyncSession, *, context: Context) -> None:
    """A new key each 30 days; the old one stays published while a token of it may live."""
    await keys.rotate(session, vault=context.resources.vault)


@every(seconds=3600)
async def forget_what_is_over(session: AsyncSession, *, context: Context) -> None:
    """Trips, links, counters and sessions that mean nothing any more are gone."""
    await retention.delete_outdated(session, now=now())


@every(seconds=1)
async def end_sessions_of_the_blocked(session: AsyncSession, *, context: Context) -> None:
    """A blocked person's sessions are over, also when an operator blocked them by SQL."""
    await sessions.end_of_blocked(session)


JOBS = (rotate_signing_keys, forget_what_is_over, end_sessions_of_the_blocked)

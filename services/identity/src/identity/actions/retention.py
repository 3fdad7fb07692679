"""What is outdated is deleted: personal data is not kept longer than it is needed."""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from identity.models import BrowserSession, Joining, Login, Throttle, Verification

LOGINS_KEPT = timedelta(days=1)
COUNTERS_KEPT = timedelta(days=1)
LINKS_KEPT = timedelta(days=7)
SESSIONS_KEPT = timedelta(days=90)


async def delete_outdated(session: AsyncSession, *, now: datetime) -> None:
    """Old trips to Gosuslugi, counters, links and sessions are gone. Sessions stay a quarter, for questions."""
    for over in (
        delete(Joining).where(Joining.created_at < now - LOGINS_KEPT),
        delete(Login).where(Login.created_at < now - LOGINS_KEPT),
        delete(Throttle).where(Throttle.started_at < now - COUNTERS_KEPT),
        delete(Verification).where(Verification.expires_at < now - LINKS_KEPT),
        delete(BrowserSession).where(BrowserSession.expires_at < now - SESSIONS_KEPT),
    ):
        await session.execute(over.execution_options(synchronize_session=False))

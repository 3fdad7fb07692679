"""What happens because time passed."""

from common.jobs import every
from common.service import Context
from sqlalchemy.ext.asyncio import AsyncSession

from booking import actions


@every(seconds=5)
async def expire_holds(session: AsyncSession, *, context: Context) -> None:
    """Unpaid slots become free."""
    await actions.expire_holds(session)


@every(seconds=60)
async def complete_clinic_visits(session: AsyncSession, *, context: Context) -> None:
    """Visits in clinics end with their time."""
    await actions.complete_clinic_visits(session)


@every(seconds=300)
async def cancel_abandoned_visits(session: AsyncSession, *, context: Context) -> None:
    """Online visits nobody came to do not stay open for ever."""
    await actions.cancel_abandoned_visits(session)


JOBS = (expire_holds, complete_clinic_visits, cancel_abandoned_visits)

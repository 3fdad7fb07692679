"""What ended links leave behind, and for how long."""

from datetime import datetime

from sqlalchemy import delete, or_, update
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain
from medcard.models import Share, ShareSession


async def end_shares(session: AsyncSession, *, moment: datetime) -> None:
    """Nothing that could open an ended link is left; a year after its end the link itself is forgotten."""
    over = or_(Share.revoked_at.is_not(None), Share.expires_at <= moment)
    await session.execute(
        update(Share).where(over, Share.link_salt.is_not(None)).values(link_salt=None, code_mark=None)
    )
    await session.execute(
        update(ShareSession)
        .where(ShareSession.ends_at <= moment, ShareSession.key_digest.is_not(None))
        .values(key_digest=None)
    )
    await session.execute(delete(Share).where(Share.expires_at <= moment - domain.SHARE_RETENTION))

"""How a person wants to be notified."""

from datetime import time

from common.auth import Principal
from common.context import Context
from common.errors import Unavailable
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain.delivery import Channel, NoLetterReason
from notify.domain.kinds import Group
from notify.models import Preferences


async def get_preferences(session: AsyncSession, person: Principal) -> Preferences | None:
    """The saved preferences; None while every channel is allowed at any hour."""
    return await session.get(Preferences, person.person_id)


async def set_preferences(
    session: AsyncSession, person: Principal, *, quiet_hours: tuple[time | None, time | None], muted: list[str]
) -> Preferences:
    """Saves the preferences; they apply to everything that has not been sent yet."""
    values = {"quiet_from": quiet_hours[0], "quiet_to": quiet_hours[1], "muted": muted}
    row = insert(Preferences).values(person_id=person.person_id, **values)
    upsert = row.on_conflict_do_update(index_elements=[Preferences.person_id], set_=values)
    return (await session.scalars(upsert.returning(Preferences))).one()


async def why_no_letters(person: Principal, *, context: Context) -> NoLetterReason | None:
    """Why letters about visits are not sent to the person; None when they are. Raises Unavailable without identity."""
    if context.identity is None:
        raise Unavailable
    card = await context.identity.person(person.person_id)
    async with context.sessions() as session:
        preferences = await get_preferences(session, person)
    if not card.notifications_allowed:
        return NoLetterReason.NO_CONSENT
    if card.email is None:
        return NoLetterReason.NO_ADDRESS
    if preferences is not None and f"{Channel.MAIL}:{Group.VISITS}" in preferences.muted:
        return NoLetterReason.MUTED
    return None

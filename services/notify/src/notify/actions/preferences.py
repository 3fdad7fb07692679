"""How a person wants to be told."""

from datetime import time

from common.auth import Principal
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain import Channel, Group
from notify.models import Preferences
from notify.schemas import Channels, PreferencesBody


async def preferences(session: AsyncSession, person: Principal) -> PreferencesBody:
    """The person's wishes; by every way and at any hour until something else was said."""
    wishes = await session.get(Preferences, person.person_id)
    if wishes is None:
        return PreferencesBody()
    return PreferencesBody(
        quiet_from=_spelled(wishes.quiet_from),
        quiet_to=_spelled(wishes.quiet_to),
        mail=_channels(Channel.MAIL, wishes.muted),
        push=_channels(Channel.PUSH, wishes.muted),
    )


async def set_preferences(session: AsyncSession, person: Principal, body: PreferencesBody) -> PreferencesBody:
    """These wishes hold for all that has not left yet."""
    wanted = {Channel.MAIL: body.mail, Channel.PUSH: body.push}
    values = {
        "quiet_from": _time(body.quiet_from),
        "quiet_to": _time(body.quiet_to),
        "muted": [f"{way}:{group}" for way in Channel for group in Group if not getattr(wanted[way], group)],
    }
    row = insert(Preferences).values(person_id=person.person_id, **values)
    await session.execute(row.on_conflict_do_update(index_elements=[Preferences.person_id], set_=values))
    return body


def _channels(way: Channel, muted: list[str]) -> Channels:
    return Channels(**{group: f"{way}:{group}" not in muted for group in Group})


def _time(spelled: str | None) -> time | None:
    return time.fromisoformat(spelled) if spelled else None


def _spelled(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at is not None else None

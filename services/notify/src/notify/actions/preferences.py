"""How a person wants to be told."""

from datetime import time

from common.auth import Principal
from common.context import Context
from common.errors import Unavailable
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify.domain import Channel, LettersKeptBack
from notify.kinds import Group
from notify.models import Preferences
from notify.schemas import Channels, LettersRead, PreferencesBody


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


async def letters(person: Principal, *, context: Context) -> LettersRead:
    """Whether letters about visits go out to the person as things stand. Raises Unavailable without identity."""
    if context.identity is None:
        raise Unavailable
    card = await context.identity.person(person.person_id)
    async with context.sessions() as session:
        wishes = await session.get(Preferences, person.person_id)
    kept_back = None
    if not card.notifications_allowed:
        kept_back = LettersKeptBack.NO_CONSENT
    elif card.email is None:
        kept_back = LettersKeptBack.NO_ADDRESS
    elif wishes is not None and f"{Channel.MAIL}:{Group.VISITS}" in wishes.muted:
        kept_back = LettersKeptBack.MUTED
    return LettersRead(go_out=kept_back is None, kept_back=kept_back)


def _channels(way: Channel, muted: list[str]) -> Channels:
    return Channels(**{group: f"{way}:{group}" not in muted for group in Group})


def _time(spelled: str | None) -> time | None:
    return time.fromisoformat(spelled) if spelled else None


def _spelled(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at is not None else None

"""Joining two accounts of one person: all that belonged to the joined account moves to the one that stays."""

from common.db.joined import note_joined
from contracts.identity import CabinetsJoined
from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.streams import SIGNAL
from notify.actions.subscriptions import MAX_SUBSCRIPTIONS
from notify.domain.delivery import RecipientKind
from notify.models import JOINED, Notice, Preferences, PushSubscription, Visit


async def join_accounts(session: AsyncSession, event: CabinetsJoined) -> None:
    """Moves notices, visits, browsers and, unless the other account has some, preferences; later events follow."""
    old = event.joined_person_id
    new = await note_joined(session, JOINED, joined=old, person_id=event.person_id)
    to_person = Notice.recipient_kind == RecipientKind.PERSON
    already_there = select(Notice.event_id).where(to_person, Notice.recipient_id == new)
    await session.execute(
        update(Notice)
        .where(to_person, Notice.recipient_id == old, Notice.event_id.not_in(already_there))
        .values(recipient_id=new)
    )
    await session.execute(update(Visit).where(Visit.patient_id == old).values(patient_id=new))
    await session.execute(update(PushSubscription).where(PushSubscription.person_id == old).values(person_id=new))
    for surplus in (await queries.list_subscriptions(session, new))[MAX_SUBSCRIPTIONS:]:
        await session.delete(surplus)
    if await session.get(Preferences, new) is None:
        await session.execute(update(Preferences).where(Preferences.person_id == old).values(person_id=new))
    await session.execute(delete(Preferences).where(Preferences.person_id == old))
    await session.execute(text(SIGNAL), {"to": str(new)})

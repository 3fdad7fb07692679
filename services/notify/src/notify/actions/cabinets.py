"""Two cabinets become one: what belongs to the person who leaves is the other one's."""

from common.db.joined import note_joined
from contracts.identity import CabinetsJoined
from sqlalchemy import delete, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.devices import MOST_DEVICES
from notify.actions.live import WAKE_STREAMS
from notify.domain import RecipientKind
from notify.models import JOINED, Notice, Preferences, PushSubscription, Visit


async def join_cabinets(session: AsyncSession, event: CabinetsJoined) -> None:
    """Notices, visits, browsers and, where the other has none, preferences move; later events follow them."""
    old = event.joined_person_id
    new = await note_joined(session, JOINED, joined=old, person_id=event.person_id)
    mine = Notice.recipient_kind == RecipientKind.PERSON
    known = select(Notice.event_id).where(mine, Notice.recipient_id == new)
    await session.execute(
        update(Notice).where(mine, Notice.recipient_id == old, Notice.event_id.not_in(known)).values(recipient_id=new)
    )
    await session.execute(update(Visit).where(Visit.patient_id == old).values(patient_id=new))
    await session.execute(update(PushSubscription).where(PushSubscription.person_id == old).values(person_id=new))
    for forgotten in (await queries.subscriptions(session, new))[MOST_DEVICES:]:
        await session.delete(forgotten)
    if await session.get(Preferences, new) is None:
        await session.execute(update(Preferences).where(Preferences.person_id == old).values(person_id=new))
    await session.execute(delete(Preferences).where(Preferences.person_id == old))
    await session.execute(text(WAKE_STREAMS), {"to": str(new)})

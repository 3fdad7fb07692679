"""Two cabinets become one: what belongs to the person who leaves is the other one's."""

from contracts.identity import CabinetsJoined
from sqlalchemy import delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.devices import MOST_DEVICES
from notify.actions.live import RING
from notify.domain import RecipientKind
from notify.models import JoinedCabinet, Notice, Preferences, PushSubscription, Visit


async def join_cabinets(session: AsyncSession, event: CabinetsJoined) -> None:
    """Notices, visits, browsers and, where the other has none, wishes move; later events follow them."""
    old, new = event.joined_person_id, event.person_id
    await session.execute(insert(JoinedCabinet).values(joined_person_id=old, person_id=new).on_conflict_do_nothing())
    # Whoever was joined to the one who leaves goes along.
    await session.execute(update(JoinedCabinet).where(JoinedCabinet.person_id == old).values(person_id=new))
    mine = Notice.recipient_kind == RecipientKind.PERSON
    told = select(Notice.event_id).where(mine, Notice.recipient_id == new)
    await session.execute(
        update(Notice).where(mine, Notice.recipient_id == old, Notice.event_id.not_in(told)).values(recipient_id=new)
    )
    await session.execute(update(Visit).where(Visit.patient_id == old).values(patient_id=new))
    await session.execute(update(PushSubscription).where(PushSubscription.person_id == old).values(person_id=new))
    for forgotten in (await queries.subscriptions(session, new))[MOST_DEVICES:]:
        await session.delete(forgotten)
    if await session.get(Preferences, new) is None:
        await session.execute(update(Preferences).where(Preferences.person_id == old).values(person_id=new))
    await session.execute(delete(Preferences).where(Preferences.person_id == old))
    await session.execute(text(RING), {"to": str(new)})

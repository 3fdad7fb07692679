"""Push subscriptions: the browsers a person receives pushes in."""

from uuid import UUID

from common.auth import Principal
from common.errors import NotFound, Unavailable
from common.ids import new_id
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.domain.delivery import is_push_service
from notify.errors import PushServiceUnknown
from notify.models import PushSubscription
from notify.settings import Settings

MAX_SUBSCRIPTIONS = 10


async def subscribe(
    session: AsyncSession, person: Principal, *, endpoint: str, p256dh: str, auth: str, settings: Settings
) -> PushSubscription:
    """This browser receives the person's pushes and nobody else's; beyond ten browsers the oldest are dropped.

    Raises PushServiceUnknown for an address notify may not call, Unavailable when pushes are switched off.
    """
    if settings.vapid_key is None:
        raise Unavailable
    if not is_push_service(endpoint, settings.push_services):
        raise PushServiceUnknown
    another = PushSubscription.person_id != person.person_id
    await session.execute(delete(PushSubscription).where(PushSubscription.endpoint == endpoint, another))
    values = {"person_id": person.person_id, "p256dh": p256dh, "auth": auth}
    row = insert(PushSubscription).values(subscription_id=new_id(), endpoint=endpoint, **values)
    upsert = row.on_conflict_do_update(index_elements=[PushSubscription.endpoint], set_=values)
    subscription_id = await session.scalar(upsert.returning(PushSubscription.subscription_id))
    own = await queries.list_subscriptions(session, person.person_id)
    for surplus in own[MAX_SUBSCRIPTIONS:]:
        await session.delete(surplus)
    return next(one for one in own if one.subscription_id == subscription_id)


async def unsubscribe(session: AsyncSession, person: Principal, subscription_id: UUID) -> None:
    """This browser receives no more pushes. Raises NotFound for another person's browser."""
    subscription = await session.get(PushSubscription, subscription_id)
    if subscription is None or subscription.person_id != person.person_id:
        raise NotFound
    await session.delete(subscription)

"""Browsers a person let us wake."""

from uuid import UUID

from common.auth import Principal
from common.errors import NotFound, Unavailable
from common.ids import new_id
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.domain import is_push_service
from notify.errors import PushServiceUnknown
from notify.models import PushSubscription
from notify.schemas import PushSubscriptionBody, PushSubscriptionView
from notify.settings import Settings

MOST_DEVICES = 10


async def devices(session: AsyncSession, person: Principal) -> list[PushSubscriptionView]:
    """The person's browsers, the newest first."""
    return [PushSubscriptionView.model_validate(one) for one in await queries.subscriptions(session, person.person_id)]


async def subscribe(
    session: AsyncSession, person: Principal, body: PushSubscriptionBody, *, settings: Settings
) -> PushSubscriptionView:
    """This browser is woken for this person, and for nobody who used it before; the oldest beyond ten are forgotten.

    Raises PushServiceUnknown for an address we do not call, Unavailable when there are no pushes here at all.
    """
    if settings.vapid_key is None:
        raise Unavailable
    if not is_push_service(body.endpoint, settings.push_services):
        raise PushServiceUnknown
    another = PushSubscription.person_id != person.person_id
    await session.execute(delete(PushSubscription).where(PushSubscription.endpoint == body.endpoint, another))
    owned = {"person_id": person.person_id, "p256dh": body.keys.p256dh, "auth": body.keys.auth}
    row = insert(PushSubscription).values(subscription_id=new_id(), endpoint=body.endpoint, **owned)
    wanted = row.on_conflict_do_update(index_elements=[PushSubscription.endpoint], set_=owned)
    subscription_id = await session.scalar(wanted.returning(PushSubscription.subscription_id))
    mine = await queries.subscriptions(session, person.person_id)
    for old in mine[MOST_DEVICES:]:
        await session.delete(old)
    return PushSubscriptionView.model_validate(next(one for one in mine if one.subscription_id == subscription_id))


async def unsubscribe(session: AsyncSession, person: Principal, subscription_id: UUID) -> None:
    """The browser is not woken any more. Raises NotFound for another's."""
    device = await session.get(PushSubscription, subscription_id)
    if device is None or device.person_id != person.person_id:
        raise NotFound
    await session.delete(device)

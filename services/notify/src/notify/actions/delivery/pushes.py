"""Pushes leave: a neutral title and a path, encrypted for one browser."""

import structlog
from common.clock import now
from common.metrics import counter
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from notify import queries
from notify.actions.delivery.office import NotWanted, Office, attempt
from notify.actions.delivery.wishes import require_true, subject_of, willing
from notify.actions.paths import path_of
from notify.actions.wording import PUSH_TITLES
from notify.domain import URGENT, Channel, is_push_service
from notify.errors import DeviceGone
from notify.gateways.push import Message
from notify.models import Notice, Push, PushSubscription

log = structlog.get_logger()
GONE = "gone"
PUSHES = counter("notify_pushes_total", "Pushes by what became of them", ("outcome",))


async def deliver_due_push(session: AsyncSession, office: Office) -> bool:
    """Sends the one push that has waited longest and marks it; False when none is due.

    A browser that is gone is forgotten, and with it all that waited for it.
    """
    push = await queries.due(session, Push, now())
    if push is None:
        return False
    await attempt(push, _send(session, office, push))
    PUSHES.labels(push.outcome).inc()
    log.info("push_handled", push_id=str(push.push_id), outcome=push.outcome, attempts=push.attempts)
    if push.outcome == GONE:
        await session.flush()
        await session.execute(delete(PushSubscription).where(PushSubscription.subscription_id == push.subscription_id))
    return True


async def _send(session: AsyncSession, office: Office, push: Push) -> None:
    pusher = office.outside.pusher
    device = await session.get_one(PushSubscription, push.subscription_id)
    if pusher is None or not is_push_service(device.endpoint, office.settings.push_services):
        raise NotWanted("no_push_service")
    notice = await session.get_one(Notice, push.notice_id)
    require_true(notice, await subject_of(session, notice))
    await willing(session, office, notice, Channel.PUSH)
    message = Message(
        title=PUSH_TITLES[notice.kind],
        path=path_of(notice),
        tag=str(notice.notice_id),
        urgent=notice.kind in URGENT,
    )
    try:
        await pusher.send(device.endpoint, device.p256dh, device.auth, message)
    except DeviceGone:
        raise NotWanted(GONE) from None

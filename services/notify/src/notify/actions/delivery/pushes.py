"""Pushes leave: a neutral title and a path, encrypted for one browser."""

from uuid import UUID

import structlog
from common.metrics import counter
from sqlalchemy import delete, select

from notify.actions.delivery.claims import Sessions, claim_due, settle
from notify.actions.delivery.outcome import DeliveryContext, Skipped, attempt
from notify.actions.delivery.relevance import Subject, ensure_relevant, ensure_wanted, read_subject
from notify.domain import Channel, is_push_service
from notify.domain.kinds import push_title
from notify.errors import DeviceGone
from notify.gateways.push import Message
from notify.models import Push, PushSubscription

log = structlog.get_logger()
GONE = "gone"
PUSHES = counter("notify_pushes_total", "Pushes by what became of them", ("outcome",))


async def deliver_due_push(sessions: Sessions, delivery: DeliveryContext) -> bool:
    """Sends the one push that has waited longest and marks it; False when none is due.

    A browser that is gone is forgotten, and with it all that waited for it.
    """
    claim = await claim_due(sessions, Push)
    if claim is None:
        return False
    result = await attempt("push", claim.attempts, _send(sessions, delivery, claim.key))
    async with sessions.begin() as session:
        await settle(session, claim, result)
        if result.outcome == GONE:
            device = select(Push.subscription_id).where(Push.push_id == claim.key).scalar_subquery()
            await session.flush()
            await session.execute(delete(PushSubscription).where(PushSubscription.subscription_id == device))
    PUSHES.labels(result.outcome).inc()
    log.info("push_handled", push_id=str(claim.key), outcome=result.outcome, attempts=claim.attempts)
    return True


async def _send(sessions: Sessions, delivery: DeliveryContext, push_id: UUID) -> None:
    push = delivery.gateways.push
    device, subject = await _read(sessions, push_id)
    notice = subject.notice
    if push is None or not is_push_service(device.endpoint, delivery.settings.push_services):
        raise Skipped("no_push_service")
    ensure_relevant(subject)
    ensure_wanted(await delivery.identity.person(notice.recipient_id), subject, Channel.PUSH)
    message = Message(
        title=push_title(notice.kind, notice.params),
        path=notice.path,
        tag=str(notice.notice_id),
        urgent=notice.kind.rules.urgent,
    )
    try:
        await push.send(device.endpoint, device.p256dh, device.auth, message)
    except DeviceGone:
        raise Skipped(GONE) from None


async def _read(sessions: Sessions, push_id: UUID) -> tuple[PushSubscription, Subject]:
    """The browser and what its push is about. Raises Skipped when it was forgotten meanwhile."""
    async with sessions() as session:
        push = await session.get(Push, push_id)
        if push is None:
            raise Skipped(GONE)
        device = await session.get_one(PushSubscription, push.subscription_id)
        return device, await read_subject(session, push.notice_id)

"""Delivering pushes: a neutral title and a path, encrypted for one browser."""

from uuid import UUID

import structlog
from common.metrics import counter
from sqlalchemy import delete, select

from notify.actions.delivery.attempts import DeliveryContext, Skipped, attempt
from notify.actions.delivery.claims import Sessions, claim_due, save_result
from notify.actions.delivery.eligibility import Subject, ensure_allowed, ensure_relevant, read_subject
from notify.actions.wording import push_title
from notify.domain.delivery import Channel, is_push_service
from notify.errors import DeviceGone
from notify.gateways.push import Message
from notify.models import Push, PushSubscription

log = structlog.get_logger()
GONE = "gone"
PUSHES = counter("notify_pushes_total", "Pushes by what became of them", ("outcome",))


async def deliver_due_push(sessions: Sessions, delivery: DeliveryContext) -> bool:
    """Sends the push that has been due longest and saves the result; False when none is due.

    A subscription the browser has dropped is deleted with everything queued for it.
    """
    claim = await claim_due(sessions, Push)
    if claim is None:
        return False
    result = await attempt("push", claim.attempts, _send(sessions, delivery, claim.key))
    async with sessions.begin() as session:
        await save_result(session, claim, result)
        if result.outcome == GONE:
            subscription_id = select(Push.subscription_id).where(Push.push_id == claim.key).scalar_subquery()
            await session.flush()
            await session.execute(delete(PushSubscription).where(PushSubscription.subscription_id == subscription_id))
    PUSHES.labels(result.outcome).inc()
    log.info("push_handled", push_id=str(claim.key), outcome=result.outcome, attempts=claim.attempts)
    return True


async def _send(sessions: Sessions, delivery: DeliveryContext, push_id: UUID) -> None:
    push_sender = delivery.gateways.push_sender
    subscription, subject = await _read(sessions, push_id)
    notice = subject.notice
    if push_sender is None or not is_push_service(subscription.endpoint, delivery.settings.push_services):
        raise Skipped("no_push_service")
    ensure_relevant(subject)
    ensure_allowed(await delivery.identity.person(notice.recipient_id), subject, Channel.PUSH)
    message = Message(
        title=push_title(notice.kind, notice.params),
        path=notice.patient_path,
        tag=str(notice.notice_id),
        urgent=notice.kind.rules.urgent,
    )
    try:
        await push_sender.send(subscription.endpoint, subscription.p256dh, subscription.auth, message)
    except DeviceGone:
        raise Skipped(GONE) from None


async def _read(sessions: Sessions, push_id: UUID) -> tuple[PushSubscription, Subject]:
    """The browser and the subject of the push. Raises Skipped when the subscription was deleted meanwhile."""
    async with sessions() as session:
        push = await session.get(Push, push_id)
        if push is None:
            raise Skipped(GONE)
        subscription = await session.get_one(PushSubscription, push.subscription_id)
        return subscription, await read_subject(session, push.notice_id)

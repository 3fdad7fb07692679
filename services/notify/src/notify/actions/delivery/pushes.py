"""Pushes leave: a neutral title and a path, encrypted for one browser."""

from uuid import UUID

import structlog
from common.metrics import counter
from sqlalchemy import delete, select

from notify.actions.delivery.claims import Sessions, claim_due, settle
from notify.actions.delivery.office import NotWanted, Office, attempt
from notify.actions.delivery.wishes import Subject, read_subject, require_true, require_willing
from notify.actions.wording import push_title
from notify.domain import Channel, is_push_service
from notify.errors import DeviceGone
from notify.gateways.push import Message
from notify.models import Push, PushSubscription

log = structlog.get_logger()
GONE = "gone"
PUSHES = counter("notify_pushes_total", "Pushes by what became of them", ("outcome",))


async def deliver_due_push(sessions: Sessions, office: Office) -> bool:
    """Sends the one push that has waited longest and marks it; False when none is due.

    A browser that is gone is forgotten, and with it all that waited for it.
    """
    claim = await claim_due(sessions, Push)
    if claim is None:
        return False
    result = await attempt("push", claim.attempts, _send(sessions, office, claim.key))
    async with sessions.begin() as session:
        await settle(session, claim, result)
        if result.outcome == GONE:
            device = select(Push.subscription_id).where(Push.push_id == claim.key).scalar_subquery()
            await session.flush()
            await session.execute(delete(PushSubscription).where(PushSubscription.subscription_id == device))
    PUSHES.labels(result.outcome).inc()
    log.info("push_handled", push_id=str(claim.key), outcome=result.outcome, attempts=claim.attempts)
    return True


async def _send(sessions: Sessions, office: Office, push_id: UUID) -> None:
    pusher = office.outside.pusher
    device, subject = await _read(sessions, push_id)
    notice = subject.notice
    if pusher is None or not is_push_service(device.endpoint, office.settings.push_services):
        raise NotWanted("no_push_service")
    require_true(subject)
    require_willing(await office.identity.person(notice.recipient_id), subject, Channel.PUSH)
    message = Message(
        title=push_title(notice.kind, notice.params),
        path=notice.patient_path,
        tag=str(notice.notice_id),
        urgent=notice.kind.rules.urgent,
    )
    try:
        await pusher.send(device.endpoint, device.p256dh, device.auth, message)
    except DeviceGone:
        raise NotWanted(GONE) from None


async def _read(sessions: Sessions, push_id: UUID) -> tuple[PushSubscription, Subject]:
    """The browser and what it is told. Raises NotWanted when it was forgotten meanwhile."""
    async with sessions() as session:
        push = await session.get(Push, push_id)
        if push is None:
            raise NotWanted(GONE)
        device = await session.get_one(PushSubscription, push.subscription_id)
        return device, await read_subject(session, push.notice_id)

"""Notify: in-app notices, letters, pushes, reminders, and the log of their delivery."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from common.service import Service

from notify import actions, consumers, jobs, routes
from notify.gateways.mail import SmtpMailSender
from notify.gateways.push import TIMEOUT_SECONDS, WebPushSender
from notify.models import Base
from notify.settings import Settings


@asynccontextmanager
async def open_gateways(settings: Settings) -> AsyncIterator[actions.Gateways]:
    """Each letter has its own connection to the mail server; connections to push services are kept open."""
    mail_sender = SmtpMailSender(settings.smtp_url.get_secret_value(), settings.mail_from)
    async with httpx.AsyncClient(timeout=TIMEOUT_SECONDS) as client, actions.NoticeStreams(settings) as streams:
        key = settings.vapid_key
        push_sender = WebPushSender(key.get_secret_value(), settings.vapid_contact, client) if key else None
        yield actions.Gateways(mail_sender=mail_sender, push_sender=push_sender, streams=streams)


service = Service(
    name="notify",
    title="Notices, letters and pushes",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router,),
    handlers=consumers.HANDLERS,
    jobs=jobs.JOBS,
    resources=open_gateways,
)

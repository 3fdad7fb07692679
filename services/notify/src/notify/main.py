"""Notify: in-app notices, letters, and the log of their delivery."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from common.service import Service

from notify import consumers, jobs, routes
from notify.gateways.mail import Postman, SmtpPostman
from notify.models import Base
from notify.settings import Settings


@asynccontextmanager
async def open_postman(settings: Settings) -> AsyncIterator[Postman]:
    """A connection is made for each letter; nothing is held open."""
    yield SmtpPostman(settings.smtp_url.get_secret_value(), settings.mail_from)


service = Service(
    name="notify",
    title="Notices and letters",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router,),
    handlers=consumers.HANDLERS,
    jobs=jobs.JOBS,
    resources=open_postman,
)

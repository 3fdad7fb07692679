"""Telemed: consultation rooms, signalling, chat and its files."""

from common import files_host
from common.service import Service

from telemed import consumers, jobs, routes
from telemed.models import Base
from telemed.settings import Settings
from telemed.signalling import open_hub

service = Service(
    name="telemed",
    title="Consultation rooms, signalling, chat and its files",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router, files_host.router),
    handlers=consumers.HANDLERS,
    jobs=jobs.JOBS,
    resources=open_hub,
)

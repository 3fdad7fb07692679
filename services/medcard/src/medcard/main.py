"""Medcard: documents, conclusions, access settings, the log of readings."""

from common.service import Service

from medcard import consumers, jobs, routes
from medcard.models import Base
from medcard.settings import Settings

service = Service(
    name="medcard",
    title="Documents, conclusions, who may see them",
    settings=Settings,
    metadata=Base.metadata,
    routers=routes.PUBLISHED,
    handlers=consumers.HANDLERS,
    jobs=jobs.JOBS,
)

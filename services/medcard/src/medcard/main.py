"""Medcard: documents, conclusions, access settings, the log of readings."""

from common.service import Service

from medcard import consumers, preparation_routes, routes
from medcard.models import Base
from medcard.settings import Settings

service = Service(
    name="medcard",
    title="Documents, conclusions, who may see them",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router, preparation_routes.router),
    handlers=consumers.HANDLERS,
)

"""Identity: people, logins, roles, sessions, consents, signing keys."""

from common.service import Service

from identity import jobs, routes
from identity.gateways import open_resources
from identity.models import Base
from identity.settings import Settings

service = Service(
    name="identity",
    title="Identity: people, logins, roles, sessions, consents",
    settings=Settings,
    metadata=Base.metadata,
    routers=routes.PUBLISHED,
    internal=routes.INTERNAL,
    jobs=jobs.JOBS,
    resources=open_resources,
)

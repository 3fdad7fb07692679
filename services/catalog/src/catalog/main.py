"""Catalog: clinics, specialities, doctors, what they offer; search."""

from common.service import Service

from catalog import routes
from catalog.models import Base
from catalog.settings import Settings

service = Service(
    name="catalog",
    title="Clinics, doctors and what they offer",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router,),
    internal=(routes.internal,),
)

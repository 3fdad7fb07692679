"""Booking: schedules, free slots, holds, bookings, the refund rule."""

from common.service import Service

from booking import consumers, jobs, routes
from booking.models import Base
from booking.settings import Settings

service = Service(
    name="booking",
    title="Mila booking",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router,),
    internal=(routes.internal,),
    handlers=consumers.HANDLERS,
    jobs=jobs.JOBS,
)

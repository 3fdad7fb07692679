"""Payment: orders at the bank, callbacks, refunds."""

from common.service import Service

from payment import consumers, jobs, routes
from payment.gateways.alfabank import AlfaBank
from payment.models import Base
from payment.settings import Settings

service = Service(
    name="payment",
    title="Orders at the bank, callbacks, refunds",
    settings=Settings,
    metadata=Base.metadata,
    routers=(routes.router,),
    handlers=consumers.HANDLERS,
    jobs=jobs.JOBS,
    resources=AlfaBank,
)

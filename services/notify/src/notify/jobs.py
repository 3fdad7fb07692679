"""What notify does because time passed."""

from common.jobs import every
from common.service import Context

from notify import actions
from notify.actions.delivery import Office

MOST_AT_ONCE = 50


@every(seconds=2, transaction=False)
async def deliver_letters(context: Context) -> None:
    """Sends what is due, each letter in a transaction of its own."""
    if context.identity is None:
        raise RuntimeError("notify has no service secret: nobody would tell it an address")
    office = Office(identity=context.identity, postman=context.resources, settings=context.settings)
    for _ in range(MOST_AT_ONCE):
        async with context.sessions.begin() as session:
            if not await actions.deliver_due_letter(session, office):
                return


JOBS = (deliver_letters,)

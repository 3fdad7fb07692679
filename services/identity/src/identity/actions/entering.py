"""A person whom Gosuslugi has identified is in, with the rights of the staff table."""

from dataclasses import dataclass
from datetime import timedelta

from common.context import Context
from contracts.values import LoginMethod
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors, queries
from identity.actions.sessions import Caller, open_session
from identity.domain.logins import effective_role, page
from identity.models import Person


@dataclass(frozen=True, kw_only=True)
class LoginResult:
    """The page the browser goes to; its new cookie when it is logged in, or the secret of a question it must answer."""

    url: str
    cookie: str | None = None
    joining: str | None = None


async def enter_identified(
    session: AsyncSession, context: Context, person: Person, *, origin: str, target: str, caller: Caller
) -> LoginResult:
    """In, and on the way to ``target``, through profile setup when it was not passed yet. Raises AccountBlocked."""
    if person.blocked_at:
        raise errors.AccountBlocked
    positions = await queries.positions(session, person.snils_mark) if person.snils_mark else []
    idle = timedelta(minutes=context.settings.staff_idle_minutes)
    cookie, _ = await open_session(
        session,
        person,
        method=LoginMethod.GOSUSLUGI,
        role=effective_role(positions, staff_idle=idle),
        caller=caller,
    )
    # The doctors' site has no page of profile setup.
    if person.setup_completed_at is None and origin == context.settings.patient_origin:
        target = page("/welcome", return_to=target)
    return LoginResult(url=target, cookie=cookie)

"""Login through Gosuslugi: one trip of one browser tab, there and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import structlog
from common.context import Context
from common.errors import Refusal
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors
from identity.actions import joining, throttles, trips
from identity.actions.entering import LoginResult, enter_identified
from identity.actions.linking import link
from identity.actions.people import upsert_from_gosuslugi
from identity.actions.sessions import LOGINS, Caller
from identity.actions.trips import LoginRequest
from identity.domain.logins import page
from identity.domain.people import GosuslugiPerson
from identity.gateways import Resources
from identity.models import Login

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Callback:
    """What the browser brought back, all of it unproved."""

    state: str | None = None
    code: str | None = None
    error: str | None = None
    error_description: str = ""


@dataclass(frozen=True, kw_only=True)
class Away:
    """Where the browser goes, and what it keeps until it is back with this state."""

    url: str
    state: str
    kept: str


def redirect_uri(origin: str) -> str:
    """Where Gosuslugi sends the browser back; registered there, equal in both requests to the letter."""
    return f"{origin}/api/identity/gosuslugi/callback"


async def start_login(context: Context, request: LoginRequest, *, caller: Caller) -> Away:
    """The address at Gosuslugi. Nothing is written down here but a count of the caller's network.

    Raises GosuslugiUnavailable, TooManyRequests.
    """
    resources: Resources = context.resources
    limits = [(throttles.NETWORK_TRIPS, caller.network)]
    await throttles.consume(context.sessions, vault=resources.vault, tries=limits)
    state = str(uuid4())
    url = await resources.provider.authorization_url(state=state, redirect_uri=redirect_uri(request.origin))
    return Away(url=url, state=state, kept=trips.sealed(request, state, vault=resources.vault))


async def complete_login(
    context: Context, callback: Callback, *, kept: Mapping[str, str], caller: Caller
) -> LoginResult:
    """Where a browser that comes back goes, and as whom. Whatever is refused ends in a page that says so.

    ``kept`` are the trips of this browser by the beginning of their state. Three steps, and no transaction is open
    during the one that waits for Gosuslugi.
    """
    resources: Resources = context.resources
    async with context.sessions.begin() as session:
        trip = kept.get((callback.state or "")[:8])
        login = await trips.take(session, callback.state, trip, vault=resources.vault)
    if login is None:
        LOGINS.labels("gosuslugi", errors.LoginExpired.code).inc()
        return LoginResult(url=page("/login", problem=errors.LoginExpired.code))
    try:
        identified = await _identified(resources, callback, login)
        async with context.sessions.begin() as session:
            result = await _enter(session, context, identified, login=login, caller=caller)
    except Refusal as refusal:
        LOGINS.labels("gosuslugi", refusal.code).inc()
        logger.info("gosuslugi_login_refused", code=refusal.code, login_id=str(login.login_id))
        return _refused(login, refusal)
    LOGINS.labels("gosuslugi", "asked" if result.joining else "done").inc()
    return result


async def _identified(resources: Resources, callback: Callback, login: Login) -> GosuslugiPerson:
    if callback.error or not callback.code:
        raise resources.provider.problem(callback.error or "", callback.error_description)
    return await resources.provider.identify(code=callback.code, redirect_uri=redirect_uri(login.origin))


async def _enter(
    session: AsyncSession, context: Context, identified: GosuslugiPerson, *, login: Login, caller: Caller
) -> LoginResult:
    vault = context.resources.vault
    if login.linking_session_id:
        if question := await joining.two_cabinets(session, identified, login=login, vault=vault):
            return question
        person = await link(session, identified, login.linking_session_id, vault=vault)
        target = page("/profile", linked="1")
    else:
        # The doctors' site has no page of the question; two cabinets that come of it can be joined by linking.
        asks = login.origin == context.settings.patient_origin
        if asks and (question := await joining.known_address(session, identified, login=login, vault=vault)):
            return question
        person = await upsert_from_gosuslugi(session, identified, vault=vault)
        target = login.return_to
    return await enter_identified(session, context, person, origin=login.origin, target=target, caller=caller)


def _refused(login: Login, refusal: Refusal) -> LoginResult:
    missing = ",".join(refusal.extra.get("missing", ())) or None
    if login.linking_session_id:
        return LoginResult(url=page("/profile", problem=refusal.code, missing=missing))
    return LoginResult(url=page("/login", problem=refusal.code, missing=missing, return_to=login.return_to))

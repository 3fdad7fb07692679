"""Login through Gosuslugi and linking of an e-mail account: one trip of one browser tab, there and back."""

from dataclasses import dataclass
from uuid import UUID, uuid4

import structlog
from common.clock import now
from common.context import Context
from common.errors import Refusal
from common.events.outbox import record
from contracts.identity import GosuslugiLinked
from contracts.values import LoginMethod
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors, queries
from identity.actions.people import adopt, arrive
from identity.actions.sessions import LOGINS, Caller, open_session, revoke
from identity.domain.logins import LOGIN_LIFE, LinkWish, link_obstacle, page, standing
from identity.domain.people import GosuslugiPerson
from identity.domain.sealing import Vault, digest
from identity.gateways import Resources
from identity.models import BrowserSession, Login, Person

logger = structlog.get_logger(__name__)

OBSTACLES: dict[str, type[Refusal]] = {
    "link_conflict": errors.LinkConflict,
    "link_email_mismatch": errors.LinkEmailMismatch,
    "link_email_unverified": errors.LinkEmailUnverified,
}


@dataclass(frozen=True, kw_only=True)
class Departure:
    """From where a tab leaves for Gosuslugi. ``linking`` is the session whose person wants to be linked."""

    origin: str
    return_to: str
    browser: str
    linking: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Callback:
    """What the browser brought back, all of it unproved."""

    state: str | None = None
    code: str | None = None
    error: str | None = None
    error_description: str = ""


@dataclass(frozen=True, kw_only=True)
class Landing:
    """The page the browser goes to, and its new cookie when it is logged in."""

    url: str
    cookie: str | None = None


def redirect_uri(origin: str) -> str:
    """Where Gosuslugi sends the browser back; registered there, equal in both requests to the letter."""
    return f"{origin}/api/identity/gosuslugi/callback"


async def depart(session: AsyncSession, *, resources: Resources, departure: Departure) -> str:
    """The address at Gosuslugi, and a row that remembers the trip. Raises GosuslugiUnavailable."""
    state = str(uuid4())
    # Asked first: a signature may take a moment, and no transaction should wait for it.
    url = await resources.provider.authorization_url(state=state, redirect_uri=redirect_uri(departure.origin))
    session.add(
        Login(
            state_digest=digest(state),
            browser_digest=digest(departure.browser),
            origin=departure.origin,
            return_to=departure.return_to,
            linking_session_id=departure.linking,
        )
    )
    await session.flush()
    return url


async def land(context: Context, callback: Callback, *, browser: str | None, caller: Caller) -> Landing:
    """Where a browser that comes back goes, and as whom. Whatever is refused ends in a page that says so.

    Three steps, and no transaction is open during the one that waits for Gosuslugi.
    """
    resources: Resources = context.resources
    async with context.sessions.begin() as session:
        login = await _take(session, callback.state, browser)
    if login is None:
        LOGINS.labels("gosuslugi", errors.LoginExpired.code).inc()
        return Landing(url=page("/login", problem=errors.LoginExpired.code))
    try:
        identified = await _identified(resources, callback, login)
        async with context.sessions.begin() as session:
            landing = await _enter(session, context, identified, login=login, caller=caller)
    except Refusal as refusal:
        LOGINS.labels("gosuslugi", refusal.code).inc()
        logger.info("gosuslugi_login_refused", code=refusal.code, login_id=str(login.login_id))
        return _refused(login, refusal)
    LOGINS.labels("gosuslugi", "done").inc()
    return landing


async def _take(session: AsyncSession, state: str | None, browser: str | None) -> Login | None:
    """The trip of this state, which nobody can take again; only for the browser that began it."""
    if not state or not browser:
        return None
    taken = (
        update(Login)
        .where(
            Login.state_digest == digest(state),
            Login.browser_digest == digest(browser),
            Login.used_at.is_(None),
            Login.created_at > now() - LOGIN_LIFE,
        )
        .values(used_at=now())
        .returning(Login)
    )
    return await session.scalar(taken)


async def _identified(resources: Resources, callback: Callback, login: Login) -> GosuslugiPerson:
    if callback.error or not callback.code:
        raise resources.provider.problem(callback.error or "", callback.error_description)
    return await resources.provider.identify(code=callback.code, redirect_uri=redirect_uri(login.origin))


async def _enter(
    session: AsyncSession, context: Context, identified: GosuslugiPerson, *, login: Login, caller: Caller
) -> Landing:
    vault, linking = context.resources.vault, login.linking_session_id
    if linking:
        person = await _link(session, identified, linking, vault=vault)
        await revoke(session, BrowserSession.session_id == linking)
    else:
        person = await arrive(session, identified, vault=vault)
    if person.blocked_at:
        raise errors.AccountBlocked
    positions = await queries.positions(session, person.snils_mark) if person.snils_mark else []
    new_cookie, _ = await open_session(
        session, person, method=LoginMethod.GOSUSLUGI, standing=standing(positions), caller=caller
    )
    target = page("/profile", linked="1") if linking else login.return_to
    # The doctors' site has no page of profile setup.
    if person.setup_completed_at is None and login.origin == context.settings.patient_origin:
        target = page("/welcome", return_to=target)
    return Landing(url=target, cookie=new_cookie)


async def _link(session: AsyncSession, identified: GosuslugiPerson, linking: UUID, *, vault: Vault) -> Person:
    """The account of the session that asked, from now on entered by this identity too (R038, R039, R041)."""
    person_id = await queries.session_is_live(session, linking, now=now())
    person = await queries.person(session, person_id, lock=True) if person_id else None
    if person is None:
        raise errors.LoginExpired
    owner = await queries.owner_of_oid(session, identified.oid)
    wish = LinkWish(
        oid=identified.oid,
        account_oid=person.oid,
        oid_owned_by_another=owner not in (None, person.person_id),
        account_email=person.account_email,
        gosuslugi_email=identified.email,
    )
    if obstacle := link_obstacle(wish):
        raise OBSTACLES[obstacle]
    is_new = person.oid is None
    adopt(person, identified, vault=vault)
    try:
        await session.flush()
    except IntegrityError as error:
        # The identity opened a cabinet of its own in this very moment.
        raise errors.LinkConflict from error
    if is_new:
        # Now the consent to medical documents can be signed for the first time, so it is offered again.
        person.setup_completed_at = None
        person.version += 1
        await record(
            session,
            GosuslugiLinked(
                aggregate_id=person.person_id, aggregate_version=person.version, person_id=person.person_id
            ),
        )
    return person


def _refused(login: Login, refusal: Refusal) -> Landing:
    if login.linking_session_id:
        return Landing(url=page("/profile", problem=refusal.code))
    return Landing(url=page("/login", problem=refusal.code, return_to=login.return_to))

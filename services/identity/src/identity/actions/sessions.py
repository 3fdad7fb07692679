"""Browser sessions: opened by a login, exchanged for short tokens, ended."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from common.auth import Principal
from common.clock import now
from common.errors import IdentificationRequired, NotFound
from common.events.outbox import record
from common.metrics import counter
from common.networks import network
from contracts.identity import SessionEnded
from contracts.values import LoginMethod
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession

from identity import queries
from identity.domain.devices import Device
from identity.domain.logins import EffectiveRole
from identity.domain.people import full_name, given_name
from identity.domain.sealing import digest
from identity.models import BrowserSession, Person

logger = structlog.get_logger(__name__)
MOST_SESSIONS = 20
LOGINS = counter("identity_logins_total", "Logins, by way in and outcome", ("method", "outcome"))


@dataclass(frozen=True, kw_only=True)
class Caller:
    """The browser that asks: its network address, the cookies it has until now, and what it is."""

    address: str
    cookie: str | None = None
    device: Device = field(default_factory=Device)
    # Sealed: which accounts were entered from here before.
    known_device: str | None = None
    # Ties a registration to the browser that began it.
    registration: str | None = None

    @property
    def network(self) -> str:
        """Whom limits count."""
        return network(self.address)


async def open_session(
    session: AsyncSession, person: Person, *, method: LoginMethod, role: EffectiveRole, caller: Caller
) -> tuple[str, BrowserSession]:
    """A new cookie and its session, never an old one: anyone who planted a cookie before the login holds nothing.

    The session the browser had until now is revoked.
    """
    if caller.cookie:
        await revoke(session, BrowserSession.token_digest == digest(caller.cookie))
    moment, cookie, lifetime = now(), secrets.token_urlsafe(32), role.lifetime
    opened = BrowserSession(
        token_digest=digest(cookie),
        person_id=person.person_id,
        acr=method.value,
        roles=list(role.roles),
        doctor_id=role.doctor_id,
        clinic_ids=[str(clinic) for clinic in role.clinic_ids],
        browser=caller.device.browser,
        system=caller.device.system,
        idle_seconds=int(lifetime.idle.total_seconds()),
        last_seen_at=moment,
        expires_at=moment + lifetime.whole,
    )
    session.add(opened)
    await session.flush()
    await _end_beyond_cap(session, person.person_id, moment=moment)
    logger.info("session_opened", session_id=str(opened.session_id), person_id=str(person.person_id), acr=method.value)
    return cookie, opened


async def exchange(engine: AsyncEngine, cookie: str, *, background: bool = False) -> Principal | None:
    """Who this cookie speaks for now; None when nobody. ``background``: nobody at the page asked for it."""
    # One statement is a transaction of its own: no BEGIN and no COMMIT on the hottest path of the fleet.
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        row = await queries.live_session(connection, digest=digest(cookie), now=now(), background=background)
    if row is None:
        return None
    return Principal(
        person_id=row["person_id"],
        session_id=row["session_id"],
        full_name=full_name(row["last_name"], row["first_name"], row["middle_name"]),
        given_name=given_name(row["first_name"], row["middle_name"]),
        acr=row["acr"],
        roles=frozenset(row["roles"]),
        doctor_id=row["doctor_id"],
        clinic_ids=frozenset(map(UUID, row["clinic_ids"])),
    )


async def times(session: AsyncSession, session_id: UUID) -> BrowserSession | None:
    """One session, for when it ends."""
    return await queries.session_times(session, session_id)


async def end(session: AsyncSession, *, cookie: str | None, session_id: UUID | None) -> str | None:
    """The browser's session is over, by its cookie and by its token. Says how the person had come in."""
    acr = await queries.session_acr(session, digest(cookie)) if cookie else None
    if cookie:
        await revoke(session, BrowserSession.token_digest == digest(cookie))
    if session_id:
        await revoke(session, BrowserSession.session_id == session_id)
    return acr


async def live(session: AsyncSession, person_id: UUID) -> Sequence[BrowserSession]:
    """Where this person is logged in now, the latest seen first."""
    return await queries.live_sessions(session, person_id, now=now())


async def need_identification(session: AsyncSession, caller: Principal) -> None:
    """Raises IdentificationRequired for a linked person who came in by password: a stolen password must not do it."""
    if caller.acr != "gosuslugi" and await queries.is_linked(session, caller.person_id):
        raise IdentificationRequired


async def end_one(session: AsyncSession, person_id: UUID, session_id: UUID) -> None:
    """This session of the person is refused from the next exchange on. Raises NotFound for one of somebody else."""
    if all(found.session_id != session_id for found in await live(session, person_id)):
        raise NotFound
    await revoke(session, BrowserSession.session_id == session_id)
    logger.info("session_ended", session_id=str(session_id), person_id=str(person_id))


async def end_all(session: AsyncSession, person_id: UUID) -> None:
    """Nobody is in this cabinet any more."""
    await revoke(session, BrowserSession.person_id == person_id)
    logger.info("sessions_ended", person_id=str(person_id))


async def end_of_blocked(session: AsyncSession) -> None:
    """Nobody is in the cabinet of a blocked person, however it was blocked."""
    blocked = select(Person.person_id).where(Person.blocked_at.is_not(None))
    await revoke(session, BrowserSession.person_id.in_(blocked))


async def revoke(session: AsyncSession, *which: ColumnElement[bool]) -> None:
    """These sessions are refused from the next exchange on, and what they have open anywhere is closed.

    Rows are taken in one order, so that two who end the same sessions never wait for each other in a circle.
    """
    moment = now()
    live = select(BrowserSession.session_id).where(
        BrowserSession.revoked_at.is_(None), BrowserSession.expires_at > moment, *which
    )
    ended = await session.execute(
        update(BrowserSession)
        .where(BrowserSession.session_id.in_(live.order_by(BrowserSession.session_id).with_for_update()))
        .values(revoked_at=moment)
        .returning(BrowserSession.session_id, BrowserSession.person_id)
        .execution_options(synchronize_session=False)
    )
    for session_id, person_id in ended.all():
        await record(session, SessionEnded(aggregate_id=session_id, session_id=session_id, person_id=person_id))


async def _end_beyond_cap(session: AsyncSession, person_id: UUID, *, moment: datetime) -> None:
    """A person has so many sessions at most; the ones unseen for longest end."""
    found = await queries.live_sessions(session, person_id, now=moment)
    if beyond := [one.session_id for one in found[MOST_SESSIONS:]]:
        await revoke(session, BrowserSession.session_id.in_(beyond))

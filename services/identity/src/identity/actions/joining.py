"""Joining: a person whom Gosuslugi has identified also has, or seems to have, a cabinet entered by e-mail.

Nothing is joined by an equal address alone. The person is asked, and proves the other cabinet by its password or by
its own session; what is joined stays joined.
"""

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

import structlog
from common.auth import Principal
from common.clock import now
from common.context import Context
from common.events.outbox import record
from contracts.identity import CabinetsJoined
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors, queries
from identity.actions import devices, throttles, verifications
from identity.actions.entering import LoginResult, enter_identified
from identity.actions.linking import account_of, tie, wish_of
from identity.actions.people import apply_identity, own, upsert_from_gosuslugi
from identity.actions.sessions import Caller, revoke
from identity.domain.logins import LOGIN_LIFE, link_obstacle, page
from identity.domain.people import GosuslugiPerson, masked_email
from identity.domain.sealing import Vault, digest
from identity.gateways import Resources
from identity.models import BrowserSession, Joining, Login, Person

logger = structlog.get_logger(__name__)
IDENTIFIED = "joinings.identified"
QUESTION = "/login/join"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What the person is asked: about which address, and whether two cabinets exist already."""

    email_masked: str
    two_cabinets: bool


async def known_address(
    session: AsyncSession, identified: GosuslugiPerson, *, login: Login, vault: Vault
) -> LoginResult | None:
    """A first login whose verified address is the one of an account: the person is asked about it first."""
    if identified.email is None or await queries.owner_of_oid(session, identified.oid):
        return None
    account = await queries.person_by_account(session, identified.email)
    if account is None or account.oid is not None:
        return None
    return await _ask(session, identified, login=login, person_id=account.person_id, vault=vault)


async def two_cabinets(
    session: AsyncSession, identified: GosuslugiPerson, *, login: Login, vault: Vault
) -> LoginResult | None:
    """A link to an identity that has a cabinet with the same address: the person is asked whether to join the two."""
    assert login.linking_session_id is not None, "a link began in a session"
    account = await account_of(session, login.linking_session_id)
    if link_obstacle(await wish_of(session, account, identified)) != "two_cabinets":
        return None
    return await _ask(session, identified, login=login, person_id=account.person_id, vault=vault)


async def question(session: AsyncSession, secret: str | None, *, vault: Vault) -> Question:
    """What this browser is asked. Raises JoiningExpired."""
    asked = await _open(session, secret)
    identified = _identified(asked, vault)
    return Question(email_masked=masked_email(identified.email or ""), two_cabinets=asked.owner_id is not None)


async def accept_by_password(context: Context, secret: str | None, *, password: str, caller: Caller) -> LoginResult:
    """The account is the person's, who knows its password: one cabinet, entered by both, all other sessions over.

    Raises JoiningExpired, PasswordWrong, LinkConflict, AccountBlocked, TooManyRequests.
    """
    resources: Resources = context.resources
    async with context.sessions.begin() as session:
        asked = await _open(session, secret)
        account = await own(session, asked.person_id)
    if asked.owner_id is not None or account.account_email is None:
        raise errors.JoiningExpired
    limits = devices.login_limits(caller, account.account_email, vault=resources.vault)
    await throttles.consume(context.sessions, vault=resources.vault, tries=limits)
    if not await resources.passwords.matches(account.password_hash, password):
        raise errors.PasswordWrong
    async with context.sessions.begin() as session:
        asked = await _take(session, asked.joining_id)
        person = await own(session, asked.person_id, lock=True)
        identified = _identified(asked, resources.vault)
        if person.password_hash != account.password_hash or person.account_email != identified.email:
            raise errors.JoiningExpired  # it was changed a moment ago
        if person.oid not in (None, identified.oid):
            raise errors.LinkConflict
        await tie(session, person, identified, vault=resources.vault)
        await revoke(session, BrowserSession.person_id == person.person_id)
        await verifications.cancel_of(session, person.person_id, purposes=("recovery", "notification_email"))
        logger.info("account_joined_to_identity", person_id=str(person.person_id))
        return await _enter(session, context, person, asked=asked, caller=caller)


async def accept_by_session(
    context: Context, secret: str | None, *, principal: Principal | None, caller: Caller
) -> LoginResult:
    """Two cabinets are one: the one Gosuslugi knows stays, the other one's rows become its rows everywhere.

    Raises JoiningExpired, AccountBlocked.
    """
    vault: Vault = context.resources.vault
    async with context.sessions.begin() as session:
        asked = await _open(session, secret)
        if asked.owner_id is None or principal is None or principal.session_id != asked.session_id:
            raise errors.JoiningExpired
        owner_id = asked.owner_id
        asked = await _take(session, asked.joining_id)
        people = await queries.lock_people(session, owner_id, asked.person_id)
        kept, joined = people[owner_id], people[asked.person_id]
        identified = _identified(asked, vault)
        # The session may have ended while the rows were waited for.
        is_live = await queries.session_is_live(session, principal.session_id, now=now())
        if not is_live or kept.oid != identified.oid or joined.oid or joined.account_email != identified.email:
            raise errors.JoiningExpired
        if joined.blocked_at:
            raise errors.AccountBlocked
        apply_identity(kept, identified, vault=vault)
        await _join(session, kept, joined, vault=vault)
        return await _enter(session, context, kept, asked=asked, caller=caller)


async def refuse(context: Context, secret: str | None, *, caller: Caller) -> LoginResult:
    """The account is somebody else's, or stays apart: the person goes on with a cabinet of their own.

    Raises JoiningExpired, AccountBlocked.
    """
    async with context.sessions.begin() as session:
        asked = await _take(session, (await _open(session, secret)).joining_id)
        if asked.owner_id is not None:
            return LoginResult(url="/profile")
        person = await upsert_from_gosuslugi(
            session, _identified(asked, context.resources.vault), vault=context.resources.vault
        )
        return await _enter(session, context, person, asked=asked, caller=caller)


async def _ask(
    session: AsyncSession, identified: GosuslugiPerson, *, login: Login, person_id: UUID, vault: Vault
) -> LoginResult:
    secret = secrets.token_urlsafe(32)
    session.add(
        Joining(
            token_digest=digest(secret),
            person_id=person_id,
            owner_id=await queries.owner_of_oid(session, identified.oid),
            session_id=login.linking_session_id,
            identified_sealed=vault.seal(json.dumps(asdict(identified), default=str, ensure_ascii=False), IDENTIFIED),
            origin=login.origin,
            return_to=login.return_to,
            expires_at=now() + LOGIN_LIFE,
        )
    )
    await session.flush()
    return LoginResult(url=QUESTION, joining=secret)


async def _open(session: AsyncSession, secret: str | None) -> Joining:
    asked = await queries.open_joining(session, digest(secret), now=now()) if secret else None
    if asked is None:
        raise errors.JoiningExpired
    return asked


async def _take(session: AsyncSession, joining_id: UUID) -> Joining:
    """The question, which nobody can answer again. Raises JoiningExpired."""
    taken = (
        update(Joining)
        .where(Joining.joining_id == joining_id, Joining.used_at.is_(None), Joining.expires_at > now())
        .values(used_at=now())
        .returning(Joining)
    )
    asked = await session.scalar(taken)
    if asked is None:
        raise errors.JoiningExpired
    return asked


async def _join(session: AsyncSession, kept: Person, joined: Person, *, vault: Vault) -> None:
    address, joined.account_email = joined.account_email, None
    joined.password_hash = joined.notification_email = None
    joined.joined_into, joined.joined_at = kept.person_id, now()
    await session.flush()
    # The address opens the cabinet that stays, once its owner has set a password for it.
    kept.account_email = kept.account_email or address
    kept.version += 1
    both = (kept.person_id, joined.person_id)
    await revoke(session, BrowserSession.person_id.in_(both))
    await verifications.cancel_of(session, joined.person_id, purposes=("recovery", "notification_email"))
    await verifications.notify(session, kept, purpose="cabinets_joined", vault=vault, to=address)
    await session.flush()
    event = CabinetsJoined(
        aggregate_id=kept.person_id,
        aggregate_version=kept.version,
        person_id=kept.person_id,
        joined_person_id=joined.person_id,
    )
    await record(session, event)
    logger.info("cabinets_joined", person_id=str(kept.person_id), joined_person_id=str(joined.person_id))


async def _enter(
    session: AsyncSession, context: Context, person: Person, *, asked: Joining, caller: Caller
) -> LoginResult:
    target = page("/profile", joined="1") if asked.owner_id else asked.return_to
    return await enter_identified(session, context, person, origin=asked.origin, target=target, caller=caller)


def _identified(asked: Joining, vault: Vault) -> GosuslugiPerson:
    said = json.loads(vault.unseal(asked.identified_sealed, IDENTIFIED))
    born = said.pop("birth_date")
    return GosuslugiPerson(**said, birth_date=date.fromisoformat(born) if born else None)

"""Accounts entered by e-mail and password: registered, proved, entered, recovered. None says who has one."""

import asyncio
from dataclasses import dataclass
from uuid import UUID

import structlog
from common.clock import now
from common.context import Context
from common.ids import new_id
from contracts.values import LoginMethod
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors, queries
from identity.actions import letters, throttles, verifications
from identity.actions.people import own, registered
from identity.actions.sessions import LOGINS, Caller, open_session, revoke
from identity.domain.logins import Standing
from identity.domain.passwords import too_weak
from identity.domain.people import DEFAULT_TIME_ZONE
from identity.gateways import Resources
from identity.models import BrowserSession, Person, Verification

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A person who is in, and the cookie that says so."""

    person: Person
    cookie: str
    session: BrowserSession


async def register(
    context: Context, application: verifications.Application, *, password: str, return_to: str | None, caller: Caller
) -> None:
    """A letter goes to the address: to prove it, or, when it has an account, to say so. The caller sees no difference.

    Raises PasswordTooWeak, TooManyRequests.
    """
    resources: Resources = context.resources
    await _strong(password, application.email, application.last_name, application.first_name)
    await letters.allowed(context, application.email, caller)
    # Made for every address: an existing one must not answer sooner.
    password_hash = await resources.passwords.make(password)
    async with context.sessions.begin() as session:
        known = await queries.person_by_account(session, application.email)
        await verifications.request(
            session,
            purpose="already_registered" if known else "registration",
            email=application.email,
            vault=resources.vault,
            content=verifications.Content(application=application, password_hash=password_hash, return_to=return_to),
        )


async def verify_email(context: Context, token: str, *, caller: Caller) -> Entered | None:
    """The address is proved. A registration becomes an account and enters it; a notification address is noted.

    Raises VerificationInvalid, VerificationExpired, TooManyRequests.
    """
    resources: Resources = context.resources
    limits = [(throttles.ADDRESS_TOKENS, caller.address)]
    await throttles.spend(context.sessions, vault=resources.vault, tries=limits)
    async with context.sessions.begin() as session:
        verification = await verifications.take(session, token, purposes=("registration", "notification_email"))
        if verification.purpose == "notification_email":
            assert verification.person_id is not None, "asked for by a person"
            person = await own(session, verification.person_id, lock=True)
            person.notification_email = verification.email
            await session.flush()
            return None
        person = await _become_account(session, verification, resources)
        return await _enter(session, person, caller)


async def log_in(context: Context, *, email: str, password: str, caller: Caller) -> Entered:
    """In, with a reduced session (R033, R034). Raises CredentialsWrong, AccountBlocked, TooManyRequests.

    The slow check of the password happens while no transaction is open.
    """
    resources: Resources = context.resources
    vault = resources.vault
    tries = [(throttles.ACCOUNT_LOGINS, email), (throttles.ADDRESS_LOGINS, caller.address)]
    await throttles.spend(context.sessions, vault=vault, tries=tries)
    async with context.sessions.begin() as session:
        known = await queries.person_by_account(session, email)
    kept = known.password_hash if known else None
    if not await resources.passwords.matches(kept, password) or known is None or kept is None:
        LOGINS.labels("password", errors.CredentialsWrong.code).inc()
        raise errors.CredentialsWrong
    newer = await resources.passwords.make(password) if resources.passwords.outdated(kept) else None
    async with context.sessions.begin() as session:
        person = await own(session, known.person_id, lock=True)
        if person.password_hash != kept:
            raise errors.CredentialsWrong  # it was changed a moment ago
        if person.blocked_at:
            raise errors.AccountBlocked
        person.password_hash = newer or kept
        await throttles.forgive(session, vault=vault, limit=throttles.ACCOUNT_LOGINS, subject=email)
        return await _enter(session, person, caller)


async def reset_password(context: Context, token: str, *, password: str, caller: Caller) -> None:
    """The account has a new password, and nobody is in any more.

    Raises VerificationInvalid, VerificationExpired, PasswordTooWeak, TooManyRequests.
    """
    resources: Resources = context.resources
    limits = [(throttles.ADDRESS_TOKENS, caller.address)]
    await throttles.spend(context.sessions, vault=resources.vault, tries=limits)
    await _strong(password)
    password_hash = await resources.passwords.make(password)
    async with context.sessions.begin() as session:
        verification = await verifications.take(session, token, purposes=("recovery",))
        assert verification.person_id is not None, "asked for an account"
        person = await own(session, verification.person_id, lock=True)
        person.password_hash = password_hash
        await revoke(session, BrowserSession.person_id == person.person_id)
        await throttles.forgive(
            session, vault=resources.vault, limit=throttles.ACCOUNT_LOGINS, subject=verification.email
        )
        await session.flush()
    logger.info("password_reset", person_id=str(person.person_id))


async def put_account(
    context: Context, person_id: UUID, application: verifications.Application, *, password: str
) -> None:
    """There is an account with this id, address (taken as proved) and password. Raises EmailTaken."""
    resources: Resources = context.resources
    password_hash = await resources.passwords.make(password)
    async with context.sessions.begin() as session:
        owner = await queries.person_by_account(session, application.email)
        if owner and owner.person_id != person_id:
            raise errors.EmailTaken
        person = await queries.person(session, person_id, lock=True)
        if person is None:
            person = await _insert(session, person_id, application, password_hash)
            if person is None:
                raise errors.EmailTaken
            return
        person.account_email, person.password_hash = application.email, password_hash
        person.last_name, person.first_name = application.last_name, application.first_name
        person.middle_name = application.middle_name
        await session.flush()


async def _become_account(session: AsyncSession, verification: Verification, resources: Resources) -> Person:
    application, password_hash = verifications.application_of(verification, resources.vault)
    person = await _insert(session, new_id(), application, password_hash)
    if person is None:
        # Another letter to the same address was followed first.
        raise errors.VerificationInvalid
    await verifications.cancel(session, email=verification.email, purpose="registration")
    return person


async def _insert(
    session: AsyncSession, person_id: UUID, application: verifications.Application, password_hash: str
) -> Person | None:
    """The new account; None when the address has one already: the database decides, also in a race."""
    statement = insert(Person).values(
        person_id=person_id,
        version=1,
        last_name=application.last_name,
        first_name=application.first_name,
        middle_name=application.middle_name,
        account_email=application.email,
        password_hash=password_hash,
        time_zone=DEFAULT_TIME_ZONE,
        created_at=now(),
    )
    if await session.scalar(statement.on_conflict_do_nothing().returning(Person.person_id)) is None:
        return None
    person = await own(session, person_id)
    await registered(session, person, method=LoginMethod.PASSWORD)
    return person


async def _enter(session: AsyncSession, person: Person, caller: Caller) -> Entered:
    cookie, opened = await open_session(
        session, person, method=LoginMethod.PASSWORD, standing=Standing(), caller=caller
    )
    LOGINS.labels("password", "done").inc()
    return Entered(person=person, cookie=cookie, session=opened)


async def _strong(password: str, *personal: str) -> None:
    words = [part for text in personal for part in (text, text.partition("@")[0])]
    # Milliseconds of counting, which nobody else should wait for.
    if await asyncio.to_thread(too_weak, password, *words):
        raise errors.PasswordTooWeak

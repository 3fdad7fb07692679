"""Accounts entered by e-mail and password: registered, proved, entered, recovered. None says who has one."""

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
from identity.actions import devices, letters, throttles, verifications
from identity.actions.passwords import strong
from identity.actions.people import own, registered
from identity.actions.sessions import LOGINS, Caller, open_session
from identity.domain.logins import EffectiveRole
from identity.domain.people import DEFAULT_TIME_ZONE
from identity.domain.sealing import digest
from identity.gateways import Resources
from identity.models import BrowserSession, Person, Verification

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Entered:
    """A person who is in, the cookie that says so, and what the browser keeps to be known again."""

    person: Person
    cookie: str
    session: BrowserSession
    device: str


async def register(
    context: Context, application: verifications.Application, *, password: str, return_to: str | None, caller: Caller
) -> None:
    """A letter goes to the address: to prove it, or, when it has a cabinet, to say so. The caller sees no difference.

    Raises PasswordTooWeak, TooManyRequests.
    """
    resources: Resources = context.resources
    await strong(password, *application.words)
    await letters.allowed(context, application.email, caller)
    # Made for every address: an existing one must not answer sooner.
    password_hash = await resources.passwords.make(password)
    async with context.sessions.begin() as session:
        by_password = await queries.person_by_account(session, application.email)
        by_gosuslugi = await queries.known_to_gosuslugi(session, application.email)
        browser = digest(caller.registration or "").hex()
        await verifications.request(
            session,
            purpose="already_registered" if by_password or by_gosuslugi else "registration",
            email=application.email,
            vault=resources.vault,
            content=verifications.Content(
                applied=verifications.Applied(application=application, password_hash=password_hash, browser=browser),
                return_to=return_to,
            ),
        )


async def verify_email(context: Context, token: str, *, password: str | None, caller: Caller) -> Entered | None:
    """The address is proved. A registration becomes an account and enters it; a notification address is noted.

    Anyone who follows the link owns the address, and may not be the one who registered it: only in the browser that
    registered the password typed there counts, elsewhere ``password`` is needed. Raises VerificationInvalid,
    VerificationExpired, PasswordRequired, PasswordTooWeak, TooManyRequests.
    """
    resources: Resources = context.resources
    limits = [(throttles.NETWORK_TOKENS, caller.network)]
    await throttles.consume(context.sessions, vault=resources.vault, tries=limits)
    password_hash = await _password_of(context, token, password, caller)
    async with context.sessions.begin() as session:
        verification = await verifications.take(session, token, purposes=("registration", "notification_email"))
        if verification.purpose == "notification_email":
            await _move_letters(session, verification, resources)
            return None
        person = await _become_account(session, verification, resources, password_hash=password_hash)
        return await _enter(session, person, caller, resources=resources)


async def log_in(context: Context, *, email: str, password: str, caller: Caller) -> Entered:
    """In, with a reduced session (R033, R034). Raises CredentialsWrong, AccountBlocked, TooManyRequests.

    The slow check of the password happens while no transaction is open.
    """
    resources: Resources = context.resources
    vault = resources.vault
    tries = devices.login_limits(caller, email, vault=vault)
    await throttles.consume(context.sessions, vault=vault, tries=tries)
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
        # What this browser has got wrong; guesses of other networks stay counted.
        for limit, subject in tries[:1]:
            await throttles.reset(session, vault=vault, limit=limit, subject=subject)
        return await _enter(session, person, caller, resources=resources)


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


async def _password_of(context: Context, token: str, password: str | None, caller: Caller) -> str | None:
    """The hash of the password of the account to be, made while no transaction is open; None when none is to be."""
    resources: Resources = context.resources
    async with context.sessions.begin() as session:
        waiting = await queries.unused_verification(session, digest(token))
    if waiting is None or waiting.purpose != "registration" or waiting.expires_at <= now():
        return None
    applied = verifications.applied_of(waiting, resources.vault)
    if password is not None:
        await strong(password, *applied.application.words)
        return await resources.passwords.make(password)
    if caller.registration and digest(caller.registration).hex() == applied.browser:
        return applied.password_hash
    raise errors.PasswordRequired


async def _move_letters(session: AsyncSession, verification: Verification, resources: Resources) -> None:
    """Letters go to the proved address; the old one gets a letter about it."""
    assert verification.person_id is not None, "asked for by a person"
    person = await own(session, verification.person_id, lock=True)
    before = person.email
    person.notification_email = verification.email
    await session.flush()
    if before and before != verification.email:
        await verifications.notify(session, person, purpose="address_changed", vault=resources.vault, to=before)


async def _become_account(
    session: AsyncSession, verification: Verification, resources: Resources, *, password_hash: str | None
) -> Person:
    if password_hash is None:
        raise errors.VerificationInvalid
    application = verifications.applied_of(verification, resources.vault).application
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


async def _enter(session: AsyncSession, person: Person, caller: Caller, *, resources: Resources) -> Entered:
    cookie, opened = await open_session(
        session, person, method=LoginMethod.PASSWORD, role=EffectiveRole(), caller=caller
    )
    LOGINS.labels("password", "done").inc()
    assert person.account_email is not None, "entered by its address"
    device = devices.remembered(caller, person.account_email, vault=resources.vault)
    return Entered(person=person, cookie=cookie, session=opened, device=device)

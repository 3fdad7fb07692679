"""New passwords of accounts that exist: by a letter, or inside the profile."""

import asyncio

import structlog
from common.auth import Principal
from common.context import Context
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors, queries
from identity.actions import devices, throttles, verifications
from identity.actions.people import own
from identity.actions.sessions import Caller, need_identification, revoke
from identity.domain.sealing import digest
from identity.domain.strength import too_weak
from identity.gateways import Resources
from identity.models import BrowserSession, Person

logger = structlog.get_logger(__name__)


async def reset(context: Context, token: str, *, password: str, caller: Caller) -> str:
    """The account has a new password, and nobody is in any more. Answers what the browser keeps to be known again.

    Raises VerificationInvalid, VerificationExpired, PasswordTooWeak, TooManyRequests.
    """
    resources: Resources = context.resources
    limits = [(throttles.NETWORK_TOKENS, caller.network)]
    await throttles.consume(context.sessions, vault=resources.vault, tries=limits)
    async with context.sessions.begin() as session:
        waiting = await queries.unused_verification(session, digest(token))
        known = await own(session, waiting.person_id) if waiting and waiting.person_id else None
    await strong(password, *(words_of(known) if known else ()))
    password_hash = await resources.passwords.make(password)
    async with context.sessions.begin() as session:
        verification = await verifications.take(session, token, purposes=("recovery",))
        if verification.person_id is None:
            raise errors.VerificationInvalid
        person = await own(session, verification.person_id, lock=True)
        if person.account_email != verification.email:
            raise errors.VerificationInvalid  # the account is entered by another address since
        person.password_hash = password_hash
        await revoke(session, BrowserSession.person_id == person.person_id)
        await verifications.notify(session, person, purpose="password_changed", vault=resources.vault)
        await session.flush()
    logger.info("password_reset", person_id=str(person.person_id))
    return devices.remembered(caller, verification.email, vault=resources.vault)


async def change(context: Context, caller: Caller, *, by: Principal, current: str | None, new: str) -> None:
    """The person's new password; every other session is over, and a letter says so.

    A session through Gosuslugi needs no current password. Raises AccountEmailRequired, IdentificationRequired,
    PasswordWrong, PasswordTooWeak, TooManyRequests.
    """
    resources: Resources = context.resources
    async with context.sessions.begin() as session:
        await need_identification(session, by)
        known = await own(session, by.person_id)
    if known.account_email is None:
        raise errors.AccountEmailRequired
    if by.acr != "gosuslugi":
        limits = devices.login_limits(caller, known.account_email, vault=resources.vault)
        await throttles.consume(context.sessions, vault=resources.vault, tries=limits)
        if not await resources.passwords.matches(known.password_hash, current or ""):
            raise errors.PasswordWrong
    await strong(new, *words_of(known))
    password_hash = await resources.passwords.make(new)
    async with context.sessions.begin() as session:
        await _set(session, by, known, password_hash=password_hash, resources=resources)
    logger.info("password_changed", person_id=str(by.person_id))


async def strong(password: str, *personal: str) -> None:
    """Raises PasswordTooWeak."""
    # Milliseconds of counting, which nobody else should wait for.
    if await asyncio.to_thread(too_weak, password, *filter(None, personal)):
        raise errors.PasswordTooWeak


def words_of(person: Person) -> tuple[str, ...]:
    """What a password of this person must not be made of."""
    own_words = (
        person.last_name, person.first_name, person.middle_name, person.account_email, person.gosuslugi_email,
        person.notification_email,
    )  # fmt: skip
    return tuple(filter(None, own_words))


async def _set(
    session: AsyncSession, by: Principal, known: Person, *, password_hash: str, resources: Resources
) -> None:
    person = await own(session, by.person_id, lock=True)
    if person.password_hash != known.password_hash or person.account_email != known.account_email:
        raise errors.PasswordWrong  # it was changed a moment ago
    person.password_hash = password_hash
    others = BrowserSession.session_id != by.session_id
    await revoke(session, BrowserSession.person_id == person.person_id, others)
    await verifications.notify(session, person, purpose="password_changed", vault=resources.vault)
    await session.flush()

"""Letters with a link, asked for by people: a lost password, an address for notifications, a link that ran out."""

from common.auth import Principal
from common.context import Context

from identity import queries
from identity.actions import throttles, verifications
from identity.actions.sessions import Caller, need_identification
from identity.domain.sealing import digest
from identity.errors import VerificationInvalid
from identity.gateways import Resources

# Letters with a link that does something; the others only inform.
RENEWED = ("registration", "recovery", "notification_email")


async def recover(context: Context, email: str, *, return_to: str | None, caller: Caller) -> None:
    """A letter with a link goes to the address if it has an account. Raises TooManyRequests.

    The work is the same without one: the letter is found unwanted when it is worded, where nobody can time it.
    """
    resources: Resources = context.resources
    await allowed(context, email, caller)
    async with context.sessions.begin() as session:
        known = await queries.person_by_account(session, email)
        person_id = known.person_id if known else None
        await verifications.request(
            session,
            purpose="recovery",
            email=email,
            vault=resources.vault,
            content=verifications.Content(person_id=person_id, return_to=return_to),
        )


async def change_notification_email(context: Context, person: Principal, *, email: str, caller: Caller) -> None:
    """A letter goes to the address; once it is proved, notifications go there.

    Raises IdentificationRequired, TooManyRequests.
    """
    resources: Resources = context.resources
    async with context.sessions.begin() as session:
        await need_identification(session, person)
    await allowed(context, email, caller)
    async with context.sessions.begin() as session:
        await verifications.request(
            session,
            purpose="notification_email",
            email=email,
            vault=resources.vault,
            content=verifications.Content(person_id=person.person_id),
        )


async def renew(context: Context, token: str, *, caller: Caller) -> None:
    """A fresh letter goes where the letter of this link went, which was not followed in time.

    Raises VerificationInvalid, TooManyRequests.
    """
    resources: Resources = context.resources
    limits = [(throttles.NETWORK_TOKENS, caller.network)]
    await throttles.consume(context.sessions, vault=resources.vault, tries=limits)
    async with context.sessions.begin() as session:
        old = await queries.unused_verification(session, digest(token))
    if old is None or old.purpose not in RENEWED:
        raise VerificationInvalid
    await allowed(context, old.email, caller)
    async with context.sessions.begin() as session:
        await verifications.repeat(session, old, vault=resources.vault)


async def allowed(context: Context, email: str, caller: Caller) -> None:
    """One more letter is counted. Raises TooManyRequests."""
    tries = [(throttles.EMAIL_LETTERS, email), (throttles.NETWORK_LETTERS, caller.network)]
    await throttles.consume(context.sessions, vault=context.resources.vault, tries=tries)

"""Linking: an e-mail account is from now on entered through Gosuslugi too (R037–R041, R044)."""

from uuid import UUID

from common.clock import now
from common.errors import Refusal
from common.events.outbox import record
from contracts.identity import GosuslugiLinked
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from identity import errors, queries
from identity.actions import verifications
from identity.actions.people import apply_identity
from identity.actions.sessions import revoke
from identity.domain.logins import LinkWish, link_obstacle
from identity.domain.people import GosuslugiPerson
from identity.domain.sealing import Vault
from identity.models import BrowserSession, Person

OBSTACLES: dict[str, type[Refusal]] = {
    "link_conflict": errors.LinkConflict,
    "two_cabinets": errors.LinkConflict,
    "link_email_mismatch": errors.LinkEmailMismatch,
    "link_email_unverified": errors.LinkEmailUnverified,
}


async def link(session: AsyncSession, identified: GosuslugiPerson, asked_by: UUID, *, vault: Vault) -> Person:
    """The account of the session that asked is entered by this identity too; all its sessions are over.

    Anyone who came in by the password until now proved the address, not the person: the password and another address
    for letters are dropped, its owner gets a letter. Raises LoginExpired and the obstacles of linking.
    """
    person = await account_of(session, asked_by)
    if obstacle := link_obstacle(await wish_of(session, person, identified)):
        raise OBSTACLES[obstacle]
    is_new = person.oid is None
    await tie(session, person, identified, vault=vault)
    await revoke(session, BrowserSession.person_id == person.person_id)
    if is_new:
        person.password_hash = person.notification_email = None
        await verifications.cancel_of(session, person.person_id, purposes=("recovery", "notification_email"))
        await verifications.notify(session, person, purpose="gosuslugi_linked", vault=vault)
    await session.flush()
    return person


async def account_of(session: AsyncSession, session_id: UUID) -> Person:
    """The person of a live session, locked. Raises LoginExpired."""
    person_id = await queries.session_is_live(session, session_id, now=now())
    person = await queries.person(session, person_id, lock=True) if person_id else None
    if person is None:
        raise errors.LoginExpired
    return person


async def wish_of(session: AsyncSession, person: Person, identified: GosuslugiPerson) -> LinkWish:
    """What decides whether these two become one."""
    owner = await queries.owner_of_oid(session, identified.oid)
    return LinkWish(
        oid=identified.oid,
        account_oid=person.oid,
        oid_owned_by_another=owner not in (None, person.person_id),
        account_email=person.account_email,
        gosuslugi_email=identified.email,
    )


async def tie(session: AsyncSession, person: Person, identified: GosuslugiPerson, *, vault: Vault) -> None:
    """The locked person has this identity from now on; a new one is published. Raises LinkConflict."""
    is_new = person.oid is None
    apply_identity(person, identified, vault=vault)
    try:
        await session.flush()
    except IntegrityError as error:
        # The identity opened a cabinet of its own in this very moment.
        raise errors.LinkConflict from error
    if not is_new:
        return
    # Now the consent to medical documents can be signed for the first time, so it is offered again.
    person.setup_completed_at = None
    person.version += 1
    event = GosuslugiLinked(aggregate_id=person.person_id, aggregate_version=person.version, person_id=person.person_id)
    await record(session, event)

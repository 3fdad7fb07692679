"""People: made or brought up to date by Gosuslugi, changed by their owners, shown to other services."""

from typing import Any
from uuid import UUID

import structlog
from common.clock import now
from common.errors import NotFound
from common.events.outbox import record
from common.ids import new_id
from contracts.cards import DoctorCard, PersonCard
from contracts.identity import UserRegistered
from contracts.values import ConsentKind, LoginMethod
from sqlalchemy import Boolean, literal_column
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from identity import queries
from identity.domain.people import DEFAULT_TIME_ZONE, GosuslugiPerson
from identity.domain.sealing import Vault
from identity.models import Person

logger = structlog.get_logger(__name__)

SNILS, DOCUMENT, MOBILE = "people.snils", "people.document", "people.mobile"


async def upsert_from_gosuslugi(session: AsyncSession, identified: GosuslugiPerson, *, vault: Vault) -> Person:
    """The person with this Gosuslugi id, made now if there was none, with today's data (R019).

    Never found by e-mail: an address does not prove that two accounts are one person's.
    """
    values = _columns(identified, vault)
    statement = insert(Person).values(person_id=new_id(), oid=identified.oid, created_at=now(), **values)
    # One statement decides, so that two first logins at once make one person.
    decided = statement.on_conflict_do_update(index_elements=[Person.oid], set_=values)
    # xmax is zero in a row that was inserted just now, and not in one that was there.
    returned = decided.returning(Person.person_id, literal_column("(xmax = 0)", Boolean))
    person_id, is_new = (await session.execute(returned)).one()
    person = await own(session, person_id)
    if is_new:
        await registered(session, person, method=LoginMethod.GOSUSLUGI)
    return person


def apply_identity(person: Person, identified: GosuslugiPerson, *, vault: Vault) -> None:
    """The person is from now on who Gosuslugi says."""
    person.oid = identified.oid
    for name, value in _columns(identified, vault).items():
        setattr(person, name, value)


async def registered(session: AsyncSession, person: Person, *, method: LoginMethod) -> None:
    """A new cabinet is published."""
    await record(
        session,
        UserRegistered(
            aggregate_id=person.person_id,
            aggregate_version=person.version,
            person_id=person.person_id,
            method=method,
        ),
    )
    logger.info("user_registered", person_id=str(person.person_id), method=method.value)


async def find(session: AsyncSession, person_id: UUID) -> Person | None:
    """The person, if there is one."""
    return await queries.person(session, person_id)


async def own(session: AsyncSession, person_id: UUID, *, lock: bool = False) -> Person:
    """The person of a session. Raises NotFound."""
    person = await queries.person(session, person_id, lock=lock)
    if person is None:
        raise NotFound
    return person


async def standing_for(session: AsyncSession, person_id: UUID) -> Person:
    """The person of this id, or the one whose cabinet that person's was joined to. Raises NotFound."""
    person = await own(session, person_id)
    return await own(session, person.joined_into) if person.joined_into else person


async def change_time_zone(session: AsyncSession, person_id: UUID, *, time_zone: str | None) -> Person:
    """Times are shown in this zone."""
    person = await own(session, person_id)
    if time_zone is not None:
        person.time_zone = time_zone
        await session.flush()
    return person


async def complete_setup(session: AsyncSession, person_id: UUID) -> None:
    """The page of profile setup is not shown again (R028)."""
    person = await own(session, person_id)
    person.setup_completed_at = person.setup_completed_at or now()
    await session.flush()


async def person_card(session: AsyncSession, person_id: UUID, *, vault: Vault) -> PersonCard:
    """What another service may know of a person, at the moment of use. Raises NotFound."""
    person = await standing_for(session, person_id)
    given = await queries.consents_in_force(session, person.person_id)
    allowed = {kind for kind, consent in given.items() if consent.decision == "given"}
    return PersonCard(
        person_id=person.person_id,
        full_name=person.full_name,
        given_name=person.given_name,
        birth_date=person.birth_date,
        gender=person.gender,
        snils=vault.unseal(person.snils_sealed, SNILS) if person.snils_sealed else None,
        email=person.email,
        notifications_allowed=ConsentKind.NOTIFICATIONS in allowed,
        time_zone=person.time_zone,
    )


async def doctor_card(session: AsyncSession, doctor_id: UUID) -> DoctorCard:
    """What another service may know of a doctor. Raises NotFound."""
    member = await queries.staff_member(session, doctor_id)
    if member is None or member.role != "doctor":
        raise NotFound
    person = await queries.person_by_snils(session, member.snils_mark)
    return DoctorCard(
        doctor_id=doctor_id,
        person_id=person.person_id if person else None,
        full_name=member.full_name,
        given_name=member.full_name.partition(" ")[2] or member.full_name,
        position=member.position,
        email=person.email if person else None,
        time_zone=person.time_zone if person else DEFAULT_TIME_ZONE,
    )


def _columns(identified: GosuslugiPerson, vault: Vault) -> dict[str, Any]:
    def sealed(text: str | None, purpose: str) -> bytes | None:
        return vault.seal(text, purpose) if text else None

    return {
        "last_name": identified.last_name,
        "first_name": identified.first_name,
        "middle_name": identified.middle_name,
        "birth_date": identified.birth_date,
        "gender": identified.gender,
        "snils_sealed": sealed(identified.snils, SNILS),
        "snils_mark": vault.fingerprint(identified.snils, SNILS) if identified.snils else None,
        "document_sealed": sealed(identified.document, DOCUMENT),
        "mobile_sealed": sealed(identified.mobile, MOBILE),
        "gosuslugi_email": identified.email,
    }

"""Who works at a clinic. A login through Gosuslugi is matched with this table by СНИЛС."""

from dataclasses import dataclass
from uuid import UUID

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from identity import queries
from identity.actions.people import SNILS
from identity.actions.sessions import revoke
from identity.domain.sealing import Vault
from identity.models import BrowserSession, Person, StaffMember

logger = structlog.get_logger(__name__)


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """What a clinic says of one of its people. СНИЛС is eleven digits."""

    snils: str
    full_name: str
    position: str
    clinic_id: UUID
    role: str


async def put_staff(session: AsyncSession, staff_id: UUID, appointment: Appointment, *, vault: Vault) -> None:
    """The line says this; everyone whose rights change by it logs in again."""
    mark = vault.fingerprint(appointment.snils, SNILS)
    member = await queries.staff_member(session, staff_id)
    before = (member.snils_mark, member.role, member.clinic_id) if member else None
    after = (mark, appointment.role, appointment.clinic_id)
    if member is None:
        member = StaffMember(staff_id=staff_id)
        session.add(member)
    member.snils_mark, member.role, member.clinic_id = after
    member.full_name, member.position = appointment.full_name, appointment.position
    await session.flush()
    if before == after:
        return
    marks = {mark, before[0]} if before else {mark}
    people = select(Person.person_id).where(Person.snils_mark.in_(marks))
    await revoke(session, BrowserSession.person_id.in_(people), BrowserSession.acr == "gosuslugi")
    logger.info("staff_changed", staff_id=str(staff_id), role=appointment.role)

"""Every SELECT of identity."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import RowMapping, func, select, text
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from identity.domain.logins import SEEN_EVERY, Position
from identity.models import BrowserSession, Consent, Joining, Person, SigningKey, StaffMember, Verification

# The hottest question of the fleet: one round trip, and a write at most once a minute.
_EXCHANGE = text("""
    WITH live AS (
        SELECT s.session_id, s.person_id, s.acr, s.roles, s.doctor_id, s.clinic_ids, s.last_seen_at,
               p.last_name, p.first_name, p.middle_name
        FROM sessions s JOIN people p USING (person_id)
        WHERE s.token_digest = :digest AND s.revoked_at IS NULL AND s.expires_at > :now
          AND s.last_seen_at > :now - make_interval(secs => s.idle_seconds) AND p.blocked_at IS NULL
    ), seen AS (
        UPDATE sessions SET last_seen_at = :now
        WHERE session_id = (SELECT session_id FROM live) AND last_seen_at < :stale
          AND (jsonb_array_length(roles) = 1 OR NOT CAST(:background AS boolean))
    )
    SELECT * FROM live
""")


async def live_session(
    connection: AsyncConnection, *, digest: bytes, now: datetime, background: bool = False
) -> RowMapping | None:
    """The session of this cookie and its person, marked as seen; None when it is over, revoked or blocked.

    A request in the background is no sign of life of anybody who is more than a patient.
    """
    asked = {"digest": digest, "now": now, "stale": now - SEEN_EVERY, "background": background}
    found = await connection.execute(_EXCHANGE, asked)
    return found.mappings().one_or_none()


async def session_is_live(session: AsyncSession, session_id: UUID, *, now: datetime) -> UUID | None:
    """The person of a session that is neither revoked nor over."""
    wanted = select(BrowserSession.person_id).where(
        BrowserSession.session_id == session_id, BrowserSession.revoked_at.is_(None), BrowserSession.expires_at > now
    )
    return await session.scalar(wanted)


async def live_sessions(session: AsyncSession, person_id: UUID, *, now: datetime) -> Sequence[BrowserSession]:
    """Every session of the person that an exchange would accept, the latest seen first."""
    wanted = (
        select(BrowserSession)
        .where(
            BrowserSession.person_id == person_id,
            BrowserSession.revoked_at.is_(None),
            BrowserSession.expires_at > now,
            BrowserSession.last_seen_at > now - func.make_interval(0, 0, 0, 0, 0, 0, BrowserSession.idle_seconds),
        )
        .order_by(BrowserSession.last_seen_at.desc(), BrowserSession.session_id)
    )
    return (await session.scalars(wanted)).all()


async def session_times(session: AsyncSession, session_id: UUID) -> BrowserSession | None:
    """One session, for when it ends."""
    return await session.get(BrowserSession, session_id)


async def session_acr(session: AsyncSession, digest: bytes) -> str | None:
    """How the holder of this cookie had come in."""
    return await session.scalar(select(BrowserSession.acr).where(BrowserSession.token_digest == digest))


async def person(session: AsyncSession, person_id: UUID, *, lock: bool = False) -> Person | None:
    """The person; with ``lock`` nobody else changes them until the transaction ends."""
    return await session.get(Person, person_id, with_for_update=lock, populate_existing=lock)


async def person_by_account(session: AsyncSession, email: str) -> Person | None:
    """The person who logs in with this address."""
    return await session.scalar(select(Person).where(Person.account_email == email))


async def known_to_gosuslugi(session: AsyncSession, email: str) -> bool:
    """Whether a cabinet entered through Gosuslugi has this verified address."""
    wanted = select(Person.person_id).where(Person.gosuslugi_email == email, Person.oid.is_not(None))
    return await session.scalar(wanted.limit(1)) is not None


async def is_linked(session: AsyncSession, person_id: UUID) -> bool:
    """Whether Gosuslugi opens this cabinet."""
    wanted = select(Person.person_id).where(Person.person_id == person_id, Person.oid.is_not(None))
    return await session.scalar(wanted) is not None


async def lock_people(session: AsyncSession, *person_ids: UUID) -> dict[UUID, Person]:
    """These people, changed by nobody else until the transaction ends; locked in one order everywhere."""
    wanted = select(Person).where(Person.person_id.in_(person_ids)).order_by(Person.person_id).with_for_update()
    found = await session.scalars(wanted.execution_options(populate_existing=True))
    return {person.person_id: person for person in found}


async def open_joining(session: AsyncSession, token_digest: bytes, *, now: datetime) -> Joining | None:
    """The question of this browser that still waits for its answer."""
    wanted = select(Joining).where(
        Joining.token_digest == token_digest, Joining.used_at.is_(None), Joining.expires_at > now
    )
    return await session.scalar(wanted)


async def owner_of_oid(session: AsyncSession, oid: str) -> UUID | None:
    """Whose cabinet this Gosuslugi identity opens."""
    return await session.scalar(select(Person.person_id).where(Person.oid == oid))


async def person_by_snils(session: AsyncSession, mark: str) -> Person | None:
    """The newest person with this СНИЛС whom Gosuslugi has identified."""
    wanted = select(Person).where(Person.snils_mark == mark, Person.oid.is_not(None))
    return await session.scalar(wanted.order_by(Person.created_at.desc()).limit(1))


async def positions(session: AsyncSession, mark: str) -> list[Position]:
    """What the staff table says of this СНИЛС."""
    rows = await session.scalars(
        select(StaffMember).where(StaffMember.snils_mark == mark).order_by(StaffMember.staff_id)
    )
    return [Position(staff_id=row.staff_id, clinic_id=row.clinic_id, role=row.role) for row in rows]


async def staff_member(session: AsyncSession, staff_id: UUID) -> StaffMember | None:
    """One line of the staff table."""
    return await session.get(StaffMember, staff_id)


async def consents_in_force(session: AsyncSession, person_id: UUID) -> dict[str, Consent]:
    """The newest decision of each kind."""
    newest = (
        select(Consent)
        .where(Consent.person_id == person_id)
        .ext(distinct_on(Consent.kind))
        .order_by(Consent.kind, Consent.decided_at.desc(), Consent.consent_id.desc())
    )
    return {row.kind: row for row in await session.scalars(newest)}


async def consent_history(session: AsyncSession, person_id: UUID, kind: str) -> Sequence[Consent]:
    """Every decision of this kind, the newest first."""
    wanted = select(Consent).where(Consent.person_id == person_id, Consent.kind == kind)
    return (await session.scalars(wanted.order_by(Consent.decided_at.desc(), Consent.consent_id.desc()))).all()


async def unused_verification(session: AsyncSession, token_digest: bytes) -> Verification | None:
    """The verification of this link if nobody has followed it, in time or not."""
    wanted = select(Verification).where(Verification.token_digest == token_digest, Verification.used_at.is_(None))
    return await session.scalar(wanted)


async def pending_verification(session: AsyncSession, verification_id: UUID, *, now: datetime) -> Verification | None:
    """A verification that still waits."""
    wanted = select(Verification).where(
        Verification.verification_id == verification_id, Verification.used_at.is_(None), Verification.expires_at > now
    )
    return await session.scalar(wanted)


async def signing_keys(session: AsyncSession) -> Sequence[SigningKey]:
    """All keys, the oldest first."""
    return (await session.scalars(select(SigningKey).order_by(SigningKey.created_at))).all()


async def lock_signing_keys(session: AsyncSession) -> None:
    """Only one caller makes a key at a time, until its transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("signing_keys"))))

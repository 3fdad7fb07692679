"""Cabinets that became one: what still comes under the id of the person who left belongs to the one who stays."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, DateTime, Table, Uuid, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import DeclarativeBase

from common.clock import now

# One lock of the database: many may look a person up at a time, and nobody while two cabinets are being joined. So no
# row of the old id is written, unseen by the joining, by a transaction that looked the person up before it.
_LOCK = "joined_cabinets"


def joined_cabinets(base: type[DeclarativeBase], *, dated: bool = False) -> Table:
    """Adds the table to a service. ``dated``: it says when, for a job that moves what came late (``joined_since``)."""
    when = [Column("joined_at", DateTime(timezone=True), nullable=False, default=now)] if dated else []
    return Table(
        "joined_cabinets",
        base.metadata,
        Column("joined_person_id", Uuid, primary_key=True),
        Column("person_id", Uuid, nullable=False, index=not dated),
        *when,
    )


async def note_joined(session: AsyncSession, table: Table, *, joined: UUID, person_id: UUID) -> UUID:
    """All that was ``joined``'s is ``person_id``'s from now on, or whose cabinet that one's is: answers whose."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(_LOCK, 0))))
    stays = await _found(session, table, person_id)
    await session.execute(insert(table).values(joined_person_id=joined, person_id=stays).on_conflict_do_nothing())
    await session.execute(update(table).where(table.c.person_id == joined).values(person_id=stays))
    return stays


async def person_now(session: AsyncSession, table: Table, person_id: UUID) -> UUID:
    """The person whose cabinet this one's is by now: their own, unless it was joined to another."""
    await session.execute(select(func.pg_advisory_xact_lock_shared(func.hashtextextended(_LOCK, 0))))
    return await _found(session, table, person_id)


async def joined_since(session: AsyncSession, table: Table, moment: datetime) -> list[tuple[UUID, UUID]]:
    """Each person who was joined after the moment, with the person they were joined to; the earliest first."""
    recent = select(table.c.joined_person_id, table.c.person_id).where(table.c.joined_at > moment)
    found = await session.execute(recent.order_by(table.c.joined_at))
    return [(row.joined_person_id, row.person_id) for row in found]


async def _found(session: AsyncSession, table: Table, person_id: UUID) -> UUID:
    known = select(table.c.person_id).where(table.c.joined_person_id == person_id)
    found: UUID | None = await session.scalar(known)
    return found or person_id

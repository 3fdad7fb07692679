"""Two cabinets of one person become one: everything of the one that goes belongs to the one that stays."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from common.clock import now
from common.db.joined import joined_since, note_joined
from contracts.identity import CabinetsJoined
from sqlalchemy import delete, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import queries
from medcard.models import JOINED, AccessLogEntry, Consent, Document, Preparation, Share, Visit

# Events and sessions that still name the old person come no later than this.
LATE = timedelta(days=7)


async def join_cabinets(session: AsyncSession, event: CabinetsJoined) -> None:
    """The documents, visits, links and consent of ``joined_person_id`` are ``person_id``'s."""
    stays = await note_joined(session, JOINED, joined=event.joined_person_id, person_id=event.person_id)
    await _move(session, event.joined_person_id, stays)


async def join_late_rows(session: AsyncSession) -> None:
    """What came under the old id after the cabinets were joined is moved too."""
    for joined, person_id in await joined_since(session, JOINED, now() - LATE):
        await _move(session, joined, person_id)


async def _move(session: AsyncSession, old: UUID, new: UUID) -> None:
    # Triggers let an issued document and a link change their owner in such a transaction only.
    await session.execute(text("SET LOCAL medcard.joining = 'on'"))
    owners: tuple[Any, ...] = (
        Document.patient_id,
        Visit.patient_id,
        Share.patient_id,
        Preparation.patient_id,
        AccessLogEntry.reader_id,
    )
    for owner in owners:
        await session.execute(update(owner.class_).where(owner == old).values({owner.key: new}))
    await _move_consent(session, old, new)
    await session.execute(text("SET LOCAL medcard.joining = 'off'"))


async def _move_consent(session: AsyncSession, old: UUID, new: UUID) -> None:
    """Of two decisions the later one counts."""
    consent = await queries.lock_consent(session, old)
    if consent is None:
        return
    moved = insert(Consent).values(person_id=new, given=consent.given, decided_at=consent.decided_at)
    await session.execute(
        moved.on_conflict_do_update(
            index_elements=["person_id"],
            set_={"given": moved.excluded.given, "decided_at": moved.excluded.decided_at},
            where=Consent.decided_at < moved.excluded.decided_at,
        )
    )
    await session.execute(delete(Consent).where(Consent.person_id == old))

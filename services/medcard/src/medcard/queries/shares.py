"""SELECTs of temporary links and what they show."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from contracts.values import DocumentKind
from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from medcard.domain import DocumentAccess, FileState
from medcard.models import (
    Consent,
    Document,
    Share,
    SharedDocument,
    ShareSession,
)

MAX_ROWS = 200


async def lock_active_share_count(session: AsyncSession, patient_id: UUID, moment: datetime) -> int:
    """How many links of the patient are open; new ones wait for this transaction, so that all count together."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(str(patient_id), 0))))
    wanted = select(func.count()).where(
        Share.patient_id == patient_id, Share.revoked_at.is_(None), Share.expires_at > moment
    )
    return await session.scalar(wanted) or 0


async def list_shares(session: AsyncSession, patient_id: UUID) -> Sequence[Share]:
    """The patient's links, newest first."""
    wanted = select(Share).where(Share.patient_id == patient_id).order_by(Share.share_id.desc()).limit(MAX_ROWS)
    return (await session.scalars(wanted)).all()


async def get_share(session: AsyncSession, share_id: UUID, patient_id: UUID, *, lock: bool = False) -> Share | None:
    """The patient's own link, locked when asked."""
    wanted = select(Share).where(Share.share_id == share_id, Share.patient_id == patient_id)
    return await session.scalar(wanted.with_for_update() if lock else wanted)


async def lock_share_by_token(session: AsyncSession, token_digest: bytes) -> Share | None:
    """The link of this token, locked: tries of one link are counted one after another."""
    return await session.scalar(select(Share).where(Share.token_digest == token_digest).with_for_update())


async def list_documents_of_shares(session: AsyncSession, share_ids: list[UUID]) -> Sequence[Any]:
    """``share_id`` and ``Document`` of everything in these links."""
    wanted = (
        select(SharedDocument.share_id, Document)
        .join(Document, Document.document_id == SharedDocument.document_id)
        .where(SharedDocument.share_id.in_(share_ids))
        .order_by(Document.document_id.desc())
    )
    return (await session.execute(wanted)).all()


async def count_share_sessions(session: AsyncSession, share_id: UUID, moment: datetime) -> int:
    """How often the link was opened since then."""
    wanted = select(func.count()).where(ShareSession.share_id == share_id, ShareSession.opened_at > moment)
    return await session.scalar(wanted) or 0


async def get_open_share(
    session: AsyncSession, key_digest: bytes, moment: datetime, *, lock: bool = False
) -> Share | None:
    """The link that is being read with this key, while both last; locked, nobody can take it back meanwhile."""
    wanted = (
        select(Share)
        .join(ShareSession, ShareSession.share_id == Share.share_id)
        .where(ShareSession.key_digest == key_digest, ShareSession.ends_at > moment)
        .where(Share.revoked_at.is_(None), Share.expires_at > moment)
    )
    return await session.scalar(wanted.with_for_update(read=True, of=Share) if lock else wanted)


async def list_visible_documents(session: AsyncSession, share: Share) -> Sequence[Document]:
    """What the link shows now, newest first."""
    return (await session.scalars(_shown(share).order_by(Document.document_id.desc()))).all()


async def lock_visible_document(session: AsyncSession, share: Share, document_id: UUID) -> Document | None:
    """The document, if the link shows it now; until the transaction ends nobody can forbid it."""
    wanted = _shown(share).where(Document.document_id == document_id)
    return await session.scalar(wanted.with_for_update(read=True, of=Document))


def _shown(share: Share) -> Select[Document]:
    """Allowed, and if it is a medical document, its patient still consents to medical documents being shown."""
    consented = select(Consent.person_id).where(Consent.person_id == share.patient_id, Consent.given)
    return (
        select(Document)
        .join(SharedDocument, SharedDocument.document_id == Document.document_id)
        .where(SharedDocument.share_id == share.share_id, Document.patient_id == share.patient_id)
        .where(Document.access == DocumentAccess.ALLOWED, Document.file_state == FileState.READY)
        .where(or_(Document.kind == DocumentKind.UPLOAD, consented.exists()))
    )


def shares_within(mine: ColumnElement[bool]) -> ColumnElement[bool]:
    """A share whose documents are all among these."""
    others = select(SharedDocument.document_id).join(Document, Document.document_id == SharedDocument.document_id)
    return ~others.where(SharedDocument.share_id == Share.share_id, ~mine).exists()

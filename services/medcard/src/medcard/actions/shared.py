"""The other end of a link: opening it and reading what it shows. Nobody here is logged in; the link is the right."""

import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from common.clock import now
from common.errors import NotFound, Refusal, TooManyRequests
from common.events.outbox import record
from common.identity import IdentityClient
from common.storage import Storage
from contracts.medcard import ShareOpened
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker

from medcard import domain, queries
from medcard.actions.documents import OpenFile, open_document_file
from medcard.domain import AccessAction, ReaderKind, ShareState
from medcard.errors import (
    ShareCodeRequired,
    ShareCodeWrong,
    ShareExpired,
    ShareLocked,
    ShareUnknown,
    ShareWithdrawn,
    ViewingOver,
)
from medcard.models import AccessLogEntry, Document, Share, ShareSession

Sessions = async_sessionmaker[AsyncSession]
logger = structlog.get_logger(__name__)

CLOSED: dict[ShareState, type[Refusal]] = {
    ShareState.REVOKED: ShareWithdrawn,
    ShareState.EXPIRED: ShareExpired,
    ShareState.LOCKED: ShareLocked,
}


@dataclass(frozen=True)
class OpenedSession:
    """``key`` reads through the link until ``ends_at``."""

    key: str
    ends_at: datetime


@dataclass(frozen=True)
class SharedDocuments:
    """What a link shows now, whose it is, and till when."""

    patient_name: str
    expires_at: datetime
    documents: Sequence[Document]


async def open_link(sessions: Sessions, *, token: str, code: str) -> OpenedSession:
    """The link may be read for a while with the key that is answered.

    Raises ShareUnknown, ShareExpired, ShareWithdrawn, ShareLocked, ShareCodeRequired, ShareCodeWrong,
    TooManyRequests. A transaction of its own: a wrong code stays counted although the request is refused, and tries of
    one link wait for each other.
    """
    async with sessions.begin() as session:
        share = await queries.lock_share_by_token(session, domain.secret_digest(token))
        if share is None:
            raise ShareUnknown
        refusal = _check_access(share, token, code)
        if refusal is None:
            await _rate_limit(session, share)
            return await _open_session(session, share)
    raise refusal


async def show_shared(sessions: Sessions, identity: IdentityClient, key: str) -> SharedDocuments:
    """What the link shows now. Raises ViewingOver, Unavailable (the patient's name is asked of identity).

    No transaction is open while identity is asked, so the link is looked at again afterwards.
    """
    async with sessions.begin() as session:
        share = await _opened(session, key, now())
    patient = await identity.person(share.patient_id)
    async with sessions.begin() as session:
        share = await _opened(session, key, now())
        documents = await queries.list_visible_documents(session, share)
    return SharedDocuments(patient_name=patient.full_name, expires_at=share.expires_at, documents=documents)


async def open_shared_file(
    session: AsyncSession, storage: Storage, *, key: str, document_id: UUID, action: AccessAction
) -> OpenFile:
    """The file; the reading is noted first, and noting it is refused once the patient forbade the document (R159).

    Raises ViewingOver, NotFound.
    """
    moment = now()
    share = await _opened(session, key, moment, lock=True)
    document = await queries.lock_visible_document(session, share, document_id)
    if document is None:
        raise NotFound
    session.add(
        AccessLogEntry(
            document_id=document_id,
            share_id=share.share_id,
            reader_kind=ReaderKind.LINK,
            reader_name=share.label,
            action=action,
            read_at=moment,
        )
    )
    await session.flush()
    return await open_document_file(storage, document)


def _check_access(share: Share, token: str, code: str) -> Refusal | None:
    """Why the link does not open; a wrong code is counted."""
    state = domain.share_state(
        revoked_at=share.revoked_at, expires_at=share.expires_at, code_tries=share.code_tries, moment=now()
    )
    if state in CLOSED:
        return CLOSED[state]()
    if not share.with_code:
        return None
    if share.code_mark is None:
        return ShareExpired()
    digits = "".join(code.split())
    if not digits:
        return ShareCodeRequired()
    if hmac.compare_digest(share.code_mark, domain.code_mark(token, digits)):
        share.code_tries = 0
        return None
    share.code_tries += 1
    share.wrong_codes += 1
    share.last_wrong_at = now()
    logger.warning("share_code_wrong", share_id=str(share.share_id), tries=share.code_tries)
    left = domain.MAX_CODE_TRIES - share.code_tries
    return ShareCodeWrong(None, attempts_left=left) if left else ShareLocked()


async def _rate_limit(session: AsyncSession, share: Share) -> None:
    """However a link spreads, it is opened so many times an hour at the most. Raises TooManyRequests."""
    recent = await queries.count_share_sessions(session, share.share_id, now() - timedelta(hours=1))
    if recent >= domain.MAX_SHARE_SESSIONS_PER_HOUR:
        raise TooManyRequests


async def _open_session(session: AsyncSession, share: Share) -> OpenedSession:
    moment, key = now(), secrets.token_urlsafe(32)
    ends_at = min(moment + domain.SHARE_SESSION_LIFE, share.expires_at)
    opening = ShareSession(
        share_id=share.share_id, key_digest=domain.secret_digest(key), opened_at=moment, ends_at=ends_at
    )
    session.add(opening)
    share.openings += 1
    share.last_opened_at = moment
    if share.opening_published_at is None or share.opening_published_at <= moment - domain.MIN_PUBLISH_INTERVAL:
        share.opening_published_at = moment
        opened = ShareOpened(
            aggregate_id=share.share_id, share_id=share.share_id, patient_id=share.patient_id, opening=share.openings
        )
        await record(session, opened)
    return OpenedSession(key=key, ends_at=ends_at)


async def _opened(session: AsyncSession, key: str, moment: datetime, *, lock: bool = False) -> Share:
    share = await queries.get_open_share(session, domain.secret_digest(key), moment, lock=lock)
    if share is None:
        raise ViewingOver
    return share

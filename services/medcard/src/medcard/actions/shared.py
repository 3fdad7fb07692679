"""The other end of a link: opening it and reading what it shows. Nobody here is logged in; the link is the right."""

import hmac
import secrets
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
from medcard.actions.documents import OpenFile, file_view, opened
from medcard.domain import ReaderKind, Reading, ShareState
from medcard.errors import (
    ShareCodeRequired,
    ShareCodeWrong,
    ShareExpired,
    ShareLocked,
    ShareUnknown,
    ShareWithdrawn,
    ViewingOver,
)
from medcard.models import Document, DocumentReading, Opening, Share
from medcard.schemas import OpeningBody, OpeningView, SharedDocumentView, SharedView

Sessions = async_sessionmaker[AsyncSession]
logger = structlog.get_logger(__name__)

CLOSED: dict[ShareState, type[Refusal]] = {
    ShareState.REVOKED: ShareWithdrawn,
    ShareState.EXPIRED: ShareExpired,
    ShareState.LOCKED: ShareLocked,
}


async def open_link(sessions: Sessions, wanted: OpeningBody) -> OpeningView:
    """The link may be read for a while with the key that is answered.

    Raises ShareUnknown, ShareExpired, ShareWithdrawn, ShareLocked, ShareCodeRequired, ShareCodeWrong,
    TooManyRequests. A transaction of its own: a wrong code stays counted although the request is refused, and tries of
    one link wait for each other.
    """
    async with sessions.begin() as session:
        share = await queries.share_by_token(session, domain.secret_digest(wanted.token))
        if share is None:
            raise ShareUnknown
        refusal = _knock(share, wanted)
        if refusal is None:
            await _spare(session, share)
            return await _admit(session, share)
    raise refusal


async def show_shared(sessions: Sessions, identity: IdentityClient, key: str) -> SharedView:
    """What the link shows now. Raises ViewingOver, Unavailable (the patient's name is asked of identity).

    No transaction is open while identity is asked, so the link is looked at again afterwards.
    """
    async with sessions.begin() as session:
        share = await _opened(session, key, now())
    patient = await identity.person(share.patient_id)
    async with sessions.begin() as session:
        share = await _opened(session, key, now())
        documents = await queries.shown_documents(session, share)
    return SharedView(
        patient_name=patient.full_name,
        expires_at=share.expires_at,
        server_time=now(),
        items=[_view(document) for document in documents],
    )


async def open_shared_file(
    session: AsyncSession, storage: Storage, *, key: str, document_id: UUID, action: Reading
) -> OpenFile:
    """The file; the reading is noted first, and noting it is refused once the patient forbade the document (R159).

    Raises ViewingOver, NotFound.
    """
    moment = now()
    share = await _opened(session, key, moment, lock=True)
    document = await queries.shown_document(session, share, document_id)
    if document is None:
        raise NotFound
    session.add(
        DocumentReading(
            document_id=document_id,
            share_id=share.share_id,
            reader_kind=ReaderKind.LINK,
            reader_name=share.label,
            action=action,
            read_at=moment,
        )
    )
    await session.flush()
    return await opened(storage, document)


def _knock(share: Share, wanted: OpeningBody) -> Refusal | None:
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
    code = "".join((wanted.code or "").split())
    if not code:
        return ShareCodeRequired()
    if hmac.compare_digest(share.code_mark, domain.code_mark(wanted.token, code)):
        share.code_tries = 0
        return None
    share.code_tries += 1
    share.wrong_codes += 1
    share.last_wrong_at = now()
    logger.warning("share_code_wrong", share_id=str(share.share_id), tries=share.code_tries)
    left = domain.MOST_CODE_TRIES - share.code_tries
    return ShareCodeWrong(None, attempts_left=left) if left else ShareLocked()


async def _spare(session: AsyncSession, share: Share) -> None:
    """However a link spreads, it is opened so many times an hour at the most. Raises TooManyRequests."""
    recent = await queries.openings_since(session, share.share_id, now() - timedelta(hours=1))
    if recent >= domain.MOST_OPENINGS_AN_HOUR:
        raise TooManyRequests


async def _admit(session: AsyncSession, share: Share) -> OpeningView:
    moment, key = now(), secrets.token_urlsafe(32)
    ends_at = min(moment + domain.VIEWING, share.expires_at)
    opening = Opening(share_id=share.share_id, key_digest=domain.secret_digest(key), opened_at=moment, ends_at=ends_at)
    session.add(opening)
    share.openings += 1
    share.last_opened_at = moment
    if share.told_at is None or share.told_at <= moment - domain.TELLING_PAUSE:
        share.told_at = moment
        opened = ShareOpened(
            aggregate_id=share.share_id, share_id=share.share_id, patient_id=share.patient_id, opening=share.openings
        )
        await record(session, opened)
    return OpeningView(key=key, ends_at=ends_at)


async def _opened(session: AsyncSession, key: str, moment: datetime, *, lock: bool = False) -> Share:
    share = await queries.opened_share(session, domain.secret_digest(key), moment, lock=lock)
    if share is None:
        raise ViewingOver
    return share


def _view(document: Document) -> SharedDocumentView:
    return SharedDocumentView(
        document_id=document.document_id,
        kind=document.kind,
        title=document.title,
        document_date=document.document_date,
        doctor_name=document.doctor_name,
        clinic_title=document.clinic_title,
        service_title=document.service_title,
        file=file_view(document),
    )

"""A patient's temporary links: made, shown again, taken back, and who came through them (R155–R160)."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from common.auth import Principal
from common.clock import now
from common.errors import IdentificationRequired, NotFound
from common.events.outbox import record
from common.ids import new_id
from contracts.medcard import MedcardShared, ShareRevoked
from contracts.values import DocumentKind
from sqlalchemy import true
from sqlalchemy.ext.asyncio import AsyncSession

from medcard import domain, queries
from medcard.actions.documents import is_hidden, require_clean_file, restriction
from medcard.domain import DocumentAccess, Restriction, ShareState, ShareTerms
from medcard.errors import ConsentRequired, DocumentNotAllowed, ShareEnded, TooManyShares
from medcard.models import Document, Share, SharedDocument

LOG_PAGE = 30


@dataclass(frozen=True, kw_only=True)
class PatientShare:
    """A link as its patient sees it; ``label`` is None when a password session may not read it."""

    share: Share
    state: ShareState
    label: str | None
    documents: list[Document]
    hidden_documents: int


@dataclass(frozen=True)
class PatientShares:
    """A patient's links; ``restricted`` says what this session may not share."""

    shares: list[PatientShare]
    restricted: Restriction | None


@dataclass(frozen=True)
class AccessLog:
    """A page of readings of a patient's documents and openings of their links."""

    entries: Sequence[Any]
    next_cursor: UUID | None


async def make_share(session: AsyncSession, *, patient: Principal, secret: str, terms: ShareTerms) -> PatientShare:
    """A new link to these documents.

    Raises NotFound (not the patient's), IdentificationRequired or ConsentRequired (medical ones in a session that may
    not see them), DocumentNotAllowed, TooManyShares.
    """
    moment = now()
    documents = await _choice(session, patient, terms.document_ids)
    if await queries.lock_active_share_count(session, patient.person_id, moment) >= domain.MAX_ACTIVE_SHARES:
        raise TooManyShares
    salt = secrets.token_bytes(32)
    token = domain.link_token(secret, salt)
    share = Share(
        share_id=new_id(),
        patient_id=patient.person_id,
        label=terms.label,
        made_at=moment,
        expires_at=moment + timedelta(hours=terms.hours),
        token_digest=domain.secret_digest(token),
        link_salt=salt,
        with_code=terms.code is not None,
        code_mark=domain.code_mark(token, terms.code) if terms.code else None,
        code_tries=0,
        wrong_codes=0,
        openings=0,
    )
    session.add(share)
    await session.flush()
    session.add_all(SharedDocument(share_id=share.share_id, document_id=one.document_id) for one in documents)
    await record(
        session,
        MedcardShared(
            aggregate_id=share.share_id,
            share_id=share.share_id,
            patient_id=share.patient_id,
            document_count=len(documents),
            expires_at=share.expires_at,
        ),
    )
    return _view(share, documents, patient, None)


async def list_shares(session: AsyncSession, patient: Principal) -> PatientShares:
    """The patient's links. A session that may not see medical documents learns only how many of them are in a link."""
    restricted = await restriction(session, patient)
    rows = await queries.list_shares(session, patient.person_id)
    inside: dict[UUID, list[Document]] = {row.share_id: [] for row in rows}
    for share_id, document in await queries.list_documents_of_shares(session, list(inside)):
        inside[share_id].append(document)
    items = [_view(row, inside[row.share_id], patient, restricted) for row in rows]
    return PatientShares(items, restricted)


async def show_link(session: AsyncSession, *, patient: Principal, secret: str, share_id: UUID) -> str:
    """The token once more, to copy.

    Raises NotFound, ShareEnded, and as for reading when medical documents are inside: a holder of the link reads them.
    """
    share = await _own(session, patient, share_id)
    documents = [document for _, document in await queries.list_documents_of_shares(session, [share_id])]
    _allow(documents, patient, await restriction(session, patient))
    if _state(share) is not ShareState.ACTIVE or share.link_salt is None:
        raise ShareEnded
    token = domain.link_token(secret, share.link_salt)
    # The service's secret may have changed since: the link still opens, but can no longer be copied.
    if domain.secret_digest(token) != share.token_digest:
        raise ShareEnded
    return token


async def revoke(session: AsyncSession, *, patient: Principal, share_id: UUID) -> PatientShare:
    """The link opens nothing from now on; the event is published once, however often this is asked. Raises NotFound."""
    share = await _own(session, patient, share_id, lock=True)
    moment = now()
    if share.revoked_at is None and share.expires_at > moment:
        share.revoked_at, share.link_salt, share.code_mark = moment, None, None
        revoked = ShareRevoked(aggregate_id=share_id, share_id=share_id, patient_id=share.patient_id)
        await record(session, revoked)
    documents = [document for _, document in await queries.list_documents_of_shares(session, [share_id])]
    return _view(share, documents, patient, await restriction(session, patient))


async def list_accesses(session: AsyncSession, patient: Principal, *, own: bool, before: UUID | None) -> AccessLog:
    """Who read the patient's documents and opened their links, newest first."""
    restricted = await restriction(session, patient)
    kinds = [DocumentKind.UPLOAD] if restricted else list(DocumentKind)
    mine = queries.visible_to(patient, kinds)
    # A password session reads nothing of a link to documents it may not see.
    links = queries.shares_within(mine) if restricted is Restriction.IDENTIFICATION_REQUIRED else true()
    rows = await queries.list_accesses(
        session, patient.person_id, mine, links=links, own=own, before=before, most=LOG_PAGE + 1
    )
    shown = rows[:LOG_PAGE]
    return AccessLog(shown, shown[-1].access_id if len(rows) > LOG_PAGE else None)


async def _choice(session: AsyncSession, patient: Principal, wanted: frozenset[UUID]) -> Sequence[Document]:
    documents = await queries.list_own_documents(session, patient.person_id, list(wanted))
    if len(documents) != len(wanted) or any(is_hidden(one, patient) for one in documents):
        raise NotFound
    _allow(documents, patient, await restriction(session, patient))
    for one in documents:
        require_clean_file(one)
    forbidden = [str(one.document_id) for one in documents if one.access is not DocumentAccess.ALLOWED]
    if forbidden:
        raise DocumentNotAllowed(None, document_ids=forbidden)
    return documents


def _allow(documents: Sequence[Document], patient: Principal, restricted: Restriction | None) -> None:
    if restricted is None or not _hidden(documents, patient):
        return
    raise IdentificationRequired if restricted is Restriction.IDENTIFICATION_REQUIRED else ConsentRequired


def _hidden(documents: Sequence[Document], patient: Principal) -> list[Document]:
    """Those which a session of the patient with a restriction does not see."""
    return [one for one in documents if one.kind is not DocumentKind.UPLOAD or is_hidden(one, patient)]


async def _own(session: AsyncSession, patient: Principal, share_id: UUID, *, lock: bool = False) -> Share:
    share = await queries.get_share(session, share_id, patient.person_id, lock=lock)
    if share is None:
        raise NotFound
    return share


def _state(share: Share) -> ShareState:
    return domain.share_state(
        revoked_at=share.revoked_at, expires_at=share.expires_at, code_tries=share.code_tries, moment=now()
    )


def _view(
    share: Share, documents: Sequence[Document], patient: Principal, restricted: Restriction | None
) -> PatientShare:
    hidden = _hidden(documents, patient) if restricted else []
    return PatientShare(
        share=share,
        state=_state(share),
        label=None if hidden and restricted is Restriction.IDENTIFICATION_REQUIRED else share.label,
        documents=[one for one in documents if one not in hidden],
        hidden_documents=len(hidden),
    )

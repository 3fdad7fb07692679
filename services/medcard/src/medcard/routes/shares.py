"""HTTP of a patient's links: «Поделиться», what is open, who came (R157–R160)."""

from typing import Annotated
from uuid import UUID

from common import idempotency
from common.clock import now
from common.errors import IdentificationRequired, NotFound, Unavailable, problems
from common.http import ContextDep, SessionDep
from common.idempotency import IdempotencyKey, IdempotencyKeyReused, Operation
from common.rights import Patient
from common.scanning import FileChecking, FileInfected
from fastapi import APIRouter, Depends

from medcard import actions
from medcard.errors import ConsentRequired, DocumentNotAllowed, ShareEnded, TooManyShares
from medcard.schemas import AccessPage, ShareCreate, ShareLinkRead, ShareRead, SharesRead

router = APIRouter(tags=["sharing"])


async def link_secret(context: ContextDep) -> str:
    """What links are made with."""
    if context.settings.service_secret is None:
        raise Unavailable
    return str(context.settings.service_secret.get_secret_value())


LinkSecret = Annotated[str, Depends(link_secret)]


@router.post(
    "/shares",
    status_code=201,
    responses=problems(
        NotFound,
        IdentificationRequired,
        ConsentRequired,
        DocumentNotAllowed,
        FileChecking,
        FileInfected,
        TooManyShares,
        IdempotencyKeyReused,
    ),
)
async def share_documents(
    session: SessionDep, patient: Patient, secret: LinkSecret, body: ShareCreate, key: IdempotencyKey = None
) -> ShareRead:
    # What is stored of the request is a plain hash: the few digits of a code do not belong into it.
    request = body.model_copy(update={"code": None})
    operation = Operation(name="share", key=key, person_id=patient.person_id, request=request)
    if stored := await idempotency.claim(session, operation, ShareRead):
        return stored
    share = await actions.make_share(session, patient=patient, secret=secret, terms=body.terms())
    return await idempotency.store(session, operation, ShareRead.of(share))


@router.get("/shares")
async def list_shares(session: SessionDep, patient: Patient) -> SharesRead:
    found = await actions.list_shares(session, patient)
    items = [ShareRead.of(one) for one in found.shares]
    return SharesRead(items=items, restricted=found.restricted, server_time=now())


@router.get(
    "/shares/{share_id}/link", responses=problems(NotFound, IdentificationRequired, ConsentRequired, ShareEnded)
)
async def read_share_link(session: SessionDep, patient: Patient, secret: LinkSecret, share_id: UUID) -> ShareLinkRead:
    return ShareLinkRead(token=await actions.show_link(session, patient=patient, secret=secret, share_id=share_id))


@router.post("/shares/{share_id}/revocation", responses=problems(NotFound))
async def revoke_share(session: SessionDep, patient: Patient, share_id: UUID) -> ShareRead:
    return ShareRead.of(await actions.revoke(session, patient=patient, share_id=share_id))


@router.get("/accesses")
async def list_accesses(
    session: SessionDep, patient: Patient, *, own: bool = False, cursor: UUID | None = None
) -> AccessPage:
    return AccessPage.of(await actions.list_accesses(session, patient, own=own, before=cursor))

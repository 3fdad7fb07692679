"""HTTP of a patient's links: «Поделиться», what is open, who came (R157–R160)."""

from typing import Annotated
from uuid import UUID

from common import idempotency
from common.errors import IdentificationRequired, NotFound, Unavailable, problems
from common.http import ContextDep, SessionDep
from common.idempotency import IdempotencyKey, IdempotencyKeyReused, Operation
from common.rights import Patient
from common.scanning import FileChecking, FileInfected
from fastapi import APIRouter, Depends

from medcard import actions
from medcard.errors import ConsentRequired, DocumentNotAllowed, ShareEnded, TooManyShares
from medcard.schemas import AccessPage, ShareBody, ShareLink, ShareList, ShareView

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
    session: SessionDep, patient: Patient, secret: LinkSecret, body: ShareBody, key: IdempotencyKey = None
) -> ShareView:
    # What is stored of the request is a plain hash: the few digits of a code do not belong into it.
    request = body.model_copy(update={"code": None})
    operation = Operation(name="share", key=key, person_id=patient.person_id, request=request)
    if stored := await idempotency.claim(session, operation, ShareView):
        return stored
    share = await actions.make_share(session, patient=patient, secret=secret, wanted=body)
    return await idempotency.store(session, operation, share)


@router.get("/shares")
async def list_shares(session: SessionDep, patient: Patient) -> ShareList:
    return await actions.list_shares(session, patient)


@router.get(
    "/shares/{share_id}/link", responses=problems(NotFound, IdentificationRequired, ConsentRequired, ShareEnded)
)
async def read_share_link(session: SessionDep, patient: Patient, secret: LinkSecret, share_id: UUID) -> ShareLink:
    return await actions.show_link(session, patient=patient, secret=secret, share_id=share_id)


@router.post("/shares/{share_id}/revocation", responses=problems(NotFound))
async def revoke_share(session: SessionDep, patient: Patient, share_id: UUID) -> ShareView:
    return await actions.revoke(session, patient=patient, share_id=share_id)


@router.get("/accesses")
async def list_accesses(
    session: SessionDep, patient: Patient, *, own: bool = False, cursor: UUID | None = None
) -> AccessPage:
    return await actions.list_accesses(session, patient, own=own, before=cursor)

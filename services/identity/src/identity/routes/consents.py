"""The two consents (R021, R022, R027)."""

from common.errors import IdentificationRequired, problems
from common.files import content_disposition
from common.http import SessionDep
from common.rights import Patient
from contracts.values import ConsentKind
from fastapi import APIRouter, Response

from identity.actions import consents
from identity.domain.consents import in_force
from identity.errors import ConsentTextOutdated
from identity.schemas.consents import (
    ConsentCreate,
    ConsentRead,
    ConsentStateRead,
    ConsentStatesRead,
    ConsentTextRead,
    ConsentTextsRead,
)

router = APIRouter(tags=["consents"])

FILE_NAMES = {
    ConsentKind.MEDICAL_DOCUMENTS: "Согласие на просмотр медицинских документов.pdf",
    ConsentKind.NOTIFICATIONS: "Согласие на получение уведомлений.pdf",
}


@router.get("/consent-texts")
async def list_consent_texts() -> ConsentTextsRead:
    """The documents in force, one of each kind; anyone may read them."""
    return ConsentTextsRead(items=[ConsentTextRead.model_validate(text) for text in in_force()])


@router.get("/consents")
async def list_consents(principal: Patient, session: SessionDep) -> ConsentStatesRead:
    """What the person has decided on each kind, or that they have not."""
    decided = await consents.decided(session, principal.person_id)
    return ConsentStatesRead(items=[ConsentStateRead.model_validate(state) for state in decided])


@router.get("/consents/{kind}/document", response_class=Response, responses=problems(IdentificationRequired))
async def download_consent(kind: ConsentKind, principal: Patient, session: SessionDep) -> Response:
    """The consent as PDF, with its text, the person and every decision."""
    paper = await consents.document(session, principal, kind)
    headers = {
        "Cache-Control": "private, no-store",
        "Content-Disposition": content_disposition(FILE_NAMES[kind], inline=False),
    }
    return Response(paper, media_type="application/pdf", headers=headers)


@router.post("/consents", status_code=201, responses=problems(IdentificationRequired, ConsentTextOutdated))
async def decide_consent(body: ConsentCreate, principal: Patient, session: SessionDep) -> ConsentRead:
    """A decision, kept as a record of its own. Medical documents: only after a login through Gosuslugi."""
    consent = await consents.decide(
        session, principal, kind=body.kind, text_version=body.text_version, given=body.decision == "given"
    )
    return ConsentRead.model_validate(consent)

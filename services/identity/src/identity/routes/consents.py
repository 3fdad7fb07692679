"""The two consents (R021, R022, R027)."""

from common.auth import Patient
from common.errors import IdentificationRequired, problems
from common.http import SessionDep
from fastapi import APIRouter

from identity.actions import consents
from identity.domain.consents import in_force
from identity.errors import ConsentTextOutdated
from identity.schemas import ConsentDecision, ConsentState, ConsentStates, ConsentTexts, ConsentTextView, ConsentView

router = APIRouter(tags=["consents"])


@router.get("/consent-texts")
async def list_consent_texts() -> ConsentTexts:
    """The documents in force, one of each kind; anyone may read them."""
    return ConsentTexts(items=[ConsentTextView.model_validate(text) for text in in_force()])


@router.get("/consents")
async def list_consents(principal: Patient, session: SessionDep) -> ConsentStates:
    """What the person has decided on each kind, or that they have not."""
    decided = await consents.decided(session, principal.person_id)
    return ConsentStates(items=[ConsentState(**state) for state in decided])


@router.post("/consents", status_code=201, responses=problems(IdentificationRequired, ConsentTextOutdated))
async def decide_consent(body: ConsentDecision, principal: Patient, session: SessionDep) -> ConsentView:
    """A decision, kept as a record of its own. Medical documents: only after a login through Gosuslugi."""
    consent = await consents.decide(
        session, principal, kind=body.kind, text_version=body.text_version, given=body.decision == "given"
    )
    return ConsentView.model_validate(consent)

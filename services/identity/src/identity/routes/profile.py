"""The person's own page."""

from common.http import ContextDep, SessionDep
from common.rights import Patient
from fastapi import APIRouter

from identity.actions import people
from identity.schemas import ProfileRead, ProfileUpdate

router = APIRouter(tags=["profile"])


@router.get("/profile")
async def read_profile(principal: Patient, session: SessionDep, context: ContextDep) -> ProfileRead:
    """What Mila knows of the person, numbers masked."""
    person = await people.own(session, principal.person_id)
    return ProfileRead.of(person, context.resources.vault, identified=principal.acr == "gosuslugi")


@router.patch("/profile")
async def update_profile(
    body: ProfileUpdate, principal: Patient, session: SessionDep, context: ContextDep
) -> ProfileRead:
    """Only the time zone is the person's to choose; the rest comes from Gosuslugi or from the registration."""
    person = await people.change_time_zone(session, principal.person_id, time_zone=body.time_zone)
    return ProfileRead.of(person, context.resources.vault, identified=principal.acr == "gosuslugi")


@router.post("/setup-completion", status_code=204)
async def complete_setup(principal: Patient, session: SessionDep) -> None:
    """Profile setup is not shown again (R028)."""
    await people.complete_setup(session, principal.person_id)

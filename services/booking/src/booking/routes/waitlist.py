"""Waiting for a time that becomes free."""

from uuid import UUID

from common.errors import IdentificationRequired, NotFound, problems
from common.http import SessionDep
from common.rights import Patient
from fastapi import APIRouter, status

from booking import actions, errors, schemas
from booking.actions import Caller

router = APIRouter(tags=["waitlist"])


@router.post(
    "/waitlist",
    status_code=status.HTTP_201_CREATED,
    responses=problems(NotFound, IdentificationRequired, errors.OfferingWithdrawn, errors.TooManyWaits),
)
async def join_waitlist(
    body: schemas.WaitlistEntryCreate, patient: Patient, session: SessionDep
) -> schemas.WaitlistEntryRead:
    """Waits for a time; an online one needs a Gosuslugi session (R034). Asking again changes the days."""
    days = (body.from_day, body.until_day)
    made = await actions.join_waitlist(session, offering_id=body.offering_id, days=days, patient=patient)
    return schemas.WaitlistEntryRead.of(made)


@router.get("/waitlist")
async def list_waitlist(patient: Patient, session: SessionDep) -> schemas.WaitlistRead:
    """What the patient waits for; an offered time is a held booking of theirs, to pay for or to confirm."""
    found, hidden = await actions.list_waitlist(session, caller=Caller.of(patient))
    return schemas.WaitlistRead(items=[schemas.WaitlistEntryRead.of(row) for row in found], hidden_online=hidden)


@router.delete(
    "/waitlist/{entry_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(NotFound, IdentificationRequired),
)
async def leave_waitlist(entry_id: UUID, patient: Patient, session: SessionDep) -> None:
    """Waits no longer; a time offered just now goes to the next in the line."""
    await actions.leave_waitlist(session, entry_id, caller=Caller.of(patient))

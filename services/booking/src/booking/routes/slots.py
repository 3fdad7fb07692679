"""Free slots and next openings, public."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from common import clock
from common.errors import NotFound, problems
from common.fields import Day, IdList
from common.http import SessionDep
from common.rights import Anyone
from contracts.values import VisitType
from fastapi import APIRouter, Depends, Query, Response

from booking import schemas
from booking.queries import openings, slots

router = APIRouter(tags=["slots"])

MOST_DOCTORS = 100


@router.get("/doctors/{doctor_id}/slots", response_model=schemas.FreeSlotsRead, responses=problems(NotFound))
async def list_slots(
    doctor_id: UUID,
    offering_id: UUID,
    first_day: Annotated[Day, Query(alias="from")],
    session: SessionDep,
    *,
    caller: Anyone,
    days: Annotated[int, Query(ge=1, le=31)] = 7,
) -> Response:
    """Free slots of an offering on days of the clinic (R064, R065, R066); those the caller holds are free to them."""
    await slots.limit_statement_time(session)
    found = await slots.list_free_slots(
        session,
        doctor_id=doctor_id,
        offering_id=offering_id,
        days=(first_day, first_day + timedelta(days=days - 1)),
        now=clock.now(),
        patient=caller,
    )
    if found is None:
        raise NotFound
    return Response(found, media_type="application/json")


@router.get("/openings")
async def list_openings(
    doctor_ids: Annotated[IdList, Query(max_length=MOST_DOCTORS, description="Up to 100 ids, separated by commas")],
    session: SessionDep,
    wanted: Annotated[schemas.OpeningFilter, Depends()],
) -> schemas.OpeningsRead:
    """The next free slot of each of these doctors that fits the filters, the soonest first (R066)."""
    asked = openings.OpeningFilter(
        visit_types=[wanted.visit_type] if wanted.visit_type else list(VisitType),
        clinic_id=wanted.clinic_id,
        price_to_kopecks=wanted.price_to_kopecks,
        before=wanted.before,
    )
    await slots.limit_statement_time(session)
    found = await openings.list_next_openings(session, doctor_ids=doctor_ids, wanted=asked, now=clock.now())
    return schemas.OpeningsRead(items=[schemas.OpeningRead.of(row) for row in found])

"""A doctor's own schedule, and the one that another service sends."""

from typing import Annotated
from uuid import UUID

from common.auth import ServicePrincipal
from common.errors import NotFound, problems
from common.http import SessionDep
from common.rights import Doctor, with_permission
from fastapi import APIRouter, status

from booking import actions, schemas

router = APIRouter(tags=["schedule"])
internal = APIRouter(tags=["internal"])


@router.get("/working-hours")
async def read_working_hours(doctor: Doctor, session: SessionDep) -> schemas.WorkingWeekRead:
    """The doctor's weekly hours (R171)."""
    schedule = await actions.read_schedule(session, doctor.doctor_id)
    return schemas.WorkingWeekRead(items=[schemas.WorkingHours.of(row) for row in schedule.hours])


@router.put("/working-hours")
async def set_working_hours(
    week: schemas.WorkingWeekUpdate, doctor: Doctor, session: SessionDep
) -> schemas.WorkingWeekRead:
    """Replaces the doctor's weekly hours; visits already booked stay (R171)."""
    await actions.replace_hours(session, doctor.doctor_id, hours=[row.hours() for row in week.items])
    return await read_working_hours(doctor, session)


@router.get("/schedule-exceptions")
async def list_schedule_exceptions(doctor: Doctor, session: SessionDep) -> schemas.ScheduleExceptionsRead:
    """Times off and extra hours that are not over."""
    schedule = await actions.read_schedule(session, doctor.doctor_id)
    return schemas.ScheduleExceptionsRead(items=[schemas.ScheduleExceptionRead.of(row) for row in schedule.exceptions])


@router.post("/schedule-exceptions", status_code=status.HTTP_201_CREATED)
async def add_schedule_exception(
    body: schemas.ScheduleExceptionCreate, doctor: Doctor, session: SessionDep
) -> schemas.ScheduleExceptionRead:
    """The doctor is away, or works beyond the weekly hours; visits already booked stay (R171)."""
    during = (body.starts_at, body.ends_at)
    made = await actions.add_exception(
        session, doctor.doctor_id, kind=body.kind, during=during, clinic_id=body.clinic_id
    )
    return schemas.ScheduleExceptionRead.of(made)


@router.delete(
    "/schedule-exceptions/{schedule_exception_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=problems(NotFound),
)
async def remove_schedule_exception(schedule_exception_id: UUID, doctor: Doctor, session: SessionDep) -> None:
    """The weekly hours hold again."""
    await actions.remove_exception(session, schedule_exception_id, doctor_id=doctor.doctor_id)


@internal.put("/schedules/{doctor_id}", status_code=status.HTTP_204_NO_CONTENT)
async def replace_schedule(
    doctor_id: UUID,
    schedule: schemas.ScheduleUpdate,
    caller: Annotated[ServicePrincipal, with_permission("schedule:write")],
    session: SessionDep,
) -> None:
    """Replaces the weekly hours of a doctor, who may not have been published yet."""
    hours = [row.hours() for row in schedule.hours]
    await actions.replace_hours(session, doctor_id, hours=hours, own_clinics_only=False)

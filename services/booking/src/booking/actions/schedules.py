"""When a doctor works."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common import clock
from common.errors import Invalid, NotFound
from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from booking.actions.offers import offering_new_times
from booking.domain import ExceptionKind, Hours, contradict
from booking.models import ScheduleException, WorkingHours
from booking.queries.openings import delete_openings
from booking.queries.schedules import get_exception, list_clinic_ids, list_exceptions, list_hours


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The weekly hours of a doctor and the exceptions to come."""

    hours: Sequence[WorkingHours]
    exceptions: Sequence[ScheduleException]


async def read_schedule(session: AsyncSession, doctor_id: UUID) -> Schedule:
    """The doctor's schedule as it stands."""
    exceptions = await list_exceptions(session, doctor_id, now=clock.now())
    return Schedule(hours=await list_hours(session, doctor_id), exceptions=exceptions)


async def replace_hours(
    session: AsyncSession, doctor_id: UUID, *, hours: Sequence[Hours], own_clinics_only: bool = True
) -> None:
    """These are the weekly hours from now on; visits already booked stay where they are."""
    if own_clinics_only:
        await _check_clinics(session, doctor_id, {row.clinic_id for row in hours})
    if contradict(hours):
        raise Invalid("working hours overlap")
    async with offering_new_times(session, doctor_id):
        await session.execute(delete(WorkingHours).where(WorkingHours.doctor_id == doctor_id))
        session.add_all(_row(doctor_id, row) for row in hours)
    await delete_openings(session, doctor_id)


async def add_exception(
    session: AsyncSession,
    doctor_id: UUID,
    *,
    kind: ExceptionKind,
    during: tuple[datetime, datetime],
    clinic_id: UUID | None,
) -> ScheduleException:
    """The doctor is away then, or works beyond the weekly hours; visits already booked stay where they are."""
    if clinic_id is not None:
        await _check_clinics(session, doctor_id, {clinic_id})
    starts_at, ends_at = during
    made = ScheduleException(doctor_id=doctor_id, kind=kind, clinic_id=clinic_id, starts_at=starts_at, ends_at=ends_at)
    async with offering_new_times(session, doctor_id):
        session.add(made)
    await delete_openings(session, doctor_id)
    return made


async def remove_exception(session: AsyncSession, schedule_exception_id: UUID, *, doctor_id: UUID) -> None:
    """The weekly hours hold again."""
    found = await get_exception(session, schedule_exception_id)
    if found is None or found.doctor_id != doctor_id:
        raise NotFound
    async with offering_new_times(session, doctor_id):
        await session.delete(found)
    await delete_openings(session, doctor_id)


async def _check_clinics(session: AsyncSession, doctor_id: UUID, clinic_ids: set[UUID]) -> None:
    if not clinic_ids <= await list_clinic_ids(session, doctor_id):
        raise Invalid("the doctor does not work at this clinic")


def _row(doctor_id: UUID, hours: Hours) -> WorkingHours:
    visit_types = sorted(visit_type.value for visit_type in hours.visit_types)
    return WorkingHours(**{**vars(hours), "doctor_id": doctor_id, "visit_types": visit_types})

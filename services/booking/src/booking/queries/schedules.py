"""Schedules of doctors."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from booking.models import Doctor, ScheduleException, WorkingHours


async def list_hours(session: AsyncSession, doctor_id: UUID) -> Sequence[WorkingHours]:
    """The weekly hours of a doctor, Monday first."""
    query = select(WorkingHours).where(WorkingHours.doctor_id == doctor_id)
    ordered = query.order_by(WorkingHours.weekday, WorkingHours.starts_minute, WorkingHours.working_hours_id)
    return (await session.scalars(ordered)).all()


async def list_exceptions(session: AsyncSession, doctor_id: UUID, *, now: datetime) -> Sequence[ScheduleException]:
    """Days off and extra hours that are not over, the soonest first."""
    query = select(ScheduleException).where(ScheduleException.doctor_id == doctor_id, ScheduleException.ends_at > now)
    return (await session.scalars(query.order_by(ScheduleException.starts_at))).all()


async def get_exception(session: AsyncSession, schedule_exception_id: UUID) -> ScheduleException | None:
    """The exception with this id, of any doctor."""
    return await session.get(ScheduleException, schedule_exception_id)


async def list_clinic_ids(session: AsyncSession, doctor_id: UUID) -> frozenset[UUID]:
    """Where the doctor works, as far as the catalogue said."""
    found = await session.scalar(select(Doctor.clinic_ids).where(Doctor.doctor_id == doctor_id))
    return frozenset(found or ())

"""Bodies of requests and answers about schedules."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Self
from uuid import UUID

from common.fields import Day, Moment
from contracts.values import VisitType
from pydantic import BaseModel, Field, model_validator

from booking.domain import MINUTES_IN_A_DAY, ExceptionKind, Hours
from booking.schemas.bookings import Read

LocalTime = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$", examples=["09:00"])]
LONGEST = {ExceptionKind.OFF: timedelta(days=366), ExceptionKind.EXTRA: timedelta(hours=24)}


class WorkingHours(BaseModel):
    """Weekly hours in the clinic's local time; weekday 0 is Monday."""

    clinic_id: UUID
    weekday: int = Field(ge=0, le=6)
    starts: LocalTime
    ends: LocalTime
    visit_types: list[VisitType] = Field(min_length=1, max_length=2)
    valid_from: Day | None = None
    valid_to: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if not _minute(self.starts) < _minute(self.ends):
            raise ValueError("hours end after they start")
        if self.valid_from and self.valid_to and self.valid_from > self.valid_to:
            raise ValueError("hours end after they start to be valid")
        return self

    def hours(self) -> Hours:
        """The same, as the rules know it."""
        terms = {"clinic_id": self.clinic_id, "weekday": self.weekday}
        valid = {"valid_from": self.valid_from, "valid_to": self.valid_to}
        minutes = {"starts_minute": _minute(self.starts), "ends_minute": _minute(self.ends)}
        return Hours(**terms, **valid, **minutes, visit_types=frozenset(self.visit_types))  # type: ignore[arg-type]

    @classmethod
    def of(cls, row: Any) -> Self:
        """The answer for a row of the schedule."""
        return cls(
            clinic_id=row.clinic_id,
            weekday=row.weekday,
            starts=_local_time(row.starts_minute),
            ends=_local_time(row.ends_minute),
            visit_types=[VisitType(visit_type) for visit_type in row.visit_types],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


class WorkingWeek(BaseModel):
    """All weekly hours of a doctor."""

    items: list[WorkingHours] = Field(max_length=200)


class ScheduleOfDoctor(BaseModel):
    """All weekly hours of a doctor, as another room hands them over."""

    hours: list[WorkingHours] = Field(max_length=200)


class NewScheduleException(BaseModel):
    """A time off, or extra hours; without a clinic it holds for all of the doctor's clinics."""

    starts_at: Moment
    ends_at: Moment
    kind: ExceptionKind
    clinic_id: UUID | None = None

    @model_validator(mode="after")
    def _of_sensible_length(self) -> Self:
        if not timedelta(0) < self.ends_at - self.starts_at <= LONGEST[self.kind]:
            raise ValueError("an exception ends after it starts; extra hours within 24 hours, a time off within a year")
        return self


class ScheduleException(Read):
    """A time off, or extra hours."""

    schedule_exception_id: UUID
    starts_at: datetime
    ends_at: datetime
    kind: ExceptionKind
    clinic_id: UUID | None


class ScheduleExceptions(BaseModel):
    """Those that are not over."""

    items: list[ScheduleException]


def _minute(local_time: str) -> int:
    hour, minute = local_time.split(":")
    return int(hour) * 60 + int(minute)


def _local_time(minute: int) -> str:
    assert 0 <= minute <= MINUTES_IN_A_DAY
    return f"{minute // 60:02d}:{minute % 60:02d}"

"""Bodies of requests and answers."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Self
from uuid import UUID

from common import clock
from common.fields import Day, Moment, Money
from common.paging import Page
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitType
from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking import models
from booking.domain import MINUTES_IN_A_DAY, ExceptionKind, Hours, Status, WaitStatus

HIDDEN = "How many online ones more are shown after a login through Gosuslugi; 0 in such a session"
LocalTime = Annotated[str, Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$", examples=["09:00"])]
LONGEST = {ExceptionKind.OFF: timedelta(days=366), ExceptionKind.EXTRA: timedelta(hours=24)}


class When(StrEnum):
    """Which of a patient's visits."""

    UPCOMING = "upcoming"
    PAST = "past"


class Read(BaseModel):
    """Made from what an action returned."""

    model_config = ConfigDict(from_attributes=True)

    @classmethod
    def of(cls, found: Any) -> Self:
        """The answer for this object."""
        return cls.model_validate(found)


class BookingRead(Read):
    """A visit, as its patient and its doctor see it."""

    booking_id: UUID
    number: str = Field(examples=["M-4F7K2Q"])
    status: Status
    doctor_id: UUID
    clinic_id: UUID
    clinic_title: str
    clinic_city: str | None
    clinic_address: str | None
    clinic_phone: str | None
    offering_id: UUID
    service_code: str
    service_title: str
    visit_type: VisitType
    starts_at: datetime
    ends_at: datetime
    time_zone: str = Field(description="Of the clinic, IANA")
    price_kopecks: int
    prepaid: bool = Field(description="Paid in full beforehand; otherwise the clinic takes the money, or it is free")
    hold_expires_at: datetime | None = Field(description="Until when a held slot waits for its money")
    refund_deadline_at: datetime = Field(description="The last moment to move or to cancel with everything back")
    cancelled_by: CancelledBy | None
    cancel_reason: CancelReason | None = Field(description="Of a cancelled booking; null for an older one")
    cancelled_at: datetime | None
    refund_kopecks: int | None = Field(description="Of a cancelled booking: what goes back in all")
    returned_kopecks: int = Field(default=0, description="What of the payment came back already")
    outcome: VisitOutcome | None = Field(description="Of a completed booking, when it is known")
    patient_id: UUID
    patient_name: str
    version: int
    server_time: datetime = Field(default_factory=clock.now)

    @model_validator(mode="after")
    def _a_hold_ends_with_its_time(self) -> Self:
        """Expired from the moment on at which its time is over, whether or not that was written down yet."""
        if self.status is Status.HELD and self.hold_expires_at and self.hold_expires_at <= self.server_time:
            self.status = Status.EXPIRED
        return self


class BookingPage(Page[BookingRead]):
    """Some of a patient's visits."""

    hidden_online: int = Field(default=0, description=HIDDEN)


class VisitDayRead(BaseModel):
    """A doctor's day."""

    time_zone: str = Field(description="In which the day is counted")
    items: list[BookingRead]


class BookingCreate(BaseModel):
    """What to book."""

    offering_id: UUID
    starts_at: Moment


class ReschedulingCreate(BaseModel):
    """Where to move a visit."""

    starts_at: Moment


class CancellationCreate(BaseModel):
    """Cancels a visit, if the refund is the one the patient was shown."""

    expected_refund_kopecks: Money | None = None


class CancellationRead(Read):
    """What cancelling now would mean."""

    allowed: bool
    refund_kopecks: int = Field(description="What would still come back")
    returned_kopecks: int = Field(description="What came back already")
    refund_deadline_at: datetime
    server_time: datetime


class SlotRead(BaseModel):
    """A time that can be booked."""

    starts_at: datetime
    ends_at: datetime
    own_booking_id: UUID | None = Field(
        default=None, description="The caller's own hold of this very slot; choosing it again answers that booking"
    )


class SlotDayRead(BaseModel):
    """A day of the clinic with its free slots."""

    date: date
    slots: list[SlotRead]


class FreeSlotsRead(BaseModel):
    """Days with openings; a full or closed day is absent."""

    time_zone: str
    days: list[SlotDayRead]


class OpeningFilter(BaseModel):
    """Which openings count; every filter narrows."""

    visit_type: VisitType | None = None
    clinic_id: UUID | None = None
    price_to_kopecks: Money | None = None
    before: Moment | None = Field(default=None, description="OpeningsRead that start before this moment")


class OpeningRead(Read):
    """When a doctor is free next."""

    doctor_id: UUID
    offering_id: UUID
    starts_at: datetime


class OpeningsRead(BaseModel):
    """The next free slot of each doctor who has one within a month, the soonest first."""

    items: list[OpeningRead]


class WaitlistEntryCreate(BaseModel):
    """What to wait for, and on which days of the clinic; both days are included, an open end is none."""

    offering_id: UUID
    from_day: Day | None = None
    until_day: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_day and self.until_day and self.from_day > self.until_day:
            raise ValueError("the first day comes before the last")
        return self


class SlotOfferRead(Read):
    """A time that became free and is held for this person: a held booking of theirs."""

    booking_id: UUID
    starts_at: datetime
    hold_expires_at: datetime
    prepaid: bool = Field(description="Paid for like any hold; otherwise the patient confirms it")


class WaitlistEntryRead(Read):
    """What somebody waits for."""

    waitlist_entry_id: UUID
    status: WaitStatus
    doctor_id: UUID
    offering_id: UUID
    clinic_id: UUID
    clinic_title: str
    time_zone: str
    service_title: str
    visit_type: VisitType
    price_kopecks: int
    from_day: date | None
    until_day: date | None
    created_at: datetime
    offer: SlotOfferRead | None

    @classmethod
    def of(cls, found: Any) -> Self:
        """The answer for a row with the entry and, if there is one, its offer."""
        row = dict(found._mapping)
        return cls.model_validate({**row, "offer": row if row["booking_id"] else None})


class WaitlistRead(BaseModel):
    """What somebody waits for, the oldest first."""

    items: list[WaitlistEntryRead]
    hidden_online: int = Field(default=0, description=HIDDEN)
    server_time: datetime = Field(default_factory=clock.now)


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
        """The same hours as the domain compares them."""
        return Hours(
            clinic_id=self.clinic_id,
            weekday=self.weekday,
            starts_minute=_minute(self.starts),
            ends_minute=_minute(self.ends),
            visit_types=frozenset(self.visit_types),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
        )

    @classmethod
    def of(cls, row: models.WorkingHours) -> Self:
        """The hours of a row of the schedule."""
        return cls(
            clinic_id=row.clinic_id,
            weekday=row.weekday,
            starts=_local_time(row.starts_minute),
            ends=_local_time(row.ends_minute),
            visit_types=[VisitType(visit_type) for visit_type in row.visit_types],
            valid_from=row.valid_from,
            valid_to=row.valid_to,
        )


class WorkingWeekUpdate(BaseModel):
    """All weekly hours of a doctor, as they are to be."""

    items: list[WorkingHours] = Field(max_length=200)


class WorkingWeekRead(BaseModel):
    """All weekly hours of a doctor."""

    items: list[WorkingHours]


class ScheduleUpdate(BaseModel):
    """All weekly hours of a doctor, as another service sends them."""

    hours: list[WorkingHours] = Field(max_length=200)


class ScheduleExceptionCreate(BaseModel):
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


class ScheduleExceptionRead(Read):
    """A time off, or extra hours."""

    schedule_exception_id: UUID
    starts_at: datetime
    ends_at: datetime
    kind: ExceptionKind
    clinic_id: UUID | None


class ScheduleExceptionsRead(BaseModel):
    """Those that are not over."""

    items: list[ScheduleExceptionRead]


def _minute(local_time: str) -> int:
    hour, minute = local_time.split(":")
    return int(hour) * 60 + int(minute)


def _local_time(minute: int) -> str:
    assert 0 <= minute <= MINUTES_IN_A_DAY
    return f"{minute // 60:02d}:{minute % 60:02d}"

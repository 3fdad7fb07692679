"""Bodies of requests and answers about slots, visits and the waiting list."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self
from uuid import UUID

from common import clock
from common.fields import Day, Moment, Money
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitType
from pydantic import BaseModel, ConfigDict, Field, model_validator

from booking.domain import Status, WaitStatus

HIDDEN = "How many online ones more are shown after a login through Gosuslugi; 0 in such a session"


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


class Booking(Read):
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


class Bookings(BaseModel):
    """Some of a patient's visits."""

    items: list[Booking]
    next_cursor: str | None = None
    hidden_online: int = Field(default=0, description=HIDDEN)


class Visits(BaseModel):
    """A doctor's day."""

    time_zone: str = Field(description="In which the day is counted")
    items: list[Booking]


class NewBooking(BaseModel):
    """What to book."""

    offering_id: UUID
    starts_at: Moment


class Rescheduling(BaseModel):
    """Where to move a visit."""

    starts_at: Moment


class NewCancellation(BaseModel):
    """Cancels a visit, if the refund is the one the patient was shown."""

    expected_refund_kopecks: Money | None = None


class Cancellation(Read):
    """What cancelling now would mean."""

    allowed: bool
    refund_kopecks: int = Field(description="What would still come back")
    returned_kopecks: int = Field(description="What came back already")
    refund_deadline_at: datetime
    server_time: datetime


class Slot(BaseModel):
    """A time that can be booked."""

    starts_at: datetime
    ends_at: datetime
    own_booking_id: UUID | None = Field(
        default=None, description="The caller's own hold of this very slot; choosing it again answers that booking"
    )


class DayOfSlots(BaseModel):
    """A day of the clinic with its free slots."""

    date: date
    slots: list[Slot]


class FreeSlots(BaseModel):
    """Days with openings; a full or closed day is absent."""

    time_zone: str
    days: list[DayOfSlots]


class OpeningFilters(BaseModel):
    """Which openings count; every filter narrows."""

    visit_type: VisitType | None = None
    clinic_id: UUID | None = None
    price_to_kopecks: Money | None = None
    before: Moment | None = Field(default=None, description="Openings that start before this moment")


class Opening(Read):
    """When a doctor is free next."""

    doctor_id: UUID
    offering_id: UUID
    starts_at: datetime


class Openings(BaseModel):
    """The next free slot of each doctor who has one within a month, the soonest first."""

    items: list[Opening]


class NewWaitlistEntry(BaseModel):
    """What to wait for, and on which days of the clinic; both days are included, an open end is none."""

    offering_id: UUID
    from_day: Day | None = None
    until_day: Day | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_day and self.until_day and self.from_day > self.until_day:
            raise ValueError("the first day comes before the last")
        return self


class SlotOffer(Read):
    """A time that became free and is held for this person: a held booking of theirs."""

    booking_id: UUID
    starts_at: datetime
    hold_expires_at: datetime
    prepaid: bool = Field(description="Paid for like any hold; otherwise the patient confirms it")


class WaitlistEntry(Read):
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
    offer: SlotOffer | None

    @classmethod
    def of(cls, found: Any) -> Self:
        """The answer for a row with the entry and, if there is one, its offer."""
        row = dict(found._mapping)
        return cls.model_validate({**row, "offer": row if row["booking_id"] else None})


class Waitlist(BaseModel):
    """What somebody waits for, the oldest first."""

    items: list[WaitlistEntry]
    hidden_online: int = Field(default=0, description=HIDDEN)
    server_time: datetime = Field(default_factory=clock.now)

"""A clinic in Moscow, its doctor, and what they offer."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from booking import main
from common.ids import new_id
from common.service import Service
from common.testing import Client, Deliver, TestClock
from contracts.catalog import ClinicPublished, DoctorPublished, OfferingPublished
from contracts.values import VisitType

MOSCOW = ZoneInfo("Europe/Moscow")
# A Monday, 08:00 in Moscow.
MONDAY = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
PRICE = 250_000


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


@dataclass
class Practice:
    """A doctor at a clinic, as the catalogue published them; ``online`` takes 30 minutes and costs money."""

    deliver: Deliver
    loader: Client
    clinic_id: UUID = field(default_factory=new_id)
    doctor_id: UUID = field(default_factory=new_id)
    online: UUID = field(default_factory=new_id)
    in_clinic: UUID = field(default_factory=new_id)
    zone: str = "Europe/Moscow"

    async def open(self) -> "Practice":
        await self.publish_clinic(self.zone)
        await self.deliver(
            DoctorPublished(aggregate_id=self.doctor_id, doctor_id=self.doctor_id, clinic_ids=[self.clinic_id])
        )
        await self.offer(self.online)
        await self.offer(self.in_clinic, visit_type=VisitType.CLINIC)
        await self.work()
        return self

    async def publish_clinic(
        self, zone: str, *, version: int = 1, title: str = "Клиника на Невском", **where: str
    ) -> None:
        await self.deliver(
            ClinicPublished(
                aggregate_id=self.clinic_id,
                aggregate_version=version,
                clinic_id=self.clinic_id,
                title=title,
                time_zone=zone,
                **where,
            )
        )

    async def offer(
        self,
        offering_id: UUID | None = None,
        *,
        visit_type: VisitType = VisitType.ONLINE,
        minutes: int = 30,
        price: int = PRICE,
        version: int = 1,
    ) -> UUID:
        offered = offering_id or new_id()
        event = OfferingPublished(
            aggregate_id=offered,
            aggregate_version=version,
            offering_id=offered,
            doctor_id=self.doctor_id,
            clinic_id=self.clinic_id,
            service_code="B01.047.001",
            service_title="Прием врача-терапевта первичный",
            visit_type=visit_type,
            duration_minutes=minutes,
            price_kopecks=price,
        )
        await self.deliver(event)
        return offered

    async def work(
        self, starts: str = "09:00", ends: str = "18:00", weekdays: tuple[int, ...] = (0, 1, 2, 3, 4), **more: Any
    ) -> None:
        await self.set_hours(*({"weekday": day, "starts": starts, "ends": ends, **more} for day in weekdays))

    async def set_hours(self, *rows: dict[str, Any]) -> None:
        common = {"clinic_id": str(self.clinic_id), "visit_types": ["online", "clinic"]}
        body = {"hours": [{**common, **row} for row in rows]}
        answer = await self.loader.put(f"/internal/schedules/{self.doctor_id}", json=body)
        assert answer.status_code == 204, answer.text


Book = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(autouse=True)
def monday(clock: TestClock) -> TestClock:
    """It is Monday, eight o'clock in Moscow, unless a test says otherwise."""
    clock.freeze(MONDAY)
    return clock


@pytest.fixture
async def practice(deliver: Deliver, as_service: Callable[..., Client]) -> Practice:
    return await Practice(deliver, as_service("loader", "schedule:write")).open()


@pytest.fixture
def new_practice(deliver: Deliver, as_service: Callable[..., Client]) -> Callable[..., Practice]:
    def make(**given: Any) -> Practice:
        return Practice(deliver, as_service("loader", "schedule:write"), **given)

    return make


@pytest.fixture
def patient(as_patient: Callable[..., Client]) -> Client:
    return as_patient()


@pytest.fixture
def doctor(as_doctor: Callable[..., Client], practice: Practice) -> Client:
    return as_doctor(practice.doctor_id)


@pytest.fixture
def book(practice: Practice, patient: Client) -> Book:
    """Books an online visit (tomorrow at noon in Moscow unless given) and answers the booking."""

    async def make(starts_at: datetime | None = None, by: Client | None = None, offering: UUID | None = None) -> Any:
        answer = await try_to_book(by or patient, offering or practice.online, starts_at or tomorrow(12))
        assert answer.status_code == 201, answer.text
        return answer.json()

    return make


async def try_to_book(by: Client, offering_id: UUID, starts_at: datetime, **headers: str) -> Any:
    body = {"offering_id": str(offering_id), "starts_at": starts_at.isoformat()}
    return await by.post("/api/booking/bookings", json=body, headers=headers)


async def listed(
    by: Client, practice: Practice, offering_id: UUID | None = None, *, first: date = date(2026, 3, 2), days: int = 7
) -> list[datetime]:
    """The starts that the listing offers, from Monday on for a week unless given."""
    params = {"offering_id": str(offering_id or practice.online), "from": first.isoformat(), "days": str(days)}
    answer = await by.get(f"/api/booking/doctors/{practice.doctor_id}/slots", params=params)
    assert answer.status_code == 200, answer.text
    return [datetime.fromisoformat(slot["starts_at"]) for day in answer.json()["days"] for slot in day["slots"]]


def at(day: date, hour: int, minute: int = 0, zone: ZoneInfo = MOSCOW) -> datetime:
    return datetime.combine(day, time(hour, minute), zone).astimezone(UTC)


def today(hour: int, minute: int = 0) -> datetime:
    return at(MONDAY.date(), hour, minute)


def tomorrow(hour: int, minute: int = 0) -> datetime:
    return at(MONDAY.date() + timedelta(days=1), hour, minute)

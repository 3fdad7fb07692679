"""A visit of which everything can be told, an identity in memory, and a postman who keeps what he is given."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from common.errors import NotFound, Unavailable
from common.identity import DoctorCard, PersonCard, VerificationCard
from common.testing import Client, Deliver, MakeClient, RunJob, room_fixtures
from contracts import Event
from contracts.booking import BookingCancelled, BookingConfirmed, BookingRescheduled
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.medcard import ConclusionIssued
from contracts.payment import PaymentRefunded, RefundFailed
from contracts.telemed import ChatMessageMissed, DoctorCalling
from contracts.values import CancelledBy, VisitType
from notify.gateways.mail import Mail
from notify.jobs import deliver_letters
from notify.main import service
from sqlalchemy import text

globals().update(room_fixtures(service, smtp_url="smtp://127.0.0.1:9"))

CLINIC = UUID("00000000-0000-4000-8000-000000000001")
OFFERING = UUID("00000000-0000-4000-8000-000000000002")
STARTS_AT = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)


@dataclass
class People:
    """What identity knows; ``away``: it does not answer."""

    persons: dict[UUID, PersonCard] = field(default_factory=dict)
    doctors: dict[UUID, DoctorCard] = field(default_factory=dict)
    verifications: dict[UUID, VerificationCard] = field(default_factory=dict)
    away: bool = False

    async def person(self, person_id: UUID) -> PersonCard:
        return self._found(self.persons, person_id)

    async def doctor(self, doctor_id: UUID) -> DoctorCard:
        return self._found(self.doctors, doctor_id)

    async def verification(self, verification_id: UUID) -> VerificationCard:
        return self._found(self.verifications, verification_id)

    def _found(self, known: dict[UUID, Any], key: UUID) -> Any:
        if self.away:
            raise Unavailable
        if key not in known:
            raise NotFound
        return known[key]

    def meet(self, patient: Client, doctor: Client) -> None:
        """Both are known, have addresses, and the patient allowed notifications."""
        self.persons[patient.person_id] = PersonCard(
            person_id=patient.person_id,
            full_name=patient.principal.full_name,
            given_name=patient.principal.given_name,
            email="anna@patients.test",
            notifications_allowed=True,
            time_zone="Asia/Yekaterinburg",
        )
        self.doctors[doctor.doctor_id] = DoctorCard(
            doctor_id=doctor.doctor_id,
            full_name=doctor.principal.full_name,
            given_name=doctor.principal.given_name,
            position="Врач-невролог",
            email="doctor@clinic.test",
            time_zone="Europe/Moscow",
        )

    def change(self, client: Client, **changes: Any) -> None:
        """Something about a person is different from now on."""
        self.persons[client.person_id] = self.persons[client.person_id].model_copy(update=changes)


@dataclass
class Bag:
    """A postman who keeps the letters, or fails with ``trouble``."""

    taken: list[Mail] = field(default_factory=list)
    trouble: Exception | None = None

    async def send(self, mail: Mail) -> None:
        if self.trouble:
            raise self.trouble
        self.taken.append(mail)


@dataclass(frozen=True)
class Story:
    """One visit, and every fact that may be told of it."""

    patient: Client
    doctor: Client
    booking_id: UUID = field(default_factory=uuid4)
    visit_type: VisitType = VisitType.ONLINE

    def _tell(self, kind: type[Event], version: int = 1, **more: Any) -> Any:
        told = {
            "aggregate_id": self.booking_id,
            "aggregate_version": version,
            "booking_id": self.booking_id,
            "patient_id": self.patient.person_id,
            "doctor_id": self.doctor.doctor_id,
            "visit_type": self.visit_type,
            "starts_at": STARTS_AT,
            "ends_at": STARTS_AT + timedelta(minutes=30),
            "amount_kopecks": 150_000,
        }
        return kind(**{name: value for name, value in (told | more).items() if name in kind.model_fields})

    def confirmed(self, version: int = 2) -> BookingConfirmed:
        made: BookingConfirmed = self._tell(
            BookingConfirmed, version, clinic_id=CLINIC, offering_id=OFFERING, price_kopecks=150_000
        )
        return made

    def moved(self, version: int = 3, days: int = 1) -> BookingRescheduled:
        starts_at = STARTS_AT + timedelta(days=days)
        made: BookingRescheduled = self._tell(
            BookingRescheduled,
            version,
            previous_starts_at=STARTS_AT,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
        )
        return made

    def cancelled(self, by: CancelledBy = CancelledBy.PATIENT, refund: int = 150_000) -> BookingCancelled:
        made: BookingCancelled = self._tell(BookingCancelled, 4, cancelled_by=by, refund_kopecks=refund)
        return made

    def refunded(self, amount: int = 150_000) -> PaymentRefunded:
        made: PaymentRefunded = self._tell(PaymentRefunded, amount_kopecks=amount)
        return made

    def refund_failed(self) -> RefundFailed:
        made: RefundFailed = self._tell(RefundFailed)
        return made

    def calling(self) -> DoctorCalling:
        made: DoctorCalling = self._tell(DoctorCalling)
        return made

    def missed(self) -> ChatMessageMissed:
        made: ChatMessageMissed = self._tell(ChatMessageMissed, recipient_id=self.patient.person_id)
        return made

    def issued(self) -> ConclusionIssued:
        document_id = uuid4()
        made: ConclusionIssued = self._tell(ConclusionIssued, aggregate_id=document_id, document_id=document_id)
        return made


@pytest.fixture
def identity() -> People:
    return People()


@pytest.fixture
def resources() -> Bag:
    return Bag()


@pytest.fixture
def bag(resources: Bag) -> Bag:
    """The postman's bag."""
    return resources


@pytest.fixture
def story(as_patient: MakeClient, as_doctor: MakeClient, identity: People) -> Story:
    made = Story(as_patient(), as_doctor())
    identity.meet(made.patient, made.doctor)
    return made


@pytest.fixture
def clinic() -> ClinicPublished:
    return ClinicPublished(
        aggregate_id=CLINIC, clinic_id=CLINIC, title="Медицинский центр «Берёзка»", time_zone="Europe/Moscow"
    )


@pytest.fixture
def offering() -> OfferingPublished:
    return OfferingPublished(
        aggregate_id=OFFERING,
        offering_id=OFFERING,
        doctor_id=uuid4(),
        clinic_id=CLINIC,
        service_code="B01.023.001",
        service_title="Приём врача-невролога первичный",
        visit_type=VisitType.ONLINE,
        duration_minutes=30,
        price_kopecks=150_000,
    )


Letters = Callable[[], Awaitable[dict[str, dict[str, Any]]]]


@pytest.fixture
def letters(context: Any) -> Letters:
    """``await letters()``: the rows of letters by what they are about."""

    async def read() -> dict[str, dict[str, Any]]:
        async with context.sessions() as session:
            rows = await session.execute(
                text(
                    "SELECT coalesce(kind, 'verification') AS about,"
                    " state, outcome, attempts, next_attempt_at, letter_id"
                    " FROM letters LEFT JOIN notices USING (notice_id) ORDER BY letter_id"
                )
            )
            return {row.about: dict(row._mapping) for row in rows}

    return read


@pytest.fixture
def post(run_job: RunJob) -> Callable[[], Awaitable[Any]]:
    """``await post()``: the postman's round."""

    async def walk() -> Any:
        return await run_job(deliver_letters)

    return walk


@pytest.fixture
async def catalogue(deliver: Deliver, clinic: ClinicPublished, offering: OfferingPublished) -> None:
    """The titles of clinic and service are known."""
    await deliver(clinic)
    await deliver(offering)


@pytest.fixture
async def booked(story: Story, deliver: Deliver, catalogue: None, post: Any, bag: Bag) -> Story:
    """A confirmed visit; the letters about that have left and the bag is empty again."""
    await deliver(story.confirmed())
    await post()
    assert len(bag.taken) == 2
    bag.taken.clear()
    return story

"""A visit with all its events, an identity in memory, and senders that record letters and pushes."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import pytest
from common.clock import now
from common.errors import NotFound, Unavailable
from common.service import Service
from common.testing import Client, Deliver, MakeClient, RunJob
from contracts import Event
from contracts.booking import BookingCancelled, BookingCompleted, BookingConfirmed, BookingRescheduled, SlotOffered
from contracts.cards import DoctorCard, PersonCard, VerificationCard
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.medcard import ConclusionIssued, ShareOpened
from contracts.payment import PaymentRefunded, RefundFailed
from contracts.telemed import ChatMessageMissed, DoctorCalling
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitRole, VisitType
from notify import main
from notify.actions import Gateways, NoticeStreams
from notify.gateways.mail import Mail
from notify.gateways.push import Message
from notify.jobs import deliver_letters, deliver_pushes, remind
from sqlalchemy import text

# 32 bytes that are nobody's key.
VAPID_KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk"
assert len(VAPID_KEY) == 43


CLINIC = UUID("00000000-0000-4000-8000-000000000001")
OFFERING = UUID("00000000-0000-4000-8000-000000000002")
STARTS_AT = datetime(2026, 11, 24, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


@pytest.fixture(scope="session")
def default_settings() -> dict[str, Any]:
    return {"smtp_url": "smtp://127.0.0.1:9", "vapid_key": VAPID_KEY, "stream_seconds": 30}


Card = TypeVar("Card", PersonCard, DoctorCard, VerificationCard)


@dataclass
class FakeIdentity:
    """The cards of identity; ``away``: it does not answer."""

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

    def _found(self, known: dict[UUID, Card], key: UUID) -> Card:
        if self.away:
            raise Unavailable
        if key not in known:
            raise NotFound
        return known[key]

    def add(self, patient: Client, doctor: Client) -> None:
        """Adds both with addresses; the patient has allowed notifications."""
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
        """Changes the card of a person."""
        self.persons[client.person_id] = self.persons[client.person_id].model_copy(update=changes)


@dataclass
class RecordingMailSender:
    """Records the letters, fails with ``failure``, or never answers while ``silent``."""

    sent: list[Mail] = field(default_factory=list)
    failure: Exception | None = None
    silent: bool = False
    asked: int = 0

    async def send(self, mail: Mail) -> None:
        self.asked += 1
        if self.silent:
            await asyncio.Event().wait()
        if self.failure:
            raise self.failure
        self.sent.append(mail)

    def to(self, address: str) -> Mail:
        """The one letter to this address."""
        (mail,) = (mail for mail in self.sent if mail.to == address)
        return mail


@dataclass
class RecordingPushSender:
    """Records the pushes, or fails with ``failure``."""

    public_key: str = "key"
    sent: list[tuple[str, Message]] = field(default_factory=list)
    failure: Exception | None = None

    async def send(self, endpoint: str, p256dh: str, auth: str, message: Message) -> None:
        if self.failure:
            raise self.failure
        self.sent.append((endpoint, message))


@dataclass(frozen=True)
class Scenario:
    """One visit, and every event about it."""

    patient: Client
    doctor: Client
    booking_id: UUID = field(default_factory=uuid4)
    visit_type: VisitType = VisitType.ONLINE

    def _event(self, kind: type[Event], version: int = 1, **more: Any) -> Any:
        fields = {
            "occurred_at": now(),
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
        return kind(**{name: value for name, value in (fields | more).items() if name in kind.model_fields})

    def confirmed(self, version: int = 2) -> BookingConfirmed:
        made: BookingConfirmed = self._event(
            BookingConfirmed, version, clinic_id=CLINIC, offering_id=OFFERING, price_kopecks=150_000
        )
        return made

    def moved(self, version: int = 3, days: int = 1) -> BookingRescheduled:
        starts_at = STARTS_AT + timedelta(days=days)
        made: BookingRescheduled = self._event(
            BookingRescheduled,
            version,
            previous_starts_at=STARTS_AT,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=30),
        )
        return made

    def cancelled(
        self,
        by: CancelledBy = CancelledBy.PATIENT,
        refund: int = 150_000,
        reason: CancelReason | None = None,
        returned: int = 0,
    ) -> BookingCancelled:
        money = {"refund_kopecks": refund, "returned_kopecks": returned}
        made: BookingCancelled = self._event(BookingCancelled, 4, cancelled_by=by, reason=reason, **money)
        return made

    def completed(self, outcome: VisitOutcome | None = None) -> BookingCompleted:
        made: BookingCompleted = self._event(BookingCompleted, 5, outcome=outcome)
        return made

    def offered(self, held_for: timedelta = timedelta(hours=1)) -> SlotOffered:
        made: SlotOffered = self._event(
            SlotOffered,
            waitlist_entry_id=uuid4(),
            clinic_id=CLINIC,
            offering_id=OFFERING,
            hold_expires_at=now() + held_for,
            price_kopecks=150_000,
        )
        return made

    def opened(self, opening: int = 1) -> ShareOpened:
        share_id = uuid4()
        made: ShareOpened = self._event(ShareOpened, aggregate_id=share_id, share_id=share_id, opening=opening)
        return made

    def refunded(self, amount: int = 150_000, **totals: int) -> PaymentRefunded:
        made: PaymentRefunded = self._event(PaymentRefunded, amount_kopecks=amount, **totals)
        return made

    def refund_failed(self) -> RefundFailed:
        made: RefundFailed = self._event(RefundFailed)
        return made

    def calling(self) -> DoctorCalling:
        made: DoctorCalling = self._event(DoctorCalling)
        return made

    def missed(self, by: VisitRole | None = None) -> ChatMessageMissed:
        reader = self.doctor.doctor_id if by is VisitRole.DOCTOR else self.patient.person_id
        made: ChatMessageMissed = self._event(ChatMessageMissed, recipient_id=reader, recipient_role=by)
        return made

    def issued(self) -> ConclusionIssued:
        document_id = uuid4()
        made: ConclusionIssued = self._event(ConclusionIssued, aggregate_id=document_id, document_id=document_id)
        return made


@pytest.fixture
def identity() -> FakeIdentity:
    return FakeIdentity()


@pytest.fixture
def mail_sender() -> RecordingMailSender:
    """The letters sent."""
    return RecordingMailSender()


@pytest.fixture
def push_sender() -> RecordingPushSender:
    """The pushes sent."""
    return RecordingPushSender()


@pytest.fixture
async def resources(
    mail_sender: RecordingMailSender, push_sender: RecordingPushSender, settings: Any
) -> AsyncIterator[Gateways]:
    async with NoticeStreams(settings) as streams:
        yield Gateways(mail_sender=mail_sender, push_sender=push_sender, streams=streams)


@pytest.fixture
def scenario(as_patient: MakeClient, as_doctor: MakeClient, identity: FakeIdentity) -> Scenario:
    made = Scenario(as_patient(), as_doctor())
    identity.add(made.patient, made.doctor)
    return made


@pytest.fixture
def clinic() -> ClinicPublished:
    return ClinicPublished(
        aggregate_id=CLINIC, clinic_id=CLINIC, title="Медицинский центр «Берёзка»", time_zone="Europe/Moscow"
    )


@pytest.fixture
def whole_clinic(clinic: ClinicPublished) -> ClinicPublished:
    """The clinic in another city than Moscow, with its address and telephone."""
    place = {"city": "Екатеринбург", "address": "улица Малышева, 5", "phone": "+7 343 000-00-01"}
    zone = {"time_zone": "Asia/Yekaterinburg"}
    return clinic.model_copy(update=place | zone | {"aggregate_version": 2, "event_id": uuid4()})


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
def send_letters(run_job: RunJob) -> Callable[[], Awaitable[Any]]:
    """``await send_letters()`` runs the job that sends letters."""

    async def run() -> Any:
        return await run_job(deliver_letters)

    return run


@pytest.fixture
def send_pushes(run_job: RunJob) -> Callable[[], Awaitable[Any]]:
    """``await send_pushes()`` runs the job that sends pushes."""

    async def run() -> Any:
        return await run_job(deliver_pushes)

    return run


@pytest.fixture
def send_reminders(run_job: RunJob) -> Callable[[], Awaitable[Any]]:
    """``await send_reminders()`` runs the job that creates reminders."""

    async def run() -> Any:
        return await run_job(remind)

    return run


@pytest.fixture
async def catalogue(deliver: Deliver, clinic: ClinicPublished, offering: OfferingPublished) -> None:
    """The clinic and the service have arrived."""
    await deliver(clinic)
    await deliver(offering)


@pytest.fixture
async def booked(
    scenario: Scenario, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: RecordingMailSender
) -> Scenario:
    """A confirmed visit; the letters about it have been sent and are not recorded any more."""
    await deliver(scenario.confirmed())
    await send_letters()
    assert len(mail_sender.sent) == 2
    mail_sender.sent.clear()
    return scenario

"""A visit to a doctor, from its booking to its conclusion, and an identity in memory."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar
from uuid import UUID, uuid4

import httpx
import pytest
from common import clock
from common.errors import NotFound, Unavailable
from common.service import Service
from common.testing import Client, Deliver, MakeClient
from contracts.booking import BookingConfirmed
from contracts.cards import DoctorCard, PersonCard
from contracts.catalog import ClinicPublished, OfferingPublished
from contracts.identity import ConsentGiven
from contracts.telemed import ConsultationEnded
from contracts.values import ConsentKind, EndReason, VisitType
from medcard import main

SECRET = "secret-of-the-service"


CLINIC = UUID("00000000-0000-4000-8000-000000000001")
OFFERING = UUID("00000000-0000-4000-8000-000000000002")
# Half past midnight in Moscow: another day than in UTC.
STARTS_AT = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
WRITTEN = {
    "complaints": "Головная боль третий день.",
    "anamnesis": "Ранее подобного не было.",
    "examination": "Состояние удовлетворительное.",
    "diagnosis_code": "G43.0",
    "diagnosis_text": "Без ауры, эпизодическая.",
    "recommendations": "Покой и обильное питьё.\nПовторный приём через неделю.",
}


@pytest.fixture(scope="session")
def service() -> Service:
    return main.service


@pytest.fixture(scope="session")
def default_settings() -> dict[str, Any]:
    return {"service_secret": SECRET}


CardT = TypeVar("CardT", PersonCard, DoctorCard)


@dataclass
class People:
    """What identity knows of people; ``away``: it does not answer."""

    persons: dict[UUID, PersonCard] = field(default_factory=dict)
    doctors: dict[UUID, DoctorCard] = field(default_factory=dict)
    away: bool = False

    async def person(self, person_id: UUID) -> PersonCard:
        return self._found(self.persons, person_id)

    async def doctor(self, doctor_id: UUID) -> DoctorCard:
        return self._found(self.doctors, doctor_id)

    def _found(self, known: dict[UUID, CardT], key: UUID) -> CardT:
        if self.away:
            raise Unavailable
        if key not in known:
            raise NotFound
        return known[key]

    def know(self, patient: Client) -> None:
        """From now on the patient is known."""
        self.persons[patient.person_id] = PersonCard(
            person_id=patient.person_id,
            full_name=patient.principal.full_name,
            given_name=patient.principal.given_name,
            birth_date=date(1990, 5, 17),
            time_zone="Europe/Moscow",
        )

    def meet(self, patient: Client, doctor: Client) -> None:
        """From now on both are known."""
        self.know(patient)
        self.doctors[doctor.doctor_id] = DoctorCard(
            doctor_id=doctor.doctor_id,
            full_name=doctor.principal.full_name,
            given_name=doctor.principal.given_name,
            position="Врач-невролог",
            time_zone="Europe/Moscow",
        )


@dataclass(frozen=True)
class Visit:
    """A visit, its two people, and what its doctor can do."""

    patient: Client
    doctor: Client
    confirmed: BookingConfirmed

    @property
    def booking_id(self) -> UUID:
        return self.confirmed.booking_id

    @property
    def url(self) -> str:
        return f"/api/medcard/visits/{self.booking_id}/conclusion"

    @property
    def ended(self) -> ConsultationEnded:
        """The event that it took place."""
        return ConsultationEnded(
            aggregate_id=self.booking_id,
            booking_id=self.booking_id,
            patient_id=self.patient.person_id,
            doctor_id=self.doctor.doctor_id,
            started_at=self.confirmed.starts_at,
            ended_at=self.confirmed.starts_at + timedelta(minutes=25),
            reason=EndReason.DOCTOR_ENDED,
        )

    async def save(self, version: int = 0, **changes: Any) -> httpx.Response:
        return await self.doctor.put(self.url, json=WRITTEN | {"version": version} | changes)

    async def issue(self, key: str | None = None) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return await self.doctor.post(f"{self.url}/issuance", headers=headers)


@pytest.fixture
def written() -> dict[str, str]:
    """What a doctor writes when nothing else is said."""
    return dict(WRITTEN)


@pytest.fixture
def identity() -> People:
    return People()


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


Planned = Callable[..., Visit]
Booked = Callable[..., Awaitable[Visit]]
Consenting = Callable[[Client], Awaitable[None]]


@pytest.fixture
def planned(as_patient: MakeClient, as_doctor: MakeClient, identity: People) -> Planned:
    """``planned()``: a visit medcard does not know yet."""

    def make(
        patient: Client | None = None, doctor: Client | None = None, visit_type: VisitType = VisitType.ONLINE
    ) -> Visit:
        patient, doctor, booking_id = patient or as_patient(), doctor or as_doctor(), uuid4()
        identity.meet(patient, doctor)
        confirmed = BookingConfirmed(
            aggregate_id=booking_id,
            aggregate_version=2,
            booking_id=booking_id,
            patient_id=patient.person_id,
            doctor_id=doctor.doctor_id,
            clinic_id=CLINIC,
            offering_id=OFFERING,
            visit_type=visit_type,
            starts_at=STARTS_AT,
            ends_at=STARTS_AT + timedelta(minutes=30),
            price_kopecks=150_000,
        )
        return Visit(patient, doctor, confirmed)

    return make


@pytest.fixture
def booked(planned: Planned, deliver: Deliver, clinic: ClinicPublished, offering: OfferingPublished) -> Booked:
    """``await booked()``: a visit that will take place."""

    async def make(
        patient: Client | None = None, doctor: Client | None = None, visit_type: VisitType = VisitType.ONLINE
    ) -> Visit:
        visit = planned(patient, doctor, visit_type)
        for event in (clinic, offering, visit.confirmed):
            await deliver(event)
        return visit

    return make


@pytest.fixture
async def held(booked: Booked, deliver: Deliver) -> Visit:
    """A visit that took place; nothing is written yet."""
    visit = await booked()
    await deliver(visit.ended)
    return visit


@pytest.fixture
def consent(deliver: Deliver) -> Consenting:
    """``await consent(patient)``: medical documents may be shown."""

    async def give(patient: Client) -> None:
        await deliver(
            ConsentGiven(
                aggregate_id=patient.person_id,
                person_id=patient.person_id,
                kind=ConsentKind.MEDICAL_DOCUMENTS,
                text_version="1",
                occurred_at=clock.now(),
            )
        )

    return give


@dataclass(frozen=True)
class Issued:
    """A conclusion in a patient's medcard."""

    visit: Visit
    document: dict[str, Any]

    @property
    def url(self) -> str:
        return f"/api/medcard/documents/{self.document['document_id']}"


@pytest.fixture
async def unseen(held: Visit) -> Issued:
    """A conclusion whose patient has not consented."""
    assert (await held.save()).status_code == 200
    answer = await held.issue()
    assert answer.status_code == 201, answer.text
    return Issued(held, answer.json())


@pytest.fixture
async def issued(unseen: Issued, consent: Consenting) -> Issued:
    """A conclusion whose patient has consented."""
    await consent(unseen.visit.patient)
    return unseen


@dataclass(frozen=True)
class Shared:
    """A link to some documents of a patient, and its holder."""

    patient: Client
    holder: Client
    share: dict[str, Any]
    token: str

    @property
    def url(self) -> str:
        return f"/api/medcard/shares/{self.share['share_id']}"

    async def open(self, code: str | None = None) -> httpx.Response:
        """What the page of the link asks first."""
        return await self.holder.post("/api/medcard/shared/openings", json={"token": self.token, "code": code})

    async def key(self, code: str | None = None) -> str:
        """The key of a good opening."""
        answer = await self.open(code)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["key"])

    async def titles(self, key: str) -> list[str]:
        """What the holder sees."""
        answer = await self.holder.get("/api/medcard/shared/documents", headers={"X-Share-Key": key})
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    async def file(self, key: str, document_id: str, purpose: str = "viewed") -> httpx.Response:
        """A file through the link."""
        url = f"/api/medcard/shared/documents/{document_id}/file"
        return await self.holder.get(url, headers={"X-Share-Key": key}, params={"purpose": purpose})

    async def revoke(self) -> httpx.Response:
        return await self.patient.post(f"{self.url}/revocation")


async def set_access(patient: Client, document_id: str, access: str = "allowed") -> None:
    """The patient's word on access."""
    answer = await patient.put(f"/api/medcard/documents/{document_id}/access", json={"access": access})
    assert answer.status_code == 200, answer.text


@pytest.fixture
def allow() -> Callable[..., Awaitable[None]]:
    """``await allow(patient, document_id, access="allowed")``."""
    return set_access


@pytest.fixture
def upload() -> Callable[..., Awaitable[str]]:
    """``await upload(patient, title, allowed=True)``: a file of the patient's own; answers its document."""

    async def send(patient: Client, title: str = "Анализ", *, allowed: bool = True) -> str:
        files = {"file": b"%PDF-1.7 own\n"}
        answer = await patient.post("/api/medcard/documents", data={"title": title}, files=files)
        assert answer.status_code == 201, answer.text
        document_id = str(answer.json()["document_id"])
        if allowed:
            await set_access(patient, document_id)
        return document_id

    return send


@pytest.fixture
def share(api: Client, identity: People) -> Callable[..., Awaitable[Shared]]:
    """``await share(patient, *document_ids, code=None, hours=24)``: a link the patient made."""

    async def make(patient: Client, *document_ids: str, code: str | None = None, hours: int = 24) -> Shared:
        identity.know(patient)
        body = {"document_ids": document_ids, "label": "Кардиолог", "hours": hours, "code": code}
        answer = await patient.post("/api/medcard/shares", json=body)
        assert answer.status_code == 201, answer.text
        made = answer.json()
        link = await patient.get(f"/api/medcard/shares/{made['share_id']}/link")
        return Shared(patient, api, made, link.json()["token"])

    return make

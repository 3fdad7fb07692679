"""One clinic, doctor, patient and visit with the same ids in every service, and people of each role who may call."""

import asyncio
import dataclasses
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any, TypeVar
from uuid import UUID

import asyncpg
import httpx
import pytest
from argon2 import PasswordHasher
from common.errors import NotFound
from common.outage import is_outage
from common.service import Service, create_app, open_context
from common.testing import databases, deliver_to_handlers, make_settings
from common.testing.catalogue import practice
from common.testing.clients import VERIFIER, Client, ClientFactory
from contracts import Event
from contracts.booking import BookingConfirmed, BookingCreated
from contracts.cards import ContactCard, DoctorCard, PersonCard
from contracts.identity import ConsentGiven
from contracts.values import ConsentKind, VisitType
from fastapi import FastAPI
from identity.domain.passwords import Argon2
from sqlalchemy.exc import DBAPIError

NOBODY = "127.0.0.1:9"  # nothing answers there
T = TypeVar("T")

PATIENT, DOCTORS_PERSON, DOCTOR, CLINIC, OFFERING, BOOKING = (
    UUID(f"00000000-0000-4000-8000-00000000000{digit}") for digit in range(1, 7)
)
NAMED = {
    "person_id": PATIENT,
    "patient_id": PATIENT,
    "doctor_id": DOCTOR,
    "doctor_ids": DOCTOR,
    "clinic_id": CLINIC,
    "offering_id": OFFERING,
    "booking_id": BOOKING,
    "booking_ids": BOOKING,
}
KEY = "dGVzdHMtb25seS10ZXN0cy1vbmx5LXRlc3RzLW9ubHk"
SETTINGS: dict[str, dict[str, Any]] = {
    "identity": {
        "esia_public_url": "http://esia.localhost:8090",
        "esia_url": f"http://{NOBODY}",
        "esia_issuer": "http://esia.localhost:8090/",
        "esia_certificates_dir": "/nonexistent",
        "esia_signer": "remote",
        "esia_certificate_hash": "0" * 64,
        "esia_remote_signer_url": f"http://{NOBODY}/sign",
        "service_secrets": {"loader": "secret of loader"},
        "service_permissions": {},
        "data_key": "bG9jYWwtb25seS1sb2NhbC1vbmx5LWxvY2FsLW9ubHk=",
    },
    "payment": {
        "alfabank_url": f"http://{NOBODY}/payment/rest/",
        "alfabank_public_url": "http://bank.test",
        "alfabank_user": "mila-api",
        "alfabank_password": "password",
        "alfabank_callback_secret": "secret",
        "tax_system": 1,
        "tax_type": 0,
        "receipt_email": "receipts@mila.example",
    },
    "medcard": {"service_secret": "secret of medcard"},
    "notify": {"smtp_url": f"smtp://{NOBODY}", "vapid_key": KEY, "stream_seconds": 0.05},
}


class People:
    """What identity says to other services: it knows everyone of this world."""

    async def person(self, person_id: UUID) -> PersonCard:
        """The patient."""
        return PersonCard(
            person_id=person_id, full_name="Петрова Анна Сергеевна", given_name="Анна", time_zone="Europe/Moscow"
        )

    async def doctor(self, doctor_id: UUID) -> DoctorCard:
        """The doctor."""
        return DoctorCard(
            doctor_id=doctor_id,
            full_name="Смирнов Игорь Олегович",
            given_name="Игорь",
            position="Врач",
            time_zone="Europe/Moscow",
        )

    async def contact(self, person_id: UUID) -> ContactCard:
        """No address."""
        return ContactCard()

    async def verification(self, verification_id: UUID) -> None:
        """No letters."""
        raise NotFound


def _history() -> Iterator[Event]:
    """What the other services published about the one visit, tomorrow."""
    start = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    visit = {"booking_id": BOOKING, "patient_id": PATIENT, "doctor_id": DOCTOR, "offering_id": OFFERING}
    offerings = {VisitType.ONLINE: OFFERING}
    yield from practice(clinic_id=CLINIC, doctor_id=DOCTOR, offerings=offerings, price_kopecks=150_000)
    yield ConsentGiven(aggregate_id=PATIENT, person_id=PATIENT, kind=ConsentKind.MEDICAL_DOCUMENTS, text_version="1")
    hold_ends = start - timedelta(hours=23)
    yield BookingCreated(aggregate_id=BOOKING, **visit, price_kopecks=150_000, hold_expires_at=hold_ends)
    yield BookingConfirmed(
        aggregate_id=BOOKING,
        **visit,
        clinic_id=CLINIC,
        visit_type=VisitType.ONLINE,
        starts_at=start,
        ends_at=start + timedelta(minutes=30),
        price_kopecks=150_000,
    )


class Running:
    """A service, its clients by role, and what its database gave up on while it answered."""

    def __init__(self, name: str, runner: asyncio.Runner) -> None:
        self.name = name
        self.database_failures: list[str] = []
        self.ids: dict[str, str] = {key: str(value) for key, value in NAMED.items()}
        self._runner = runner
        self.app: FastAPI
        self.clients: dict[str, Client]

    def run(self, work: Any) -> Any:
        """Awaits the work on the loop the service lives on."""
        return self._runner.run(work)

    def learn(self, answer: httpx.Response) -> None:
        """Ids of what was just made: from now on requests are about that."""
        made = answer.json() if answer.status_code == 201 else None
        for key, value in made.items() if isinstance(made, dict) else ():
            if key.endswith("_id") and key not in ("offering_id", "doctor_id", "clinic_id") and value:
                self.ids[key] = str(value)

    def request(self, role: str, method: str, url: str, **more: Any) -> httpx.Response:
        """An answer. The address is sent as it is written, percent signs and all."""
        answer: httpx.Response = self.run(self.clients[role].request(method, url, **more))
        return answer


@contextmanager
def running(name: str, postgres_server: str, folder: str) -> Iterator[Running]:
    """The service with its database, which holds what it consumed about the visit. The bank and all others are away."""
    service: Service = import_module(f"{name}.main").service
    with asyncio.Runner() as runner:
        found = Running(name, runner)
        url = runner.run(databases.create(postgres_server, service))
        stack = AsyncExitStack()
        try:
            runner.run(_open(found, service, url, folder, stack))
            with _noted(found.database_failures):
                yield found
        finally:
            runner.run(stack.aclose())
            runner.run(databases.drop(postgres_server, url))


async def _open(found: Running, service: Service, url: str, folder: str, stack: AsyncExitStack) -> None:
    settings = make_settings(service, url, folder, **SETTINGS.get(service.name, {}))
    context = await stack.enter_async_context(open_context(service, settings, verifier=VERIFIER))
    changes: dict[str, Any] = {"identity": People()}
    if service.name == "identity":
        cheap = Argon2(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        changes["resources"] = dataclasses.replace(context.resources, passwords=cheap)
        stack.callback(cheap.close)
    context = dataclasses.replace(context, **changes)
    found.app = create_app(service, context=context)
    clients = ClientFactory(found.app)
    stack.push_async_callback(clients.leave)
    found.clients = {
        "anonymous": clients.anonymous(),
        "patient": clients.as_patient(PATIENT),
        "password": clients.as_password_patient(PATIENT),
        "doctor": clients.as_doctor(DOCTOR, person_id=DOCTORS_PERSON),
        "clinic_admin": clients.as_clinic_admin(CLINIC),
        "ops": clients.as_ops(),
    }
    for event in _history():
        await deliver_to_handlers(event, service.handlers, context)
    await _prepare(clients.as_service("loader", "people:write", "schedule:write"), service.name)


async def _prepare(demo: Client, name: str) -> None:
    """The patient has an account; the doctor works every day from 0 to 24."""
    hours = {"clinic_id": str(CLINIC), "visit_types": ["online"], "starts": "00:00", "ends": "23:30"}
    week = {"hours": [{**hours, "weekday": day} for day in range(7)]}
    person = {
        "last_name": "Петрова",
        "first_name": "Анна",
        "email": "anna@patients.test",
        "password": "сосновый бор 7 вёрст",
    }
    wanted = {
        "booking": (f"/internal/schedules/{DOCTOR}", week),
        "identity": (f"/internal/accounts/{PATIENT}", person),
    }
    if name in wanted:
        path, body = wanted[name]
        answer = await demo.put(path, json=body)
        assert answer.is_success, answer.text


@contextmanager
def _noted(failures: list[str]) -> Iterator[None]:
    """Whatever the database gave up on (a lock, a time limit, a broken connection) is no outage here."""

    def note(failure: BaseException) -> bool:
        if isinstance(failure, DBAPIError | asyncpg.PostgresError):
            failures.append(type(getattr(failure, "orig", failure)).__name__)
        return is_outage(failure)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("common.http.is_outage", note)
        yield

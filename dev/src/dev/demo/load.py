"""Demo data go in by the services' own internal routes; loading twice changes nothing."""

import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from dev.demo.clinics import CLINICS
from dev.demo.doctors import DOCTORS
from dev.demo.people import EMAIL_PATIENTS, PEOPLE
from dev.demo.portraits import portrait
from dev.errors import CliError
from dev.settings import Settings

COPIED_SECONDS = 60  # until booking has copied every offering


class Refused(CliError):
    """A service did not take a piece of demo data; the message is its answer."""


@dataclass(frozen=True)
class Loader:
    settings: Settings
    client: httpx.Client

    def load(self) -> None:
        """Afterwards clinics, doctors, schedules and accounts are there, and slots can be booked."""
        self._each(self._clinic, CLINICS.values())
        self._each(self._doctor, DOCTORS)
        self._each(self._staff, (person for person in PEOPLE if person.role != "patient"))
        self._each(self._email_patient, EMAIL_PATIENTS)
        self._await_slots()

    def _each(self, put: Callable[[Any], None], things: Iterable[Any]) -> None:
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(put, things))

    def _put(self, service: str, path: str, **body: Any) -> None:
        answer = self.client.put(f"{self.settings.url(service)}/internal/{path}", **body)
        if answer.is_error:
            raise Refused(f"{service} answered {answer.status_code} to {path}: {answer.text[:500]}")

    def _clinic(self, clinic: Any) -> None:
        self._put("catalog", f"clinics/{clinic.clinic_id}", json=clinic.body())

    def _doctor(self, doctor: Any) -> None:
        svg = {"content": portrait(doctor).encode(), "headers": {"Content-Type": "image/svg+xml"}}
        self._put("catalog", f"portraits/{doctor.doctor_id}", **svg)
        self._put("catalog", f"doctors/{doctor.doctor_id}", json=doctor.body())
        self._put("booking", f"schedules/{doctor.doctor_id}", json={"hours": doctor.hours()})

    def _staff(self, person: Any) -> None:
        clinic = person.doctor.clinics[0] if person.doctor else CLINICS["sretenka"]
        body = {
            "snils": person.snils,
            "full_name": person.full_name,
            "position": person.doctor.position if person.doctor else "Администратор",
            "clinic_id": str(clinic.clinic_id),
            "role": person.role,
        }
        self._put("identity", f"staff/{person.staff_id}", json=body)

    def _email_patient(self, patient: Any) -> None:
        self._put("identity", f"accounts/{patient.person_id}", json=patient.body())

    def _await_slots(self) -> None:
        """Offerings travel from catalog to booking as events; the last ones are the last to arrive."""
        deadline = time.monotonic() + COPIED_SECONDS
        for doctor in (doctor for doctor in DOCTORS if doctor.receives):
            while not self._has_slots(str(doctor.doctor_id), doctor.offerings[-1]["offering_id"]):
                if time.monotonic() > deadline:
                    raise Refused(f"booking has not copied {doctor.full_name} in {COPIED_SECONDS} s")
                time.sleep(0.2)

    def _has_slots(self, doctor_id: str, offering_id: str) -> bool:
        address = f"{self.settings.url('booking')}/api/booking/doctors/{doctor_id}/slots"
        today = datetime.now(UTC).date().isoformat()
        answer = self.client.get(address, params={"offering_id": offering_id, "from": today, "days": 7})
        if answer.status_code == httpx.codes.NOT_FOUND:
            return False
        if answer.is_error:
            raise Refused(f"booking answered {answer.status_code} about free slots: {answer.text[:500]}")
        return bool(answer.json()["days"])


def load(settings: Settings, secret: str) -> None:
    """Load everything as the service called "demo"."""
    with httpx.Client(timeout=30, trust_env=False) as client:
        answer = client.post(
            f"{settings.url('identity')}/internal/service-tokens", json={"name": "demo", "secret": secret}
        )
        if answer.is_error:
            raise Refused(f"identity answered {answer.status_code} to a request for a service token")
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        Loader(settings, client).load()

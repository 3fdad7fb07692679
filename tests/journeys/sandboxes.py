"""The sandboxes as a test uses them: Gosuslugi, the bank and the mailbox; and the databases and clocks of the fleet."""

import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx
from dev.layout import SERVICES

ROOT = Path(__file__).resolve().parents[2]
PATIENT = "http://localhost:8080"
DOCTOR = "http://doctor.localhost:8080"
ESIA = "http://127.0.0.1:8090"
BANK = "http://127.0.0.1:8091"
MAILBOX = "http://127.0.0.1:8092"
PASSWORD = "demo1234"
CLOCKS = ROOT / ".mila" / "clocks"

Found = TypeVar("Found")


def until(ask: Callable[[], Found | None], *, seconds: float = 30, what: str = "it") -> Found:
    """The first answer that is something; asked again and again for so many seconds at the most."""
    deadline = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < deadline, f"{what} did not happen in {seconds} s"
        time.sleep(0.1)
    return found


@dataclass(frozen=True)
class Person:
    """Somebody who can log in at the Gosuslugi sandbox."""

    login: str
    full_name: str
    oid: int
    email: str


class Sandboxes:
    """The outside world of one fleet."""

    def __init__(self) -> None:
        self._http = httpx.Client(timeout=10, trust_env=False)

    def leave(self) -> None:
        """No connection is left open."""
        self._http.close()

    @cached_property
    def _variables(self) -> dict[str, str]:
        lines = (ROOT / ".mila" / "env").read_text().splitlines()
        return dict(line.replace("'", "").split("=", 1) for line in lines if "=" in line)

    def _esia(self, method: str, path: str, **body: Any) -> Any:
        token = self._variables["ESIA_SANDBOX_ADMIN_TOKEN"]
        answer = self._http.request(method, f"{ESIA}/__sandbox/{path}", headers={"X-Sandbox-Token": token}, **body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def new_person(self, last: str, first: str, middle: str, **changes: Any) -> Person:
        """A person Gosuslugi and Mila have never seen, with a confirmed e-mail."""
        number = uuid4().int
        email = f"{uuid4().hex[:10]}@mail.example"
        snils = _snils(number % 900_000_000 + 100_000_000)
        contact = {"type": "EML", "value": email, "vrfStu": "VERIFIED"}
        person = {
            "oid": 10**9 + number % 10**9,
            "logins": [email],
            "password": PASSWORD,
            "lastName": last,
            "firstName": first,
            "middleName": middle,
            "birthDate": "14.03.1986",
            "gender": "F",
            "snils": snils,
            "contacts": [contact],
            **changes,
        }
        self._esia("POST", "persons", json=person)
        return Person(person["logins"][0], f"{last} {first} {middle}", person["oid"], email)

    def identity(self, statement: str) -> None:
        """What an operator or the passing of time does to identity's database."""
        psql(self._variables["MILA_IDENTITY_DATABASE_URL"], statement)

    def esia_faults(self, *faults: dict[str, Any]) -> None:
        """Gosuslugi misbehaves like this from now on; none: it is well again."""
        self._esia("DELETE", "faults")
        if faults:
            self._esia("POST", "faults", json=list(faults))

    def bank(self, method: str, path: str, **body: Any) -> Any:
        """The bank's operator."""
        token = self._variables["ALFABANK_SANDBOX_ADMIN_TOKEN"]
        headers = {"Authorization": f"Bearer {token}"}
        answer = self._http.request(method, f"{BANK}/__sandbox/{path}", headers=headers, **body)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def letter(self, to: str, subject: str, *, seconds: float = 30) -> dict[str, Any]:
        """The newest letter to this address whose subject has these words; waited for."""
        params = {"to": to, "subject": subject}

        def newest() -> dict[str, Any] | None:
            found = self._http.get(f"{MAILBOX}/api/messages", params=params).json()
            return self._http.get(f"{MAILBOX}/api/messages/{found[0]['id']}").json() if found else None

        return until(newest, seconds=seconds, what=f"a letter «{subject}»")

    def letters(self, to: str) -> list[dict[str, Any]]:
        """All letters to this address, newest first."""
        found: list[dict[str, Any]] = self._http.get(f"{MAILBOX}/api/messages", params={"to": to}).json()
        return found

    def ask(self, service: str, question: str) -> str:
        """What the database of a service holds; "" for nothing."""
        return psql(self._variables[f"MILA_{service.upper()}_DATABASE_URL"], question)

    def status(self, booking: str) -> str:
        """The state of a booking; asked while nobody's page could."""
        return self.ask("booking", f"SELECT status FROM bookings WHERE booking_id = '{booking}'")

    def bank_order(self, booking: str) -> str:
        """The bank's own key of the order of a booking."""
        return self.ask("payment", f"SELECT bank_order_id FROM orders WHERE booking_id = '{booking}'")

    def begin_visit(self, booking: str) -> None:
        """The start of a visit booked for later is now; its consultation room knows within ten seconds."""
        self.set_visit(booking, began="1 second", ends="1 minute")

    def set_visit(self, booking: str, *, began: str, ends: str) -> None:
        """A visit booked for later began so long ago and ends in so long; an end of "-20 minutes" has passed.

        Visits of the same doctor that earlier stories left at that time are out of its way.
        """
        span = f"tstzrange(now() - interval '{began}', now() + interval '{ends}')"
        doctor = f"doctor_id = (SELECT doctor_id FROM bookings WHERE booking_id = '{booking}')"
        left = f"{doctor} AND booking_id <> '{booking}' AND status IN ('held', 'confirmed') AND during && {span}"
        cancelled = "status = 'cancelled', cancelled_by = 'system', hold_seat = NULL"
        self.ask("booking", f"UPDATE bookings SET {cancelled} WHERE {left}")
        times = f"starts_at = now() - interval '{began}', ends_at = now() + interval '{ends}'"
        for service, table in (("booking", "bookings"), ("telemed", "rooms")):
            self.ask(service, f"UPDATE {table} SET {times} WHERE booking_id = '{booking}'")

    @contextmanager
    def stopped(self, at: datetime, *services: str) -> Iterator[None]:
        """Inside the block it is this moment for these services, or for all of them; afterwards time runs again."""
        clocks = [CLOCKS / service for service in services or SERVICES]
        try:
            for clock in clocks:
                written = clock.with_suffix(".new")
                written.write_text(at.isoformat())
                written.rename(clock)
            yield
        finally:
            for clock in clocks:
                clock.unlink(missing_ok=True)


def psql(url: str, statement: str) -> str:
    """Says one statement to a database of the fleet, where time or an operator would have changed it; its answer."""
    binary = shutil.which("psql") or str(max(Path("/usr/lib/postgresql").glob("*/bin/psql")))
    command = [binary, url, "-v", "ON_ERROR_STOP=1", "-qAtc", statement]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def _snils(number: int) -> str:
    """A СНИЛС with right check digits."""
    digits = f"{number:09d}"
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits))
    check = total % 101 % 100
    return re.sub(r"(\d{3})(\d{3})(\d{3})", r"\1-\2-\3", digits) + f" {check:02d}"

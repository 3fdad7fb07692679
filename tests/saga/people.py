"""A patient's browser without a browser: log in through Gosuslugi, book, go to the bank, cancel."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import httpx
from dev.demo.doctors import DOCTORS

from saga.fleet import BANK, ESIA, PATIENT, Fleet

LIMIT_SECONDS = 90
# What is answered while something is down; any other 5xx is a fault of ours.
OUTAGES = frozenset({httpx.codes.BAD_GATEWAY, httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.GATEWAY_TIMEOUT})
OFFERINGS = [
    (str(doctor.doctor_id), offering["offering_id"])
    for doctor in DOCTORS
    for offering in doctor.offerings
    if doctor.receives and offering["visit_type"] == "online" and offering["price_kopecks"] > 0
]


class GaveUp(Exception):
    """The fleet did not answer in a minute and a half."""


@dataclass
class Seen:
    """What the patients met: statuses, refusal codes, and by request id each answer that must never be given."""

    statuses: Counter[int] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    stories: Counter[str] = field(default_factory=Counter)
    faults: dict[str, str] = field(default_factory=dict)

    async def note_fault(self, answer: httpx.Response) -> None:
        """Keeps what leads to the log line of a 5xx that no outage explains."""
        if answer.is_server_error and answer.status_code not in OUTAGES:
            asked = f"{answer.request.method} {answer.request.url.path}"
            self.faults[answer.headers.get("x-request-id", "")] = f"{answer.status_code} {asked}"


@dataclass
class Bank:
    """The bank's operator, and the payer at its page."""

    fleet: Fleet

    async def ask(self, method: str, path: str, **body: Any) -> httpx.Response:
        """An operator's request, repeated while the bank is away. Raises GaveUp."""
        token = self.fleet.variables["ALFABANK_SANDBOX_ADMIN_TOKEN"]
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            try:
                async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
                    headers = {"Authorization": f"Bearer {token}"}
                    return await client.request(method, f"{BANK}/__sandbox/{path}", headers=headers, **body)
            except httpx.HTTPError:
                await asyncio.sleep(0.3)
        raise GaveUp(path)

    async def pay(self, form_url: str, card: str = "5555555555555599") -> bool:
        """The payer enters this card; True when the bank took the form."""
        number = parse_qs(urlsplit(form_url).query)["mdOrder"][0]
        answer = await self.ask("POST", f"orders/{number}/pay", json={"card": card, "code": "12345678"})
        return answer.is_success

    async def orders(self) -> list[dict[str, Any]]:
        """Every order, with its status."""
        found: list[dict[str, Any]] = (await self.ask("GET", "orders?limit=5000")).json()
        return found


class Patient:
    """One person of the sandbox Gosuslugi with a session."""

    def __init__(self, fleet: Fleet, seen: Seen, dice: random.Random) -> None:
        self._fleet = fleet
        self._seen = seen
        self._dice = dice
        self._cookie = ""
        hooks = {"response": [seen.note_fault]}
        self._client = httpx.AsyncClient(trust_env=False, timeout=40, base_url=PATIENT, event_hooks=hooks)

    async def leave(self) -> None:
        """No connection is left open."""
        await self._client.aclose()

    async def log_in(self) -> None:
        """Through Gosuslugi, as often as it takes. Raises GaveUp."""
        person = await self.register()
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            try:
                if await self._through_gosuslugi(person):
                    return
            except httpx.HTTPError:
                pass
            await asyncio.sleep(0.5)
        raise GaveUp("login")

    async def register(self) -> int:
        """A new person at Gosuslugi; answers the oid."""
        number = uuid4().int
        oid = 10**9 + number % 10**9
        email = f"{uuid4().hex[:10]}@mail.example"
        person = {
            "oid": oid,
            "logins": [email],
            "password": "demo1234",
            "lastName": "Скиталец",
            "firstName": "Пётр",
            "middleName": "Ильич",
            "birthDate": "14.03.1986",
            "gender": "M",
            "snils": _snils(number % 900_000_000 + 100_000_000),
            "contacts": [{"type": "EML", "value": email, "vrfStu": "VERIFIED"}],
        }
        await self._esia("persons", person)
        return oid

    async def _esia(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        headers = {"X-Sandbox-Token": self._fleet.variables["ESIA_SANDBOX_ADMIN_TOKEN"]}
        answer = await self._client.post(f"{ESIA}/__sandbox/{path}", headers=headers, json=body)
        answer.raise_for_status()
        made: dict[str, Any] = answer.json()
        return made

    async def _through_gosuslugi(self, oid: int) -> bool:
        back = await self.way_back(oid)
        return back is not None and await self.return_by(back)

    async def way_back(self, oid: int) -> httpx.Request | None:
        """The request that brings this person back from Gosuslugi; None: the login could not be begun."""
        started = await self._client.get("/api/identity/gosuslugi/login")
        if "state=" not in started.headers.get("location", ""):
            return None
        back = await self._esia("autologin", {"person": oid, "url": started.headers["location"]})
        return self._client.build_request("GET", back["url"], headers={"Cookie": _cookies(started)})

    async def return_by(self, back: httpx.Request) -> bool:
        """Whether the person is logged in now."""
        ended = await self._client.send(back)
        self._cookie = "; ".join(part for part in _cookies(ended).split("; ") if part.startswith("__Host-mila="))
        return bool(self._cookie)

    @property
    def headers(self) -> dict[str, str]:
        """What a request of this session carries, with a key of its own."""
        return {"Cookie": self._cookie, "Origin": PATIENT, "Idempotency-Key": uuid4().hex}

    async def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> httpx.Response:
        """The first answer that is not an outage; the same request is repeated with the same key. Raises GaveUp."""
        headers = self.headers
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            try:
                answer = await self._client.request(method, f"/api{path}", json=body, headers=headers)
            except httpx.HTTPError:
                self._seen.statuses[0] += 1
            else:
                self._seen.statuses[answer.status_code] += 1
                if answer.is_error:
                    self._seen.codes[_code(answer)] += 1
                if answer.status_code < 500 and answer.status_code != httpx.codes.TOO_MANY_REQUESTS:
                    return answer
            await asyncio.sleep(0.2 + self._dice.random())
        raise GaveUp(path)

    async def hold(self) -> dict[str, Any]:
        """A random free time of a random doctor is held, five to twenty-five days from now. Raises GaveUp."""
        for _ in range(30):
            doctor, offering = self._dice.choice(OFFERINGS)
            day = (datetime.now(UTC) + timedelta(days=self._dice.randint(5, 25))).date().isoformat()
            query = f"offering_id={offering}&from={day}&days=1"
            listed = await self.ask("GET", f"/booking/doctors/{doctor}/slots?{query}")
            slots = [slot for each in listed.json().get("days", []) for slot in each["slots"]]
            if not slots:
                continue
            wish = {"offering_id": offering, "starts_at": self._dice.choice(slots)["starts_at"]}
            made = await self.ask("POST", "/booking/bookings", wish)
            if made.is_success:
                held: dict[str, Any] = made.json()
                return held
        raise GaveUp("a free time")

    async def checkout(self, booking_id: str) -> str | None:
        """The bank's page; None when it is too late or paid already. A missing order is waited for."""
        deadline = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < deadline:
            answer = await self.ask("POST", f"/payment/orders/{booking_id}/checkout")
            if answer.is_success:
                url: str = answer.json()["form_url"]
                return url if "mdOrder=" in url else None
            if _code(answer) not in ("order_not_found", "order_not_ready"):
                return None
            await asyncio.sleep(0.3)
        return None

    async def come_back(self, booking_id: str) -> None:
        """The result page asks about the payment."""
        await self.ask("POST", f"/payment/orders/{booking_id}/status-check")

    async def cancel(self, booking_id: str) -> int:
        """The patient cancels, or lets a hold go; answers the status."""
        return (await self.ask("POST", f"/booking/bookings/{booking_id}/cancellation", {})).status_code

    async def booking(self, booking_id: str) -> dict[str, Any]:
        """The booking as its patient sees it."""
        found: dict[str, Any] = (await self.ask("GET", f"/booking/bookings/{booking_id}")).json()
        return found

    async def becomes(self, booking_id: str, *statuses: str, seconds: float = 40) -> bool:
        """Whether the booking reached one of these statuses in time; a saga goes on either way."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if (await self.booking(booking_id)).get("status") in statuses:
                return True
            await asyncio.sleep(0.5)
        return False


def _code(answer: httpx.Response) -> str:
    try:
        return str(answer.json().get("code", answer.status_code))
    except ValueError:
        return str(answer.status_code)


def _cookies(answer: httpx.Response) -> str:
    """The cookies an answer sets, as a request sends them: the client's own jar keeps secure ones from http."""
    jar = SimpleCookie()
    for header in answer.headers.get_list("set-cookie"):
        jar.load(header)
    return "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())


def _snils(number: int) -> str:
    digits = f"{number:09d}"
    check = sum(int(digit) * (9 - place) for place, digit in enumerate(digits)) % 101 % 100
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]} {check:02d}"

"""What a slow outside costs everybody else: the usual times of a fixed mix of requests, and the same while one waits.

Run it while the fleet is up (make up): PYTHONPATH=tests .venv/bin/python tests/bench/slow_world.py
It takes four minutes at most. Each outside (bank, Gosuslugi, mail, scanner) takes 12 s to answer, then never answers,
while people need it: 12 at checkouts, 12 coming back from Gosuslugi, letters waiting, 12 uploading. Four other sessions
go on with what needs none of them. Printed are p50 and p99 in ms and their ratio to the usual ones, the functions with
a p99 of more than twice their usual one, errors, and how many PostgreSQL sessions were idle in transaction for 1 s.
Milliseconds compare only with those of the same machine; ratios compare with any.
"""

import asyncio
import itertools
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import httpx
from alfabank_sandbox.callbacks.signing import hmac_checksum
from dev.demo.doctors import DOCTORS
from dev.layout import Layout
from saga.fleet import ESIA, PATIENT, Fleet
from saga.people import OFFERINGS, Bank, Patient, Seen

WINDOW_SECONDS = 13.0
USUAL_SECONDS = 6.0  # before each wait: other work of the machine then weighs on both alike
DELAY, NEVER = 12.0, 86_400.0
SESSIONS, SLOW = 4, 12
ROUND_SECONDS = 0.5
HOLD_EVERY = 4  # rounds: a person may book thirty times an hour
MAIL, SCANNER = "http://127.0.0.1:8092", "http://127.0.0.1:8093"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
IDLE = """
    SELECT count(*) FROM pg_stat_activity
    WHERE state LIKE 'idle in transaction%' AND state_change < now() - interval '1 second'
"""
READS = {
    "session": "/identity/session",
    "search": "/catalog/doctors?q=терапевт",
    "bookings": "/booking/bookings",
    "medcard": "/medcard/documents",
    "notices": "/notify/notices",
}


@dataclass
class Figures:
    """What one measuring saw."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: Counter[str] = field(default_factory=Counter)

    def add(self, more: "Figures") -> None:
        for name, times in more.took.items():
            self.took[name] += times
        self.errors += more.errors

    def everything(self) -> list[float]:
        return [each for times in self.took.values() for each in times]


@dataclass
class Session:
    """One of those who need nobody outside; ``booking_id`` is held, and its order is read."""

    client: httpx.AsyncClient
    patient: Patient
    booking_id: str
    callback: Callable[[], dict[str, str]]
    clinic: Iterator[tuple[Patient, dict[str, str]]]

    async def live(self, figures: Figures, until: float) -> None:
        """The mix, over and over."""
        for turn in itertools.count():
            if time.monotonic() >= until:
                return
            await asyncio.gather(self._round(figures, turn), asyncio.sleep(ROUND_SECONDS))

    async def _round(self, figures: Figures, turn: int) -> None:
        doctor, offering = OFFERINGS[turn % len(OFFERINGS)]
        day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
        reads = READS | {
            "slots": f"/booking/doctors/{doctor}/slots?offering_id={offering}&from={day}&days=7",
            "order": f"/payment/orders/{self.booking_id}",
        }
        for name, path in reads.items():
            await self._timed(figures, name, "GET", path)
        if turn % 2:  # strangers may call ten times a second
            await self._timed(figures, "callback", "GET", "/payment/callbacks/alfabank", params=self.callback())
        if turn % HOLD_EVERY == 0:
            patient, wish = next(self.clinic)
            held = await self._timed(figures, "hold", "POST", "/booking/bookings", patient, json=wish)
            if held is not None and held.is_success:
                path = f"/booking/bookings/{held.json()['booking_id']}/cancellation"
                await self._timed(figures, "cancel", "POST", path, patient, json={})

    async def _timed(
        self, figures: Figures, name: str, method: str, path: str, as_: Patient | None = None, **content: Any
    ) -> Any:
        headers, began = (as_ or self.patient).headers, time.monotonic()
        answer, wrong = None, ""
        try:
            answer = await self.client.request(method, f"/api{path}", headers=headers, **content)
            if answer.is_server_error or answer.status_code == httpx.codes.TOO_MANY_REQUESTS:
                wrong = str(answer.status_code)
        except httpx.TransportError as error:
            wrong = type(error).__name__
        figures.took[name].append((time.monotonic() - began) * 1000)
        figures.errors.update([f"{name} {wrong}"] if wrong else [])
        return answer


@dataclass
class World:
    """The fleet, those who need the outside, and those who do not."""

    fleet: Fleet
    client: httpx.AsyncClient
    bank: Bank
    slow: list[Patient]
    booked: list[str]
    sessions: list[Session]
    clinic: Iterator[tuple[Patient, dict[str, str]]]
    ways_back: list[httpx.Request] = field(default_factory=list)

    async def measured(self, seconds: float) -> Figures:
        figures, until = Figures(), time.monotonic() + seconds
        await asyncio.gather(*(session.live(figures, until) for session in self.sessions))
        return figures

    async def fault(self, outside: str, seconds: float | None) -> None:
        """This outside answers so late from now on; None: it is well again."""
        if outside == "bank":
            await self.bank.ask("DELETE", "faults")
            if seconds:
                fault = {"kind": "delay" if seconds == DELAY else "hang", "seconds": seconds}
                await self.bank.ask("POST", "faults", json=fault)
        elif outside == "Gosuslugi":
            headers = {"X-Sandbox-Token": self.fleet.variables["ESIA_SANDBOX_ADMIN_TOKEN"]}
            await self.client.delete(f"{ESIA}/__sandbox/faults", headers=headers)
            faults = [{"match": "te", "action": f"delay:{seconds}"}] if seconds else []
            await self.client.post(f"{ESIA}/__sandbox/faults", headers=headers, json=faults)
        elif outside == "mail":
            await self.client.post(f"{MAIL}/api/faults", json={"delay_seconds": seconds or 0})
        else:
            silent = {DELAY: "slow", NEVER: "silent", None: None}
            await self.client.post(f"{SCANNER}/api/faults", json={"fault": silent[seconds]})

    async def need(self, outside: str, number: int) -> str:
        """One who needs it asks once; what came of it."""
        patient = self.slow[number]
        if outside == "Gosuslugi":
            back = await self.client.send(self.ways_back.pop())
            return "in" if "__Host-mila=" in str(back.headers.get_list("set-cookie")) else "sent back"
        if outside == "bank":
            path = f"/api/payment/orders/{self.booked[number]}/checkout"
            return str((await self.client.post(path, headers=patient.headers)).status_code)
        file, data = {"file": ("a.pdf", PDF)}, {"title": "Анализ"}
        answer = await self.client.post("/api/medcard/documents", headers=patient.headers, files=file, data=data)
        return str(answer.status_code)

    async def letters(self) -> str:
        """Visits are booked and cancelled until some 50 letters wait."""
        for patient, (_, wish) in zip(self.slow * 2, self.clinic, strict=False):
            made = await patient.ask("POST", "/booking/bookings", wish)
            if made.is_success:
                await patient.cancel(made.json()["booking_id"])
        await asyncio.sleep(1)
        queued = await self.fleet.rows("notify", "SELECT count(*) FROM letters WHERE state = 'queued'")
        return f"{queued[0][0]} letters wait"


async def main() -> None:
    fleet, usual, waits = Fleet(Layout.here()), Figures(), {}
    began = time.monotonic()
    async with prepared(fleet) as world:
        await world.measured(3)
        for seconds, said in ((DELAY, "12 s"), (NEVER, "never")):
            for outside in ("bank", "Gosuslugi", "mail", "scanner"):
                usual.add(await world.measured(USUAL_SECONDS))
                waits[f"{outside} {said}"] = await during(world, outside, seconds)
    for name, times in {"all": usual.everything(), **usual.took}.items():
        print(f"usual {name}: {len(times)} requests, p50 {_p(times, 50):.0f} ms, p99 {_p(times, 99):.0f} ms")
    print(f"errors: {dict(usual.errors)}")
    for name, (figures, report) in waits.items():
        print(f"{name}: {_compared(figures, usual)}; {report}")
    print(f"{time.monotonic() - began:.0f} s in all")


async def during(world: World, outside: str, seconds: float) -> tuple[Figures, str]:
    """The mix while this outside is waited for, and what became of those who need it."""
    await world.fault(outside, seconds)
    came: Counter[str] = Counter()
    idle, tasks, until = [0], [], time.monotonic() + WINDOW_SECONDS
    try:
        if outside == "mail":
            came[await world.letters()] += 1
        else:
            tasks = [asyncio.create_task(_needs(world, outside, each, came, until - 1)) for each in range(SLOW)]
        watching = asyncio.create_task(_watch(world.fleet, idle))
        figures = await world.measured(WINDOW_SECONDS)
        assert not watching.done(), watching  # nobody counted
        watching.cancel()
    finally:
        await world.fault(outside, None)
        await asyncio.gather(*tasks, return_exceptions=True)
    return figures, f"idle in transaction: {idle[0]}; who needs it: {dict(came)}"


async def _needs(world: World, outside: str, number: int, came: Counter[str], until: float) -> None:
    """A refused request is tried again; a way back from Gosuslugi is gone once."""
    while time.monotonic() < until:
        began = time.monotonic()
        with suppress(httpx.TransportError):
            came[f"{await world.need(outside, number)} in {time.monotonic() - began:.0f} s"] += 1
        if outside == "Gosuslugi":
            return
        await asyncio.sleep(1)


async def _watch(fleet: Fleet, most: list[int]) -> None:
    connection = await asyncpg.connect(fleet.variables["MILA_ADMIN_DATABASE_URL"])
    try:
        while True:
            most[0] = max(most[0], await connection.fetchval(IDLE))
            await asyncio.sleep(0.2)
    finally:
        connection.terminate()


def _p(times: list[float], percent: int) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1] if len(times) > 1 else 0.0


def _compared(seen: Figures, usual: Figures) -> str:
    pairs = [(percent, _p(seen.everything(), percent), _p(usual.everything(), percent)) for percent in (50, 99)]
    figures = [f"p{percent} {now:.0f} ms ×{now / before:.1f}" for percent, now, before in pairs]
    ratios = {name: _p(times, 99) / _p(usual.took[name], 99) for name, times in seen.took.items()}
    slower = {name: f"×{ratio:.1f}" for name, ratio in ratios.items() if ratio > 2}
    return f"{', '.join(figures)}; slower: {slower or 'none'}; errors: {dict(seen.errors) or 'none'}"


@asynccontextmanager
async def prepared(fleet: Fleet) -> AsyncIterator[World]:
    """People with sessions, held visits with orders, and ways back from Gosuslugi not yet gone."""
    dice, seen, bank = random.Random(7), Seen(), Bank(fleet)
    people = [Patient(fleet, seen, random.Random(number)) for number in range(SESSIONS + SLOW)]
    async with httpx.AsyncClient(base_url=PATIENT, timeout=40, trust_env=False) as client:
        try:
            for patient in people:
                await patient.log_in()
            booked = [(await patient.hold())["booking_id"] for patient in people]
            texts = (await people[0].ask("GET", "/identity/consent-texts")).json()["items"]
            version = next(text["version"] for text in texts if text["kind"] == "notifications")
            consent = {"kind": "notifications", "text_version": version, "decision": "given"}
            wishes = await _clinic_slots(people[0], dice)
            clinic = zip(itertools.cycle(people), itertools.cycle(wishes), strict=False)
            sessions = [
                Session(client, patient, booking, lambda: _callback(fleet), clinic)
                for patient, booking in zip(people[:SESSIONS], booked, strict=False)
            ]
            slow = people[SESSIONS:]
            world = World(fleet, client, bank, slow, booked[SESSIONS:], sessions, clinic)
            for patient in slow:  # letters may be sent to them
                await patient.ask("POST", "/identity/consents", consent)
            while len(world.ways_back) < 2 * SLOW:
                if back := await people[0].way_back(await people[0].register()):
                    world.ways_back.append(back)
                else:  # so many logins a minute
                    await asyncio.sleep(1)
            yield world
        finally:
            await asyncio.gather(*(patient.leave() for patient in people))


async def _clinic_slots(patient: Patient, dice: random.Random) -> list[dict[str, str]]:
    found, day = [], (datetime.now(UTC) + timedelta(days=4)).date().isoformat()
    doctors = [doctor for doctor in DOCTORS if doctor.receives and not doctor.online]
    for doctor, offering in ((each, each.offerings[0]["offering_id"]) for each in doctors):
        path = f"/booking/doctors/{doctor.doctor_id}/slots?offering_id={offering}&from={day}&days=7"
        days = (await patient.ask("GET", path)).json()["days"]
        found += [{"offering_id": offering, "starts_at": slot["starts_at"]} for each in days for slot in each["slots"]]
    dice.shuffle(found)
    return found


def _callback(fleet: Fleet) -> dict[str, str]:
    """A genuine call of the bank about an order nobody knows."""
    said = {"mdOrder": f"bench-{time.monotonic_ns()}", "operation": "deposited", "status": "1"}
    return said | {"checksum": hmac_checksum(said, fleet.variables["MILA_PAYMENT_ALFABANK_CALLBACK_SECRET"])}


if __name__ == "__main__":
    asyncio.run(main())

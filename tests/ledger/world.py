"""Both services with their own databases, and the messages between them delivered by a test."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self
from uuid import UUID

import booking.main
import payment.main
from common import clock
from common.context import Context
from common.events import Postpone
from common.events.catalogue import event_type
from common.ids import new_id
from common.jobs import Job, run_once
from common.service import Service, create_app, open_context
from common.testing import Client, ClientFactory, databases, deliver_to_handlers, make_settings
from common.testing.catalogue import practice
from common.testing.clients import VERIFIER
from contracts import Event
from contracts.values import VisitType
from httpx import Response
from sqlalchemy import text

from ledger.bank import Account, Bank

PRICE = 250_000
# A Monday, 08:21 in Moscow: the next visit may begin in nine minutes, which is just enough to pay for it.
MONDAY = datetime(2026, 3, 2, 5, 21, tzinfo=UTC)
SERVICES: tuple[Service, ...] = (booking.main.service, payment.main.service)
HANDLERS = {service.name: service.handlers for service in SERVICES}
# Jobs that neither move money nor change a booking here.
ASIDE = {"count_undecided_visits", "join_late_rows", "follow_receipts", "measure_refunds", "prune_callbacks"}
JOBS = tuple((service.name, job) for service in SERVICES for job in service.jobs if job.name not in ASIDE)
BANK = {
    "alfabank_url": "http://bank.test/payment/rest/",
    "alfabank_public_url": "http://bank.test",
    "alfabank_user": "mila-api",
    "alfabank_password": "password",
    "alfabank_callback_secret": "secret",
    "tax_system": 1,
    "tax_type": 0,
    "receipt_email": "receipts@mila.example",
}
UNSENT = (
    "UPDATE outbox SET published_at = clock_timestamp() WHERE published_at IS NULL RETURNING position, type, payload"
)


@dataclass(frozen=True)
class Letter:
    """An event on its way to one service."""

    to: str
    event: Event


@dataclass
class Post:
    """What the services published and nobody handled yet, and what was handled and may come again."""

    waiting: list[Letter] = field(default_factory=list)
    delivered: list[Letter] = field(default_factory=list)


@dataclass
class World:
    """One doctor who works around the clock, patients, both services, and their bank."""

    bank: Bank
    contexts: dict[str, Context]
    clients: dict[str, ClientFactory]
    stack: AsyncExitStack
    post: Post = field(default_factory=Post)
    doctor_id: UUID = field(default_factory=new_id)
    offering_id: UUID = field(default_factory=new_id)
    clinic_offering_id: UUID = field(default_factory=new_id)

    @classmethod
    async def open(cls, addresses: dict[str, str]) -> Self:
        stack, bank = AsyncExitStack(), Bank()
        storage = stack.enter_context(tempfile.TemporaryDirectory())
        contexts, clients = {}, {}
        for service in SERVICES:
            own = BANK if service.name == "payment" else {}
            settings = make_settings(service, addresses[service.name], storage, **own)
            opening = open_context(replace(service, resources=None), settings, verifier=VERIFIER)
            context = replace(await stack.enter_async_context(opening), resources=bank)
            contexts[service.name] = context
            clients[service.name] = ClientFactory(create_app(service, context=context))
            stack.push_async_callback(clients[service.name].leave)
        return cls(bank, contexts, clients, stack)

    async def begin(self, addresses: Iterable[str]) -> None:
        """Everything is empty but for the doctor's schedule."""
        for address in addresses:
            await databases.empty(address)
        self.bank.accounts.clear()
        self.bank.overdrafts.clear()
        self.post = Post()
        self.doctor_id, self.offering_id, self.clinic_offering_id, clinic_id = (new_id() for _ in range(4))
        offered = {VisitType.ONLINE: self.offering_id, VisitType.CLINIC: self.clinic_offering_id}
        ids = {"clinic_id": clinic_id, "doctor_id": self.doctor_id}
        for event in practice(**ids, offerings=offered, price_kopecks=PRICE):
            await self.deliver(Letter("booking", event))
        self.post.delivered.clear()
        hours = {"starts": "00:00", "ends": "23:30", "clinic_id": str(clinic_id), "visit_types": list(VisitType)}
        body = {"hours": [{"weekday": day, **hours} for day in range(7)]}
        schedule = f"/internal/schedules/{self.doctor_id}"
        loader = self.clients["booking"].as_service("loader", "schedule:write")
        answer = await loader.put(schedule, json=body)
        assert answer.status_code == 204, answer.text

    async def collect(self) -> int:
        """What was published since goes into the post; answers how much."""
        letters: list[Letter] = []
        for name, context in self.contexts.items():
            async with context.sessions.begin() as session:
                rows = sorted((await session.execute(text(UNSENT))).all())
            letters += [letter for row in rows for letter in _addressed(name, row[1], row[2])]
        self.post.waiting += letters
        return len(letters)

    async def deliver(self, letter: Letter) -> bool:
        """Its handlers do their work; False when one wants it later. Whatever else they raise is raised."""
        try:
            await deliver_to_handlers(letter.event, HANDLERS[letter.to], self.contexts[letter.to])
        except Postpone:
            return False
        self.post.delivered.append(letter)
        return True

    async def deliver_all(self) -> None:
        """What was published arrives, but for what its handlers want later; what they publish themselves is left."""
        await self.collect()
        letters, self.post.waiting = self.post.waiting, []
        self.post.waiting += [letter for letter in letters if not await self.deliver(letter)]

    async def run(self, service: str, job: Job) -> None:
        await run_once(job, self.contexts[service])

    async def rows(self, service: str, query: str) -> list[Any]:
        async with self.contexts[service].sessions() as session:
            return list((await session.execute(text(query))).mappings())

    async def call(self, client: Client, method: str, path: str, **more: Any) -> Response:
        """An answer that is no fault of ours: refusals are welcome, and so is a bank that cannot be reached."""
        answer = await client.request(method, path, **more)
        assert answer.status_code < 500 or answer.status_code == 503, answer.text
        return answer

    async def settle(self) -> None:
        """Events are delivered and jobs run until nothing more is published."""
        for _ in range(20):
            await self.deliver_all()
            for service, job in JOBS:
                await self.run(service, job)
            if not await self.collect() and not self.post.waiting:
                return
        raise AssertionError(f"never quiet: {self.post.waiting}")

    def accounts_of(self, order_id: UUID) -> list[Account]:
        return [one for one in self.bank.accounts.values() if one.number.startswith(order_id.hex)]


def soon(minutes: int) -> datetime:
    """The first half hour that far from now."""
    wanted = clock.now() + timedelta(minutes=minutes + 29, seconds=59)
    return wanted.replace(minute=wanted.minute // 30 * 30, second=0, microsecond=0)


def _addressed(producer: str, wire_type: str, payload: dict[str, Any]) -> Iterator[Letter]:
    kind = event_type(wire_type)
    assert kind is not None
    assert kind.producer == producer
    for service in SERVICES:
        if any(handler.event_type is kind for handler in service.handlers):
            yield Letter(service.name, kind.read(payload))

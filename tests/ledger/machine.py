"""Two patients, a doctor, and what each of them may ask for: one request each, so that several can be sent at once."""

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, ClassVar

from booking.jobs import expire_holds
from common import clock
from common.testing import Client
from httpx import Response
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine
from payment.jobs import handle_callbacks, make_refunds, poll_bank

from ledger.bank import Account, Manner
from ledger.oracle import LONGEST, MOST_BOOKINGS
from ledger.world import MONDAY, World, soon

BOOKINGS, ORDERS, WAITLIST = "/api/booking/bookings", "/api/payment/orders", "/api/booking/waitlist"
PICK = st.integers(0, 5)
AHEAD_MINUTES = (6, 60, 150, 300, 26 * 60)
AHEAD = st.sampled_from(AHEAD_MINUTES)
PATIENTS_ACTS = ("pay", "look", "cancel", "confirm", "refuse")
OTHERS_ACTS = ("doctor cancels", "move", "doctor moves", "book", "another books", "the bank calls")
# What may happen to one booking at once.
ACTS = (*PATIENTS_ACTS, *OTHERS_ACTS, "events arrive", "holds expire", "the bank is asked", "refunds")


class Machine(RuleBasedStateMachine):
    """What the rules know: who is there, which bookings were made, and how to ask.

    No rule depends on an answer for what is drawn next: of two requests at once either may win.
    """

    addresses: ClassVar[dict[str, str]]
    runner: ClassVar[asyncio.Runner]
    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(clock.frozen(MONDAY))
        self.world.bank.manner = Manner.WELL
        self.run(self.world.begin(self.addresses.values()))
        made = self.world.clients["booking"], self.world.clients["payment"]
        people = [made[0].as_patient() for _ in range(2)]
        self.patients = [(one, made[1].as_patient(one.person_id)) for one in people]
        self.doctor = made[0].as_doctor(self.world.doctor_id)
        self.stranger = made[1].anonymous()
        self.made: list[tuple[int, dict[str, Any]]] = []

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    def chosen(self, pick: int) -> tuple[int, dict[str, Any]]:
        return self.made[-1 - pick % len(self.made)]

    def account(self, pick: int) -> Account | None:
        accounts = list(self.world.bank.accounts.values())
        return accounts[-1 - pick % len(accounts)] if accounts else None

    def do(self, what: str, pick: int, *, ahead: int = 200) -> None:
        self.run(self.act(what, pick, ahead=ahead))

    def act(self, what: str, pick: int, *, ahead: int = 200) -> Coroutine[Any, Any, Any]:
        """One of ACTS, about a booking that was made."""
        who, made = self.chosen(pick)
        patient, payer = self.patients[who]
        booking, order = f"{BOOKINGS}/{made['booking_id']}", f"{ORDERS}/{made['booking_id']}"
        elsewhere = {"json": {"starts_at": soon(ahead).isoformat()}}
        requests: dict[str, tuple[Client, str, dict[str, Any]]] = {
            "pay": (payer, f"{order}/checkout", {}),
            "look": (payer, f"{order}/status-check", {}),
            "cancel": (patient, f"{booking}/cancellation", {}),
            "doctor cancels": (self.doctor, f"{booking}/cancellation", {}),
            "move": (patient, f"{booking}/rescheduling", elsewhere),
            "doctor moves": (self.doctor, f"{booking}/rescheduling", elsewhere),
            "confirm": (patient, f"{booking}/confirmation", {}),
        }
        if what in requests:
            client, path, more = requests[what]
            return self.world.call(client, "POST", path, **more)
        return self._other_act(what, who, made)

    def _other_act(self, what: str, who: int, made: dict[str, Any]) -> Coroutine[Any, Any, Any]:
        if what in ("book", "another books"):
            wanted = {name: made[name] for name in ("offering_id", "starts_at")}
            return self.book(who if what == "book" else 1 - who, wanted)
        if what == "refuse":
            return self.refuse(who)
        if what == "the bank calls":
            return self.bank_calls(next(iter(reversed(self.world.bank.accounts)), "unknown"))
        if what == "events arrive":
            return self.world.deliver_all()
        jobs = {"holds expire": expire_holds, "the bank is asked": poll_bank, "refunds": make_refunds}
        return self.world.run("booking" if what == "holds expire" else "payment", jobs[what])

    async def book(self, who: int, wanted: dict[str, Any]) -> None:
        if len(self.made) < MOST_BOOKINGS:
            self._note(who, await self.world.call(self.patients[who][0], "POST", BOOKINGS, json=wanted))

    def _note(self, who: int, answer: Response) -> None:
        known = {one["booking_id"] for _, one in self.made}
        if answer.is_success and answer.json()["booking_id"] not in known:
            self.made.append((who, answer.json()))

    async def offers(self, who: int) -> None:
        """What the waiting list holds for this patient is a booking like any other."""
        patient = self.patients[who][0]
        for entry in (await self.world.call(patient, "GET", WAITLIST)).json()["items"]:
            if entry["offer"]:
                booking_id = entry["offer"]["booking_id"]
                self._note(who, await self.world.call(patient, "GET", f"{BOOKINGS}/{booking_id}"))

    async def refuse(self, who: int) -> None:
        """The patient waits no longer, and what is offered goes to the next."""
        patient = self.patients[who][0]
        for entry in (await self.world.call(patient, "GET", WAITLIST)).json()["items"]:
            await self.world.call(patient, "DELETE", f"{WAITLIST}/{entry['waitlist_entry_id']}")

    async def bank_calls(self, key: str) -> None:
        call = {"operation": "deposited", "status": "1", "checksum": "X", "mdOrder": key}
        await self.world.call(self.stranger, "GET", "/api/payment/callbacks/alfabank", params=call)
        await self.world.run("payment", handle_callbacks)

    def pass_time(self, by: timedelta) -> None:
        if clock.now() + by < MONDAY + LONGEST:
            clock.shift(by)

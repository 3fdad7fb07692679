"""Whatever happens in any order, all money ends where the rule says (docs/money.md).

``LEDGER_EXAMPLES`` and ``LEDGER_STEPS`` make a longer run; ``LEDGER_SEED`` (any value) another one each time.
``LEDGER_SHRINK`` makes a failure short, which takes minutes.
"""

import asyncio
import os
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from common import clock
from common.testing import databases
from contracts.telemed import ConsultationEnded
from contracts.values import EndReason
from hypothesis import HealthCheck, Phase, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from payment.domain import BankRefund

from ledger.bank import Account, Manner
from ledger.oracle import check_always, check_settled
from ledger.world import JOBS, MONDAY, SERVICES, Letter, World, soon

EXAMPLES, STEPS = int(os.environ.get("LEDGER_EXAMPLES", "25")), int(os.environ.get("LEDGER_STEPS", "25"))
AWHILE = st.sampled_from((1, 6, 16, 45, 125, 24 * 60))
# Long enough for the daily questions to the bank, too short for the visits that only people decide.
LONGEST = timedelta(days=4)
LATER = (timedelta(minutes=17), timedelta(hours=1), timedelta(hours=27), timedelta(hours=53))
STAGES = ("held", "at the bank", "paid", "confirmed", "over", "page lost", "paid twice")
AHEAD = st.sampled_from((6, 60, 150, 300, 26 * 60))
MOST_BOOKINGS = 4
PICK = st.integers(0, 5)


class Ledger(RuleBasedStateMachine):
    """Two patients, a doctor, and everything that can happen between them, us and the bank."""

    addresses: ClassVar[dict[str, str]]
    runner: ClassVar[asyncio.Runner]
    world: ClassVar[World]

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        self.stack.enter_context(clock.frozen(MONDAY))
        self.world.bank.manner = Manner.WELL
        self.run(self.world.begin(self.addresses.values()))
        made = self.world.visitors["booking"], self.world.visitors["payment"]
        people = [made[0].as_patient() for _ in range(2)]
        self.patients = [(one, made[1].as_patient(one.person_id)) for one in people]
        self.doctor = made[0].as_doctor(self.world.doctor_id)
        self.made: list[tuple[int, dict[str, Any]]] = []

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    def ask(self, client: Any, method: str, path: str, **more: Any) -> Any:
        return self.run(self.world.call(client, method, path, **more))

    def chosen(self, pick: int) -> tuple[int, dict[str, Any]]:
        return self.made[-1 - pick % len(self.made)]

    def account(self, pick: int) -> Account:
        accounts = list(self.world.bank.accounts.values())
        return accounts[-1 - pick % len(accounts)]

    @initialize(stage=st.sampled_from(STAGES), minutes=AHEAD)
    def begin(self, stage: str, minutes: int) -> None:
        """Most of what can go wrong needs a visit that somebody is about to pay, or has paid."""
        self.hold(0, minutes)
        self.everything_arrives()
        if stage in ("page lost", "paid twice"):
            self.world.bank.manner = Manner.MUTE
            self.press_pay(0)
            self.world.bank.manner = Manner.WELL
        if stage not in ("held", "page lost"):
            self.press_pay(0)
        if stage not in ("held", "page lost", "at the bank"):
            self.pay(0)
        if stage == "paid twice":
            self.capture_late(1)
        if stage in ("confirmed", "over"):
            self.look_at_the_result(0)
            self.everything_arrives()
        if stage == "over":
            self._end_visit(0, called=True, reason=EndReason.DOCTOR_ENDED, presence=None, jump=True)
            self.everything_arrives()

    # What patients and the doctor do.

    @precondition(lambda self: len(self.made) < MOST_BOOKINGS)
    @rule(who=st.integers(0, 1), minutes=AHEAD)
    def hold(self, who: int, minutes: int) -> None:
        self._book(who, soon(minutes).isoformat())

    @precondition(lambda self: 0 < len(self.made) < MOST_BOOKINGS)
    @rule(pick=PICK, who=st.integers(0, 1))
    def choose_a_known_slot(self, pick: int, who: int) -> None:
        self._book(who, self.chosen(pick)[1]["starts_at"])

    def _book(self, who: int, starts_at: str) -> None:
        wish = {"offering_id": str(self.world.offering_id), "starts_at": starts_at}
        answer = self.ask(self.patients[who][0], "POST", "/api/booking/bookings", json=wish)
        known = {one["booking_id"] for _, one in self.made}
        if answer.status_code == 201 and answer.json()["booking_id"] not in known:
            self.made.append((who, answer.json()))

    @precondition(lambda self: self.made)
    @rule(pick=PICK)
    def press_pay(self, pick: int) -> None:
        who, made = self.chosen(pick)
        self.ask(self.patients[who][1], "POST", f"/api/payment/orders/{made['booking_id']}/checkout")

    async def _deliver_all(self) -> None:
        await self.world.collect()
        letters, self.world.post.waiting = self.world.post.waiting, []
        self.world.post.waiting = [one for one in letters if not await self.world.deliver(one)]

    @precondition(lambda self: self.made)
    @rule(pick=PICK)
    def look_at_the_result(self, pick: int) -> None:
        who, made = self.chosen(pick)
        self.ask(self.patients[who][1], "POST", f"/api/payment/orders/{made['booking_id']}/status-check")

    @precondition(lambda self: self.made)
    @rule(pick=PICK, by_doctor=st.booleans())
    def cancel(self, pick: int, by_doctor: bool) -> None:
        who, made = self.chosen(pick)
        client = self.doctor if by_doctor else self.patients[who][0]
        self.ask(client, "POST", f"/api/booking/bookings/{made['booking_id']}/cancellation")

    @precondition(lambda self: self.made)
    @rule(pick=PICK, by_doctor=st.booleans(), minutes=st.sampled_from((60, 200, 27 * 60)))
    def move(self, pick: int, by_doctor: bool, minutes: int) -> None:
        who, made = self.chosen(pick)
        client = self.doctor if by_doctor else self.patients[who][0]
        wish = {"starts_at": soon(minutes).isoformat()}
        self.ask(client, "POST", f"/api/booking/bookings/{made['booking_id']}/rescheduling", json=wish)

    @precondition(lambda self: self.made)
    @rule(
        pick=PICK,
        called=st.booleans(),
        reason=st.sampled_from(EndReason),
        presence=st.sampled_from((None, (True, True), (True, False), (False, True), (False, False))),
        jump=st.booleans(),
    )
    def visit_ends(
        self, pick: int, called: bool, reason: EndReason, presence: tuple[bool, bool] | None, jump: bool
    ) -> None:
        """Telemed publishes how it ended; its event takes its time like any other."""
        self._end_visit(pick, called=called, reason=reason, presence=presence, jump=jump)

    def _end_visit(
        self, pick: int, *, called: bool, reason: EndReason, presence: tuple[bool, bool] | None, jump: bool
    ) -> None:
        _, made = self.chosen(pick)
        if jump:
            self._pass(max(timedelta(0), datetime.fromisoformat(made["ends_at"]) - clock.now()))
        at, ids = clock.now(), {name: made[name] for name in ("booking_id", "patient_id", "doctor_id")}
        said = {"started_at": at if called else None, "ended_at": at, "reason": reason}
        if presence is not None:
            came = [at if here else None for here in presence]
            said |= {"patient_came_at": came[0], "doctor_came_at": came[1]}
        event = ConsultationEnded(aggregate_id=made["booking_id"], **ids, **said)
        self.world.post.waiting.append(Letter("booking", event))

    # What happens at the bank.

    @precondition(lambda self: self.world.bank.accounts)
    @rule(pick=PICK)
    def pay(self, pick: int) -> None:
        account = self.account(pick)
        if account.open:
            account.captured = account.amount

    @precondition(lambda self: self.world.bank.accounts)
    @rule(pick=PICK)
    def card_is_declined(self, pick: int) -> None:
        self.account(pick).attempted = True

    @precondition(lambda self: self.world.bank.accounts)
    @rule(pick=PICK)
    def capture_late(self, pick: int) -> None:
        """The processing answers after the order was declined or its time was over."""
        account = self.account(pick)
        if not account.captured and not account.open:
            account.captured = account.amount

    @precondition(lambda self: self.world.bank.accounts)
    @rule(pick=PICK)
    def bank_calls(self, pick: int) -> None:
        account, call = self.account(pick), {"operation": "deposited", "status": "1", "checksum": "X"}
        stranger = self.world.visitors["payment"].anonymous()
        self.ask(stranger, "GET", "/api/payment/callbacks/alfabank", params={"mdOrder": account.key, **call})

    @precondition(lambda self: self.world.bank.accounts)
    @rule(pick=PICK, how=st.sampled_from(("part", "whole", "reversal", "chargeback")))
    def money_goes_back_without_us(self, pick: int, how: str) -> None:
        account = self.account(pick)
        assume(account.left)
        if how == "reversal":
            assume(not account.gone)
            account.reversed = account.left
        elif how == "chargeback":
            account.charged_back = account.left
        else:
            part = max(1, account.left // 3) if how == "part" else account.left
            account.by_hand += part
            account.refunds += (BankRefund(None, part),)

    @rule(manner=st.sampled_from((Manner.WELL, *Manner)))
    def bank_changes_its_manner(self, manner: Manner) -> None:
        self.world.bank.manner = manner

    # What happens to events, jobs and time.

    @rule()
    def everything_arrives(self) -> None:
        self.run(self._deliver_all())

    @precondition(lambda self: self.world.post.waiting)
    @rule(pick=st.integers(0, 20))
    def event_arrives(self, pick: int) -> None:
        waiting = self.world.post.waiting
        letter = waiting.pop(pick % len(waiting))
        if not self.run(self.world.deliver(letter)):
            waiting.append(letter)

    @precondition(lambda self: self.world.post.delivered)
    @rule(pick=st.integers(0, 20))
    def event_arrives_again(self, pick: int) -> None:
        delivered = self.world.post.delivered
        self.run(self.world.deliver(delivered[-1 - pick % len(delivered)]))

    @rule(job=st.sampled_from(JOBS))
    def job_runs(self, job: Any) -> None:
        self.run(self.world.run(*job))

    @rule(minutes=AWHILE)
    def time_passes(self, minutes: int) -> None:
        self._pass(timedelta(minutes=minutes))

    def _pass(self, by: timedelta) -> None:
        assume(clock.now() + by < MONDAY + LONGEST)
        clock.shift(by)

    @invariant()
    def books_are_in_order(self) -> None:
        self.run(check_always(self.world))

    def teardown(self) -> None:
        try:
            self.run(self._end())
        finally:
            self.stack.close()

    async def _end(self) -> None:
        self.world.bank.manner = Manner.WELL
        for later in (timedelta(0), *LATER):
            clock.shift(later)
            await self.world.settle()
            await check_always(self.world)
        await check_settled(self.world)


@pytest.fixture(scope="module")
def ledger(postgres_server: str) -> Iterator[type[Ledger]]:
    with asyncio.Runner() as runner:
        addresses = {one.name: runner.run(databases.create(postgres_server, one)) for one in SERVICES}
        world = runner.run(World.open(addresses))
        Ledger.runner, Ledger.world, Ledger.addresses = runner, world, addresses
        yield Ledger
        runner.run(world.stack.aclose())
        for address in addresses.values():
            runner.run(databases.drop(postgres_server, address))


def test_all_money_ends_where_the_rule_says(ledger: type[Ledger]) -> None:
    run_state_machine_as_test(
        ledger,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize="LEDGER_SEED" not in os.environ,
            database=None,
            print_blob=True,
            phases=(Phase.generate, Phase.shrink) if "LEDGER_SHRINK" in os.environ else (Phase.generate,),
            report_multiple_bugs=False,
            suppress_health_check=tuple(HealthCheck),
        ),
    )

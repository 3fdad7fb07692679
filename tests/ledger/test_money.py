"""Whatever happens in any order, all money ends where the rule says (docs/money.md).

``LEDGER_EXAMPLES`` (shared by the stages) and ``LEDGER_STEPS`` make a longer run; ``LEDGER_SEED`` another one.
``LEDGER_SHRINK`` makes a failure short, which takes minutes.
"""

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar

import pytest
from booking.domain import HOLD, Status
from common import clock
from common.testing import databases
from contracts.telemed import ConsultationEnded
from contracts.values import EndReason
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test
from payment.domain import BankRefund, OrderState
from payment.jobs import follow_registrations, make_refunds

from ledger.bank import Manner
from ledger.machine import ACTS, AHEAD, AHEAD_MINUTES, OTHERS_ACTS, PATIENTS_ACTS, PICK, WAITLIST, Machine
from ledger.oracle import BOOKINGS, LATER, ORDERS, check_always, check_quiet, check_settled
from ledger.world import JOBS, SERVICES, Letter, World, soon

SEED = os.environ.get("LEDGER_SEED", "1")
EXAMPLES, STEPS = int(os.environ.get("LEDGER_EXAMPLES", "72")), int(os.environ.get("LEDGER_STEPS", "12"))
AWHILE = st.sampled_from((1, 6, 16, 31, 45, 125, 24 * 60))
WHO = st.integers(0, 1)
# What has happened before a walk begins: how the booking and its order stand then, and the steps that lead there.
SETTLED = ("press", "pay", "settle")
STAGES: dict[str, tuple[tuple[Status, OrderState | None], tuple[str, ...]]] = {
    "held": ((Status.HELD, OrderState.OPENED), ()),
    "at the bank": ((Status.HELD, OrderState.REGISTERED), ("press",)),
    "closed at the bank": ((Status.EXPIRED, OrderState.EXPIRED), ("press", "close")),
    "captured once closed": ((Status.EXPIRED, OrderState.EXPIRED), ("press", "close", "capture")),
    "paid": ((Status.HELD, OrderState.REGISTERED), ("press", "pay")),
    "paid, found after the start": ((Status.CANCELLED, OrderState.PAID), ("press", "pay", "let it begin", "settle")),
    "confirmed": ((Status.CONFIRMED, OrderState.PAID), SETTLED),
    "part returned": ((Status.CONFIRMED, OrderState.PAID), (*SETTLED, "return a part")),
    "charged back": ((Status.CONFIRMED, OrderState.PAID), (*SETTLED, "charge back")),
    "taken back": ((Status.CANCELLED, OrderState.REFUNDED), (*SETTLED, "charge back", "deliver event")),
    "over": ((Status.COMPLETED, OrderState.PAID), (*SETTLED, "visit")),
    "cancelled late": ((Status.CANCELLED, OrderState.PAID), (*SETTLED, "wait", "cancel")),
    "refund owed": ((Status.CANCELLED, OrderState.REFUNDING), (*SETTLED, "cancel")),
    "refund asked for": ((Status.CANCELLED, OrderState.REFUNDING), (*SETTLED, "cancel", "refund unheard")),
    "refund made in part": ((Status.CANCELLED, OrderState.REFUNDING), (*SETTLED, "cancel", "refund a part")),
    "part returned, refund owed": ((Status.CANCELLED, OrderState.REFUNDING), (*SETTLED, "return a part", "cancel")),
    "released while paying": ((Status.RELEASED, OrderState.EXPIRED), ("press", "cancel", "pay")),
    "page lost": ((Status.HELD, OrderState.OPENED), ("lose the page",)),
    "paid twice": ((Status.HELD, OrderState.REGISTERED), ("lose the page", "press", "pay", "pay the lost page")),
    "one of two returned in part": (
        (Status.CONFIRMED, OrderState.PAID),
        ("lose the page", *SETTLED, "pay the lost page", "a while", "refund a part"),
    ),
    "offered": ((Status.HELD, OrderState.OPENED), ("offer",)),
    "offer at the bank": ((Status.HELD, OrderState.REGISTERED), ("offer", "press")),
    "offer paid": ((Status.CONFIRMED, OrderState.PAID), ("offer", *SETTLED)),
    "offer refused while paying": ((Status.DECLINED, OrderState.EXPIRED), ("offer", "press", "pay", "refuse")),
    "offered at a clinic": ((Status.HELD, None), ("offer at a clinic",)),
}
# Who cancels within two hours gets nothing back, and nothing is offered so late.
EARLY = {"cancel", "offer", "offer at a clinic"}
# What may reach us at the same moment, and the stage at which it matters who comes first.
RACES = (
    ("held", ("pay", "pay")),
    ("held", ("pay", "cancel")),
    ("paid", ("look", "cancel")),
    ("paid", ("look", "the bank calls", "holds expire")),
    ("confirmed", ("cancel", "doctor cancels", "doctor moves")),
    ("refund owed", ("refunds", "refunds", "the bank is asked")),
    ("offer at the bank", ("pay", "refuse")),
    ("offered at a clinic", ("confirm", "confirm")),
    ("offered at a clinic", ("confirm", "refuse")),
    ("offered at a clinic", ("confirm", "another books", "cancel")),
)


class Ledger(Machine):
    """Everything that can happen between two patients, a doctor, us and the bank."""

    stage: ClassVar[str]

    @initialize(minutes=AHEAD)
    def begin(self, minutes: int) -> None:
        """Most of what can go wrong needs a visit that somebody is about to pay, or has paid."""
        self.begin_at(self.stage, minutes)

    def begin_at(self, stage: str, minutes: int) -> None:
        """All steps of the stage, for a visit that far ahead."""
        _, steps = STAGES[stage]
        if "let it begin" in steps:
            minutes = min(AHEAD_MINUTES)
        elif not EARLY.isdisjoint(steps):
            minutes = max(minutes, 300)
        self.hold(0, minutes, online="offer at a clinic" not in steps)
        self.everything_arrives()
        for step in steps:
            self._take(step)

    def _take(self, step: str) -> None:
        ways: dict[str, Callable[[], object]] = {
            "press": lambda: self.do("pay", 0),
            "close": self._close_order,
            "capture": lambda: self.capture_late(0),
            "pay": lambda: self.pay(0),
            "pay the lost page": lambda: self.capture_late(1),
            "settle": lambda: self.do("look", 0),
            "return a part": lambda: self.money_goes_back_without_us(0, "part"),
            "charge back": lambda: self.money_goes_back_without_us(0, "chargeback"),
            "deliver event": self._deliver_event,
            "wait": lambda: self._pass_until_before_start(timedelta(hours=1)),
            "a while": lambda: self.time_passes(1),
            "let it begin": lambda: self.time_passes(31),
            "cancel": lambda: self.do("cancel", 0),
            "refund unheard": lambda: self._refund(Manner.MUTE),
            "refund a part": lambda: self._refund(Manner.PARTLY),
            "visit": self._visit,
            "lose the page": self._lose_page,
            "offer": lambda: self._make_offer(online=True),
            "offer at a clinic": lambda: self._make_offer(online=False),
            "refuse": lambda: self.do("refuse", 0),
        }
        ways[step]()
        if step in ("settle", "visit", "offer", "offer at a clinic", "close", "cancel", "refuse"):
            self.everything_arrives()

    def stands(self) -> tuple[str, str | None]:
        """The newest booking, and its order."""
        booking_id = self.made[-1][1]["booking_id"]
        bookings, orders = (
            {str(row["booking_id"]): row for row in self.run(self.world.rows(service, query))}
            for service, query in (("booking", BOOKINGS), ("payment", ORDERS))
        )
        return bookings[booking_id]["status"], orders[booking_id]["state"] if booking_id in orders else None

    def _visit(self) -> None:
        ended = {"reason": EndReason.DOCTOR_ENDED, "presence": None, "jump": True, "wrote": False, "stayed": 0}
        self.visit_ends(0, called=True, **ended)

    def _close_order(self) -> None:
        self.pass_time(HOLD + timedelta(minutes=1))
        self.do("holds expire", 0)
        self.everything_arrives()
        self.do("the bank is asked", 0)

    def _lose_page(self) -> None:
        self.world.bank.manner = Manner.MUTE
        self.do("pay", 0)
        self.world.bank.manner = Manner.WELL

    def _deliver_event(self) -> None:
        self.do("the bank calls", 0)
        self.do("the bank is asked", 0)
        self.everything_arrives()

    def _refund(self, manner: Manner) -> None:
        self.world.bank.manner = manner
        for job in (make_refunds, follow_registrations):
            self.run(self.world.run("payment", job))
        self.world.bank.manner = Manner.WELL

    def _pass_until_before_start(self, before: timedelta) -> None:
        starts_at = datetime.fromisoformat(self.made[-1][1]["starts_at"])
        self.pass_time(starts_at - before - clock.now())

    def _make_offer(self, *, online: bool) -> None:
        """The other patient waits, and the time is given back."""
        self.wait_for_a_time(1, online=online)
        self.do("cancel", 0)
        self.look_for_offers(1)

    # What patients and the doctor do.

    @rule(who=WHO, minutes=AHEAD, online=st.booleans())
    def hold(self, who: int, minutes: int, online: bool) -> None:
        offering_id = self.world.offering_id if online else self.world.clinic_offering_id
        self.run(self.book(who, {"offering_id": str(offering_id), "starts_at": soon(minutes).isoformat()}))

    @rule(what=st.sampled_from(PATIENTS_ACTS), pick=PICK)
    def patient_acts(self, what: str, pick: int) -> None:
        self.do(what, pick)

    @rule(what=st.sampled_from(OTHERS_ACTS), pick=PICK, ahead=st.sampled_from((60, 200, 27 * 60)))
    def another_acts(self, what: str, pick: int, ahead: int) -> None:
        self.do(what, pick, ahead=ahead)

    @rule(acts=st.lists(st.sampled_from(ACTS), min_size=2, max_size=4), pick=PICK)
    def several_act_at_once(self, acts: list[str], pick: int) -> None:
        async def together() -> None:
            async with asyncio.TaskGroup() as group:
                for what in acts:
                    group.create_task(self.act(what, pick))

        self.run(together())

    @rule(who=WHO, online=st.booleans())
    def wait_for_a_time(self, who: int, online: bool) -> None:
        wish = {"offering_id": str(self.world.offering_id if online else self.world.clinic_offering_id)}
        self.run(self.world.call(self.patients[who][0], "POST", WAITLIST, json=wish))

    @rule(who=WHO)
    def look_for_offers(self, who: int) -> None:
        self.run(self.offers(who))

    @rule(
        pick=PICK,
        called=st.booleans(),
        reason=st.sampled_from(EndReason),
        presence=st.sampled_from((None, (True, True), (True, False), (False, True), (False, False))),
        jump=st.booleans(),
        wrote=st.booleans(),
        stayed=st.sampled_from([0, 59, 60, 599, 600]),
    )
    def visit_ends(
        self,
        pick: int,
        called: bool,
        reason: EndReason,
        presence: tuple[bool, bool] | None,
        jump: bool,
        wrote: bool,
        stayed: int,
    ) -> None:
        """Telemed publishes how it ended; its event takes its time like any other."""
        _, made = self.chosen(pick)
        if made["visit_type"] != "online":
            return
        if jump:
            self.pass_time(max(timedelta(0), datetime.fromisoformat(made["ends_at"]) - clock.now()))
        at, ids = clock.now(), {name: made[name] for name in ("booking_id", "patient_id", "doctor_id")}
        said: dict[str, Any] = {"started_at": at if called else None, "ended_at": at, "reason": reason}
        if presence is not None:
            came = [at if here else None for here in presence]
            said |= {"patient_came_at": came[0], "doctor_came_at": came[1], "both_wrote": wrote and all(presence)}
            said |= {"doctor_present_seconds": stayed if presence[1] else 0}
            said |= {"both_present_seconds": stayed if all(presence) else 0}
        event = ConsultationEnded(aggregate_id=made["booking_id"], **ids, **said)
        self.world.post.waiting.append(Letter("booking", event))

    # What happens at the bank.

    @rule(pick=PICK)
    def patient_pays(self, pick: int) -> None:
        """From «Оплатить» to the money, and the event of it."""
        self.do("pay", pick)
        self.pay(0)
        self.do("look", pick)
        self.everything_arrives()

    @rule(pick=PICK)
    def pay(self, pick: int) -> None:
        account = self.account(pick)
        if account and account.open:
            account.captured = account.amount

    @rule(pick=PICK)
    def card_is_declined(self, pick: int) -> None:
        if account := self.account(pick):
            account.attempted = True

    @rule(pick=PICK)
    def capture_late(self, pick: int) -> None:
        """The processing answers after the order was declined or its time was over."""
        account = self.account(pick)
        if account and not account.captured and not account.open:
            account.captured = account.amount

    @rule(pick=PICK, how=st.sampled_from(("part", "whole", "reversal", "chargeback")))
    def money_goes_back_without_us(self, pick: int, how: str) -> None:
        account = self.account(pick)
        if not account or not account.left or (how == "reversal" and account.gone):
            return
        if how == "reversal":
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
        self.run(self.world.deliver_all())

    @rule(pick=st.integers(0, 20))
    def event_arrives(self, pick: int) -> None:
        """One of those on their way overtakes the others."""
        self.run(self.world.collect())
        waiting = self.world.post.waiting
        if waiting:
            letter = waiting.pop(pick % len(waiting))
            waiting += [] if self.run(self.world.deliver(letter)) else [letter]

    @rule(pick=st.integers(0, 20))
    def event_arrives_again(self, pick: int) -> None:
        delivered = self.world.post.delivered
        if delivered:
            self.run(self.world.deliver(delivered[-1 - pick % len(delivered)]))

    @rule(job=st.sampled_from(JOBS))
    def job_runs(self, job: Any) -> None:
        self.run(self.world.run(*job))

    @rule(minutes=AWHILE)
    def time_passes(self, minutes: int) -> None:
        self.pass_time(timedelta(minutes=minutes))

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
            await check_quiet(self.world)
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


@pytest.mark.parametrize("stage", STAGES)
def test_every_stage_is_reached_and_ends_where_the_rule_says(ledger: type[Ledger], stage: str) -> None:
    walk = ledger()
    try:
        walk.begin_at(stage, 300)
        assert walk.stands() == STAGES[stage][0]
    finally:
        walk.teardown()


@pytest.mark.parametrize(("stage", "acts"), RACES)
def test_every_outcome_of_a_race_leaves_all_money_where_the_rule_says(
    ledger: type[Ledger], stage: str, acts: tuple[str, ...]
) -> None:
    walk = ledger()
    try:
        walk.begin_at(stage, 300)
        walk.several_act_at_once(list(acts), 0)
    finally:
        walk.teardown()


@pytest.mark.parametrize("stage", STAGES)
def test_all_money_ends_where_the_rule_says(ledger: type[Ledger], stage: str) -> None:
    """A few walks from every stage: hypothesis varies its examples little, and would leave many stages out."""
    ledger.stage = stage
    run_state_machine_as_test(
        seed(f"{SEED} {stage}")(ledger),
        settings=settings(
            max_examples=max(1, EXAMPLES // len(STAGES)),
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            print_blob=True,
            phases=(Phase.generate, Phase.shrink) if "LEDGER_SHRINK" in os.environ else (Phase.generate,),
            report_multiple_bugs=False,
            suppress_health_check=tuple(HealthCheck),
        ),
    )

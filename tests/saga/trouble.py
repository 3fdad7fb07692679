"""Kills and lies: what goes wrong while patients pay."""

import asyncio
import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from saga.fleet import Fleet
from saga.people import Bank, GaveUp

OFTEN = ("booking", "payment", "booking", "payment", "identity", "gateway", "bank", "telemed", "notify", "medcard")
SELDOM = ("catalog", "postgres", "mailbox", "esia")
FAULTS: tuple[dict[str, Any], ...] = (
    {"kind": "delay", "seconds": 4, "count": 3},
    {"kind": "http", "status": 503, "count": 4},
    {"kind": "reset_before", "count": 3},
    {"kind": "reset_after", "endpoint": "register.do", "count": 3},
    {"kind": "reset_after", "endpoint": "refund.do", "count": 2},
    {"kind": "reset_after", "endpoint": "decline.do", "count": 2},
    {"kind": "bad_json", "count": 3},
    {"kind": "system_error", "count": 3},
    {"kind": "uppercase_key", "count": 3},
    {"kind": "missing_payment_amount_info", "count": 3},
    {"kind": "status_lag", "seconds": 5, "count": 3},
    {"kind": "unknown_status", "count": 2},
    {"kind": "callback_drop", "count": 4},
    {"kind": "callback_duplicate", "count": 4},
    {"kind": "callback_delay", "seconds": 6, "count": 4},
    {"kind": "callback_bad_checksum", "count": 3},
    {"kind": "callback_unknown_order", "count": 2},
    {"kind": "callback_before_register", "count": 2},
    {"kind": "callback_zero_first", "count": 2},
    {"kind": "page_late_success", "count": 1},
)


@dataclass
class Trouble:
    """One seeded mischief-maker; ``kills`` and ``faults`` count what it did."""

    fleet: Fleet
    bank: Bank
    dice: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)

    async def make(self) -> None:
        """Until cancelled: a kill every three to five seconds, a fault of the bank every two. RabbitMQ dies once."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._kill())
            group.create_task(self._lie())

    async def _kill(self) -> None:
        while True:
            await asyncio.sleep(self.dice.uniform(3, 5))
            program = self._victim()
            if await asyncio.to_thread(self.fleet.kill, program):
                self.kills[program] += 1

    def _victim(self) -> str:
        if sum(self.kills.values()) >= 8 and not self.kills["rabbitmq"]:
            return "rabbitmq"
        return self.dice.choice(SELDOM if self.dice.random() < 0.2 else OFTEN)

    async def _lie(self) -> None:
        while True:
            await asyncio.sleep(self.dice.uniform(1, 3))
            fault = self.dice.choice(FAULTS)
            try:
                if (await self.bank.ask("POST", "faults", json=fault)).is_success:
                    self.faults[fault["kind"]] += 1
            except GaveUp:
                continue

    async def end(self) -> None:
        """The bank is well again."""
        await self.bank.ask("DELETE", "faults")

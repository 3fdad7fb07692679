"""What must hold when everything has calmed down: every kopeck at the bank is a visit's or went back."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from saga.fleet import Fleet
from saga.people import Bank

BOOKINGS = """
    SELECT booking_id, patient_id, doctor_id, status, prepaid, price_kopecks, paid_kopecks,
           coalesce(refund_kopecks, 0) AS refund_kopecks, cancelled_by, starts_at, ends_at
    FROM bookings WHERE prepaid
"""
ORDERS = "SELECT order_id, booking_id, state, amount_kopecks, refunded_kopecks FROM orders"
OVERLAPS = """
    SELECT one.booking_id FROM bookings AS one JOIN bookings AS other
        ON one.doctor_id = other.doctor_id AND one.booking_id < other.booking_id AND one.during && other.during
    WHERE one.status IN ('held', 'confirmed') AND other.status IN ('held', 'confirmed')
"""
ROOMS = "SELECT booking_id, closed_at FROM rooms"
PENDING = "SELECT count(*) AS waiting FROM outbox WHERE published_at IS NULL"
TWICE = "SELECT count(*) AS twice FROM (SELECT 1 FROM inbox GROUP BY event_id, handler HAVING count(*) > 1) AS found"
PUBLISHERS = ("identity", "catalog", "booking", "payment", "telemed", "medcard")
CONSUMERS = ("booking", "payment", "telemed", "medcard", "notify")
# The visit took place or will: its money stays.
KEEPS = ("confirmed", "completed")


@dataclass
class AtBank:
    """All bank orders of one order of ours, added up, in kopecks; what was charged back counts as refunded."""

    captured: int = 0
    refunded: int = 0
    captures: int = 0
    charged_back: bool = False

    @property
    def deposited(self) -> int:
        """What the bank holds now."""
        return self.captured - self.refunded


@dataclass
class Ledger:
    """One look at all databases and at the bank."""

    fleet: Fleet
    bank: Bank

    async def violations(self) -> list[str]:
        """Each broken invariant in one line; empty when all hold."""
        bookings = {row["booking_id"]: row for row in await self.fleet.rows("booking", BOOKINGS)}
        orders = {row["booking_id"]: row for row in await self.fleet.rows("payment", ORDERS)}
        at_bank, strangers = await self._at_bank()
        found = [f"bank order {number} belongs to nobody and holds money" for number in strangers]
        for booking_id, order in orders.items():
            money = at_bank.get(order["order_id"].hex, AtBank())
            booking = bookings.get(booking_id)
            if booking is None:
                found.append(f"order of an unknown booking {booking_id}")
                continue
            found += [f"{booking_id} {booking['status']}: {wrong}" for wrong in _wrong(booking, order, money)]
        found += [f"overlap of {row['booking_id']}" for row in await self.fleet.rows("booking", OVERLAPS)]
        found += await self._rooms(bookings)
        return found + await self._bus()

    async def _at_bank(self) -> tuple[dict[str, AtBank], list[str]]:
        known = {row["order_id"].hex for row in await self.fleet.rows("payment", ORDERS)}
        added: dict[str, AtBank] = defaultdict(AtBank)
        strangers = []
        for order in await self.bank.orders():
            amounts = order["paymentAmountInfo"]
            captured = amounts["depositedAmount"] + amounts["refundedAmount"]
            # The bank shows the deposit of a charged back order as if it were still there.
            refunded = captured if order["chargeback"] else amounts["refundedAmount"]
            key = order["orderNumber"].split("-")[0]
            if key not in known and captured > refunded:
                strangers.append(order["orderNumber"])
            added[key].captured += captured
            added[key].refunded += refunded
            added[key].captures += captured > 0
            added[key].charged_back |= order["chargeback"]
        return dict(added), strangers

    async def _rooms(self, bookings: dict[Any, Any]) -> list[str]:
        rooms = {row["booking_id"]: row["closed_at"] for row in await self.fleet.rows("telemed", ROOMS)}
        found = []
        for booking_id, booking in bookings.items():
            if booking["status"] == "confirmed" and rooms.get(booking_id, "none") is not None:
                found.append(f"{booking_id} is confirmed and has no open room")
            if booking["status"] == "cancelled" and booking_id in rooms and rooms[booking_id] is None:
                found.append(f"{booking_id} is cancelled and its room is open")
        return found

    async def _bus(self) -> list[str]:
        found = [f"{count} dead letters in {queue}" for queue, count in (await self.fleet.dead_letters()).items()]
        for service in PUBLISHERS:
            if waiting := (await self.fleet.rows(service, PENDING))[0]["waiting"]:
                found.append(f"{waiting} events of {service} are not published")
        for service in CONSUMERS:
            if twice := (await self.fleet.rows(service, TWICE))[0]["twice"]:
                found.append(f"{twice} events were handled twice in {service}")
        if backlog := await self.fleet.backlog():
            found.append(f"{backlog} messages wait in queues")
        return found

    async def summary(self) -> str:
        """Figures for the person who reads the run."""
        bookings = await self.fleet.rows("booking", "SELECT status, count(*) AS n FROM bookings GROUP BY status")
        orders = await self.fleet.rows("payment", "SELECT state, count(*) AS n FROM orders GROUP BY state")
        money = [order["paymentAmountInfo"] for order in await self.bank.orders()]
        return json.dumps(
            {
                "bookings": {row["status"]: row["n"] for row in bookings},
                "orders": {row["state"]: row["n"] for row in orders},
                "deposited_kopecks": sum(one["depositedAmount"] for one in money),
                "refunded_kopecks": sum(one["refundedAmount"] for one in money),
            }
        )


def _wrong(booking: Any, order: Any, money: AtBank) -> Iterator[str]:
    """What does not agree between a booking, its order and the bank."""
    if money.captures > 1 and money.deposited > booking["price_kopecks"]:
        yield f"charged {money.captures} times, {money.deposited} kept"
    if order["refunded_kopecks"] != money.refunded:
        yield f"order says {order['refunded_kopecks']} returned, the bank {money.refunded}"
    if booking["status"] == "held":
        yield "is still held"
    elif money.charged_back and booking["status"] in ("completed", "cancelled"):
        return  # nothing is left to keep or to return: people are called
    elif booking["status"] in KEEPS:
        if money.deposited != booking["price_kopecks"]:
            yield f"the visit stands and the bank holds {money.deposited} of {booking['price_kopecks']}"
    elif booking["status"] == "cancelled":
        kept = booking["paid_kopecks"] - booking["refund_kopecks"]
        if money.deposited != kept:
            yield f"the bank holds {money.deposited}, should hold {kept} (order {order['state']})"
    elif money.deposited:
        yield f"there is no visit and the bank holds {money.deposited} (order {order['state']})"

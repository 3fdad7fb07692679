"""Events of booking and payment that cross each other on the way."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from booking.jobs import expire_holds
from common import clock
from common.ids import new_id
from common.testing import Client, TestClock, databases
from contracts.booking import BookingCancelled, BookingCreated, BookingExpired
from contracts.identity import CabinetsJoined

from ledger.oracle import check_settled
from ledger.world import MONDAY, PRICE, SERVICES, Letter, World, soon


@pytest.fixture(scope="module")
def addresses(postgres_server: str) -> Any:
    made = {one.name: asyncio.run(databases.create(postgres_server, one)) for one in SERVICES}
    yield made
    for address in made.values():
        asyncio.run(databases.drop(postgres_server, address))


@pytest.fixture
async def world(addresses: dict[str, str], clock: TestClock) -> AsyncIterator[World]:
    clock.freeze(MONDAY)
    opened = await World.open(addresses)
    await opened.begin(addresses.values())
    yield opened
    await opened.stack.aclose()


@pytest.fixture
def patient(world: World) -> Client:
    return world.clients["booking"].as_patient()


@pytest.fixture
def payer(world: World, patient: Client) -> Client:
    return world.clients["payment"].as_patient(patient.person_id)


async def hold(world: World, patient: Client) -> str:
    wish = {"offering_id": str(world.offering_id), "starts_at": soon(300).isoformat()}
    booking_id: str = (await world.call(patient, "POST", "/api/booking/bookings", json=wish)).json()["booking_id"]
    return booking_id


async def pay(world: World, payer: Client, booking_id: str) -> None:
    answer = await world.call(payer, "POST", f"/api/payment/orders/{booking_id}/checkout")
    assert answer.status_code == 200, answer.text
    account = list(world.bank.accounts.values())[-1]
    account.captured = account.amount


async def stands(world: World) -> tuple[str, str, int]:
    (booking,) = await world.rows("booking", "SELECT status FROM bookings")
    (order,) = await world.rows("payment", "SELECT state FROM orders")
    return booking["status"], order["state"], sum(one.left for one in world.bank.accounts.values())


async def settled(world: World) -> tuple[str, str, int]:
    for later in (timedelta(0), timedelta(minutes=31), timedelta(hours=1), timedelta(hours=27)):
        clock.shift(later)
        await world.settle()
    await check_settled(world)
    return await stands(world)


async def test_money_for_a_cancelled_booking_is_promised_by_a_second_cancellation(
    world: World, patient: Client, payer: Client
) -> None:
    """The patient let go while the money was on its way; the hold expired at payment first."""
    booking_id = await hold(world, patient)
    await world.settle()
    await pay(world, payer, booking_id)
    await world.call(patient, "POST", f"/api/booking/bookings/{booking_id}/cancellation")
    assert await settled(world) == ("cancelled", "refunded", 0)


async def test_a_newer_cancellation_with_more_to_return_is_accepted(
    world: World, patient: Client, payer: Client
) -> None:
    booking_id = await hold(world, patient)
    await world.settle()
    await pay(world, payer, booking_id)
    ids = {"aggregate_id": booking_id, "booking_id": booking_id, "patient_id": patient.person_id}
    rest = {"doctor_id": world.doctor_id, "visit_type": "online", "starts_at": soon(300), "cancelled_by": "system"}
    for version, refund in ((2, 0), (3, PRICE), (2, 0)):
        event = BookingCancelled(aggregate_version=version, refund_kopecks=refund, **ids, **rest)
        assert await world.deliver(Letter("payment", event))
    clock.shift(timedelta(minutes=1))
    await world.settle()
    (order,) = await world.rows("payment", "SELECT state, promised_kopecks, refunded_kopecks FROM orders")
    assert dict(order) == {"state": "refunded", "promised_kopecks": PRICE, "refunded_kopecks": PRICE}


async def test_a_hold_expired_twice_and_then_released_is_closed_once(
    world: World, patient: Client, payer: Client
) -> None:
    """The time runs out, then the patient says no: two BookingExpired, two versions, late money goes back."""
    booking_id = await hold(world, patient)
    await world.settle()
    await pay(world, payer, booking_id)
    clock.shift(timedelta(minutes=16))
    await world.run("booking", expire_holds)
    await world.call(patient, "POST", f"/api/booking/bookings/{booking_id}/cancellation")
    await world.collect()
    expired = [letter for letter in world.post.waiting if isinstance(letter.event, BookingExpired)]
    assert [letter.event.aggregate_version for letter in expired] == [2, 3]
    assert await settled(world) == ("cancelled", "refunded", 0)


async def test_an_order_that_opens_after_its_cabinet_was_joined_is_of_the_person_who_stays(
    world: World, patient: Client, payer: Client
) -> None:
    booking_id, staying = await hold(world, patient), new_id()
    joined = CabinetsJoined(aggregate_id=staying, person_id=staying, joined_person_id=patient.person_id)
    await world.deliver(Letter("payment", joined))
    await world.collect()
    (created,) = [letter for letter in world.post.waiting if isinstance(letter.event, BookingCreated)]
    assert await world.deliver(created)
    refused = await world.call(payer, "POST", f"/api/payment/orders/{booking_id}/checkout")
    assert (refused.status_code, refused.json()["code"]) == (404, "order_not_found")
    await pay(world, world.clients["payment"].as_patient(staying), booking_id)
    await world.deliver(Letter("booking", joined))
    assert await settled(world) == ("cancelled", "refunded", 0)

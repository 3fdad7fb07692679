"""Consumers of payment: bookings created, expired and cancelled."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from common import clock as house_clock
from common.events import Postpone
from common.testing import Client, Deliver, MakeClient, Recorded, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingCreated, BookingExpired
from contracts.identity import CabinetsJoined
from contracts.payment import PaymentConfirmed, PaymentFailed, PaymentRefunded, RefundFailed
from contracts.values import CancelledBy, VisitType
from payment.domain import REFUND_PAUSES
from payment.jobs import make_refunds, poll_bank

from .conftest import PRICE, Bank, Opened


def expired(created: BookingCreated) -> BookingExpired:
    return BookingExpired(
        aggregate_id=created.booking_id,
        aggregate_version=2,
        booking_id=created.booking_id,
        patient_id=created.patient_id,
    )


def cancelled(created: BookingCreated, refund: int = PRICE) -> BookingCancelled:
    return BookingCancelled(
        aggregate_id=created.booking_id,
        aggregate_version=3,
        booking_id=created.booking_id,
        patient_id=created.patient_id,
        doctor_id=created.doctor_id,
        visit_type=VisitType.ONLINE,
        starts_at=house_clock.now() + timedelta(hours=5),
        cancelled_by=CancelledBy.PATIENT,
        refund_kopecks=refund,
    )


async def begin(payer: Client, booking_id: UUID) -> None:
    answer = await payer.post(f"/api/payment/orders/{booking_id}/checkout")
    assert answer.status_code == 200, answer.text


async def order(payer: Client, booking_id: UUID) -> dict[str, Any]:
    found: dict[str, Any] = (await payer.get(f"/api/payment/orders/{booking_id}")).json()
    return found


async def state(payer: Client, booking_id: UUID) -> str:
    return str((await order(payer, booking_id))["state"])


@pytest.fixture
async def paid(as_patient: MakeClient, opened: Opened, bank: Bank) -> tuple[Client, BookingCreated]:
    """A payer and the booking that was paid for."""
    payer = as_patient()
    created = await opened(payer.person_id)
    await begin(payer, created.booking_id)
    bank.paid(bank.only)
    await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    return payer, created


async def test_a_booking_published_twice_opens_one_order(
    as_patient: MakeClient, opened: Opened, deliver: Deliver
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    assert await deliver(created.model_copy(update={"event_id": uuid4(), "price_kopecks": 1})) == 1
    shown = (await payer.get(f"/api/payment/orders/{created.booking_id}")).json()
    assert shown["amount_kopecks"] == PRICE


async def test_r074_a_hold_that_ran_out_is_declined_at_the_bank(
    as_patient: MakeClient, opened: Opened, deliver: Deliver, bank: Bank, recorded: Recorded, run_job: RunJob
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await begin(payer, created.booking_id)
    await deliver(expired(created))
    await run_job(poll_bank)
    assert bank.orders[bank.only].order_status == 6
    assert await state(payer, created.booking_id) == "expired"
    assert await recorded(PaymentFailed) == []


async def test_a_late_payment_is_published_and_booking_decides(
    as_patient: MakeClient, opened: Opened, deliver: Deliver, bank: Bank, recorded: Recorded, run_job: RunJob
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await begin(payer, created.booking_id)
    await deliver(expired(created))
    bank.paid(bank.only)
    await run_job(poll_bank)
    assert [event.booking_id for event in await recorded(PaymentConfirmed)] == [created.booking_id]
    await deliver(cancelled(created))
    await run_job(make_refunds)
    assert await state(payer, created.booking_id) == "refunded"


async def test_money_that_comes_long_after_the_hold_is_still_seen(
    as_patient: MakeClient,
    opened: Opened,
    deliver: Deliver,
    bank: Bank,
    recorded: Recorded,
    run_job: RunJob,
    clock: TestClock,
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await begin(payer, created.booking_id)
    bank.say(bank.only, order_status=5)
    bank.refusals["decline"] = 7
    clock.shift(timedelta(minutes=16))
    await deliver(expired(created))
    await run_job(poll_bank)
    bank.paid(bank.only)
    clock.shift(timedelta(minutes=10))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1


async def test_r090_a_timely_cancel_brings_everything_back(
    paid: tuple[Client, BookingCreated], deliver: Deliver, bank: Bank, recorded: Recorded, run_job: RunJob
) -> None:
    payer, created = paid
    await deliver(cancelled(created), times=2)
    assert await state(payer, created.booking_id) == "refunding"
    await run_job(make_refunds)
    await run_job(make_refunds)
    (refunded,) = await recorded(PaymentRefunded)
    assert (refunded.booking_id, refunded.amount_kopecks) == (created.booking_id, PRICE)
    assert bank.orders[bank.only].refunded_kopecks == PRICE


async def test_r091_a_late_cancel_brings_nothing_back(
    paid: tuple[Client, BookingCreated], deliver: Deliver, bank: Bank, run_job: RunJob
) -> None:
    payer, created = paid
    await deliver(cancelled(created, refund=0))
    await run_job(make_refunds)
    assert await state(payer, created.booking_id) == "paid"
    assert "refund" not in bank.calls


async def test_a_refund_whose_answer_was_lost_is_not_made_twice(
    paid: tuple[Client, BookingCreated],
    deliver: Deliver,
    bank: Bank,
    recorded: Recorded,
    run_job: RunJob,
    clock: TestClock,
) -> None:
    payer, created = paid
    await deliver(cancelled(created))
    bank.silent = {"refund"}
    await run_job(make_refunds)
    assert await state(payer, created.booking_id) == "refunding"
    bank.silent = set()
    clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    assert await state(payer, created.booking_id) == "refunded"
    assert bank.calls.count("refund") == 1
    assert len(await recorded(PaymentRefunded)) == 1


async def test_a_refund_the_bank_puts_off_is_tried_again(
    paid: tuple[Client, BookingCreated], deliver: Deliver, bank: Bank, run_job: RunJob, clock: TestClock
) -> None:
    payer, created = paid
    bank.refusals["refund"] = 7
    await deliver(cancelled(created))
    await run_job(make_refunds)
    bank.refusals.clear()
    await run_job(make_refunds)
    assert await state(payer, created.booking_id) == "refunding", "it waits for its time"
    clock.shift(timedelta(seconds=11))
    await run_job(make_refunds)
    assert await state(payer, created.booking_id) == "refunded"


async def test_a_refund_that_takes_an_hour_is_published_once_and_tried_daily_for_ever(
    paid: tuple[Client, BookingCreated],
    deliver: Deliver,
    bank: Bank,
    recorded: Recorded,
    run_job: RunJob,
    clock: TestClock,
) -> None:
    payer, created = paid
    bank.refusals["refund"] = 7
    await deliver(cancelled(created))
    for pause in (0, *REFUND_PAUSES):
        assert await recorded(RefundFailed) == []
        clock.shift(timedelta(seconds=pause + 1))
        await run_job(make_refunds)
    for _ in range(40):
        clock.shift(timedelta(days=1, seconds=1))
        await run_job(make_refunds)
    shown = await order(payer, created.booking_id)
    assert (shown["state"], shown["owed_kopecks"], shown["refund_delayed"]) == ("refunding", PRICE, True)
    assert [event.amount_kopecks for event in await recorded(RefundFailed)] == [PRICE]
    assert len(set(bank.refund_ids)) == 1, "the same refund is asked for, however often"
    bank.refusals.clear()
    clock.shift(timedelta(days=1, seconds=1))
    await run_job(make_refunds)
    shown = await order(payer, created.booking_id)
    assert (shown["state"], shown["owed_kopecks"], shown["refund_delayed"]) == ("refunded", 0, False)
    assert bank.orders[bank.only].refunded_kopecks == PRICE


async def test_a_refund_made_in_the_bank_s_cabinet_is_seen_by_the_daily_sweep(
    paid: tuple[Client, BookingCreated], bank: Bank, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    payer, created = paid
    bank.refunded(bank.only, 50_000)
    clock.shift(timedelta(days=1, seconds=1))
    await run_job(poll_bank)
    assert [event.amount_kopecks for event in await recorded(PaymentRefunded)] == [50_000]
    assert await state(payer, created.booking_id) == "paid"


async def test_a_cancellation_before_its_order_is_put_off(
    as_patient: MakeClient, opened: Opened, deliver: Deliver
) -> None:
    created = await opened(as_patient().person_id)
    unknown = created.model_copy(update={"booking_id": uuid4()})
    with pytest.raises(Postpone):
        await deliver(cancelled(unknown))


@pytest.mark.parametrize("closed", [None, "expired", "failed"])
async def test_a_refund_promised_before_the_money_comes_is_made_when_it_comes(
    as_patient: MakeClient,
    opened: Opened,
    deliver: Deliver,
    bank: Bank,
    recorded: Recorded,
    run_job: RunJob,
    clock: TestClock,
    closed: str | None,
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await begin(payer, created.booking_id)
    if closed == "expired":
        await deliver(expired(created))
        await run_job(poll_bank)
    elif closed == "failed":
        bank.say(bank.only, order_status=6, action_code=-2007)
        await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    await deliver(cancelled(created))
    await run_job(make_refunds)
    assert (await order(payer, created.booking_id))["owed_kopecks"] == 0, "nothing was paid yet"
    assert bank.refund_ids == []
    bank.paid(bank.only)
    clock.shift(timedelta(minutes=10))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1
    shown = await order(payer, created.booking_id)
    assert (shown["state"], shown["owed_kopecks"]) == ("refunding", PRICE)
    await run_job(make_refunds)
    assert bank.orders[bank.only].refunded_kopecks == PRICE
    assert await state(payer, created.booking_id) == "refunded"


async def test_many_checks_at_once_publish_one_payment(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await begin(payer, created.booking_id)
    bank.paid(bank.only)
    url = f"/api/payment/orders/{created.booking_id}/status-check"
    answers = await asyncio.gather(*(payer.post(url) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {200}
    assert len(await recorded(PaymentConfirmed)) == 1


async def test_orders_of_a_joined_cabinet_move_to_the_person_who_stays(
    paid: tuple[Client, BookingCreated], as_patient: MakeClient, deliver: Deliver
) -> None:
    payer, created = paid
    stays = as_patient()
    joined = CabinetsJoined(aggregate_id=stays.person_id, person_id=stays.person_id, joined_person_id=payer.person_id)
    await deliver(joined, times=2)
    assert await state(stays, created.booking_id) == "paid"
    assert (await payer.get(f"/api/payment/orders/{created.booking_id}")).status_code == 404


async def test_an_order_opened_after_the_cabinets_were_joined_belongs_to_the_person_who_stays(
    as_patient: MakeClient, opened: Opened, deliver: Deliver
) -> None:
    left, between, stays = as_patient(), as_patient(), as_patient()
    for old, new in ((between, stays), (left, between)):
        await deliver(
            CabinetsJoined(aggregate_id=new.person_id, person_id=new.person_id, joined_person_id=old.person_id)
        )
    for old in (left, between):
        created = await opened(old.person_id)
        assert await state(stays, created.booking_id) == "opened"
        assert (await old.get(f"/api/payment/orders/{created.booking_id}")).status_code == 404


async def test_the_models_say_what_the_migrations_do(drift: list[Any]) -> None:
    assert drift == []

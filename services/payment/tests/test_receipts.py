"""Fiscal receipts: what is sold, where the paper goes, how it stands, and who may see it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common import clock as house_clock
from common.testing import Client, Deliver, MakeClient, RunJob, TestClock
from contracts.booking import BookingCancelled, BookingCreated
from contracts.catalog import OfferingPublished
from contracts.values import CancelledBy, VisitType
from payment.domain import RECEIPT_PAUSES, ReceiptKind, ReceiptState
from payment.jobs import follow_receipts, make_refunds

from .conftest import PRICE, Bank, Opened, People

TITLE = "Прием (осмотр, консультация) врача-кардиолога первичный"


async def receipts(payer: Client, booking_id: object) -> list[dict[str, Any]]:
    answer = await payer.get(f"/api/payment/orders/{booking_id}/receipts")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def pay(payer: Client, created: BookingCreated, bank: Any) -> None:
    assert (await payer.post(f"/api/payment/orders/{created.booking_id}/checkout")).status_code == 200
    bank.paid(bank.only)
    await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")


def cancelled(created: BookingCreated) -> BookingCancelled:
    return BookingCancelled(
        aggregate_id=created.booking_id,
        aggregate_version=3,
        booking_id=created.booking_id,
        patient_id=created.patient_id,
        doctor_id=created.doctor_id,
        visit_type=VisitType.ONLINE,
        starts_at=house_clock.now() + timedelta(hours=5),
        cancelled_by=CancelledBy.PATIENT,
        refund_kopecks=PRICE,
    )


@pytest.fixture
async def paid(as_patient: MakeClient, opened: Opened, bank: Bank) -> tuple[Client, BookingCreated]:
    payer = as_patient()
    created = await opened(payer.person_id)
    await pay(payer, created, bank)
    return payer, created


async def test_r072_the_receipt_names_the_service_and_goes_to_the_payer(
    as_patient: MakeClient, opened: Opened, deliver: Deliver, bank: Bank, identity: People
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    identity.addresses[payer.person_id] = "anna@mail.example"
    await deliver(
        OfferingPublished(
            aggregate_id=created.offering_id,
            offering_id=created.offering_id,
            doctor_id=created.doctor_id,
            clinic_id=uuid4(),
            service_code="B01.015.001",
            service_title=TITLE + " " + "о" * 100,
            visit_type=VisitType.ONLINE,
            duration_minutes=30,
            price_kopecks=PRICE,
        )
    )
    await payer.post(f"/api/payment/orders/{created.booking_id}/checkout")
    basket = bank.registrations[0].basket
    assert basket.title.startswith(TITLE)
    assert len(basket.title) == 100
    assert (basket.code, basket.email) == ("B01.015.001", "anna@mail.example")
    assert payer.principal.full_name not in basket.title


@pytest.mark.parametrize("reason", ["no address", "too long for the bank", "identity is away"])
async def test_a_payer_without_an_address_can_pay(
    as_patient: MakeClient, opened: Opened, bank: Bank, identity: People, reason: str
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    identity.away = reason == "identity is away"
    if reason == "too long for the bank":
        identity.addresses[payer.person_id] = "a" * 40 + "@mail.example"
    answer = await payer.post(f"/api/payment/orders/{created.booking_id}/checkout")
    assert answer.status_code == 200
    assert bank.registrations[0].basket.email == "receipts@mila.example"


async def test_r105_the_receipt_of_a_payment_is_followed_until_it_is_delivered(
    paid: tuple[Client, BookingCreated], bank: Bank, run_job: RunJob, clock: TestClock
) -> None:
    payer, created = paid
    assert [(one["kind"], one["state"]) for one in await receipts(payer, created.booking_id)] == [
        ("payment", "awaited")
    ]
    for state in (ReceiptState.SENT, ReceiptState.DELIVERED):
        bank.paper(ReceiptKind.PAYMENT, state, "first")
        clock.shift(timedelta(minutes=1))
        await run_job(follow_receipts)
        (receipt,) = await receipts(payer, created.booking_id)
        assert receipt["state"] == state
    assert (receipt["document_number"], receipt["url"]) == ("17", "https://ofd.test/first")
    asked = bank.calls.count("receipts")
    clock.shift(timedelta(days=1))
    await run_job(follow_receipts)
    assert bank.calls.count("receipts") == asked, "a delivered receipt is asked about no more"


async def test_r090_a_refund_has_a_receipt_of_its_own(
    paid: tuple[Client, BookingCreated], bank: Bank, deliver: Deliver, run_job: RunJob, clock: TestClock
) -> None:
    payer, created = paid
    await deliver(cancelled(created))
    await run_job(make_refunds)
    bank.paper(ReceiptKind.PAYMENT, ReceiptState.DELIVERED, "first")
    bank.paper(ReceiptKind.REFUND, ReceiptState.DELIVERED, "second")
    clock.shift(timedelta(minutes=1))
    await run_job(follow_receipts)
    shown = [(one["kind"], one["state"], one["url"]) for one in await receipts(payer, created.booking_id)]
    assert shown == [
        ("payment", "delivered", "https://ofd.test/first"),
        ("refund", "delivered", "https://ofd.test/second"),
    ]


async def test_a_refused_receipt_is_final_and_so_is_one_that_never_comes(
    paid: tuple[Client, BookingCreated], bank: Bank, run_job: RunJob, clock: TestClock
) -> None:
    payer, created = paid
    bank.silent.add("receipts")
    for seconds in (*RECEIPT_PAUSES, RECEIPT_PAUSES[-1]):
        clock.shift(timedelta(seconds=seconds))
        await run_job(follow_receipts)
    (receipt,) = await receipts(payer, created.booking_id)
    assert receipt["state"] == "failed"


async def test_only_the_payer_sees_receipts(
    paid: tuple[Client, BookingCreated],
    as_patient: MakeClient,
    as_doctor: MakeClient,
    as_password_patient: MakeClient,
    api: Client,
) -> None:
    payer, created = paid
    url = f"/api/payment/orders/{created.booking_id}/receipts"
    assert (await as_password_patient(payer.person_id).get(url)).status_code == 403
    assert (await as_patient().get(url)).status_code == 404
    assert (await as_doctor().get(url)).status_code in (403, 404)
    assert (await api.get(url)).status_code == 401

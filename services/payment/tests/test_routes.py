"""Paying, as the payer's client sees it; and who may not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, MakeClient, Recorded, RunJob, TestClock
from contracts.payment import PaymentConfirmed, PaymentFailed
from payment.actions.callbacks import CALLBACKS
from payment.jobs import handle_callbacks, poll_bank
from payment.models import Callback
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from .conftest import PRICE, Bank, Opened


async def checkout(payer: Client, booking_id: object) -> tuple[int, dict[str, object]]:
    answer = await payer.post(f"/api/payment/orders/{booking_id}/checkout")
    return answer.status_code, answer.json()


async def kept(session: AsyncSession) -> list[dict[str, Any]]:
    """What is remembered of the bank's calls."""
    return [callback.parameters for callback in await session.scalars(select(Callback))]


async def order(payer: Client, booking_id: object) -> dict[str, object]:
    found: dict[str, object] = (await payer.get(f"/api/payment/orders/{booking_id}")).json()
    return found


async def test_r080_checkout_leads_to_the_bank_s_page(as_patient: MakeClient, opened: Opened, bank: Bank) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["form_url"]) == (200, f"http://bank.test/payment/{bank.only}")
    registration = bank.registrations[0]
    assert registration.amount_kopecks == PRICE
    assert registration.return_url == f"http://localhost:8080/booking/{created.booking_id}/result"
    assert timedelta(minutes=14) < registration.session < timedelta(minutes=15)
    assert str(payer.person_id) not in registration.description


async def test_asking_again_gives_the_same_page(as_patient: MakeClient, opened: Opened, bank: Bank) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    pages = [(await checkout(payer, created.booking_id))[1]["form_url"] for _ in range(3)]
    assert len(set(pages)) == 1
    assert len(bank.registrations) == 1


async def test_the_status_is_asked_of_the_bank_and_published_once(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded, clock: TestClock
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.paid(bank.only)
    for _ in range(3):
        answer = await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
        assert answer.json()["state"] == "paid"
        clock.shift(timedelta(seconds=5))
    (confirmed,) = await recorded(PaymentConfirmed)
    assert (confirmed.booking_id, confirmed.amount_kopecks) == (created.booking_id, PRICE)


async def test_the_bank_is_asked_at_most_once_in_three_seconds(
    as_patient: MakeClient, opened: Opened, bank: Bank
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    for _ in range(5):
        await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    assert bank.calls.count("status") == 1


async def test_r089_a_refused_attempt_is_shown_and_may_be_repeated(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.say(bank.only, action_code=116)
    await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    shown = await order(payer, created.booking_id)
    assert (shown["state"], shown["attempt_failure"]) == ("registered", "not_enough_money")
    assert shown["form_url"]
    assert await recorded(PaymentFailed) == []


@pytest.mark.parametrize(("code", "group"), [(-2007, "time_over"), (-2013, "confirmation_failed")])
async def test_r089_a_closed_order_frees_the_slot(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded, code: int, group: str
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.say(bank.only, order_status=6, action_code=code)
    await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    (failed,) = await recorded(PaymentFailed)
    assert (failed.booking_id, failed.failure) == (created.booking_id, group)
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["code"]) == (409, "order_closed")


async def test_an_order_after_its_hold_cannot_be_paid(as_patient: MakeClient, opened: Opened, clock: TestClock) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    clock.shift(timedelta(minutes=14, seconds=30))
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["code"]) == (409, "order_closed")


async def test_a_paid_order_cannot_be_paid_again(as_patient: MakeClient, opened: Opened, bank: Bank) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.paid(bank.only)
    await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["code"]) == (409, "already_paid")


async def test_a_silent_bank_is_answered_by_503_and_charges_nothing(
    as_patient: MakeClient, opened: Opened, bank: Bank
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    bank.silent = {"register"}
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["code"]) == (503, "bank_unavailable")
    # The first order was registered though its answer was lost: it is closed, and a second one is begun.
    bank.silent = set()
    status, body = await checkout(payer, created.booking_id)
    assert status == 200
    states = sorted(known.order_status for known in bank.orders.values())
    assert states == [0, 6]
    bank.paid(str(body["form_url"]).rsplit("/", 1)[1])
    shown = await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    assert shown.json()["state"] == "paid"


async def test_a_lost_registration_that_was_paid_counts(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    bank.silent = {"register"}
    await checkout(payer, created.booking_id)
    bank.silent = set()
    bank.paid(bank.only)
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["form_url"]) == (200, f"http://localhost:8080/booking/{created.booking_id}/result")
    assert (await order(payer, created.booking_id))["state"] == "paid"
    assert len(await recorded(PaymentConfirmed)) == 1


async def test_a_callback_makes_us_ask_the_bank(
    api: Client, as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded, run_job: RunJob
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.paid(bank.only)
    call = {"mdOrder": bank.only, "operation": "deposited", "status": "1", "checksum": "X"}
    for _ in range(2):
        assert (await api.get("/api/payment/callbacks/alfabank", params=call)).status_code == 200
    await run_job(handle_callbacks)
    await run_job(poll_bank)
    await run_job(handle_callbacks)
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1
    assert bank.calls.count("status") == 1


async def test_a_callback_alone_proves_nothing(
    api: Client, as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded, run_job: RunJob
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    call = {"mdOrder": bank.only, "operation": "deposited", "status": "1", "checksum": "X"}
    await api.get("/api/payment/callbacks/alfabank", params=call)
    await run_job(handle_callbacks)
    await run_job(poll_bank)
    assert bank.calls.count("status") == 1
    assert await recorded(PaymentConfirmed) == []


async def test_a_forged_callback_is_counted_not_kept_and_has_no_effect(
    api: Client, as_patient: MakeClient, opened: Opened, bank: Bank, run_job: RunJob, session: AsyncSession
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.believes = False
    call = {"mdOrder": bank.only, "operation": "deposited", "checksum": "0"}
    before = CALLBACKS.labels("false")._value.get()
    forged = await api.get("/api/payment/callbacks/alfabank", params=call)
    assert CALLBACKS.labels("false")._value.get() == before + 1
    assert await kept(session) == []
    bank.believes = True
    genuine = await api.get("/api/payment/callbacks/alfabank", params=call)
    assert (forged.status_code, forged.content) == (genuine.status_code, genuine.content), "nobody learns which it was"
    bank.calls.clear()
    await run_job(poll_bank)
    assert "status" not in bank.calls, "a forged call hurries nothing"


@pytest.mark.parametrize("order", ["none", ""])
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_callback_about_an_unknown_order_is_answered(
    api: Client, run_job: RunJob, method: str, order: str
) -> None:
    where = {"params": {"mdOrder": order}} if method == "GET" else {"data": {"mdOrder": order}}
    assert (await api.request(method, "/api/payment/callbacks/alfabank", **where)).status_code == 200  # type: ignore[arg-type]  # the test chooses the fields
    await run_job(handle_callbacks)


async def test_a_lost_callback_is_healed_by_asking(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded, run_job: RunJob, clock: TestClock
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.paid(bank.only)
    await run_job(poll_bank)
    assert await recorded(PaymentConfirmed) == []
    clock.shift(timedelta(seconds=16))
    await run_job(poll_bank)
    assert len(await recorded(PaymentConfirmed)) == 1


@pytest.mark.parametrize("changes", [{"amount_kopecks": 1}, {"currency": "840"}])
async def test_money_of_another_amount_or_currency_is_not_believed(
    as_patient: MakeClient, opened: Opened, bank: Bank, recorded: Recorded, changes: dict[str, object]
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    bank.paid(bank.only)
    bank.say(bank.only, **changes)
    shown = await payer.post(f"/api/payment/orders/{created.booking_id}/status-check")
    assert shown.json()["state"] == "registered"
    assert await recorded(PaymentConfirmed) == []


@pytest.mark.parametrize("path", ["checkout", "status-check", ""])
async def test_nobody_else_comes_near_an_order(
    api: Client, as_patient: MakeClient, as_doctor: MakeClient, opened: Opened, path: str
) -> None:
    payer = as_patient()
    created = await opened(payer.person_id)
    method = "POST" if path else "GET"
    url = f"/api/payment/orders/{created.booking_id}/{path}".rstrip("/")
    expected = {api: 401, as_patient(): 404, as_doctor(): 404, payer: 200}
    assert {client: (await client.request(method, url)).status_code for client in expected} == expected


async def test_r034_a_password_session_cannot_pay_for_telemedicine(
    as_password_patient: MakeClient, opened: Opened, bank: Bank
) -> None:
    payer = as_password_patient()
    created = await opened(payer.person_id)
    status, body = await checkout(payer, created.booking_id)
    assert (status, body["code"]) == (403, "identification_required")
    assert bank.calls == []


async def test_a_checkout_before_its_order_is_refused_as_not_ready_and_then_works(
    as_patient: MakeClient, opened: Opened, bank: Bank
) -> None:
    payer = as_patient()
    answer = await payer.post(f"/api/payment/orders/{uuid4()}/checkout")
    assert (answer.status_code, answer.json()["code"]) == (409, "order_not_ready")
    assert answer.headers["Retry-After"] == "1"
    assert bank.calls == []
    created = await opened(payer.person_id)
    assert (await checkout(payer, created.booking_id))[0] == 200


@pytest.mark.parametrize(("method", "suffix"), [("GET", ""), ("GET", "/receipts"), ("POST", "/status-check")])
async def test_an_order_is_shown_after_gosuslugi_only(
    as_patient: MakeClient, as_password_patient: MakeClient, opened: Opened, bank: Bank, method: str, suffix: str
) -> None:
    """Orders exist for online visits alone; a password session does not even learn whether there is one."""
    payer = as_patient()
    created = await opened(payer.person_id)
    await checkout(payer, created.booking_id)
    url = f"/api/payment/orders/{created.booking_id}{suffix}"
    for client in (as_password_patient(payer.person_id), as_password_patient()):
        answer = await client.request(method, url)
        assert (answer.status_code, answer.json()["code"]) == (403, "identification_required")
    assert "status" not in bank.calls
    assert (await as_patient().request(method, url)).status_code == 404
    assert (await payer.request(method, url)).status_code == 200

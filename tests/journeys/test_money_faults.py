"""Money that could have been kept without a visit: each time everything goes back, and the patient is notified."""

import re
from datetime import datetime, timedelta

import pytest
from journeys.actors import LONG, Doctor, Patient
from journeys.money import (
    DOCTOR,
    all_returned,
    bank_later,
    bank_money,
    let_go,
    let_time_run_out,
    order,
    paid_visit,
    pay_slowly,
    read,
    settled,
    slow_payment,
)
from journeys.sandboxes import PATIENT, Sandboxes, until
from journeys.test_two_hours import DOCTOR as AT_ANY_HOUR
from journeys.test_whole_visit import DOCTOR_LOGIN, book_and_pay
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

NOTICE = timedelta(minutes=5)


@pytest.mark.spine
def test_a_visit_of_another_day_cannot_be_ended_only_cancelled(
    patient: Patient, doctor: Doctor, sandboxes: Sandboxes
) -> None:
    """Two presses of the doctor before the start cancel the visit: all comes back, and the patient is notified."""
    email = settled(patient, sandboxes, "Рысина")
    booking = book_and_pay(patient, slot=5, days_ahead=2)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    expect(doctor.page.get_by_test_id("room-end-visit")).to_have_count(0)
    doctor.press("Отменить приём")
    doctor.sees("Деньги вернутся пациенту полностью, мы сообщим ему об отмене")
    doctor.shot("cancel-asked")
    doctor.page.get_by_test_id("room-cancel-visit-confirm").click()
    patient.sees("Врач отменил приём")
    all_returned(patient, sandboxes, booking)
    patient.page.reload()
    patient.sees(re.compile("Вернули"))
    patient.shot("cancelled-by-the-doctor")
    assert "врач отменил приём" in sandboxes.letter(email, "Приём отменён")["text"]


@pytest.mark.spine
def test_money_for_a_time_the_patient_let_go_comes_back(patient: Patient, sandboxes: Sandboxes) -> None:
    """«Отказаться», then the slow card is charged after all: never a visit, everything back, and a letter says why."""
    email = settled(patient, sandboxes, "Соболева")
    booking = slow_payment(patient, slot=1)
    let_go(patient)
    with bank_later(sandboxes):
        patient.sees("Записи нет: вы отказались от неё до оплаты", timeout=60_000)
        all_returned(patient, sandboxes, booking)
    patient.sees(re.compile("Вернули"))
    patient.shot("let-go-and-returned")
    found = read(patient, booking)
    assert (found["status"], found["cancel_reason"]) == ("cancelled", "released")
    assert (
        "вы отказались от этого времени раньше, чем пришла оплата" in sandboxes.letter(email, "не состоялась")["text"]
    )
    assert "₽" in sandboxes.letter(email, "Возврат")["text"]
    assert not [letter for letter in sandboxes.letters(email) if "Вы записаны" in letter["subject"]]


def soonest(patient: Patient) -> datetime:
    """A time so near that its hold must end early, with enough left to pay; the page of its doctor shows it."""
    patient.find(*AT_ANY_HOUR)
    patient.choose_type_and_service("Онлайн")
    times = patient.page.get_by_role("button", name=re.compile(r"^\d\d:\d\d"))
    times.first.wait_for(timeout=LONG)
    times.first.click()
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    return datetime.fromisoformat(read(patient, patient.booking_id())["starts_at"])


@pytest.mark.spine
def test_a_hold_ends_before_its_start_and_money_after_the_start_comes_back(
    patient: Patient, sandboxes: Sandboxes
) -> None:
    """Nothing can be paid in the last five minutes; what the bank takes later all the same is returned."""
    email = settled(patient, sandboxes, "Тигрова")
    starts = soonest(patient)
    booking = patient.booking_id()
    held = read(patient, booking)
    assert datetime.fromisoformat(held["hold_expires_at"]) <= starts - NOTICE
    pay_slowly(patient)
    let_time_run_out(patient, sandboxes, booking)
    with bank_later(sandboxes):
        with sandboxes.stopped(starts + timedelta(seconds=1), "booking"):
            until(lambda: sandboxes.status(booking) == "cancelled", seconds=60, what="the refusal of the late money")
        all_returned(patient, sandboxes, booking)
    assert read(patient, booking)["cancel_reason"] == "visit_started"
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees("Записи нет: оплата пришла слишком поздно")
    patient.sees(re.compile("Вернули"))
    patient.shot("too-late-and-returned")
    assert "попасть на приём было уже нельзя" in sandboxes.letter(email, "не состоялась")["text"]


@pytest.mark.spine
def test_a_part_returned_by_hand_is_not_the_whole(patient: Patient, sandboxes: Sandboxes) -> None:
    """The bank refuses refunds; 300 ₽ go back in its cabinet. The page says what is owed; then it comes."""
    email = settled(patient, sandboxes, "Уткина")
    booking = paid_visit(patient, slot=5)
    paid = order(patient, booking)["amount_kopecks"]
    sandboxes.bank("POST", "faults", json={"kind": "http", "endpoint": "refund.do", "status": 503})
    try:
        patient.page.goto(f"{PATIENT}/records/{booking}")
        patient.press("Отменить запись")
        patient.page.get_by_role("dialog").get_by_role("button", name="Отменить запись").click()
        patient.sees(re.compile("Возвращаем"))
        sandboxes.bank("POST", f"orders/{sandboxes.bank_order(booking)}/refund-in-cabinet", json={"amount": 30_000})
        patient.sees(re.compile(r"Вернули 300\s₽ из [\d\s]+₽, остальное вернём автоматически"), timeout=60_000)
        patient.shot("a-part-returned")
        found = order(patient, booking)
        assert (found["state"], found["refunded_kopecks"], found["owed_kopecks"]) == (
            "refunding",
            30_000,
            paid - 30_000,
        )
        assert bank_money(sandboxes, booking) == (paid - 30_000, 30_000)
    finally:
        sandboxes.bank("DELETE", "faults")
    all_returned(patient, sandboxes, booking, seconds=120)
    patient.sees(re.compile(r"Вернули [\d\s]+₽ на вашу карту"))
    patient.shot("all-returned")
    assert "остальное вернём" in sandboxes.letter(email, "Возврат 300")["text"]


def test_a_payment_returned_whole_by_hand_cancels_the_visit(patient: Patient, sandboxes: Sandboxes) -> None:
    """Somebody gives everything back in the bank's cabinet: the visit does not stand, and the patient knows why."""
    email = settled(patient, sandboxes, "Филинова")
    booking = paid_visit(patient, slot=6)
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees("Изменить запись")
    sandboxes.bank("POST", f"orders/{sandboxes.bank_order(booking)}/refund-in-cabinet", json={})
    until(lambda: sandboxes.status(booking) == "cancelled", what="the cancellation")
    all_returned(patient, sandboxes, booking)
    patient.page.reload()
    patient.sees("Приём отменён: банк вернул вам оплату")
    patient.shot("returned-by-the-bank")
    assert "банк вернул вам оплату" in sandboxes.letter(email, "Приём отменён")["text"]


@pytest.mark.spine
def test_money_that_came_without_a_callback_is_found(patient: Patient, sandboxes: Sandboxes) -> None:
    """The order is closed, the bank captures it an hour later and its call is lost: nobody presses anything."""
    settled(patient, sandboxes, "Хорькова")
    booking = slow_payment(patient, slot=11)
    ends = datetime.fromisoformat(read(patient, booking)["hold_expires_at"])
    let_time_run_out(patient, sandboxes, booking)
    closed = f"SELECT state FROM orders WHERE booking_id = '{booking}' AND NOT decline_due"
    until(lambda: sandboxes.ask("payment", closed) in ("expired", "failed"), what="the end of the order")
    sandboxes.bank("POST", "faults", json={"kind": "callback_drop", "count": 1})
    try:
        with bank_later(sandboxes), sandboxes.stopped(ends + timedelta(hours=1), "payment"):
            until(lambda: sandboxes.ask("payment", closed) == "paid", seconds=60, what="the later look")
    finally:
        sandboxes.bank("DELETE", "faults")
    until(lambda: sandboxes.status(booking) == "confirmed", what="the visit for the money")
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees("Изменить запись")
    patient.shot("found-and-booked")
    assert order(patient, booking)["state"] == "paid"


@pytest.mark.spine
def test_two_lost_answers_of_the_bank_do_not_keep_the_patient_from_paying(
    patient: Patient, sandboxes: Sandboxes
) -> None:
    """Twice the bank registers the order and its answer is lost: one press still leads to its page, and one is paid."""
    settled(patient, sandboxes, "Цветкова")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=10, days_ahead=4)
    sandboxes.bank("POST", "faults", json={"kind": "reset_after", "endpoint": "register.do", "count": 2})
    try:
        patient.to_the_bank()
    finally:
        sandboxes.bank("DELETE", "faults")
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!", timeout=60_000)
    booking = patient.booking_id()
    found = order(patient, booking)
    assert found["state"] == "paid"
    assert bank_money(sandboxes, booking) == (found["amount_kopecks"], 0)
    numbers = "SELECT count(*) FROM registrations JOIN orders USING (order_id) WHERE booking_id = "
    assert int(sandboxes.ask("payment", f"{numbers}'{booking}'")) > 2


@pytest.mark.spine
def test_back_from_the_checkout_offers_the_own_time_again(patient: Patient, sandboxes: Sandboxes) -> None:
    """«Back» loses nothing: the held time is shown as one's own, leads to its payment, and is no second booking."""
    settled(patient, sandboxes, "Цаплина")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=8, days_ahead=4)
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    booking = patient.booking_id()
    patient.page.go_back()
    patient.sees(re.compile("Держим за вами"))
    patient.shot("own-hold-offered")
    patient.press("Оплатить")
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    assert patient.booking_id() == booking
    patient.page.go_back()
    patient.sees(re.compile("Держим за вами"))
    own = patient.page.get_by_role("button", name=re.compile("за вами$"))
    if not own.is_visible():
        patient.page.get_by_role("group", name="Дата").get_by_role("button").nth(4).click(timeout=LONG)
    own.click(timeout=LONG)
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    assert patient.booking_id() == booking
    held = patient.page.request.get(f"{PATIENT}/api/booking/bookings?when=upcoming").json()["items"]
    assert [one["booking_id"] for one in held] == [booking]


@pytest.mark.spine
def test_the_end_of_a_hold_is_said_on_its_page(patient: Patient, sandboxes: Sandboxes) -> None:
    """The countdown runs out before one's eyes: «Оплатить» is gone, and other times are offered."""
    settled(patient, sandboxes, "Чайкина")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=9, days_ahead=4)
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    booking = patient.booking_id()
    ends = datetime.fromisoformat(read(patient, booking)["hold_expires_at"])
    patient.page.goto("about:blank")
    with sandboxes.stopped(ends - timedelta(seconds=8)):
        until(lambda: patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").ok, what="that moment")
        patient.page.goto(f"{PATIENT}/booking/{booking}")
        expect(patient.button("Оплатить")).to_be_visible(timeout=LONG)
        patient.sees("Время для оплаты вышло")
        expect(patient.button("Оплатить")).to_have_count(0)
        patient.sees("Ближайшее время этого врача")
        patient.shot("hold-over")
        patient.page.goto("about:blank")
    until(lambda: patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").ok, what="its own time")

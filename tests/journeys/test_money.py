"""Money: what comes back, what the page says when the bank says no, and that nobody pays for nothing."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from journeys.actors import LONG, Patient
from journeys.money import (
    DOCTOR,
    all_returned,
    back_to_mila,
    bank_later,
    let_time_run_out,
    order,
    order_booking,
    read,
    settled,
    slow_payment,
)
from journeys.sandboxes import PATIENT, Sandboxes, until
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


def test_r090_a_timely_cancel_brings_the_money_back(patient: Patient, sandboxes: Sandboxes) -> None:
    """Cancelled a day ahead: the preview says so, the bank refunds, the letter says so."""
    email = settled(patient, sandboxes, "Белкина")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=2, days_ahead=2)
    patient.pay()
    patient.sees("Вы успешно записались!")
    booking = patient.booking_id()
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.press("Отменить запись")
    patient.sees(re.compile(r"Вернётся 100 %: [\d\s]+₽"))
    patient.shot("cancel-preview")
    patient.page.get_by_role("dialog").get_by_role("button", name="Отменить запись").click()
    patient.sees("Вы отменили запись")
    until(lambda: order(patient, booking)["state"] == "refunded", what="the refund")
    patient.page.reload()
    patient.sees(re.compile("Вернули"))
    expect(patient.button("Подключиться").or_(patient.link("Подключиться"))).to_have_count(0)
    patient.shot("refunded")
    assert "₽" in sandboxes.letter(email, "Возврат")["text"]


def test_r091_a_late_cancel_says_that_nothing_comes_back(patient: Patient, sandboxes: Sandboxes) -> None:
    """The nearest slot is within two hours: the preview warns before anything happens."""
    settled(patient, sandboxes, "Галкина")
    patient.find("беляев", "Беляева Ирина Алексеевна")
    patient.choose("Онлайн")
    patient.pay()
    patient.sees("Вы успешно записались!")
    patient.page.goto(f"{PATIENT}/records/{patient.booking_id()}")
    patient.press("Отменить запись")
    patient.sees("Деньги не возвращаются")
    patient.sees(re.compile("деньги не будут возвращены"))
    patient.shot("late-cancel-preview")
    patient.press("Не отменять")


@pytest.mark.spine
def test_r089_a_declined_card_keeps_the_slot_and_another_card_works(patient: Patient, sandboxes: Sandboxes) -> None:
    """Not enough money on one card; the time is still held and the second card pays."""
    settled(patient, sandboxes, "Дятлова")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=4, days_ahead=1)
    patient.to_the_bank()
    booking = order_booking(patient)
    patient.fill_card("2200 0000 0000 1168")
    patient.shot("bank-declined")
    patient.page.goto(f"{PATIENT}/booking/{booking}/result")
    patient.sees(re.compile("Банк отклонил оплату: недостаточно средств"))
    patient.shot("declined")
    patient.press(re.compile("Попробовать другую карту|Вернуться к оплате"))
    patient.page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!")


def test_r089_a_closed_tab_changes_nothing(
    patient: Patient, sandboxes: Sandboxes, new_patient: Callable[..., Patient]
) -> None:
    """Paid, and the tab closed before the way back: the callback confirms the booking all the same."""
    settled(patient, sandboxes, "Ежова")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=6, days_ahead=1)
    patient.to_the_bank()
    booking = order_booking(patient)
    state = patient.page.context.storage_state()
    key = re.search(r"mdOrder=([0-9a-f-]+)", patient.page.url)
    assert key
    patient.page.close()
    sandboxes.bank("POST", f"orders/{key.group(1)}/pay", json={"card": "5555555555555599"})
    again = new_patient("patient-again")
    again.page.context.add_cookies(state["cookies"])  # type: ignore[arg-type]  # cookies read and set differ in type only

    def confirmed() -> bool:
        found = again.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
        return bool(found["status"] == "confirmed")

    until(confirmed, what="the confirmation without a return")
    again.page.goto(f"{PATIENT}/records")
    again.sees("Подключиться")
    again.shot("records")


def test_r089_a_lost_and_a_doubled_callback_end_alike(patient: Patient, sandboxes: Sandboxes) -> None:
    """The bank's call is lost for one order and comes twice for another: each is paid once."""
    settled(patient, sandboxes, "Зайцева")
    for slot, fault in ((8, "callback_drop"), (9, "callback_duplicate")):
        sandboxes.bank("POST", "faults", json={"kind": fault, "count": 1})
        patient.page.goto(PATIENT)
        patient.find(*DOCTOR)
        patient.choose("Онлайн", slot=slot, days_ahead=1)
        patient.to_the_bank()
        patient.fill_card("5555 5555 5555 5599")
        patient.sees("Вы успешно записались!")
        assert order(patient, patient.booking_id())["state"] == "paid"


def test_r084_r089_a_wrong_code_a_cancel_and_a_walk_away_keep_the_time(patient: Patient, sandboxes: Sandboxes) -> None:
    """Each of them ends on a page that says so, with the countdown and the way back; then the card pays."""
    settled(patient, sandboxes, "Иволгина")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=1, days_ahead=3)
    patient.to_the_bank()
    back_to_mila(patient)
    patient.sees("Оплата не завершена")
    expect(patient.page.get_by_role("timer").first).to_be_visible()
    patient.shot("walked-away")
    patient.press("Вернуться к оплате")
    patient.fill_card("4111 1111 1111 1111")
    patient.page.locator("#code").wait_for(timeout=LONG)
    patient.press("Отмена")
    back_to_mila(patient)
    patient.sees(re.compile("не подтверждена кодом"))
    patient.shot("code-cancelled")
    patient.press("Попробовать другую карту")
    patient.fill_card("2200 0000 0000 0053")
    for _ in range(3):
        patient.page.locator("#code").fill("00000000")
        patient.press("Подтвердить")
        patient.page.wait_for_load_state()
    back_to_mila(patient)
    patient.sees(re.compile("не подтверждена кодом"))
    patient.shot("wrong-code")
    patient.press("Попробовать другую карту")
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!")


def test_r089_when_the_attempts_are_used_up_the_nearest_times_are_offered(
    patient: Patient, sandboxes: Sandboxes
) -> None:
    """Three refusals close the order: no money is taken, the slot is free, another time is one press away."""
    settled(patient, sandboxes, "Куницына")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=3, days_ahead=3)
    patient.to_the_bank()
    for _ in range(3):
        patient.fill_card("2200 0000 0000 1069")
        patient.page.wait_for_load_state()
    patient.page.wait_for_url(re.compile("/result"), timeout=LONG)
    patient.sees(re.compile("Банк отклонил оплату"))
    patient.sees("Ближайшее время этого врача")
    patient.shot("attempts-used-up")
    lost = patient.booking_id()
    patient.page.get_by_role("button", name=re.compile(r"\d\d:\d\d$")).first.click(timeout=LONG)
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    assert patient.booking_id() != lost
    patient.shot("another-time-held")


def test_r074_r089_a_session_that_ran_out_frees_the_time(patient: Patient, sandboxes: Sandboxes) -> None:
    """The payer went away; the bank's session ends, Mila says so and offers other times."""
    settled(patient, sandboxes, "Лисицына")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=5, days_ahead=3)
    patient.to_the_bank()
    booking = order_booking(patient)
    sandboxes.bank("POST", "clock", json={"advance": 16 * 60})
    try:
        patient.page.goto(f"{PATIENT}/booking/{booking}/result")
        patient.sees("Время для оплаты вышло")
    finally:
        sandboxes.bank("POST", "clock", json={})
    patient.sees("Ближайшее время этого врача")
    patient.shot("timed-out")
    patient.page.goto(f"{PATIENT}/booking/{booking}")
    patient.sees("Время для оплаты вышло")
    patient.shot("hold-lost")


def late_payer(patient: Patient, sandboxes: Sandboxes, slot: int) -> tuple[str, dict[str, Any]]:
    """The bank shows an error but will take the money in a minute; meanwhile the time of the hold is over."""
    booking = slow_payment(patient, slot=slot)
    let_time_run_out(patient, sandboxes, booking)
    patient.page.goto(f"{PATIENT}/booking/{booking}/result")
    patient.sees("Время для оплаты вышло")
    return booking, read(patient, booking)


def test_r089_late_money_for_a_free_time_books_it_after_all(patient: Patient, sandboxes: Sandboxes) -> None:
    """The money comes after the hold: the time is still free, so the visit is booked, and the open page says so."""
    settled(patient, sandboxes, "Малинина")
    booking, _ = late_payer(patient, sandboxes, 7)
    with bank_later(sandboxes):
        patient.sees("Вы успешно записались!", timeout=60_000)
    patient.shot("late-but-booked")
    assert order(patient, booking)["state"] == "paid"


def test_r089_late_money_for_a_taken_time_goes_back(
    patient: Patient, sandboxes: Sandboxes, new_patient: Callable[..., Patient]
) -> None:
    """Somebody else has the time by now: everything is returned, and the page says so before it is asked."""
    settled(patient, sandboxes, "Норкина")
    booking, lost = late_payer(patient, sandboxes, 9)
    other = new_patient("other")
    settled(other, sandboxes, "Орлянская")
    body = {"offering_id": lost["offering_id"], "starts_at": lost["starts_at"]}
    taken = other.page.request.post(f"{PATIENT}/api/booking/bookings", data=body, headers={"Origin": PATIENT})
    assert taken.ok, taken.text()
    with bank_later(sandboxes):
        patient.sees("пока шла оплата, время заняли", timeout=60_000)
        patient.shot("late-and-taken")
        all_returned(patient, sandboxes, booking)
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees(re.compile("Вернули"))
    patient.shot("late-and-returned")


def test_r085_r089_a_bank_that_is_down_or_returns_oddly_ends_in_the_truth(
    patient: Patient, sandboxes: Sandboxes
) -> None:
    """Silent at «Оплатить», silent at the return, before its callback, and twice: said in words, and booked once."""
    settled(patient, sandboxes, "Песцова")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=11, days_ahead=3)
    sandboxes.bank("POST", "faults", json={"kind": "http", "endpoint": "register.do", "status": 503})
    try:
        expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
        patient.press("Оплатить")
        patient.sees(re.compile("Банк сейчас не отвечает"))
        patient.shot("bank-down")
    finally:
        sandboxes.bank("DELETE", "faults")
    patient.press("Оплатить")
    patient.page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)
    sandboxes.bank("POST", "faults", json={"kind": "http", "endpoint": "getOrderStatusExtended.do", "status": 503})
    sandboxes.bank("POST", "faults", json={"kind": "callback_delay", "count": 1, "seconds": 60})
    sandboxes.bank("POST", "faults", json={"kind": "page_redirect_twice", "count": 1})
    try:
        patient.fill_card("5555 5555 5555 5599")
        patient.sees("Проверяем оплату в банке")
        patient.shot("bank-silent-at-the-return")
    finally:
        sandboxes.bank("DELETE", "faults")
    patient.sees("Вы успешно записались!", timeout=60_000)
    patient.shot("booked-before-the-callback")
    booking = patient.booking_id()
    assert order(patient, booking)["state"] == "paid"
    upcoming = patient.page.request.get(f"{PATIENT}/api/booking/bookings?when=upcoming").json()["items"]
    assert [one["status"] for one in upcoming] == ["confirmed"]

"""Money: what comes back, what the page says when the bank says no, and that nobody pays for nothing."""

import re
from collections.abc import Callable

import pytest
from journeys.actors import LONG, Patient
from journeys.street import PATIENT, Street, until
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

DOCTOR = ("ермол", "Ермолаева Светлана Юрьевна")


def settled(patient: Patient, street: Street, last: str) -> str:
    """A new person inside, with notifications allowed; answers the e-mail."""
    person = street.new_person(last, "Вера", "Олеговна")
    patient.log_in(person)
    patient.settle_in()
    return person.email


def order(patient: Patient, booking_id: str) -> dict[str, object]:
    """The order as the payer's browser may read it."""
    found: dict[str, object] = patient.page.request.get(f"{PATIENT}/api/payment/orders/{booking_id}").json()
    return found


def test_r090_a_timely_cancel_brings_the_money_back(patient: Patient, street: Street) -> None:
    """Cancelled a day ahead: the preview says so, the bank refunds, the letter tells."""
    email = settled(patient, street, "Белкина")
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
    assert "₽" in street.letter(email, "Возврат")["text"]


def test_r091_a_late_cancel_says_that_nothing_comes_back(patient: Patient, street: Street) -> None:
    """The nearest slot is within two hours: the preview warns before anything happens."""
    settled(patient, street, "Галкина")
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
def test_r089_a_declined_card_keeps_the_slot_and_another_card_works(patient: Patient, street: Street) -> None:
    """Not enough money on one card; the time is still held and the second card pays."""
    settled(patient, street, "Дятлова")
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


def bank_order(patient: Patient) -> str:
    """The bank's own key of the order on the screen."""
    found = re.search(r"mdOrder=([0-9a-f-]+)", patient.page.url)
    assert found, patient.page.url
    return found.group(1)


def order_booking(patient: Patient) -> str:
    """The booking the bank's page is about: the newest of the patient's."""
    found = patient.page.request.get(f"{PATIENT}/api/booking/bookings?when=upcoming").json()
    return str(found["items"][0]["booking_id"])


def test_r089_a_closed_tab_changes_nothing(
    patient: Patient, street: Street, new_patient: Callable[..., Patient]
) -> None:
    """Paid, and the tab closed before the way back: the callback confirms the booking all the same."""
    settled(patient, street, "Ежова")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=6, days_ahead=1)
    patient.to_the_bank()
    booking = order_booking(patient)
    state = patient.page.context.storage_state()
    key = re.search(r"mdOrder=([0-9a-f-]+)", patient.page.url)
    assert key
    patient.page.close()
    street.bank("POST", f"orders/{key.group(1)}/pay", json={"card": "5555555555555599"})
    again = new_patient("patient-again")
    again.page.context.add_cookies(state["cookies"])  # type: ignore[arg-type]

    def confirmed() -> bool:
        found = again.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
        return found["status"] == "confirmed"

    until(confirmed, what="the confirmation without a return")
    again.page.goto(f"{PATIENT}/records")
    again.sees("Подключиться")
    again.shot("records")


def test_r089_a_lost_and_a_doubled_callback_end_alike(patient: Patient, street: Street) -> None:
    """The bank's call is lost for one order and comes twice for another: each is paid once."""
    settled(patient, street, "Зайцева")
    for slot, fault in ((8, "callback_drop"), (9, "callback_duplicate")):
        street.bank("POST", "faults", json={"kind": fault, "count": 1})
        patient.page.goto(PATIENT)
        patient.find(*DOCTOR)
        patient.choose("Онлайн", slot=slot, days_ahead=1)
        patient.to_the_bank()
        patient.fill_card("5555 5555 5555 5599")
        patient.sees("Вы успешно записались!")
        assert order(patient, patient.booking_id())["state"] == "paid"


def back_to_mila(patient: Patient) -> None:
    """Leaves the bank's page by its own link."""
    patient.press("Вернуться в Mila")
    patient.page.wait_for_url(re.compile("/result"), timeout=LONG)


def test_r084_r089_a_wrong_code_a_cancel_and_a_walk_away_keep_the_time(patient: Patient, street: Street) -> None:
    """Each of them ends on a page that says so, with the countdown and the way back; then the card pays."""
    settled(patient, street, "Иволгина")
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


def test_r089_when_the_attempts_are_used_up_the_nearest_times_are_offered(patient: Patient, street: Street) -> None:
    """Three refusals close the order: no money is taken, the slot is free, another time is one press away."""
    settled(patient, street, "Куницына")
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


def test_r074_r089_a_session_that_ran_out_frees_the_time(patient: Patient, street: Street) -> None:
    """The payer went away; the bank's session ends, Mila says so and offers other times."""
    settled(patient, street, "Лисицына")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=5, days_ahead=3)
    patient.to_the_bank()
    booking = order_booking(patient)
    street.bank("POST", "clock", json={"advance": 16 * 60})
    try:
        patient.page.goto(f"{PATIENT}/booking/{booking}/result")
        patient.sees("Время для оплаты вышло")
    finally:
        street.bank("POST", "clock", json={})
    patient.sees("Ближайшее время этого врача")
    patient.shot("timed-out")
    patient.page.goto(f"{PATIENT}/booking/{booking}")
    patient.sees("Время для оплаты вышло")
    patient.shot("hold-lost")


def late_payer(patient: Patient, slot: int) -> tuple[str, dict[str, object]]:
    """The bank shows an error but will take the money in a minute; meanwhile the payer lets the time go."""
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=slot, days_ahead=3)
    patient.to_the_bank()
    patient.fill_card("2200 0000 0151 0191")
    patient.page.wait_for_load_state()
    back_to_mila(patient)
    patient.sees(re.compile("банк не отвечает"))
    booking = patient.booking_id()
    patient.press("Отказаться от записи")
    patient.page.get_by_role("dialog").get_by_role("button", name="Отказаться").click()
    patient.sees("Запись не состоялась")
    found: dict[str, object] = patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
    return booking, found


def test_r089_late_money_for_a_free_time_books_it_after_all(patient: Patient, street: Street) -> None:
    """The money comes after the hold: the time is still free, so the visit is booked, and the open page says so."""
    settled(patient, street, "Малинина")
    booking, _ = late_payer(patient, 7)
    street.bank("POST", "clock", json={"advance": 70})
    try:
        patient.sees("Вы успешно записались!", timeout=60_000)
    finally:
        street.bank("POST", "clock", json={})
    patient.shot("late-but-booked")
    assert order(patient, booking)["state"] == "paid"


def test_r089_late_money_for_a_taken_time_goes_back(
    patient: Patient, street: Street, new_patient: Callable[..., Patient]
) -> None:
    """Somebody else has the time by now: everything is returned, and the page says so before it is asked."""
    settled(patient, street, "Норкина")
    booking, lost = late_payer(patient, 9)
    other = new_patient("other")
    settled(other, street, "Орлянская")
    body = {"offering_id": lost["offering_id"], "starts_at": lost["starts_at"]}
    taken = other.page.request.post(f"{PATIENT}/api/booking/bookings", data=body, headers={"Origin": PATIENT})
    assert taken.ok, taken.text()
    street.bank("POST", "clock", json={"advance": 70})
    try:
        patient.sees("Это время уже занято", timeout=60_000)
        patient.shot("late-and-taken")
        until(lambda: order(patient, booking)["state"] == "refunded", seconds=60, what="the refund")
    finally:
        street.bank("POST", "clock", json={})
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees(re.compile("Вернули"))
    patient.shot("late-and-returned")


def test_r085_r089_a_bank_that_is_down_or_returns_oddly_ends_in_the_truth(patient: Patient, street: Street) -> None:
    """Silent at «Оплатить», silent at the return, before its callback, and twice: said in words, and booked once."""
    settled(patient, street, "Песцова")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=11, days_ahead=3)
    street.bank("POST", "faults", json={"kind": "http", "endpoint": "register.do", "status": 503})
    try:
        expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
        patient.press("Оплатить")
        patient.sees(re.compile("Банк сейчас не отвечает"))
        patient.shot("bank-down")
    finally:
        street.bank("DELETE", "faults")
    patient.press("Оплатить")
    patient.page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)
    street.bank("POST", "faults", json={"kind": "http", "endpoint": "getOrderStatusExtended.do", "status": 503})
    street.bank("POST", "faults", json={"kind": "callback_delay", "count": 1, "seconds": 60})
    street.bank("POST", "faults", json={"kind": "page_redirect_twice", "count": 1})
    try:
        patient.fill_card("5555 5555 5555 5599")
        patient.sees("Проверяем оплату в банке")
        patient.shot("bank-silent-at-the-return")
    finally:
        street.bank("DELETE", "faults")
    patient.sees("Вы успешно записались!", timeout=60_000)
    patient.shot("booked-before-the-callback")
    booking = patient.booking_id()
    assert order(patient, booking)["state"] == "paid"
    upcoming = patient.page.request.get(f"{PATIENT}/api/booking/bookings?when=upcoming").json()["items"]
    assert [one["status"] for one in upcoming] == ["confirmed"]

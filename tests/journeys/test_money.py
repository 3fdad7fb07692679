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
    patient.sees(re.compile("Вернём"))
    patient.shot("cancel-preview")
    patient.page.get_by_role("dialog").get_by_role("button", name="Отменить запись").click()
    patient.sees("Вы отменили эту запись")
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
    patient.sees(re.compile("деньги не будут возвращены"))
    patient.shot("late-cancel-preview")
    patient.press("Не отменять")


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
    patient.sees(re.compile("недостаточно средств"))
    patient.shot("declined")
    patient.press(re.compile("Попробовать другую карту|Вернуться к оплате"))
    patient.page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!")


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

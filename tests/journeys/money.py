"""What stories of money do again and again: a payer, an order, a hold whose time runs out, a bank that is late."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from journeys.actors import LONG, Patient
from journeys.sandboxes import PATIENT, Sandboxes, until

DOCTOR = ("ермол", "Ермолаева Светлана Юрьевна")
# The bank says that it does not answer, and takes the money a minute later.
SLOW_CARD = "2200 0000 0151 0191"


def settled(patient: Patient, sandboxes: Sandboxes, last: str) -> str:
    """A new person inside, with notifications allowed; answers the e-mail."""
    person = sandboxes.new_person(last, "Вера", "Олеговна")
    patient.log_in(person)
    patient.settle_in()
    return person.email


def read(patient: Patient, booking: str) -> dict[str, Any]:
    """The booking as its patient may read it."""
    found: dict[str, Any] = patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
    return found


def order(patient: Patient, booking: str) -> dict[str, Any]:
    """The order as its payer may read it."""
    found: dict[str, Any] = patient.page.request.get(f"{PATIENT}/api/payment/orders/{booking}").json()
    return found


def order_booking(patient: Patient) -> str:
    """The booking the bank's page is about: the newest of the patient's."""
    found = patient.page.request.get(f"{PATIENT}/api/booking/bookings?when=upcoming").json()
    return str(found["items"][0]["booking_id"])


def back_to_mila(patient: Patient) -> None:
    """Leaves the bank's page by its own link."""
    patient.press("Вернуться в Mila")
    patient.page.wait_for_url(re.compile("/result"), timeout=LONG)


def paid_visit(patient: Patient, *, slot: int, days_ahead: int = 2) -> str:
    """An online visit, booked and paid."""
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=slot, days_ahead=days_ahead)
    patient.pay()
    patient.sees("Вы успешно записались!")
    return patient.booking_id()


def slow_payment(patient: Patient, *, slot: int, days_ahead: int = 3) -> str:
    """The bank shows an error, but the money will be taken when a minute of its clock has passed."""
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=slot, days_ahead=days_ahead)
    return pay_slowly(patient)


def pay_slowly(patient: Patient) -> str:
    """From «Завершить запись» to the page that says what the bank said."""
    patient.to_the_bank()
    patient.fill_card(SLOW_CARD)
    patient.page.wait_for_load_state()
    back_to_mila(patient)
    patient.sees(re.compile("банк не отвечает"))
    return patient.booking_id()


def let_go(patient: Patient) -> None:
    """«Отказаться от записи», and yes."""
    patient.press("Отказаться от записи")
    patient.page.get_by_role("dialog").get_by_role("button", name="Отказаться").click()
    patient.sees("Запись не состоялась")


@contextmanager
def bank_later(sandboxes: Sandboxes, *, seconds: int = 70) -> Iterator[None]:
    """Inside the block the bank's clock is so much ahead: what it does late, it has done."""
    sandboxes.bank("POST", "clock", json={"advance": seconds})
    try:
        yield
    finally:
        sandboxes.bank("POST", "clock", json={})


def let_time_run_out(patient: Patient, sandboxes: Sandboxes, booking: str) -> None:
    """The hold expires; the page is elsewhere meanwhile."""
    ends = datetime.fromisoformat(read(patient, booking)["hold_expires_at"])
    patient.page.goto("about:blank")
    with sandboxes.stopped(ends + timedelta(seconds=1), "booking"):
        until(lambda: sandboxes.status(booking) == "expired", what="the end of the hold")


def all_returned(patient: Patient, sandboxes: Sandboxes, booking: str, *, seconds: float = 60) -> None:
    """Everything that was paid is back: by our books and by the bank's."""
    until(lambda: order(patient, booking)["state"] == "refunded", seconds=seconds, what="the refund")
    found = order(patient, booking)
    assert (found["refunded_kopecks"], found["owed_kopecks"]) == (found["amount_kopecks"], 0)
    assert bank_money(sandboxes, booking) == (0, found["amount_kopecks"])


def bank_money(sandboxes: Sandboxes, booking: str) -> tuple[int, int]:
    """What the bank still has of the order, and what it has returned."""
    status = sandboxes.bank("GET", f"orders/{sandboxes.bank_order(booking)}")["status"]["paymentAmountInfo"]
    return status["depositedAmount"], status["refundedAmount"]

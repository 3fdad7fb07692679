"""The last moment at which everything comes back, to the second, by the server's clock."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from journeys.actors import LONG, Patient
from journeys.sandboxes import PATIENT, Sandboxes, until

pytestmark = pytest.mark.journey

# Receives at any hour, a quarter of an hour each: the next time to come after two hours is never far.
DOCTOR = ("федоров", "Фёдорова Наталья Павловна")
ZONE = ZoneInfo("Europe/Moscow")
WINDOW = timedelta(hours=2)


def paid_visit(patient: Patient, sandboxes: Sandboxes) -> tuple[str, datetime]:
    """A paid visit a little more than two hours ahead: its id and start."""
    person = sandboxes.new_person("Минутина", "Вера", "Олеговна")
    patient.log_in(person)
    patient.settle_in()
    patient.find(*DOCTOR)
    starts = next_start(patient)
    patient.choose_type_and_service("Онлайн")
    days = patient.page.get_by_role("group", name="Дата").get_by_role("button")
    days.first.wait_for(timeout=LONG)
    days.nth((starts.astimezone(ZONE).date() - datetime.now(ZONE).date()).days).click()
    patient.page.get_by_role("button", name=re.compile(f"^{starts.astimezone(ZONE):%H:%M}")).click(timeout=LONG)
    patient.pay()
    patient.sees("Вы успешно записались!")
    return patient.booking_id(), starts


def next_start(patient: Patient) -> datetime:
    """The first free time with which one can still wait for the boundary."""
    slug = patient.page.url.rsplit("/", 1)[1]
    doctor = ask(patient, f"catalog/doctors/{slug}")
    offering = next(one["offering_id"] for one in doctor["offerings"] if one["visit_type"] == "online")
    params = f"offering_id={offering}&from={datetime.now(ZONE).date()}&days=2"
    days = ask(patient, f"booking/doctors/{doctor['doctor_id']}/slots?{params}")["days"]
    starts = [datetime.fromisoformat(slot["starts_at"]) for day in days for slot in day["slots"]]
    return min(start for start in starts if start > datetime.now(UTC) + WINDOW + timedelta(minutes=2))


def ask(patient: Patient, path: str) -> dict[str, Any]:
    """An answer as the patient's browser gets it; empty while there is none."""
    answer = patient.page.request.get(f"{PATIENT}/api/{path}")
    found: dict[str, Any] = answer.json() if answer.ok else {}
    return found


@contextmanager
def cancelled(
    patient: Patient, sandboxes: Sandboxes, booking: str, *, at: datetime, preview: str, picture: str
) -> Iterator[None]:
    """Cancels when it is this moment, after reading what comes back; inside the block it still is this moment."""
    # What the gateway exchanged for the cookie before is of another time; nobody looks while it is exchanged again.
    patient.page.goto("about:blank")
    with sandboxes.stopped(at):
        until(lambda: ask(patient, f"booking/bookings/{booking}"), what="the fleet at that moment")
        patient.page.goto(f"{PATIENT}/records/{booking}")
        patient.press("Отменить запись")
        patient.sees(re.compile(preview))
        patient.shot(picture)
        patient.page.get_by_role("dialog").get_by_role("button", name="Отменить запись").click()
        patient.sees("Вы отменили запись")
        yield
        patient.page.goto("about:blank")
    until(lambda: ask(patient, f"booking/bookings/{booking}"), what="the fleet back in its own time")


@pytest.mark.spine
def test_r090_r092_two_hours_before_to_the_second_everything_comes_back(patient: Patient, sandboxes: Sandboxes) -> None:
    """2:00:00 before the start: the preview promises all of it, and the bank returns it."""
    booking, starts = paid_visit(patient, sandboxes)
    with cancelled(
        patient, sandboxes, booking, at=starts - WINDOW, preview="Вернём|[Вв]ернётся 100", picture="in-time"
    ):
        until(lambda: ask(patient, f"payment/orders/{booking}").get("state") == "refunded", what="the refund")
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees(re.compile("Вернули"))
    patient.shot("refunded")


def test_r091_r092_a_second_later_nothing_comes_back(patient: Patient, sandboxes: Sandboxes) -> None:
    """1:59:59 before the start: the preview says so, and the money stays."""
    booking, starts = paid_visit(patient, sandboxes)
    late = starts - WINDOW + timedelta(seconds=1)
    with cancelled(patient, sandboxes, booking, at=late, preview="деньги не (будут )?возвращ", picture="late"):
        assert ask(patient, f"booking/bookings/{booking}")["refund_kopecks"] == 0
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees(re.compile("Возврата нет"))
    patient.shot("nothing-returned")
    assert ask(patient, f"payment/orders/{booking}")["state"] == "paid"

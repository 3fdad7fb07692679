"""Visits one of the two did not come to: what becomes of the money, and what each side reads."""

import re

import pytest
from journeys.actors import LONG, Doctor, Patient
from journeys.money import all_returned, bank_money, order, read, settled
from journeys.sandboxes import DOCTOR, PATIENT, Sandboxes, until
from journeys.test_whole_visit import DOCTOR_LOGIN, book_and_pay, enter_room
from playwright.sync_api import expect

pytestmark = pytest.mark.journey


@pytest.mark.spine
def test_a_doctor_who_does_not_come_costs_the_patient_nothing(patient: Patient, sandboxes: Sandboxes) -> None:
    """The patient waits alone until the time is over: cancelled automatically, everything back, and said so."""
    email = settled(patient, sandboxes, "Ястребова")
    booking = book_and_pay(patient, slot=6, days_ahead=2)
    enter_room(patient)
    sandboxes.set_visit(booking, began="1 hour", ends="-20 minutes")
    until(lambda: sandboxes.status(booking) == "cancelled", what="the end of the visit")
    assert read(patient, booking)["cancel_reason"] == "doctor_no_show"
    all_returned(patient, sandboxes, booking)
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees("Врач не пришёл на приём, вернём 100 %")
    patient.sees(re.compile("Вернули"))
    patient.shot("doctor-did-not-come")
    assert "врач не пришёл на приём" in sandboxes.letter(email, "Врач не пришёл")["text"]


@pytest.mark.spine
def test_a_patient_who_does_not_come_reads_that_the_money_is_kept(
    patient: Patient, doctor: Doctor, sandboxes: Sandboxes
) -> None:
    """The doctor waits ten minutes and ends the visit: by the rule shown at purchase nothing comes back."""
    email = settled(patient, sandboxes, "Щеглова")
    booking = book_and_pay(patient, slot=7, days_ahead=2)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    seat = f"booking_id = '{booking}' AND role = 'doctor' AND socket_id IS NOT NULL"
    until(
        lambda: sandboxes.ask("telemed", f"SELECT count(*) FROM seats WHERE {seat}") == "1", what="the doctor's coming"
    )
    sandboxes.set_visit(booking, began="11 minutes", ends="19 minutes")
    stay = "entered_at = now() - interval '11 minutes', present_since = now() - interval '11 minutes'"
    sandboxes.ask("telemed", f"UPDATE seats SET {stay} WHERE {seat}")
    doctor.page.reload()
    doctor.page.get_by_test_id("room-end-visit").click(timeout=LONG)
    doctor.sees("Пациент не пришёл? Приём будет записан как неявка, комната закроется.")
    doctor.shot("no-show-asked")
    doctor.page.get_by_test_id("room-end-visit-confirm").click()
    expect(doctor.page.get_by_test_id("room-end")).to_be_visible(timeout=LONG)
    until(lambda: sandboxes.status(booking) == "completed", what="the end of the visit")
    assert read(patient, booking)["outcome"] == "patient_no_show"
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees("Вы не пришли на приём")
    patient.sees("Врач ждал вас. По правилам записи предоплата не возвращается.")
    patient.shot("patient-did-not-come")
    found = order(patient, booking)
    assert (found["state"], found["refunded_kopecks"]) == ("paid", 0)
    assert bank_money(sandboxes, booking) == (found["amount_kopecks"], 0)
    assert "предоплата за такой приём не возвращается" in sandboxes.letter(email, "не пришли")["text"]
    doctor.page.goto(DOCTOR)
    expect(doctor.page.get_by_role("heading", name="Мой день")).to_be_visible(timeout=LONG)

"""The record of a visit: held, paid from «Записи», prepared, moved in place, cancelled; and its receipts."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from journeys.actors import LONG, Doctor, Patient
from journeys.sandboxes import PATIENT, Sandboxes, until
from playwright.sync_api import FilePayload, expect

pytestmark = pytest.mark.journey

DOCTOR_LOGIN = "doctor2@esia.example"
DOCTOR = ("корнил", "Корнилов Андрей Викторович")
QUESTION = "Можно ли бегать по утрам?"


def settled(patient: Patient, sandboxes: Sandboxes, last: str) -> str:
    """A new person inside, with notifications allowed; answers the e-mail."""
    person = sandboxes.new_person(last, "Нина", "Петровна")
    patient.log_in(person)
    patient.settle_in()
    return person.email


def booked(patient: Patient, *, slot: int, days_ahead: int = 4) -> str:
    """A paid visit, its record open."""
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=slot, days_ahead=days_ahead)
    patient.to_the_bank()
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!")
    booking = patient.booking_id()
    patient.press("Подготовиться к приему")
    patient.page.wait_for_url(f"{PATIENT}/records/{booking}", timeout=LONG)
    patient.sees("Подготовка к приёму")
    return booking


def status(patient: Patient, booking: str) -> str:
    """The booking as the server has it."""
    return str(patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()["status"])


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_a_held_time_survives_back_and_forward_and_is_paid_from_records(
    new_patient: Callable[..., Patient], sandboxes: Sandboxes, phone: bool
) -> None:
    """R070–R074, R080–R088, R100, R101, R103: everything to check, the hold kept, then «Записи», then paid."""
    patient = new_patient("phone" if phone else "wide", phone=phone)
    settled(patient, sandboxes, "Рысина")
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=2 if phone else 1, days_ahead=4)
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    booking = patient.booking_id()
    for words in (DOCTOR[1], "Услуга", "Тип приема", "Дата и время", "(МСК)", "Длительность", "Клиника", "К оплате"):
        patient.sees(re.compile(re.escape(words)))
    patient.sees(re.compile("не позже, чем за 2 часа до начала приема: до "))
    expect(patient.page.get_by_role("timer").first).to_be_visible()
    patient.shot("checkout")
    patient.page.go_back()
    expect(patient.page).not_to_have_url(re.compile("/booking/"))
    patient.page.go_forward()
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    assert (patient.booking_id(), status(patient, booking)) == (booking, "held")
    patient.page.goto(PATIENT)
    patient.sees("Важное")
    patient.sees(re.compile("Ждёт оплаты, держим ещё"))
    patient.shot("important-held")
    patient.page.goto(f"{PATIENT}/records")
    patient.sees(re.compile("Ждёт оплаты, держим ещё"))
    patient.shot("records-held")
    patient.press("Завершить запись")
    patient.to_the_bank()
    patient.page.go_back()
    expect(patient.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
    patient.press("Оплатить")
    patient.page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)
    patient.fill_card("5555 5555 5555 5599")
    patient.sees("Вы успешно записались!")
    expect(patient.link("Подключиться")).to_be_visible()
    patient.shot("success")
    patient.page.goto(PATIENT)
    patient.sees("Важное")
    patient.sees(re.compile("До начала"))
    patient.shot("important")
    patient.page.goto(f"{PATIENT}/records")
    patient.sees("Подготовиться")
    patient.shot("records")
    patient.page.get_by_text("Прошедшие", exact=True).click()
    patient.page.wait_for_url(re.compile("when=past"), timeout=LONG)
    patient.shot("records-past")
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.sees("Как поделиться документами с врачом")
    until(lambda: patient.page.get_by_text(re.compile("Готов, №")).count(), seconds=60, what="the receipt")
    patient.page.screenshot(path=patient.shots / f"{patient.name}-record-whole.png", full_page=True)


def fetched(doctor: Doctor, href: str | None) -> list[Any]:
    """The status of an answer to the doctor's own page, and how it begins."""
    script = "async (href) => { const got = await fetch(href); return [got.status, (await got.text()).slice(0, 5)] }"
    answer: list[Any] = doctor.page.evaluate(script, href)
    return answer


def test_r106_questions_and_documents_reach_the_doctor(patient: Patient, doctor: Doctor, sandboxes: Sandboxes) -> None:
    """R087, R104–R107: typed text saves itself, a document is brought, its doctor reads it, the patient sees that."""
    settled(patient, sandboxes, "Соболева")
    file: FilePayload = {"name": "ecg.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF"}
    added = patient.page.request.post(
        f"{PATIENT}/api/medcard/documents", multipart={"title": "ЭКГ осенью", "file": file}, headers={"Origin": PATIENT}
    )
    assert added.ok, added.text()
    booking = booked(patient, slot=3)
    patient.page.get_by_label("О чём хотите спросить врача").fill(QUESTION)
    patient.sees("Сохранено, врач это увидит")
    patient.press("Выбрать из медкарты")
    patient.page.get_by_role("checkbox", name="ЭКГ осенью").check()
    patient.shot("choice")
    patient.press("Готово")
    patient.sees(re.compile("ЭКГ осенью"))
    patient.sees("Сохранено, врач это увидит")
    patient.page.reload()
    expect(patient.page.get_by_label("О чём хотите спросить врача")).to_have_value(QUESTION, timeout=LONG)
    patient.page.screenshot(path=patient.shots / "patient-prepared.png", full_page=True)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    doctor.sees("Подготовка пациента")
    doctor.sees(QUESTION)
    doctor.shot("brought")
    href = doctor.link("ЭКГ осенью").get_attribute("href")
    assert fetched(doctor, href) == [200, "%PDF-"]
    patient.page.goto(f"{PATIENT}/medcards/{added.json()['document_id']}")
    patient.sees(re.compile("Корнилов"))
    patient.shot("reading-seen")
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.press(re.compile("Не показывать: ЭКГ осенью"))
    until(
        lambda: fetched(doctor, href)[0] == 404,
        what="its taking back",
    )


def test_r090_r108_a_visit_is_moved_in_place_then_cancelled(patient: Patient, sandboxes: Sandboxes) -> None:
    """R090, R093, R105, R108, R109: moved for free, shown by letter and list; cancelled, with a receipt."""
    email = settled(patient, sandboxes, "Хорькова")
    booking = booked(patient, slot=5)
    before = patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()["starts_at"]
    patient.press("Перенести запись")
    days = patient.page.get_by_role("group", name="Дата").get_by_role("button")
    days.first.wait_for(timeout=LONG)
    days.nth(5).click()
    free = patient.page.get_by_role("button", name=re.compile(r"^\d\d:\d\d$"))
    free.first.wait_for(timeout=LONG)
    free.last.click()
    patient.sees("Перенести")
    patient.shot("move-chosen")
    patient.press("Выбрать другое")
    free.nth(1).click()
    patient.press(re.compile("^Перенести$"))
    patient.sees(re.compile("Запись перенесена"))
    patient.shot("moved")
    moved = patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
    assert moved["starts_at"] != before
    assert patient.page.request.get(f"{PATIENT}/api/payment/orders/{booking}").json()["state"] == "paid"
    sandboxes.letter(email, "перенес")
    time = patient.page.get_by_text(re.compile("Запись перенесена: ")).inner_text().split(": ", 1)[1].split("\n")[0]
    patient.page.goto(f"{PATIENT}/records")
    patient.sees(time)
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.press("Отменить запись")
    patient.sees(re.compile(r"Вернётся 100 %: [\d\s]+₽"))
    patient.page.get_by_role("dialog").get_by_role("button", name="Отменить запись").click()
    patient.sees("Вы отменили запись")
    patient.sees(re.compile("Вернули"), timeout=60_000)
    patient.sees("Чек возврата", timeout=60_000)
    expect(patient.link("Подключиться")).to_have_count(0)
    until(lambda: patient.page.get_by_text(re.compile("Готов, №")).count() == 2, seconds=60, what="both receipts")
    patient.page.screenshot(path=patient.shots / "patient-cancelled.png", full_page=True)

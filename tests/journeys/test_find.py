"""Finding a doctor and a time, and waiting for a time when there is none."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from journeys.actors import LONG, Patient, window
from journeys.conftest import DESKTOP
from journeys.sandboxes import PATIENT, Person, Sandboxes
from playwright.sync_api import Browser, expect

KORNILOV = "Корнилов Андрей Викторович"
MSK = ZoneInfo("Europe/Moscow")
pytestmark = pytest.mark.journey

NewPatient = Callable[..., Patient]


def newcomer(sandboxes: Sandboxes, patient: Patient, first: str = "Анна") -> Person:
    """Somebody who has just come in and answered the consents."""
    person = sandboxes.new_person("Поискова", first, "Павловна")
    patient.log_in(person)
    patient.settle_in()
    return person


def field(patient: Patient) -> Any:
    return patient.page.get_by_role("combobox", name="Врач, специальность или клиника")


def ask(patient: Patient, typed: str) -> None:
    """Types the words and waits for the answer to just them."""
    with patient.page.expect_response(lambda answer: answer.url.endswith(f"suggestions?q={quote(typed)}")):
        field(patient).fill(typed)


def articles(patient: Patient) -> Any:
    return patient.page.get_by_role("article")


def test_suggestions_forgive_spelling_and_obey_the_keyboard(sandboxes: Sandboxes, patient: Patient) -> None:
    """R051, R052, R053, R054, R055, R056: four spellings of one word, arrows, Enter, Esc; the past is remembered."""
    newcomer(sandboxes, patient)
    page = patient.page
    for typed in ("кардиолог", "rfhlbjkju", "kardiolog", "кардеолог"):
        ask(patient, typed)
        expect(page.get_by_role("option").filter(has_text="Кардиолог").first).to_be_visible(timeout=LONG)
        expect(page.get_by_role("status").filter(has_text=re.compile("Найден"))).to_be_attached(timeout=LONG)
    ask(patient, "rfhlbj")
    expect(page.get_by_role("option").locator("mark").get_by_text("Кардио", exact=True).first).to_be_visible(
        timeout=LONG
    )
    patient.shot("suggestions")
    field(patient).press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    ask(patient, "корнилов")
    expect(page.get_by_role("option").filter(has_text=KORNILOV)).to_be_visible(timeout=LONG)
    field(patient).press("ArrowDown")
    field(patient).press("Enter")
    expect(page.get_by_role("heading", name=KORNILOV)).to_be_visible(timeout=LONG)
    assert page.url.split("?")[0].endswith("/doctors/kornilov-andrei-viktorovich")
    page.goto(PATIENT)
    ask(patient, "фёдорова")
    expect(page.get_by_role("option").filter(has_text="Фёдорова").first).to_be_visible(timeout=LONG)
    field(patient).fill("сретенский")
    page.get_by_role("option").filter(has_text="Сретенский сад").first.click(timeout=LONG)
    expect(page.get_by_role("heading", name="Клиника «Сретенский сад»")).to_be_visible(timeout=LONG)
    page.goto(PATIENT)
    field(patient).click()
    expect(page.get_by_role("option", name=KORNILOV)).to_be_visible(timeout=LONG)
    patient.shot("recent")
    page.get_by_role("option", name="Очистить историю поиска").click()
    field(patient).fill("кардио")
    page.get_by_role("option").filter(has_text=re.compile("^Кардиолог")).first.click(timeout=LONG)
    page.wait_for_url(re.compile(r"/search\?speciality=kardiolog"), timeout=LONG)


def test_results_are_filtered_sorted_and_lead_to_the_nearest_time(
    sandboxes: Sandboxes, patient: Patient, new_patient: NewPatient
) -> None:
    """R057, R066: everything is in the address; a chip drops one filter; the nearest time opens its day."""
    person = newcomer(sandboxes, patient)
    page = patient.page
    page.goto(f"{PATIENT}/search")
    patient.sees(re.compile("Найден"))
    expect(articles(patient)).to_have_count(10, timeout=LONG)
    first = articles(patient).first.get_by_role("link", name=re.compile("Ближайшее время"))
    expect(first).to_be_visible(timeout=LONG)
    patient.shot("results")
    page.get_by_label("Специальность", exact=True).select_option(label="Кардиолог")
    page.get_by_label("Порядок").select_option("price")
    page.get_by_text("Онлайн", exact=True).first.click()
    page.wait_for_url(re.compile("sort=price.*type=online|type=online.*sort=price"), timeout=LONG)
    expect(articles(patient)).to_have_count(3, timeout=LONG)
    prices = [
        int(re.sub(r"\D", "", re.search(r"от ([\d\s\u00a0\u202f]+)", text)[1]))  # type: ignore[index]  # the text was checked before
        for text in articles(patient).all_inner_texts()
    ]
    assert prices == sorted(prices)
    page.get_by_label("Цена").select_option("3500")
    expect(articles(patient)).not_to_have_count(3, timeout=LONG)
    patient.shot("filtered")
    page.get_by_role("button", name=re.compile("Убрать фильтр: до")).click()
    expect(articles(patient)).to_have_count(3, timeout=LONG)
    address = page.url
    nearest = articles(patient).first.get_by_role("link", name=re.compile("Ближайшее время"))
    hour = re.findall(r"\d\d:\d\d", nearest.inner_text())[-1]
    nearest.click()
    page.wait_for_url(re.compile(r"offering=.*day="), timeout=LONG)
    expect(page.get_by_role("button", name=hour, exact=True).first).to_be_visible(timeout=LONG)
    page.go_back()
    expect(articles(patient)).to_have_count(3, timeout=LONG)
    phone = new_patient("phone", phone=True)
    phone.log_in(person)
    phone.page.wait_for_url(re.compile(rf"{PATIENT}/"), timeout=LONG)
    phone.sees("Найдите врача")
    phone.shot("home")
    phone.page.goto(address)
    phone.press("Фильтры (2)")
    phone.page.get_by_role("dialog", name="Фильтры").get_by_label("Свободное время").select_option("today")
    phone.shot("sheet")
    phone.press("Показать")
    phone.page.wait_for_url(re.compile("soon=today"), timeout=LONG)
    expect(phone.page.get_by_role("dialog")).to_have_count(0, timeout=LONG)
    expect(phone.button("Убрать фильтр: Сегодня")).to_be_visible(timeout=LONG)
    phone.shot("results")


def test_a_clinic_has_a_page_of_its_own(sandboxes: Sandboxes, patient: Patient, new_patient: NewPatient) -> None:
    """R055, R056, R057: address, telephone, the hour there, its specialities and its doctors."""
    person = newcomer(sandboxes, patient)
    page = patient.page
    field(patient).fill("bctnm")
    page.get_by_role("option").filter(has_text="Исеть").first.click(timeout=LONG)
    expect(page.get_by_role("heading", name="Медицинский центр «Исеть»")).to_be_visible(timeout=LONG)
    patient.sees("Екатеринбург, улица Горького, 40")
    expect(page.get_by_role("link", name="+7 343 000-03-03")).to_have_attribute("href", "tel:+73430000303")
    patient.sees(re.compile(r"\d\d:\d\d \(МСК\+2\)"))
    expect(articles(patient).first).to_be_visible(timeout=LONG)
    patient.shot("clinic")
    page.get_by_label("Специальность", exact=True).select_option(label="Кардиолог")
    expect(articles(patient)).to_have_count(1, timeout=LONG)
    expect(articles(patient)).to_contain_text("Калинин Павел Романович")
    phone = new_patient("phone", phone=True)
    phone.log_in(person)
    phone.sees("Найдите врача")
    phone.page.goto(page.url)
    phone.sees("Калинин Павел Романович")
    phone.shot("clinic")


def test_a_direct_link_to_a_doctor_survives_the_login(sandboxes: Sandboxes, patient: Patient) -> None:
    """R050: a stranger with a link logs in, answers the consents and is at the doctor's."""
    page = patient.page
    page.goto(f"{PATIENT}/doctors/kornilov-andrei-viktorovich")
    patient.press("Войти через Госуслуги")
    patient.at_gosuslugi(sandboxes.new_person("Ссылкина", "Вера", "Ильинична"))
    page.wait_for_url(re.compile("/welcome"), timeout=LONG)
    patient.press("Подписать согласие")
    patient.press("Разрешить уведомления")
    patient.sees("Согласие подписано")
    patient.press("Ок, давайте начнем")
    expect(page.get_by_role("heading", name=KORNILOV)).to_be_visible(timeout=LONG)
    for words in ("Кардиолог", "к. м. н.", "Образование", "Ординатура", "Клиника «Сретенский сад»"):
        patient.sees(re.compile(words))
    patient.sees("Онлайн-консультации проходят по предварительной записи к врачу.")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    patient.press("Поделиться ссылкой")
    patient.sees("Ссылка скопирована")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{PATIENT}/doctors/kornilov-andrei-viktorovich"


def test_services_unfold_and_the_calendar_opens_free_days_only(
    sandboxes: Sandboxes, patient: Patient, new_patient: NewPatient
) -> None:
    """R060, R061, R062, R063, R064, R065, R066, R067: type, service, calendar, slot, «Завершить запись»."""
    person = newcomer(sandboxes, patient)
    page = patient.page
    page.goto(f"{PATIENT}/doctors/kornilov-andrei-viktorovich?type=clinic")
    page.get_by_role("button", name="Открыть календарь").click(timeout=LONG)
    patient.shot("calendar")
    days = page.get_by_role("table").get_by_role("button")
    sunday = next(
        day for day in (datetime.now(MSK) + timedelta(days=ahead) for ahead in range(1, 9)) if day.weekday() == 6
    )
    closed = page.locator(f"button[aria-label^='{sunday.day} ']").first
    expect(closed).to_be_disabled()
    expect(days.and_(page.locator("[aria-label]:not([disabled])")).first).to_be_enabled()
    page.get_by_role("button", name="Закрыть календарь").click()
    page.goto(f"{PATIENT}/doctors/kornilov-andrei-viktorovich?type=clinic&day={sunday:%Y-%m-%d}")
    patient.sees(re.compile("свободного времени нет. Показываем ближайший день"))
    patient.shot("empty-day")
    phone = new_patient("phone", phone=True)
    phone.log_in(person)
    phone.sees("Найдите врача")
    phone.page.goto(f"{PATIENT}/doctors/kornilov-andrei-viktorovich?type=online")
    services = phone.page.get_by_role("group", name="Услуга")
    expect(services.get_by_role("button").first).to_be_visible(timeout=LONG)
    phone.shot("services")
    services.get_by_role("button").first.click()
    phone.page.get_by_role("group", name="Дата").get_by_role("button").nth(1).click(timeout=LONG)
    slot = phone.page.get_by_role("button", name=re.compile(r"^\d\d:\d\d"))
    expect(slot.first).to_be_visible(timeout=LONG)
    phone.shot("slots")
    slot.first.click()
    expect(phone.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)


def test_elsewhere_both_zones_are_named(sandboxes: Sandboxes, patients_browser: Browser, shots: Path) -> None:
    """R064: in Vladivostok the times of a clinic are the clinic's, and Vladivostok's own hour stands beside them."""
    context = patients_browser.new_context(viewport=DESKTOP, locale="ru-RU", timezone_id="Asia/Vladivostok")
    patient = Patient(window(context), shots, "vladivostok")
    newcomer(sandboxes, patient)
    patient.page.goto(f"{PATIENT}/profile")
    with patient.page.expect_response(lambda answer: answer.request.method == "PATCH"):
        patient.press("Взять с устройства")
    patient.page.goto(f"{PATIENT}/doctors/kornilov-andrei-viktorovich?type=clinic")
    patient.sees("Время клиники: МСК. Ваш часовой пояс: МСК+7.")
    slot = patient.page.get_by_role("button", name=re.compile(r"^\d\d:\d\d.*у вас")).first
    there, here = re.findall(r"(\d\d):\d\d", slot.inner_text())
    assert (int(here) - int(there)) % 24 == 7
    patient.shot("zones")
    context.close()


@pytest.mark.spine
def test_a_time_given_back_is_held_for_the_one_who_waits(sandboxes: Sandboxes, new_patient: NewPatient) -> None:
    """R064, R090, R093: B waits, A cancels; B finds the time held, pays for it, and waits no more."""
    holder, waiter = new_patient("holder"), new_patient("waiter", phone=True)
    newcomer(sandboxes, holder, "Алла")
    holder.page.goto(f"{PATIENT}/doctors/romanova-iuliia-stanislavovna?type=online")
    holder.choose("Онлайн", slot=2, days_ahead=2)
    holder.pay()
    holder.sees("Вы успешно записались!")
    booking_id = holder.booking_id()
    newcomer(sandboxes, waiter, "Белла")
    waiter.page.goto(f"{PATIENT}/doctors/romanova-iuliia-stanislavovna?type=online")
    waiter.page.get_by_role("group", name="Услуга").get_by_role("button").first.click(timeout=LONG)
    waiter.sees("Нет подходящего времени?")
    waiter.shot("question")
    waiter.press("Сообщить, когда появится время")
    waiter.sees("подержим его за вами 30 минут")
    waiter.shot("dialog")
    waiter.press("Ждать время")
    waiter.sees("Вы ждёте время к этому врачу")
    expect(waiter.page.get_by_role("dialog")).to_have_count(0)
    waiter.shot("waits")
    holder.page.goto(f"{PATIENT}/records/{booking_id}")
    holder.press("Отменить запись")
    holder.page.get_by_role("dialog").get_by_role("button", name="Отменить запись").click(timeout=LONG)
    holder.sees(re.compile("Отменен|Отменён|отменен"))
    waiter.page.goto(f"{PATIENT}/records")
    waiter.sees("Для вас появилось время")
    waiter.shot("offered")
    waiter.page.get_by_role("region", name="Жду время").get_by_role("link", name="Завершить запись").click()
    waiter.pay()
    waiter.sees("Вы успешно записались!")
    waiter.page.goto(f"{PATIENT}/records")
    waiter.sees("Подключиться")
    expect(waiter.page.get_by_role("region", name="Жду время")).to_have_count(0)


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_a_doctor_without_time_can_be_waited_for(sandboxes: Sandboxes, new_patient: NewPatient, phone: bool) -> None:
    """R065, R066: no open day: the page says so and offers a notice when a time appears; one can leave again."""
    patient = new_patient(phone=phone)
    newcomer(sandboxes, patient)
    patient.page.goto(f"{PATIENT}/search?q=Нестеренко")
    patient.sees("Нет свободного времени")
    patient.page.get_by_role("link", name=re.compile("Нестеренко")).click()
    patient.sees("Свободного времени нет")
    patient.press("Сообщить, когда появится время")
    patient.press("Ждать время")
    patient.sees("Вы ждёте время к этому врачу")
    expect(patient.page.get_by_role("dialog")).to_have_count(0)
    patient.shot("no-time")
    patient.page.goto(f"{PATIENT}/records")
    patient.sees("Жду время")
    patient.shot("records")
    patient.press("Больше не ждать")
    expect(patient.page.get_by_role("region", name="Жду время")).to_have_count(0, timeout=LONG)

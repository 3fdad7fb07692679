"""The guide's own words, on the screens where it promises them."""

import re
from pathlib import Path

import pytest
from journeys.actors import LONG, Patient, window
from journeys.sandboxes import PASSWORD, PATIENT, Sandboxes
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.journey

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.mark.spine
def test_the_words_of_the_way_in(patient: Patient, sandboxes: Sandboxes) -> None:
    """R001, R002, R006, R007, R010–R015, R017, R020–R024, R028: each where the guide has it."""
    page, person = patient.page, sandboxes.new_person("Правдина", "Вера", "Олеговна")
    page.goto(f"{PATIENT}/records")
    page.wait_for_url(re.compile(f"{PATIENT}/login"), timeout=LONG)
    expect(page.get_by_role("heading", name="Вход в Mila")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("contentinfo")).to_have_text("Подсистема MILA платформы N3.Health")
    patient.sees(
        "Согласно Приказу Минздрава РФ от 30.11.2017 N 965н участники телемедицинской консультации "
        "должны быть авторизованы через Госуслуги."
    )
    patient.sees("Mila не получает и не хранит ваши логин и пароль от аккаунта на Госуслугах.")
    revoke = page.locator('a[href="https://lk.gosuslugi.ru/settings/third-party/system-permissions"]')
    expect(revoke).to_be_visible()

    patient.press("Войти через Госуслуги")
    page.wait_for_url(re.compile(r"esia\.localhost"), timeout=LONG)
    page.locator("#login").fill(person.login)
    page.locator("#password").fill(PASSWORD)
    page.locator("#submit").click()
    page.get_by_role("button", name="Предоставить", exact=True).click(timeout=LONG)

    page.wait_for_url(re.compile(f"{PATIENT}/welcome"), timeout=LONG)
    expect(page.get_by_role("heading", name="Настройка профиля")).to_be_visible(timeout=LONG)
    documents = page.get_by_role("region", name="Просмотр медицинских документов через сервис")
    expect(documents.get_by_role("button", name="Подписать согласие")).to_be_enabled(timeout=LONG)
    notifications = page.get_by_role("region", name="Получение уведомлений")
    expect(notifications.get_by_role("button", name="Разрешить уведомления")).to_be_enabled()
    expect(notifications.get_by_role("button", name="Запретить уведомления")).to_be_enabled()
    patient.shot("offered")
    # Both are offers: who signs neither begins all the same, and is not asked again.
    patient.press("Ок, давайте начнем")
    page.wait_for_url(f"{PATIENT}/records", timeout=LONG)
    page.goto(f"{PATIENT}/profile")
    patient.press(re.compile("^Выйти$"))
    page.wait_for_url(re.compile(f"{PATIENT}/login"), timeout=LONG)
    page.goto(PATIENT)
    patient.press("Войти через Госуслуги")
    patient.at_gosuslugi(person)
    expect(page.get_by_role("combobox").first).to_be_visible(timeout=LONG)
    assert page.url == f"{PATIENT}/"


def test_another_browser_is_advised_and_works(patients_browser: Browser, shots: Path) -> None:
    """R003, R004: a polite line that can be put away, above a page that is whole."""
    context = patients_browser.new_context(user_agent=FIREFOX, locale="ru-RU")
    visitor = Patient(window(context), shots, "visitor")
    try:
        visitor.page.goto(PATIENT)
        visitor.sees("Видеоконсультации лучше работают в Яндекс Браузере и Google Chrome.")
        visitor.sees("Войти через Госуслуги")
        visitor.shot("advised")
        visitor.press("Понятно")
        expect(visitor.page.get_by_role("note")).to_have_count(0)
        visitor.page.reload()
        visitor.sees("Войти через Госуслуги")
        expect(visitor.page.get_by_role("note")).to_have_count(0)
    finally:
        context.close()

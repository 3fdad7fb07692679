"""The whole way to the doctor without a mouse: nothing is out of reach, and the focus is never lost."""

import re

import pytest
from journeys.actors import CODE, LONG, Patient
from journeys.pages import shown
from journeys.sandboxes import PATIENT, Sandboxes, until
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.journey

STOPS = 80
# Where the keyboard is: the name of the thing, and whether an eye can find it.
FOCUS = """
() => {
  const at = document.activeElement;
  const label = at.labels?.[0] ?? at;
  const look = [at, label, label.parentElement].map((one) => getComputedStyle(one));
  return {
    name: [at.getAttribute('aria-label'), at.id, at.dataset.testid, label.innerText].join(' '),
    lost: at === document.body,
    seen: at.matches('h1, main, input, textarea, select')
      || look.some((one) => one.outlineStyle !== 'none' || one.boxShadow !== 'none'),
  };
}
"""


def tab_to(page: Page, name: str | re.Pattern[str], *, key: str = "Tab") -> None:
    """Presses Tab until the keyboard is at the thing of this name; sees where it is at every stop."""
    for _ in range(STOPS):
        page.keyboard.press(key)
        at = page.evaluate(FOCUS)
        if at["lost"]:
            continue  # past the last stop the browser itself has the focus, and gives it back
        assert at["seen"], f"nobody sees the focus at «{at['name']}»"
        if re.search(name, at["name"]):
            return
    pytest.fail(f"the keyboard does not reach «{name}»")


def press(page: Page, name: str | re.Pattern[str]) -> None:
    tab_to(page, name)
    page.keyboard.press("Enter")


def at_heading(page: Page, words: str | re.Pattern[str]) -> None:
    """The new page has taken the focus to its heading, and the tab is named after it."""
    heading = page.get_by_role("heading", level=1, name=words)
    expect(heading).to_be_visible(timeout=LONG)
    expect(heading).to_be_focused(timeout=LONG)
    expect(page).to_have_title(re.compile(".+ — Mila$"))


def enter_by_keyboard(patient: Patient, sandboxes: Sandboxes) -> None:
    page = patient.page
    page.goto(f"{PATIENT}/login")
    shown(page)
    tab_to(page, "Перейти к содержанию")
    page.keyboard.press("Enter")
    press(page, "Войти через Госуслуги")
    patient.at_gosuslugi(sandboxes.new_person("Клавишина", "Тамара", "Львовна"))
    page.wait_for_url("**/welcome**", timeout=LONG)
    shown(page)
    press(page, "Подписать согласие")
    patient.sees("Согласие подписано")
    press(page, "Разрешить уведомления")
    press(page, "Ок, давайте начнем")
    page.wait_for_url(f"{PATIENT}/", timeout=LONG)


def choose_by_keyboard(page: Page) -> None:
    """Search, doctor, type, service, day, time."""
    at_heading(page, "Найдите врача")
    tab_to(page, re.compile("Врач, специальность"))
    page.keyboard.type("корнил", delay=30)
    expect(page.get_by_role("option").first).to_be_visible(timeout=LONG)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Enter")
    at_heading(page, "Корнилов Андрей Викторович")
    press(page, re.compile("Прием"))
    page.get_by_role("group", name="Дата").get_by_role("button").first.wait_for(timeout=LONG)
    tab_to(page, "Открытые даты|календарь|Календарь")
    press(page, re.compile(r"^\s*\d\d:\d\d"))
    at_heading(page, "Завершить запись")


def dialog_keeps_the_focus(page: Page) -> None:
    """The question takes the focus, keeps it and gives it back (R090)."""
    press(page, "Отменить запись")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible(timeout=LONG)
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("!!document.activeElement.closest('[role=dialog]')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    until(lambda: "Отменить запись" in page.evaluate(FOCUS)["name"], what="the focus back at the button")


def test_the_way_to_the_doctor_by_keyboard_alone(patient: Patient, sandboxes: Sandboxes) -> None:
    """R004, R051–R067, R070, R087, R100, R136, R137, R139, R143: every step by Tab, arrows and Enter."""
    enter_by_keyboard(patient, sandboxes)
    page = patient.page
    choose_by_keyboard(page)
    press(page, "Оплатить")
    page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)
    patient.fill_card("4111 1111 1111 1111")
    page.locator("#code").fill(CODE)
    patient.press("Подтвердить")
    patient.sees("Вы успешно записались!")
    press(page, "Подготовиться к приему")
    at_heading(page, re.compile("Запись"))
    dialog_keeps_the_focus(page)
    tab_to(page, "Подключиться", key="Shift+Tab")
    patient.shot("focus")
    page.keyboard.press("Enter")
    page.get_by_test_id("room-chat").wait_for(timeout=LONG)
    for control in ("room-toggle-audio", "room-toggle-video", "room-fullscreen", "room-attach", "room-message-input"):
        tab_to(page, control)
    page.keyboard.type("Добрый день")
    page.keyboard.press("Enter")
    patient.reads("Добрый день")


def test_r004_without_the_internet_what_was_loaded_can_still_be_read(patient: Patient, sandboxes: Sandboxes) -> None:
    """R004: the notice comes and goes; pages once read stay readable."""
    patient.log_in(sandboxes.new_person("Островская", "Лидия", "Марковна"))
    patient.settle_in()
    page = patient.page
    shown(page)
    patient.link("Записи").first.click()
    patient.sees("Предстоящих записей нет")
    page.context.set_offline(True)
    patient.sees("Нет связи с интернетом")
    patient.link("Главная").first.click()
    patient.sees("Найдите врача")
    patient.link("Записи").first.click()
    patient.sees("Предстоящих записей нет")
    patient.shot("offline")
    page.context.set_offline(False)
    expect(page.get_by_text("Нет связи с интернетом")).to_be_hidden(timeout=LONG)

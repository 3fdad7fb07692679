"""A patient and a doctor at their screens. Every step is what a person does: reads words, presses named things."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from journeys.sandboxes import DOCTOR, PASSWORD, PATIENT, Person, until
from playwright.sync_api import BrowserContext, Locator, Page, expect

LONG = 20_000
TOO_OFTEN = 429
CARD = "4111 1111 1111 1111"
CODE = "12345678"

# Peer connections are noted by the page itself, so that a test can ask them for their statistics.
NOTE_CONNECTIONS = """
(() => {
  const Real = window.RTCPeerConnection;
  window.__connections = [];
  window.RTCPeerConnection = class extends Real {
    constructor(...args) { super(...args); window.__connections.push(this); }
  };
})();
"""
STATISTICS = """
async () => {
  const live = window.__connections.filter((one) => one.connectionState === 'connected').at(-1);
  if (!live) return null;
  const found = {};
  (await live.getStats()).forEach((one) => {
    if (one.type === 'inbound-rtp') {
      found[one.kind + '_bytes'] = one.bytesReceived;
      if (one.kind === 'video') found.frames = one.framesDecoded ?? 0;
    }
  });
  return found;
}
"""


@dataclass
class Actor:
    """Somebody with a browser window and a camera that photographs each step."""

    page: Page
    shots: Path
    name: str
    count: int = field(default=0)

    def shot(self, title: str) -> None:
        """A picture of the window as it is now."""
        self.count += 1
        self.page.screenshot(path=self.shots / f"{self.name}-{self.count:02d}-{title}.png")

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("link", name=name)

    def press(self, name: str | re.Pattern[str]) -> None:
        """Presses the thing of this name, whether it is a button or a link."""
        self.button(name).or_(self.link(name)).first.click(timeout=LONG)

    def press_patiently(self, button: Locator) -> None:
        """Presses, and again while the gateway says that it was too often: all stories come from one address."""

        def taken() -> bool:
            with self.page.expect_response(lambda answer: answer.request.method == "POST") as answer:
                button.click(timeout=LONG)
            return answer.value.status != TOO_OFTEN

        until(taken, seconds=90, what="the answer to a press")

    def sees(self, text: str | re.Pattern[str], *, timeout: float = LONG) -> None:
        """The words are on the screen."""
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=timeout)

    def at_gosuslugi(self, person: Person | str, *, decision: str | None = None) -> None:
        """Logs in on the sandbox's own page; answers the request for permission when it is shown."""
        page = self.page
        page.wait_for_url(re.compile("esia.localhost"), timeout=LONG)
        login = person if isinstance(person, str) else person.login
        page.locator("#login").fill(login)
        page.locator("#password").fill(PASSWORD)
        self.shot("gosuslugi-login")
        page.locator("#submit").click()
        page.wait_for_load_state()
        if "esia.localhost" in page.url and page.locator("#grant").count():
            self.shot("gosuslugi-permission")
            page.get_by_role("button", name=decision or "Предоставить", exact=True).click()

    def media(self) -> dict[str, Any]:
        """What this end has received so far; waited for until something is connected."""
        return until(lambda: self.page.evaluate(STATISTICS), what=f"{self.name}'s connection")

    def assert_media_flows(self) -> None:
        """Both picture and sound of the other end keep coming."""
        first = self.media()

        def grown() -> bool:
            later = self.media()
            keys = ("audio_bytes", "video_bytes", "frames")
            return all(later.get(key, 0) > first.get(key, 0) for key in keys)

        until(grown, what=f"picture and sound reaching {self.name}")

    def says(self, text: str) -> None:
        """Sends a chat message."""
        self.page.get_by_test_id("room-message-input").fill(text)
        self.page.get_by_test_id("room-send").click()

    def reads(self, text: str) -> None:
        """The chat shows the message, once."""
        found = self.page.get_by_test_id("room-chat").get_by_text(text, exact=True)
        expect(found).to_have_count(1, timeout=LONG)


class Patient(Actor):
    """A patient's window."""

    def log_in(self, person: Person | str, *, decision: str | None = None) -> None:
        """From the login page through Gosuslugi to wherever Mila brings them (R006–R017)."""
        self.page.goto(PATIENT)
        self.sees("Войти через Госуслуги")
        self.shot("login")
        self.press("Войти через Госуслуги")
        self.at_gosuslugi(person, decision=decision)

    def settle_in(self, *, notifications: bool = True) -> None:
        """Signs the first consent and answers the second (R020–R024)."""
        self.page.wait_for_url(re.compile("/welcome"), timeout=LONG)
        self.sees("Просмотр медицинских документов через сервис")
        self.shot("welcome")
        self.press("Подписать согласие")
        self.sees("Согласие подписано")
        self.press("Разрешить уведомления" if notifications else "Запретить уведомления")
        self.sees("Уведомления разрешены" if notifications else "Уведомления запрещены")
        self.shot("welcome-answered")
        self.press("Ок, давайте начнем")
        self.page.wait_for_url(re.compile(rf"{PATIENT}/$"), timeout=LONG)

    def find(self, words: str, full_name: str) -> None:
        """Types into the search field and chooses the doctor among the suggestions (R051–R056)."""
        field = self.page.get_by_role("combobox").first
        field.click()
        field.press_sequentially(words, delay=30)
        option = self.page.get_by_role("option").filter(has_text=full_name).first
        option.wait_for(timeout=LONG)
        self.shot("suggestions")
        option.click()
        expect(self.page.get_by_role("heading", name=full_name)).to_be_visible(timeout=LONG)
        self.shot("doctor")

    def choose(self, visit_type: str, *, slot: int = 0, days_ahead: int = 0) -> None:
        """Type, service, day, time: the slot by its place among those of the first day with so many (R061–R067)."""
        page = self.page
        self.choose_type_and_service(visit_type)
        days = page.get_by_role("group", name="Дата").get_by_role("button")
        days.first.wait_for(timeout=LONG)
        slots = page.get_by_role("button", name=re.compile(r"^\d\d:\d\d"))
        for day in range(days_ahead, days.count()):
            days.nth(day).click()
            slots.first.wait_for(timeout=LONG)
            if slots.count() > slot:
                break
        self.shot("slots")
        slots.nth(slot).click()

    def choose_type_and_service(self, visit_type: str) -> None:
        """The first service of this type (R061–R063)."""
        page = self.page
        page.get_by_text(visit_type, exact=True).first.click()
        services = page.get_by_role("group", name="Услуга")
        if not services.is_visible():
            page.get_by_role("button", expanded=False).filter(has_text=re.compile("Прием")).first.click()
        services.get_by_role("button").first.click()

    def pay(self, *, card: str = CARD, code: str = CODE) -> None:
        """From «Завершить запись» through the bank's page and its code back to Mila (R070–R085)."""
        self.to_the_bank()
        self.fill_card(card)
        self.page.locator("#code").fill(code)
        self.shot("bank-code")
        self.press("Подтвердить")

    def to_the_bank(self) -> None:
        """Presses «Оплатить»."""
        expect(self.page.get_by_role("heading", name="Завершить запись")).to_be_visible(timeout=LONG)
        self.sees("Сервис Mila не получает и не хранит данных вашей платежной карты")
        self.shot("checkout")
        self.press("Оплатить")
        self.page.wait_for_url(re.compile("bank.localhost"), timeout=LONG)

    def fill_card(self, card: str) -> None:
        """Fills the bank's form."""
        self.page.get_by_label("Номер карты").fill(card)
        self.page.get_by_label("Срок действия").fill("12/34")
        self.page.get_by_label("CVC").fill("123")
        self.shot("bank-card")
        self.press("Оплатить картой")

    def booking_id(self) -> str:
        """The booking this page is about."""
        found = re.search(r"/(?:booking|records)/([0-9a-f-]{36})", self.page.url)
        assert found, self.page.url
        return found.group(1)


class Doctor(Actor):
    """A doctor's window."""

    def log_in(self, login: str) -> None:
        """Through Gosuslugi to the list of the day (R012)."""
        self.page.goto(DOCTOR)
        self.press("Войти через Госуслуги")
        self.at_gosuslugi(login)
        expect(self.page.get_by_role("heading", name="Мой день")).to_be_visible(timeout=LONG)
        self.shot("day")

    def open_visit(self, booking_id: str) -> None:
        """The visit's own page."""
        self.page.goto(f"{DOCTOR}/visits/{booking_id}")
        self.page.get_by_test_id("room-call").wait_for(timeout=LONG)

    def end_visit(self) -> None:
        """«Завершить приём», which can be taken back for ten seconds."""
        self.page.get_by_test_id("room-end-visit").click(timeout=LONG)
        self.page.get_by_test_id("room-end-visit-confirm").click()
        expect(self.page.get_by_test_id("room-ending")).to_be_visible(timeout=LONG)
        expect(self.page.get_by_test_id("room-end")).to_be_visible(timeout=LONG)

    def conclude(self, *, diagnosis: str, code: str, recommendations: str) -> None:
        """Writes the conclusion and issues it (R150)."""
        page = self.page
        page.get_by_label("Жалобы").fill("Давящая боль в груди при нагрузке, одышка.")
        page.get_by_label("Анамнез").fill("Около полугода, усиливается при подъёме по лестнице.")
        page.get_by_label("Осмотр").fill("АД 140/90, пульс 76, ритмичный.")
        field = page.get_by_role("combobox", name="Диагноз по МКБ-10")
        field.fill(diagnosis)
        page.get_by_role("option").filter(has_text=code).first.click(timeout=LONG)
        page.get_by_label("Рекомендации").fill(recommendations)
        self.sees("Черновик сохранён")
        self.shot("conclusion-draft")
        self.press("Подписать и выдать")
        self.press("Да, подписать и выдать")
        self.sees("Заключение выдано")
        self.shot("conclusion-issued")


def window(context: BrowserContext) -> Page:
    """A new window whose connections can be asked."""
    context.add_init_script(NOTE_CONNECTIONS)
    return context.new_page()

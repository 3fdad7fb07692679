"""What a browser keeps of a page after the right to see it has ended: Back, other windows, and what was typed."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self

import pytest
from journeys.actors import LONG, Actor, Doctor, Patient
from journeys.conftest import DESKTOP, FLAGS, chromium
from journeys.rooms import Booked, booked
from journeys.street import DOCTOR, ESIA, PATIENT, until
from playwright.sync_api import Browser, Error, Page, Playwright, expect

pytestmark = pytest.mark.journey
__all__ = ["booked"]

SURNAME = "Берёзкин"
# Every picture the browser draws is asked whether the patient's name can be read on it.
WATCH = f"""
addEventListener('pageshow', ({{ persisted }}) => {{
  console.info(`pageshow ${{persisted}}`);
  const look = () => {{
    if (document.body?.innerText.includes('{SURNAME}')) console.info('shown');
    requestAnimationFrame(look);
  }};
  look();
}});
"""


@pytest.fixture(scope="module")
def keeping(playwright: Playwright) -> Iterator[Browser]:
    """A Chromium that keeps left pages in memory, as people's browsers do and Playwright's does not."""
    browser = playwright.chromium.launch(
        executable_path=chromium(),
        args=[*FLAGS, "--enable-features=BackForwardCache"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


class Window:
    """A window of somebody who is logged in, and what could be read in it."""

    def __init__(self, page: Page, shots: Path, kind: type[Actor]) -> None:
        self.page, self.shots, self.kind = page, shots, kind
        self.actor = kind(page, shots, kind.__name__.lower())
        self.told: list[str] = []
        page.on("console", lambda message: self.told.append(message.text))

    @classmethod
    def of(cls, browser: Browser, state: Any, shots: Path, kind: type[Actor]) -> Self:
        """In a browser of its own."""
        context = browser.new_context(
            viewport=DESKTOP, locale="ru-RU", timezone_id="Europe/Moscow", storage_state=state
        )
        context.add_init_script(WATCH)
        return cls(context.new_page(), shots, kind)

    def beside(self) -> Self:
        """Another window of the same browser."""
        return type(self)(self.page.context.new_page(), self.shots, self.kind)

    def shows(self, address: str) -> None:
        """Opens a page on which the patient's name is to be read."""
        self.page.goto(address)
        expect(self.page.get_by_text(re.compile(SURNAME)).first).to_be_visible(timeout=LONG)

    def goes_back(self) -> None:
        """Presses Back and waits until the page that comes has been shown and is a stranger's."""
        self.told.clear()
        with suppress(Error):
            self.page.go_back(wait_until="commit", timeout=5000)
        until(lambda: [it for it in self.told if it.startswith("pageshow")] or None, what="a page after Back")

    def reads_nothing(self) -> None:
        """Neither now nor in any picture drawn since Back could a word of the patient be read."""
        until(lambda: SURNAME not in self.page.content() or None, what="a page without the patient")
        assert "shown" not in self.told, self.told


def to_the_login(window: Window, *, seconds: float = LONG / 1000) -> None:
    """The page of a member has made room for the login."""
    expect(window.page.get_by_role("link", name="Войти через Госуслуги")).to_be_visible(timeout=seconds * 1000)
    window.reads_nothing()


def leave_and_go_back(here: Window, elsewhere: Window, address: str, log_out_at: str) -> None:
    """Logs out in one window; neither it, nor another of this browser, nor a page left elsewhere shows data."""
    elsewhere.shows(address)
    elsewhere.page.goto(f"{ESIA}/readyz")
    here.shows(address)
    beside = here.beside()
    beside.shows(address)
    here.shows(log_out_at)
    here.actor.press(re.compile("^Выйти$"))
    expect(here.page).not_to_have_url(log_out_at, timeout=LONG)
    beside.told.clear()
    to_the_login(beside, seconds=2)
    here.page.wait_for_load_state()
    here.goes_back()
    here.reads_nothing()
    if f"{DOCTOR}/" in here.page.url or f"{PATIENT}/" in here.page.url:
        to_the_login(here)
    here.actor.shot("after-back")
    elsewhere.goes_back()
    to_the_login(elsewhere)
    elsewhere.actor.shot("elsewhere-after-back")


def test_after_the_patients_logout_back_shows_nothing(keeping: Browser, booked: Booked, shots: Path) -> None:
    """L2: the visit and the profile are a stranger's after «Выйти», however the browser kept them."""
    here, elsewhere = (Window.of(keeping, booked.patient, shots, Patient) for _ in range(2))
    leave_and_go_back(here, elsewhere, f"{PATIENT}/records/{booked.booking}", f"{PATIENT}/profile")


def test_after_the_doctors_logout_back_shows_no_patients(keeping: Browser, booked: Booked, shots: Path) -> None:
    """L2: the same for whoever sees other people's data."""
    here, elsewhere = (Window.of(keeping, booked.doctor, shots, Doctor) for _ in range(2))
    visit = f"{DOCTOR}/visits/{booked.booking}"
    leave_and_go_back(here, elsewhere, visit, visit)

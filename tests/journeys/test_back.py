"""What a browser keeps of a page after the right to see it has ended: Back, other windows, and what was typed."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from journeys.actors import LONG
from journeys.conftest import DESKTOP, FLAGS, chromium
from journeys.rooms import Booked, booked
from journeys.sandboxes import DOCTOR, ESIA, PATIENT, until
from playwright.sync_api import Browser, Error, Page, Playwright, expect

pytestmark = pytest.mark.journey
__all__ = ["booked"]

SURNAME = "Берёзкин"
# The page itself writes down what can be read on it: Playwright loses sight of a page that comes back from memory.
WATCH = f"""
(() => {{
  let before;
  const note = (what) => {{
    if (what !== before) localStorage.setItem(`seen ${{Date.now()}} ${{what}}`, '');
    before = what;
  }};
  const look = () => {{
    const body = document.body;
    if (!body) return;
    if (body.innerText.includes('{SURNAME}')) note('shown');
    else if (body.textContent.includes('{SURNAME}')) note('kept');
    else note(body.innerText.includes('Войти через Госуслуги') ? 'login' : 'nothing');
  }};
  addEventListener('pageshow', ({{ persisted }}) => {{ note(persisted ? 'from-memory' : 'loaded'); look(); }});
  setInterval(look, 20);
}})();
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
    """A window of somebody who is logged in; a second one of the same browser reads what the first has shown."""

    def __init__(self, browser: Browser, state: Any) -> None:
        self.context = browser.new_context(
            viewport=DESKTOP, locale="ru-RU", timezone_id="Europe/Moscow", storage_state=state
        )
        self.context.add_init_script(WATCH)
        self.page, self.beside = self.context.new_page(), self.context.new_page()

    def shows(self, page: Page, address: str) -> None:
        """Opens a page on which the patient's name is to be read."""
        page.goto(address)
        expect(page.get_by_text(re.compile(SURNAME)).first).to_be_visible(timeout=LONG)

    def back(self, login: str) -> list[str]:
        """Presses Back; answers what could be read until the login was there."""
        self.beside.goto(login)
        expect(self.beside.get_by_role("link", name="Войти через Госуслуги")).to_be_visible(timeout=LONG)
        pressed: int = self.beside.evaluate("Date.now()")
        with suppress(Error):
            self.page.evaluate("history.back()")

        def seen() -> list[str] | None:
            keys: list[str] = self.beside.evaluate("Object.keys(localStorage)")
            notes = sorted((int(it.split()[1]), it.split()[2]) for it in keys if it.startswith("seen "))
            words = [what for at, what in notes if at >= pressed]
            return words if "login" in words else None

        return until(seen, what="the login after Back")


def leave_and_go_back(keeping: Browser, state: Any, address: str) -> None:
    """Logs out in one window: neither it, nor one beside it, nor a page left in another browser shows anything."""
    here, elsewhere = Window(keeping, state), Window(keeping, state)
    elsewhere.shows(elsewhere.page, address)
    elsewhere.page.goto(f"{ESIA}/readyz")
    here.shows(here.beside, address)
    here.shows(here.page, address)
    here.page.get_by_role("button", name="Выйти", exact=True).click()
    left = re.compile("/login")
    expect(here.beside).to_have_url(left, timeout=LONG)
    expect(here.beside.get_by_text(re.compile(SURNAME))).to_have_count(0, timeout=2000)
    expect(here.page).to_have_url(left, timeout=LONG)
    login = f"{address[: address.index('/', 8)]}/login"
    for window in (here, elsewhere):
        seen = window.back(login)
        assert "shown" not in seen, seen
        assert {"from-memory", "loaded"} & {*seen}, seen
        window.context.close()


def test_after_the_patients_logout_back_shows_nothing(keeping: Browser, booked: Booked) -> None:
    """L2: the profile is a stranger's after «Выйти», however the browser kept it."""
    leave_and_go_back(keeping, booked.patient, f"{PATIENT}/profile")


def test_after_the_doctors_logout_back_shows_no_patients(keeping: Browser, booked: Booked) -> None:
    """L2: the same for a doctor, who sees other people's data."""
    leave_and_go_back(keeping, booked.doctor, f"{DOCTOR}/visits/{booked.booking}")

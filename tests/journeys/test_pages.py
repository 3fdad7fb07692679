"""Every page of the patient's client as it looks: in both languages, light and dark, from a phone to a wide screen."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from journeys.actors import Patient, window
from journeys.conftest import DESKTOP, OUTPUT, PHONE
from journeys.pages import VISITS, Asked, Cabinet, Visit, Who, routes, seed, shown
from journeys.sandboxes import PATIENT, ROOT, Sandboxes
from journeys.test_entry import made_account
from journeys.test_limits import with_password
from playwright.sync_api import Browser, Page, StorageState

pytestmark = pytest.mark.journey

AXE = ROOT / "web" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
WIDTHS = (320, 360, 390, 768, 1280, 1440)
LOOKS = [(language, scheme) for language in ("ru", "en") for scheme in ("light", "dark")]
VIOLATIONS = """
async (tags) => {
  const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
  return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}
"""
# What sticks out, so that a failure names it.
STICKS_OUT = """
() => document.documentElement.scrollWidth <= innerWidth ? [] :
  [...document.body.querySelectorAll('*')]
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map((one) => one.outerHTML.slice(0, 120))
"""


@dataclass(frozen=True)
class Look:
    """A language and a scheme, and where their pictures go."""

    language: str
    scheme: str
    folder: Path

    def picture(self, page: Page, visit: Visit, width: int) -> None:
        """The whole page; the window grows for it, so that bars stay at its edges."""
        height = page.evaluate("Math.max(innerHeight, document.documentElement.scrollHeight)")
        page.set_viewport_size({"width": width, "height": height})
        page.screenshot(path=self.folder / f"{visit.name}-{width}.png")


@pytest.fixture(scope="module")
def cabinet(patients_browser: Browser, sandboxes: Sandboxes, tmp_path_factory: pytest.TempPathFactory) -> Cabinet:
    """Somebody of each kind, logged in; the member's cabinet has something on every shelf."""
    folder = tmp_path_factory.mktemp("cabinet")

    def entered(way: Callable[[Patient], Any]) -> Any:
        context = patients_browser.new_context(locale="ru-RU", timezone_id="Europe/Moscow", viewport=DESKTOP)
        patient = Patient(window(context), folder, "furnished")
        answer = way(patient), context.storage_state()
        context.close()
        return answer

    def newcomer(patient: Patient) -> None:
        patient.log_in(sandboxes.new_person("Первая", "Надежда", "Ильинична"))
        patient.page.wait_for_url("**/welcome**")

    def joiner(patient: Patient) -> None:
        person = sandboxes.new_person("Первая", "Надежда", "Ильинична")
        made_account(patient, sandboxes, person.email)
        patient.page.context.clear_cookies()
        patient.log_in(person)
        patient.sees("У вас уже есть кабинет")

    (things, member), _ = entered(lambda patient: seed(patient, sandboxes))
    sessions: dict[Who, StorageState | None] = {
        "stranger": None,
        "joiner": entered(joiner)[1],
        "newcomer": entered(newcomer)[1],
        "member": member,
        "empty": entered(with_password)[1],
    }
    return Cabinet(sessions, things)


@contextmanager
def held(page: Page, things: dict[str, str]) -> Iterator[str]:
    """A booking that waits for its payment, given back afterwards."""
    asked = Asked(page.context)
    booking = asked.book(asked.get(f"catalog/doctors/{things['doctor']}"), things["offering"])
    yield booking
    asked.post(f"booking/bookings/{booking}/cancellation", data={})


@contextmanager
def opened(browser: Browser, cabinet: Cabinet, who: Who, look: Look) -> Iterator[Page]:
    """A window of this person, in this language and scheme."""
    context = browser.new_context(
        storage_state=cabinet.sessions[who],
        viewport=DESKTOP,
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        permissions=["camera", "microphone"],
        color_scheme=look.scheme,  # type: ignore[arg-type]  # a literal that the caller chose
        reduced_motion="reduce",
    )
    context.add_init_script(f"localStorage.setItem('mila.language', '{look.language}')")
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def faults(page: Page, visit: Visit, look: Look) -> list[str]:
    """What is wrong with the page that is open now; photographs it on the way."""
    said = page.evaluate("[document.documentElement.lang, document.title]")
    found = [] if said[0] == look.language else [f"lang is {said[0]}"]
    found += [] if said[1].endswith(" — Mila") else [f"the title is «{said[1]}»"]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": DESKTOP["height"]})
        found += [f"at {width} px sticks out: {one}" for one in page.evaluate(STICKS_OUT)]
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        look.picture(page, visit, size["width"])
        found += page.evaluate(VIOLATIONS, TAGS)
    return [f"{visit.name} ({look.language}, {look.scheme}) {one}" for one in found]


def walked(page: Page, visits: list[Visit], things: dict[str, str], look: Look) -> list[str]:
    found = []
    for visit in visits:
        page.goto(PATIENT + visit.path.format(**things))
        shown(page)
        found += faults(page, visit, look)
    return found


@pytest.mark.parametrize(("language", "scheme"), LOOKS)
def test_every_page_can_be_read_by_everybody(
    patients_browser: Browser, cabinet: Cabinet, language: str, scheme: str
) -> None:
    """R001, R002, R006: axe finds nothing (WCAG 2.2 AA and best practices), nothing sticks out from 320 to 1440 px."""
    folder = OUTPUT / "pages" / f"{language}-{scheme}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    look = Look(language, scheme, folder)
    found = []
    for who in cabinet.sessions:
        visits = [visit for visit in VISITS if visit.who == who]
        with opened(patients_browser, cabinet, who, look) as page:
            if who != "member":
                found += walked(page, visits, cabinet.things, look)
                continue
            with held(page, cabinet.things) as booking:
                found += walked(page, visits, {**cabinet.things, "held": booking}, look)
    assert not found, "\n".join(found)


def test_no_page_is_forgotten() -> None:
    """A new route of the client fails here until it is visited above."""
    assert {visit.route for visit in VISITS if visit.route} == routes()

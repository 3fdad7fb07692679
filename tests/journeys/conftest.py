"""Two browsers with fake cameras, the sandboxes, and a folder of pictures for each story."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from journeys.actors import Actor, Doctor, Patient, window
from journeys.sandboxes import PATIENT, Sandboxes
from playwright.sync_api import Browser, BrowserContext, Playwright, ViewportSize, sync_playwright

OUTPUT = Path(__file__).parent / "output"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
]
DESKTOP: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def sandboxes() -> Iterator[Sandboxes]:
    """The fleet answers, and so does the sandboxes."""
    answer = httpx.get(f"{PATIENT}/api/identity/session", trust_env=False, timeout=10)
    assert answer.status_code == 200, "start the fleet first: make up"
    opened = Sandboxes()
    yield opened
    opened.leave()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


def chromium() -> str:
    """Where the browser is."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "no Chromium: apt-get install chromium"
    return found


def _browser(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path=chromium(), args=FLAGS)


@pytest.fixture(scope="session")
def patients_browser(playwright: Playwright) -> Iterator[Browser]:
    browser = _browser(playwright)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def doctors_browser(playwright: Playwright) -> Iterator[Browser]:
    browser = _browser(playwright)
    yield browser
    browser.close()


@pytest.fixture
def shots(request: pytest.FixtureRequest) -> Path:
    """Where this story's pictures go; emptied first."""
    folder = OUTPUT / str(request.node.name)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


Opened = Callable[..., Actor]


@pytest.fixture
def new_patient(patients_browser: Browser, shots: Path) -> Iterator[Callable[..., Patient]]:
    """``new_patient()``: a window nobody is logged in at. ``phone=True`` for a small one."""
    contexts: list[BrowserContext] = []

    def make(name: str = "patient", *, phone: bool = False) -> Patient:
        context = patients_browser.new_context(
            viewport=PHONE if phone else DESKTOP,
            locale="ru-RU",
            timezone_id="Europe/Moscow",
            permissions=["camera", "microphone"],
            has_touch=phone,
        )
        contexts.append(context)
        return Patient(window(context), shots, name)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def patient(new_patient: Callable[..., Patient]) -> Patient:
    return new_patient()


@pytest.fixture
def doctor(doctors_browser: Browser, shots: Path) -> Iterator[Doctor]:
    context = doctors_browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="ru-RU",
        timezone_id="Europe/Moscow",
        permissions=["camera", "microphone"],
    )
    yield Doctor(window(context), shots, "doctor")
    context.close()

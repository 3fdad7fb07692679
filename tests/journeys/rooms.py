"""The consultation room of a booked visit that several stories enter, and what can be done to its people's browsers."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from journeys.actors import LONG, Doctor, Patient, window
from journeys.conftest import DESKTOP, FLAGS, PHONE
from journeys.sandboxes import DOCTOR, PATIENT, Sandboxes
from journeys.test_whole_visit import DOCTOR_LOGIN, book_and_pay
from playwright.sync_api import Browser, BrowserContext, Playwright, ViewportSize, expect

ASKING = [flag for flag in FLAGS if flag != "--use-fake-ui-for-media-stream"]
NO_DEVICES = [flag for flag in FLAGS if flag != "--use-fake-device-for-media-stream"]
# The second of Chromium's fake cameras shows depth, which no call carries; the third is an ordinary one again.
THREE_CAMERAS = [*NO_DEVICES, "--use-fake-device-for-media-stream=device-count=3"]

# Sockets are noted by the page itself, so that a test can cut them with words in flight.
NOTE_SOCKETS = """
(() => {
  const Real = window.WebSocket;
  window.__sockets = [];
  window.WebSocket = class extends Real {
    constructor(...args) { super(...args); window.__sockets.push(this); }
  };
  window.__deaf = () => { const it = window.__sockets.at(-1); it.onmessage = null; it.send = () => undefined; };
  window.__cut = () => window.__sockets.at(-1).close(3001);
})();
"""
ONLY_RELAY = """
(() => {
  const Real = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Real {
    constructor(how) { super({ ...how, iceTransportPolicy: 'relay' }); }
  };
})();
"""
PAIR = """
async () => {
  const live = window.__connections.filter((one) => one.connectionState === 'connected').at(-1);
  if (!live) return null;
  const rows = new Map(await live.getStats());
  const pair = [...rows.values()].find((it) => it.type === 'candidate-pair' && it.nominated);
  return pair ? [rows.get(pair.localCandidateId).candidateType, rows.get(pair.remoteCandidateId).candidateType] : null;
}
"""


def failing(name: str, message: str = "") -> str:
    """An init script under which devices fail as for this cause: no flag of Chromium makes it happen for real."""
    return f"""
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException({message!r}, {name!r}));
      navigator.mediaDevices.enumerateDevices = () => Promise.resolve([]);
    """


WIDE: ViewportSize = {"width": 1440, "height": 900}


@dataclass(frozen=True)
class Booked:
    """A paid online visit and the cookies of its two people."""

    booking: str
    patient: Any
    doctor: Any


def book(browser: Browser, sandboxes: Sandboxes, shots: Path, *, days_ahead: int = 1) -> Booked:
    """A visit booked by somebody new, through the same pages as everybody."""
    ours: dict[str, Any] = {"locale": "ru-RU", "timezone_id": "Europe/Moscow", "permissions": ["camera", "microphone"]}
    with browser.new_context(viewport=DESKTOP, **ours) as context:
        patient = Patient(window(context), shots, "booking-patient")
        patient.log_in(sandboxes.new_person("Берёзкина", "Алла", "Марковна"))
        patient.settle_in()
        booking = book_and_pay(patient, days_ahead=days_ahead)
        cookies = context.storage_state()
    with browser.new_context(viewport=DESKTOP, **ours) as context:
        doctor = Doctor(window(context), shots, "booking-doctor")
        doctor.log_in(DOCTOR_LOGIN)
        return Booked(booking, cookies, context.storage_state())


@dataclass
class RoomClient:
    """Opens browsers in one consultation room."""

    booked: Booked
    browser: Browser
    shots: Path
    contexts: list[BrowserContext]
    doctors: list[Doctor] = field(default_factory=list)

    def context(self, state: Any, *scripts: str, browser: Browser | None = None, **options: Any) -> BrowserContext:
        usual: dict[str, Any] = {
            "viewport": DESKTOP,
            "locale": "ru-RU",
            "timezone_id": "Europe/Moscow",
            "permissions": ["camera", "microphone"],
            "storage_state": state,
        }
        context = (browser or self.browser).new_context(**usual | options)
        for script in (NOTE_SOCKETS, *scripts):
            context.add_init_script(script)
        self.contexts.append(context)
        return context

    def patient(self, *scripts: str, name: str = "patient", phone: bool = False, **options: Any) -> Patient:
        """The patient's window, before they go anywhere."""
        small: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True} if phone else {}
        context = self.context(self.booked.patient, *scripts, **small | options)
        return Patient(window(context), self.shots, name)

    def patient_inside(self, *scripts: str, **options: Any) -> Patient:
        patient = self.patient(*scripts, **options)
        patient.page.goto(self.room)
        patient.page.get_by_test_id("room-chat").wait_for(timeout=LONG)
        return patient

    def doctor(self, *scripts: str, name: str = "doctor", **options: Any) -> Doctor:
        context = self.context(self.booked.doctor, *scripts, **{"viewport": WIDE, **options})
        doctor = Doctor(window(context), self.shots, name)
        doctor.open_visit(self.booked.booking)
        self.doctors.append(doctor)
        return doctor

    def leave(self) -> None:
        """No call is left running for the next story."""
        for doctor in self.doctors:
            ending = doctor.page.get_by_test_id("room-hang-up")
            if not doctor.page.is_closed() and ending.is_visible():
                ending.click()
                doctor.page.get_by_test_id("room-call").wait_for(timeout=LONG)
        for context in self.contexts:
            context.close()

    def doctor_page(self, doctor: Doctor) -> Doctor:
        """The doctor comes back in a new window of the same browser; the call goes on."""
        doctor.page = window(doctor.page.context)
        doctor.page.goto(self.visit)
        return doctor

    @property
    def record(self) -> str:
        return f"{PATIENT}/records/{self.booked.booking}"

    @property
    def room(self) -> str:
        return f"{self.record}/room"

    @property
    def visit(self) -> str:
        return f"{DOCTOR}/visits/{self.booked.booking}"


@contextmanager
def launched(playwright: Playwright, flags: list[str]) -> Iterator[Browser]:
    """Another Chromium, with flags of its own."""
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def booked(patients_browser: Browser, sandboxes: Sandboxes, tmp_path_factory: pytest.TempPathFactory) -> Booked:
    return book(patients_browser, sandboxes, tmp_path_factory.mktemp("booking"))


@pytest.fixture
def room(booked: Booked, patients_browser: Browser, shots: Path) -> Iterator[RoomClient]:
    opened = RoomClient(booked, patients_browser, shots, [])
    yield opened
    opened.leave()


def answer_call(doctor: Doctor, patient: Patient) -> None:
    """The doctor calls, the patient answers."""
    expect(doctor.page.get_by_test_id("room-call")).to_be_enabled(timeout=LONG)
    doctor.page.get_by_test_id("room-call").click()
    patient.page.get_by_test_id("room-accept").click(timeout=LONG)
    expect(patient.page.get_by_test_id("room-remote")).to_have_attribute("data-live", "true", timeout=LONG)

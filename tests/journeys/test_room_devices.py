"""What a browser lets the room have: five causes of no call, sound alone, other devices, the check before a visit."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from journeys.actors import LONG, Doctor, Patient
from journeys.rooms import ASKING, NO_DEVICES, THREE_CAMERAS, RoomClient, answer_call, booked, failing, launched, room
from journeys.sandboxes import PATIENT, until
from playwright.sync_api import Browser, Playwright, expect

pytestmark = pytest.mark.journey
__all__ = ["booked", "room"]

IMPOSSIBLE = "Нет возможности совершать звонки"
DESCRIBED = "() => window.__connections.at(-1).localDescription.sdp.match(/^o=.*$/m)[0]"
CAMERA = """() => window.__connections.at(-1).getSenders()
  .find((one) => one.track?.kind === 'video')?.track.getSettings().deviceId"""
NEVER_ANSWERED = "navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);"


@pytest.fixture(scope="module")
def asking(playwright: Playwright) -> Iterator[Browser]:
    """A browser that gives a camera only to those whom its person allowed it."""
    with launched(playwright, ASKING) as browser:
        yield browser


def cause(patient: Patient, problem: str) -> None:
    """The room says this cause in words, and the chat works all the same."""
    expect(patient.page.get_by_test_id("room-calls-impossible")).to_be_visible(timeout=LONG)
    found = patient.page.get_by_test_id("room-cause").first
    expect(found).to_have_attribute("data-problem", problem)
    patient.says(f"Пишу без звонка: {problem}")
    patient.reads(f"Пишу без звонка: {problem}")


def test_a_refusal_in_the_browser_is_explained_and_undone_without_a_reload(room: RoomClient, asking: Browser) -> None:
    """R111, R114, R115, R117: denied, the recipes of both browsers, then allowed: noticed at once."""
    patient = room.patient_inside(browser=asking, permissions=[])
    cause(patient, "denied_browser")
    patient.sees(IMPOSSIBLE)
    for guide, words in (("chrome", "Настройки сайтов"), ("yandex", "Разрешено")):
        guided = patient.page.get_by_test_id(f"room-guide-{guide}")
        guided.locator("summary").click()
        expect(guided.get_by_text(words).first).to_be_visible()
    patient.shot("denied")
    patient.page.evaluate("window.__same = true")
    patient.page.context.grant_permissions(["camera", "microphone"], origin=PATIENT)
    until(lambda: allowed(patient), what="the camera after it was allowed")
    expect(patient.page.get_by_test_id("room-calls-impossible")).to_have_count(0)
    assert patient.page.evaluate("window.__same"), "the page was not loaded again"
    patient.shot("allowed")


def allowed(patient: Patient) -> bool:
    """The check found both; a press asks again where the browser does not say that it changed its mind."""
    again = patient.page.get_by_test_id("room-check-again")
    if again.is_visible() and again.is_enabled():
        again.click()
    return patient.page.get_by_text("Камера работает").is_visible()


def test_a_missing_device_is_explained(room: RoomClient, playwright: Playwright) -> None:
    """R114, R116: a computer without camera and microphone."""
    with launched(playwright, NO_DEVICES) as browser:
        patient = room.patient_inside(browser=browser)
        cause(patient, "absent")
        patient.sees("Устройство не найдено")
        patient.shot("absent")
        patient.page.context.close()
        room.contexts.pop()


@pytest.mark.parametrize(
    ("problem", "script"),
    [
        ("busy", failing("NotReadableError", "Could not start video source")),
        ("denied_system", failing("NotAllowedError", "Permission denied by system")),
        ("insecure", "Object.defineProperty(window, 'isSecureContext', { value: false });"),
    ],
    ids=["busy", "system", "insecure"],
)
def test_causes_that_cannot_be_forced_are_distinguished(room: RoomClient, problem: str, script: str) -> None:
    """R114, R116: simulated in the page with the browser's own errors: busy, closed by the system, no https."""
    phone = room.patient_inside(script, name=f"phone-{problem}", phone=True)
    cause(phone, problem)
    phone.page.get_by_test_id("room-calls-impossible").scroll_into_view_if_needed()
    phone.shot(problem)
    phone.page.get_by_test_id("room-check-again").click()
    expect(phone.page.get_by_test_id("room-cause").first).to_have_attribute("data-problem", problem)


def test_before_the_browser_asks_the_room_says_what_to_answer(room: RoomClient, asking: Browser) -> None:
    """R112, R113: the recommended answer stands there while the browser's question is open (held open here)."""
    patient = room.patient_inside(NEVER_ANSWERED, browser=asking, permissions=[])
    patient.sees("«Разрешать при каждом посещении»")
    patient.says("Пока отвечаю браузеру")
    patient.reads("Пока отвечаю браузеру")
    patient.shot("prompt")


def test_a_consultation_with_sound_alone(room: RoomClient, asking: Browser) -> None:
    """R005, R114, R134: no camera, and the call goes on with sound."""
    patient = room.patient_inside(browser=asking, permissions=["microphone"])
    patient.sees("видео/аудио консультация")
    patient.sees("Нет возможности совершать звонки с видео")
    patient.shot("sound-waiting")
    doctor = room.doctor()
    answer_call(doctor, patient)
    expect_sound(doctor)
    doctor.sees("Без видео")
    patient.assert_media_flows()
    patient.shot("sound-call")
    doctor.shot("sound-call")


def expect_sound(doctor: Doctor) -> None:
    first = doctor.media().get("audio_bytes", 0)
    until(lambda: doctor.media().get("audio_bytes", 0) > first, what="the sound of the patient")


def test_the_person_may_turn_the_picture_off_and_share_the_screen_later(room: RoomClient) -> None:
    """R005, R136, R137, R138, R139: the controls by the names a screen reader reads."""
    patient, doctor = room.patient_inside(), room.doctor()
    expect(patient.page.get_by_test_id("room-checks")).to_be_visible(timeout=LONG)
    share = patient.button("Демонстрация экрана")
    expect(share).to_have_attribute("aria-disabled", "true")
    expect(share).to_have_attribute("aria-description", re.compile("во время звонка"))
    patient.button("Выключить видео").click()
    answer_call(doctor, patient)
    expect_sound(doctor)
    doctor.sees("Без видео")
    patient.button("Включить видео").click()
    doctor.assert_media_flows()
    patient.button("Выключить звук").click()
    doctor.sees("Звук выключен")
    patient.sees("Вас не слышно")
    patient.shot("muted")
    patient.button("Включить звук").click()
    share.click()
    doctor.sees("Пациент показывает экран")
    doctor.shot("screen")
    patient.button("Остановить демонстрацию экрана").click()
    patient.button("На весь экран").click()
    until(lambda: patient.page.evaluate("document.fullscreenElement !== null"), what="the whole screen")
    names = ("Таймер времени до начала консультации", "Таймер длительности звонка")
    for name in names:
        expect(patient.page.get_by_role("timer", name=name)).to_have_count(1)
    expect(patient.page.get_by_role("group", name=re.compile("^Видео врача: "))).to_be_visible()
    expect(patient.page.get_by_role("group", name=re.compile(r"^Пациент \(вы\): Берёзкина Алла"))).to_be_visible()


def test_another_camera_in_the_middle_of_a_call(room: RoomClient, playwright: Playwright) -> None:
    """R111, R137: chosen in the call without a new agreement, and remembered."""
    with launched(playwright, THREE_CAMERAS) as browser:
        patient, doctor = room.patient_inside(browser=browser), room.doctor()
        answer_call(doctor, patient)
        doctor.assert_media_flows()
        before = patient.page.evaluate(DESCRIBED)
        patient.page.get_by_test_id("room-settings").click()
        chooser = patient.page.get_by_label("Камера", exact=True)
        other = chooser.locator("option").nth(2).get_attribute("value")
        chooser.select_option(other)
        patient.shot("choosing")
        until(lambda: patient.page.evaluate(CAMERA) == other, what="the other camera on the line")
        doctor.assert_media_flows()
        assert patient.page.evaluate(DESCRIBED) == before, "no new agreement"
        assert other in patient.page.evaluate("localStorage.getItem('mila.devices')")
        patient.page.context.close()
        room.contexts.remove(patient.page.context)


def test_the_check_before_a_visit(room: RoomClient, asking: Browser) -> None:
    """R111–R116: at any time, one button, words, and a file for support."""
    patient = room.patient(browser=asking)
    patient.page.goto(room.record)
    patient.press("Проверка связи")
    patient.page.wait_for_url(f"{PATIENT}/check", timeout=LONG)
    patient.page.get_by_test_id("check-start").wait_for(timeout=LONG)
    patient.shot("check-before")
    patient.page.get_by_test_id("check-start").click()
    expect(patient.page.get_by_test_id("check-results")).to_have_attribute("data-phase", "done", timeout=60_000)
    for part, code in (("browser", "able"), ("network", "quick|slow"), ("path", "relay"), ("camera", "works")):
        expect(patient.page.get_by_test_id(f"check-{part}")).to_have_attribute("data-code", re.compile(code))
    patient.page.get_by_test_id("check-play").click()
    patient.button("Слышу").first.click(timeout=LONG)
    patient.sees("Вы слышите звук.")
    expect(patient.page.get_by_test_id("check-verdict")).to_have_attribute("data-verdict", re.compile("ready|trouble"))
    patient.shot("check-done")
    with patient.page.expect_download() as saved:
        patient.page.get_by_test_id("check-download").click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    assert "Сервер-посредник доступен" in text
    assert "Берёзкина" not in text
    assert "127.0.0.1" not in text


def test_the_check_on_a_phone_without_permission(room: RoomClient, asking: Browser) -> None:
    """R114, R115: the same causes and recipes as in the room."""
    phone = room.patient(browser=asking, permissions=[], phone=True, name="phone")
    phone.page.goto(f"{PATIENT}/check")
    phone.page.get_by_test_id("check-start").click(timeout=LONG)
    expect(phone.page.get_by_test_id("check-verdict")).to_have_attribute("data-verdict", "chat", timeout=60_000)
    phone.sees(IMPOSSIBLE)
    phone.sees("Инструкция для Яндекс Браузера")
    widths = phone.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "nothing sticks out sideways"
    phone.shot("check-denied")

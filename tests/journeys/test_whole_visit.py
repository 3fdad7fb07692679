"""The whole visit, from the login to the printed conclusion (the guide's points 1–14)."""

import io
import re
from collections.abc import Callable

import pytest
from journeys.actors import LONG, Doctor, Patient
from journeys.sandboxes import PATIENT, Person, Sandboxes
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.journey

DOCTOR_LOGIN = "doctor2@esia.example"
DOCTOR_NAME = "Корнилов Андрей Викторович"
RECOMMENDATIONS = "Ограничить соль, ЭКГ через месяц, контроль давления дважды в день."


def book_and_pay(patient: Patient, *, slot: int = 0, days_ahead: int = 0) -> str:
    """A paid online visit; answers its booking."""
    patient.find("корнил", DOCTOR_NAME)
    patient.choose("Онлайн", slot=slot, days_ahead=days_ahead)
    patient.pay()
    patient.sees("Вы успешно записались!", timeout=60_000)
    patient.shot("booked")
    booking = patient.booking_id()
    patient.press("Подготовиться к приему")
    patient.page.wait_for_url(f"{PATIENT}/records/{booking}", timeout=LONG)
    patient.sees("Изменить запись")
    patient.shot("record")
    return booking


def enter_room(patient: Patient) -> None:
    """«Подключиться», available at once (R100, R110)."""
    patient.press("Подключиться")
    patient.page.get_by_test_id("room-chat").wait_for(timeout=LONG)
    patient.sees("Ожидайте подключения врача, он сам позвонит Вам")
    patient.shot("room-waiting")


def call(doctor: Doctor, patient: Patient) -> None:
    """The doctor calls, the patient answers, sound and picture reach both (R120)."""
    doctor.page.get_by_test_id("room-call").click()
    patient.sees("Доктор звонит")
    patient.shot("room-ringing")
    patient.press("Ответить")
    for end in (doctor, patient):
        end.assert_media_flows()
        end.shot("room-call")


CONTROLS = (
    "room-timer-to-start", "room-service", "room-starts-at", "room-self", "room-call-timer", "room-toggle-audio",
    "room-toggle-video", "room-share-screen", "room-fullscreen", "room-remote", "room-chat", "room-attach",
    "room-message-input", "room-send",
)  # fmt: skip


@pytest.mark.spine
def test_the_whole_visit(patient: Patient, doctor: Doctor, sandboxes: Sandboxes) -> None:
    """R010–R024, R051–R087, R100–R154: every step as in the guide."""
    person = sandboxes.new_person("Лебедева", "Ольга", "Викторовна")
    patient.log_in(person)
    patient.settle_in()
    booking = book_and_pay(patient)
    letter = sandboxes.letter(person.email, "Вы записаны")
    assert f"{PATIENT}/records/{booking}" in letter["links"], "R102"

    enter_room(patient)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    doctor.sees("Пациент в комнате")
    doctor.shot("visit")
    call(doctor, patient)
    for control in CONTROLS:
        expect(patient.page.get_by_test_id(control)).to_be_visible()

    patient.says("Здравствуйте, доктор")
    doctor.reads("Здравствуйте, доктор")
    doctor.says("Добрый день, Ольга Викторовна")
    patient.reads("Добрый день, Ольга Викторовна")
    picture = {"name": "анализ.png", "mimeType": "image/png", "buffer": _picture()}
    with patient.page.expect_file_chooser() as chooser:
        patient.page.get_by_test_id("room-attach").click()
    chooser.value.set_files(picture)  # type: ignore[arg-type]  # a literal that the caller chose
    expect(doctor.page.get_by_test_id("room-chat").get_by_text("анализ.png").first).to_be_visible(timeout=LONG)
    doctor.shot("room-chat")
    patient.shot("room-chat")

    doctor.page.get_by_test_id("room-hang-up").click()
    sandboxes.begin_visit(booking)
    doctor.end_visit()
    patient.sees("Врач готовит заключение")
    patient.shot("room-ended")
    doctor.conclude(diagnosis="I20.8", code="I20.8", recommendations=RECOMMENDATIONS)

    sandboxes.letter(person.email, "Заключение")
    read_conclusion(patient, person)


def read_conclusion(patient: Patient, person: Person) -> None:
    """«Медкарта» → «Показать документ» → the file → print (R151–R155)."""
    patient.page.goto(f"{PATIENT}/medcards/")
    patient.sees("Протокол консультации")
    patient.shot("medcard")
    patient.press("Показать документ")
    patient.sees("Параметры документа")
    patient.sees("Доступ по ссылке запрещён")
    patient.shot("document")
    address = f"{PATIENT}/api/medcard/documents/{patient.page.url.rstrip('/').rsplit('/', 1)[1]}/file"
    answer = patient.page.request.get(address)
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.body())).pages)
    spaced = " ".join(text.split())
    for words in (person.full_name, "I20.8", DOCTOR_NAME, RECOMMENDATIONS):
        assert words in spaced
    patient.press(re.compile("Открыть файл"))
    patient.page.get_by_role("img", name=re.compile("Страница 1 из")).wait_for(timeout=LONG)
    patient.shot("document-file")
    expect(patient.button("Печать")).to_be_visible()


def test_a_dropped_connection_is_taken_up_again(
    patient: Patient, doctor: Doctor, sandboxes: Sandboxes, new_patient: Callable[..., Patient]
) -> None:
    """R123, R124: the same button leads back; chat is still there and the call goes on."""
    patient.log_in(sandboxes.new_person("Морозова", "Инна", "Павловна"))
    patient.settle_in()
    booking = book_and_pay(patient, slot=1)
    enter_room(patient)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    call(doctor, patient)
    patient.says("До обрыва")
    doctor.reads("До обрыва")
    patient.page.goto(f"{PATIENT}/records/{booking}")
    patient.press("Подключиться")
    patient.reads("До обрыва")
    doctor.says("Вы снова на связи?")
    patient.reads("Вы снова на связи?")
    patient.assert_media_flows()
    doctor.assert_media_flows()
    patient.shot("back-in-the-call")


@pytest.mark.spine
def test_the_visit_on_a_phone(new_patient: Callable[..., Patient], doctor: Doctor, sandboxes: Sandboxes) -> None:
    """The same story in a small window: nothing is out of reach."""
    patient = new_patient("phone", phone=True)
    patient.log_in(sandboxes.new_person("Петров", "Семён", "Ильич", gender="M"))
    patient.settle_in()
    booking = book_and_pay(patient, slot=2)
    patient.press("Подключиться")
    patient.sees("Ожидайте подключения врача, он сам позвонит Вам")
    patient.shot("room-waiting")
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    call(doctor, patient)
    widths = patient.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "nothing sticks out sideways"


def _picture() -> bytes:
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (320, 200), (11, 110, 105)).save(made, "PNG")
    return made.getvalue()

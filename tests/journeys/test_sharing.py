"""The medcard: read, printed, kept by hand, and shared by a temporary link (the guide's points 13 and 14)."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from journeys.actors import LONG, Actor, Doctor, Patient
from journeys.sandboxes import PATIENT, ROOT, Sandboxes, until
from journeys.test_limits import with_password
from journeys.test_whole_visit import DOCTOR_LOGIN, RECOMMENDATIONS, book_and_pay, call, enter_room
from playwright.sync_api import FilePayload, expect
from pypdf import PdfReader

pytestmark = pytest.mark.journey

CLOCK = ROOT / ".mila" / "clocks" / "medcard"
LABEL = "Кардиолог в поликлинике"
NewPatient = Callable[..., Patient]

# A printer that only counts; and a phone, whose browser has no viewer of PDFs.
NOTE_PRINTS = "window.print = () => { window.top.__printed = (window.top.__printed ?? 0) + 1; };"
NO_VIEWER = "Object.defineProperty(navigator, 'pdfViewerEnabled', { get: () => false });"


def printed(actor: Actor) -> None:
    """Something went to the printer."""
    # Where the browser has a viewer of its own, the paper goes to it in a frame, and nobody can count its printing.
    given = "window.__printed > 0 || document.getElementById('paper-to-print')?.src.startsWith('blob:')"
    until(lambda: actor.page.evaluate(given), what="printing")


def settled(new_patient: NewPatient, sandboxes: Sandboxes, name: str = "patient", *, phone: bool = False) -> Patient:
    """Somebody new, logged in by Gosuslugi and with the consent given."""
    patient = new_patient(name, phone=phone)
    patient.page.add_init_script(NOTE_PRINTS)
    patient.log_in(sandboxes.new_person("Соколова", "Вера", "Андреевна"))
    patient.settle_in()
    return patient


def visitor(new_patient: NewPatient, name: str = "visitor", *, phone: bool = True) -> Patient:
    """A doctor or relative without an account, with a telephone."""
    made = new_patient(name, phone=phone)
    made.page.add_init_script(NOTE_PRINTS + NO_VIEWER)
    return made


def put(patient: Patient, title: str, *, allowed: bool = True) -> str:
    """A document of the patient's own is in the medcard; answers its id."""
    paper: FilePayload = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": _pdf(title)}
    headers = {"Origin": PATIENT}
    answer = patient.page.request.post(
        f"{PATIENT}/api/medcard/documents", multipart={"title": title, "file": paper}, headers=headers
    )
    assert answer.status == 201, answer.text()
    document_id = str(answer.json()["document_id"])
    if allowed:
        url = f"{PATIENT}/api/medcard/documents/{document_id}/access"
        assert patient.page.request.put(url, data={"access": "allowed"}, headers=headers).ok
    return document_id


def share(patient: Patient, *titles: str, code: bool = True, term: str | None = None) -> tuple[str, str]:
    """«Поделиться»: choose, name, make; answers the link and its code."""
    page = patient.page
    page.goto(f"{PATIENT}/medcards")
    patient.press("Поделиться")
    page.wait_for_url(re.compile("/medcards/shares"), timeout=LONG)
    patient.button("Поделиться").first.click(timeout=LONG)
    for title in titles:
        page.get_by_role("checkbox", name=title).check(timeout=LONG)
    page.get_by_role("textbox", name="Для кого").fill(LABEL)
    if term:
        page.get_by_text(term, exact=True).click()
    if not code:
        page.get_by_role("switch", name="Спрашивать код").press("Space")
    patient.shot("share-form")
    patient.press("Создать ссылку")
    patient.sees("Ссылка готова")
    link = page.get_by_test_id("share-link")
    link.wait_for(timeout=LONG)
    page.get_by_role("img", name="Ссылка в виде QR-кода").wait_for(timeout=LONG)
    patient.shot("share-ready")
    address = link.input_value()
    assert re.fullmatch(rf"{PATIENT}/s/[\w-]{{43}}", address)
    return address, page.get_by_test_id("share-code").inner_text() if code else ""


def enter(actor: Patient, code: str) -> None:
    """Types the code of a link."""
    actor.page.get_by_label("Код доступа").fill(code)
    actor.press("Открыть")


def other(code: str) -> str:
    """A code that is not this one."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


@contextmanager
def medcard_clock(moment: datetime) -> Iterator[None]:
    """For medcard it is this moment inside the block."""
    CLOCK.parent.mkdir(parents=True, exist_ok=True)
    CLOCK.write_text(moment.isoformat())
    try:
        yield
    finally:
        CLOCK.unlink(missing_ok=True)


def fits(actor: Actor) -> None:
    """Nothing sticks out sideways."""
    widths = actor.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


@pytest.mark.spine
def test_the_conclusion_is_read_printed_and_shared(
    new_patient: NewPatient, doctor: Doctor, sandboxes: Sandboxes
) -> None:
    """R025, R150–R160: the conclusion from the doctor's hand to a cardiologist's telephone and away from it again."""
    patient = settled(new_patient, sandboxes)
    booking = book_and_pay(patient, slot=3)
    enter_room(patient)
    doctor.log_in(DOCTOR_LOGIN)
    doctor.open_visit(booking)
    call(doctor, patient)
    doctor.page.get_by_test_id("room-hang-up").click()
    sandboxes.begin_visit(booking)
    doctor.end_visit()
    patient.sees("Врач готовит заключение")
    doctor.conclude(diagnosis="I20.8", code="I20.8", recommendations=RECOMMENDATIONS)
    put(patient, "Анализ крови", allowed=False)

    page = patient.page
    page.goto(f"{PATIENT}/medcards/")
    patient.sees("Протокол консультации")
    expect(page.get_by_text("Доступ по ссылке запрещён")).to_have_count(2)
    page.get_by_label("Поиск по названию").fill("протокол")
    expect(page.get_by_text("Анализ крови")).to_have_count(0)
    page.wait_for_url(re.compile("q="), timeout=LONG)
    patient.shot("medcard-found")
    patient.press("Показать документ")
    patient.sees("Параметры документа")
    patient.press(re.compile("Открыть файл"))
    page.get_by_role("img", name=re.compile("Страница 1 из")).wait_for(timeout=LONG)
    page.get_by_text(re.compile("Ограничить соль")).first.wait_for(state="attached", timeout=LONG)
    patient.shot("conclusion-opened")
    patient.press("Печать")
    printed(patient)
    with page.expect_download() as download:
        patient.press("Скачать")
    assert download.value.suggested_filename.startswith("Протокол консультации")
    assert RECOMMENDATIONS[:14] in PdfReader(download.value.path()).pages[0].extract_text()
    patient.sees(re.compile("Вы, печать"))
    page.screenshot(path=patient.shots / "document-card-full.png", full_page=True)

    page.goto(f"{PATIENT}/medcards/shares?new=true")
    for title in ("Протокол консультации", "Анализ крови"):
        expect(page.get_by_role("checkbox", name=title)).to_be_disabled(timeout=LONG)
        patient.press(f"Разрешить доступ: {title}")
        expect(page.get_by_role("checkbox", name=title)).to_be_checked(timeout=LONG)
    address, code = share(patient, "Протокол консультации", "Анализ крови")

    cardiologist = visitor(new_patient, "cardiologist")
    cardiologist.page.goto(address)
    cardiologist.sees("Владелец медкарты защитил её кодом")
    expect(cardiologist.page.get_by_text("Соколова")).to_have_count(0)
    cardiologist.shot("code")
    for left in ("Осталось 4 попытки", "Осталось 3 попытки", "Осталось 2 попытки"):
        enter(cardiologist, other(code))
        cardiologist.sees(left)
    cardiologist.shot("code-wrong")
    enter(cardiologist, code)
    cardiologist.sees("Соколова Вера Андреевна")
    conclusion = cardiologist.page.get_by_role("article").filter(has_text="Протокол консультации")
    conclusion.get_by_role("button", name=re.compile("Открыть файл")).click()
    cardiologist.page.get_by_role("img", name=re.compile("Страница 1 из")).wait_for(timeout=LONG)
    cardiologist.page.get_by_text(re.compile("Ограничить соль")).first.wait_for(state="attached", timeout=LONG)
    cardiologist.shot("reading")
    fits(cardiologist)
    conclusion.get_by_role("button", name="Печать").click()
    printed(cardiologist)
    assert cardiologist.page.frame_locator("#paper-to-print").locator("img").count() >= 1
    with cardiologist.page.expect_download() as kept:
        conclusion.get_by_role("button", name="Скачать").click()
    assert len(PdfReader(kept.value.path()).pages) >= 1

    page.goto(f"{PATIENT}/medcards/shares")
    patient.sees(f"По ссылке «{LABEL}», печать")
    patient.sees(f"По ссылке «{LABEL}», открыта ссылка")
    patient.sees("Неверный код вводили 3 раза")
    page.screenshot(path=patient.shots / "shares-full.png", full_page=True)

    page.get_by_role("link", name="Протокол консультации").first.click()
    patient.sees(f"Документ сейчас виден по ссылкам: «{LABEL}»")
    patient.press("Запретить")
    patient.sees("Доступ по ссылке запрещён")
    patient.shot("forbidden-again")
    conclusion.get_by_role("button", name="Печать").click()
    expect(conclusion).to_have_count(0, timeout=LONG)
    cardiologist.sees("Анализ крови")
    cardiologist.shot("one-is-gone")

    page.goto(f"{PATIENT}/medcards/shares")
    patient.press("Закрыть ссылку")
    patient.shot("revoke")
    patient.press("Да, закрыть")
    patient.sees("Закрыта вами")
    cardiologist.press(re.compile("Открыть файл"))
    cardiologist.sees("Ссылка закрыта")
    cardiologist.page.reload()
    cardiologist.sees("Ссылка закрыта")
    expect(cardiologist.page.get_by_text("Соколова")).to_have_count(0)
    cardiologist.shot("closed")


def test_r157_r160_a_link_on_phones_expires(new_patient: NewPatient, sandboxes: Sandboxes) -> None:
    """Made on a telephone without a code for an hour, opened on a wide screen, over when its time is over."""
    patient = settled(new_patient, sandboxes, "phone", phone=True)
    put(patient, "Выписка")
    patient.page.goto(f"{PATIENT}/medcards/")
    patient.sees("Выписка")
    patient.shot("medcard")
    fits(patient)
    address, _ = share(patient, "Выписка", code=False, term="1 час")
    fits(patient)
    patient.page.goto(f"{PATIENT}/medcards/shares")
    patient.sees("Действующие ссылки")
    patient.shot("shares")
    fits(patient)

    relative = visitor(new_patient, "relative", phone=False)
    answer = relative.page.goto(address)
    assert answer is not None
    assert (answer.headers["referrer-policy"], answer.headers["cache-control"]) == ("no-referrer", "no-store")
    assert "noindex" in answer.headers["x-robots-tag"]
    relative.sees("Соколова Вера Андреевна")
    relative.shot("open")
    with medcard_clock(datetime.now(UTC) + timedelta(minutes=61)):
        relative.press(re.compile("Открыть файл"))
        relative.sees("Срок ссылки истёк")
        relative.shot("expired")
    relative.page.goto(f"{PATIENT}/s/{'a' * 43}")
    relative.sees("Ссылка не найдена")
    relative.shot("unknown")


def test_five_wrong_codes_lock_a_link(new_patient: NewPatient, sandboxes: Sandboxes) -> None:
    """R157, R160: the right code does not help any more, and the patient sees what happened."""
    patient = settled(new_patient, sandboxes)
    put(patient, "Выписка")
    address, code = share(patient, "Выписка")
    guesser = visitor(new_patient, "guesser")
    guesser.page.goto(address)
    for left in ("Осталось 4 попытки", "Осталось 3 попытки", "Осталось 2 попытки", "Осталась 1 попытка"):
        enter(guesser, other(code))
        guesser.sees(left)
    enter(guesser, other(code))
    guesser.sees("Ссылка заблокирована")
    guesser.shot("locked")
    late = visitor(new_patient, "late")
    late.page.goto(address)
    late.sees("Ссылка заблокирована")
    patient.page.goto(f"{PATIENT}/medcards/shares")
    patient.sees("Заблокирована")
    patient.sees("Неверный код вводили 5 раз")
    patient.shot("locked")


def test_the_medcard_is_kept_by_hand(new_patient: NewPatient) -> None:
    """R033, R035, R161: a password session writes, uploads, corrects, removes and shares what is its own."""
    patient = new_patient()
    with_password(patient)
    page = patient.page
    page.goto(f"{PATIENT}/medcards/")
    patient.sees("Заключения врачей скрыты")
    patient.press("Добавить документ")
    page.get_by_text("Заметка", exact=True).click()
    page.get_by_label("Название").fill("Давление за неделю")
    page.get_by_label("Запись").fill("12 ноября, утро 130/85, вечер 125/80")
    patient.shot("note")
    patient.press("Сохранить")
    patient.sees("Давление за неделю")

    patient.press("Добавить документ")
    choose(patient, [{"name": "setup.exe", "mimeType": "application/x-msdownload", "buffer": b"MZ"}])
    patient.sees("Такие файлы мы не принимаем")
    patient.shot("wrong-file")
    choose(patient, [{"name": "Подделка.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\0"}])
    patient.press("Сохранить")
    patient.sees("Такие файлы мы не принимаем")
    papers: list[FilePayload] = [
        {"name": f"{title}.pdf", "mimeType": "application/pdf", "buffer": _pdf(title)} for title in ("Снимок", "ЭКГ")
    ]
    choose(patient, papers)
    patient.shot("two-files")
    patient.press("Сохранить")
    for title in ("Снимок", "ЭКГ"):
        expect(page.get_by_role("article").filter(has_text=title).first).to_be_visible(timeout=LONG)
    patient.shot("medcard")

    note = page.get_by_role("article").filter(has_text="Давление за неделю").first
    note.get_by_role("link", name="Показать документ").click()
    patient.press(re.compile("Открыть файл"))
    patient.sees("12 ноября, утро 130/85, вечер 125/80")
    patient.press("Печать")
    page.frame_locator("#paper-to-print").get_by_text("130/85").wait_for(state="attached", timeout=LONG)
    patient.press("Изменить название или дату")
    page.get_by_label("Название").fill("Давление в ноябре")
    patient.press("Сохранить")
    expect(page.get_by_role("heading", name="Давление в ноябре")).to_be_visible(timeout=LONG)
    patient.shot("note-opened")
    patient.press("Разрешить")
    patient.sees("Доступ по ссылке разрешён")
    address, _ = share(patient, "Давление в ноябре", code=False)

    relative = visitor(new_patient, "relative")
    relative.page.goto(address)
    relative.press(re.compile("Открыть файл"))
    relative.sees("12 ноября, утро 130/85, вечер 125/80")
    relative.shot("note")

    page.goto(f"{PATIENT}/medcards/")
    page.get_by_role("article").filter(has_text="Давление в ноябре").get_by_role("link").first.click()
    patient.press("Удалить документ")
    page.get_by_role("dialog").get_by_role("button", name="Удалить документ").click()
    page.wait_for_url(re.compile("/medcards/?$"), timeout=LONG)
    expect(page.get_by_text("Давление в ноябре")).to_have_count(0, timeout=LONG)
    relative.page.reload()
    relative.sees("Сейчас документов нет")
    relative.shot("empty")
    page.goto(f"{PATIENT}/medcards/shares")
    patient.press("Закрыть ссылку")
    patient.press("Да, закрыть")
    patient.sees("Закрыта вами")
    page.goto(f"{PATIENT}/medcards/")
    for title in ("Снимок", "ЭКГ"):
        page.get_by_role("article").filter(has_text=title).first.get_by_role("link").first.click()
        patient.press("Удалить документ")
        page.get_by_role("dialog").get_by_role("button", name="Удалить документ").click()
        page.wait_for_url(re.compile("/medcards/?$"), timeout=LONG)


def choose(patient: Patient, files: list[FilePayload]) -> None:
    """Chooses files in the window of a new document."""
    with patient.page.expect_file_chooser() as chooser:
        patient.press("Выбрать файлы")
    chooser.value.set_files(files)


def _pdf(title: str) -> bytes:
    from PIL import Image, ImageDraw

    made = io.BytesIO()
    sheet = Image.new("RGB", (595, 842), "white")
    ImageDraw.Draw(sheet).rectangle((60, 60, 535, 120 + len(title)), fill=(11, 110, 105))
    sheet.save(made, "PDF")
    return made.getvalue()

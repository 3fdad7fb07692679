"""Every way into Mila and every way it may end: Gosuslugi, e-mail, linking, consents, sessions."""

import io
import re
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from journeys.actors import LONG, Patient
from journeys.sandboxes import PATIENT, Person, Sandboxes, until
from playwright.sync_api import FilePayload, expect
from pypdf import PdfReader

pytestmark = pytest.mark.journey

PASSWORD, NEW_PASSWORD = "мокрый пёс у фонаря", "три жёлтых трамвая"
DOCTOR_NAME = "Корнилов Андрей Викторович"
NewPatient = Callable[..., Patient]


@pytest.fixture(autouse=True)
def unhurried(sandboxes: Sandboxes) -> Iterator[None]:
    """All windows share one address: what earlier stories have counted up does not count here."""
    sandboxes.identity("DELETE FROM throttles")
    yield
    sandboxes.esia_faults()


def new_email() -> str:
    return f"{uuid4().hex[:10]}@mail.example"


def who(patient: Patient) -> dict[str, Any]:
    """What the session route answers to this browser."""
    found: dict[str, Any] = patient.page.request.get(f"{PATIENT}/api/identity/session").json()
    return found


def to_other_ways(patient: Patient) -> None:
    if "/login/other" not in patient.page.url:
        if "/login" not in patient.page.url:
            patient.page.goto(f"{PATIENT}/login")
        patient.press("Другие способы входа")
    patient.sees("вести медкарту вручную")


def register(patient: Patient, sandboxes: Sandboxes, email: str) -> str:
    """The form and the letter; answers the letter's link (R030, R031)."""
    page = patient.page
    to_other_ways(patient)
    page.get_by_role("tab", name="Зарегистрироваться").click()
    page.get_by_label("Фамилия").fill("Зорина")
    page.get_by_label("Имя").fill("Ульяна")
    page.get_by_label("E-mail").fill(email)
    field = page.get_by_role("textbox", name="Пароль")
    field.fill("зорина2026")
    expect(page.get_by_test_id("password-strength")).to_contain_text("легко подобрать", timeout=LONG)
    patient.shot("weak-password")
    field.fill(PASSWORD)
    expect(page.get_by_test_id("password-strength")).to_contain_text("Подойдёт")
    patient.shot("registration")
    patient.press_patiently(patient.button("Зарегистрироваться"))
    patient.sees("Проверьте почту")
    expect(patient.button("Отправить ещё раз")).to_be_disabled()
    patient.shot("letter-sent")
    return link_of(sandboxes, email, "Подтвердите адрес")


def link_of(sandboxes: Sandboxes, email: str, subject: str) -> str:
    return next(str(link) for link in sandboxes.letter(email, subject)["links"] if "/login/" in link)


def confirm(patient: Patient, link: str) -> None:
    patient.page.goto(link)
    patient.shot("confirm")
    patient.press_patiently(patient.button("Подтвердить и войти"))


def start(patient: Patient) -> None:
    """Setup without Gosuslugi: only notifications can be decided."""
    patient.page.wait_for_url(re.compile("/welcome"), timeout=LONG)
    patient.sees("Подписать это согласие можно после входа через Госуслуги")
    patient.press("Запретить уведомления")
    patient.shot("welcome")
    patient.press("Ок, давайте начнем")


def log_in_with_password(patient: Patient, email: str, password: str) -> None:
    to_other_ways(patient)
    patient.page.get_by_label("E-mail").fill(email)
    patient.page.get_by_role("textbox", name="Пароль").fill(password)
    patient.press_patiently(patient.button("Войти").last)


def link_gosuslugi(patient: Patient, person: Person) -> None:
    """«Подключить Госуслуги» on the profile page, to the answer of Gosuslugi."""
    patient.page.goto(f"{PATIENT}/profile")
    patient.sees("Подключение пройдёт, если e-mail на Госуслугах совпадает")
    patient.press("Подключить Госуслуги")
    patient.at_gosuslugi(person)


def made_account(patient: Patient, sandboxes: Sandboxes, email: str) -> None:
    """An e-mail account that has passed the setup."""
    confirm(patient, register(patient, sandboxes, email))
    start(patient)
    patient.page.get_by_role("combobox").first.wait_for(timeout=LONG)


@pytest.mark.spine
def test_an_email_users_whole_life(patient: Patient, sandboxes: Sandboxes) -> None:
    """R030–R037, R042, R043: register, letter, clinic visit, own document, limits with a way on, recovery, login."""
    email = new_email()
    made_account(patient, sandboxes, email)
    expect(patient.link("Подключить Госуслуги")).to_be_visible()
    patient.shot("home")
    person_id = who(patient)["person_id"]

    patient.find("корнил", DOCTOR_NAME)
    patient.choose("В клинике")
    patient.shot("clinic-confirm")
    patient.page.get_by_role("dialog").get_by_role("button").last.click()
    patient.sees("Вы успешно записались!")
    booking = patient.booking_id()
    patient.shot("clinic-booked")

    patient.page.goto(f"{PATIENT}/")
    patient.find("корнил", DOCTOR_NAME)
    patient.page.get_by_text("Онлайн", exact=True).first.click()
    patient.sees("Онлайн-запись доступна после входа через Госуслуги")
    back = patient.link("Войти через Госуслуги").get_attribute("href") or ""
    assert "return_to=%2Fdoctors%2F" in back, "the button leads back to this place"
    patient.page.goto(f"{PATIENT}/records/{booking}/room")
    patient.sees("Консультация открывается после входа через Госуслуги")
    patient.shot("room-closed")

    patient.page.goto(f"{PATIENT}/medcards/")
    patient.sees("Заключения врачей скрыты")
    add_document(patient)
    patient.shot("medcard")

    patient.page.goto(f"{PATIENT}/profile")
    patient.press("Выйти")
    patient.page.wait_for_url(re.compile("/login"), timeout=LONG)
    recover(patient, sandboxes, email)
    log_in_with_password(patient, email, PASSWORD)
    patient.sees("Почта или пароль не подходят")
    patient.shot("wrong-password")
    log_in_with_password(patient, email, NEW_PASSWORD)
    patient.page.wait_for_url(f"{PATIENT}/", timeout=LONG)
    assert (who(patient)["person_id"], who(patient)["acr"]) == (person_id, "password")


def add_document(patient: Patient) -> None:
    """The medcard kept by hand (R035)."""
    patient.press("Добавить документ")
    patient.page.get_by_role("dialog").get_by_role("textbox").first.fill("Анализ крови")
    file: FilePayload = {"name": "analysis.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    patient.page.locator('input[type="file"][multiple]').set_input_files(file)
    patient.page.get_by_role("dialog").locator('button[type="submit"]').click()
    expect(patient.page.get_by_role("dialog")).to_have_count(0, timeout=LONG)
    patient.sees("Анализ крови")


def recover(patient: Patient, sandboxes: Sandboxes, email: str) -> None:
    """A lost password; a person without an account sees the same (R043)."""
    to_other_ways(patient)
    patient.press("Забыли пароль?")
    patient.page.get_by_label("E-mail").fill(new_email())
    patient.press("Отправить ссылку")
    patient.sees(re.compile("Если адрес .* есть в Mila"))
    patient.press("Изменить адрес")
    patient.page.get_by_label("E-mail").fill(email)
    patient.press("Отправить ссылку")
    patient.sees(re.compile(f"Если адрес {email} есть в Mila"))
    patient.shot("recovery-sent")
    link = link_of(sandboxes, email, "Восстановление пароля")
    patient.page.goto(link)
    patient.page.get_by_role("textbox", name="Новый пароль").fill(NEW_PASSWORD)
    patient.shot("new-password")
    patient.press("Сохранить пароль")
    patient.sees("Пароль изменён")
    patient.page.goto(link)
    patient.page.get_by_role("textbox", name="Новый пароль").fill(PASSWORD)
    patient.press("Сохранить пароль")
    patient.sees("Эта ссылка уже не действует")
    patient.shot("used-recovery")
    patient.press("Запросить новую ссылку")
    patient.sees("Укажите e-mail, с которым вы регистрировались")
    patient.press("Вернуться ко входу")


def test_a_letter_that_came_too_late_has_a_way_on(patient: Patient, sandboxes: Sandboxes) -> None:
    """R031: an expired link is renewed, a used one leads to the login; the deep link survives both (R007)."""
    email, wanted = new_email(), "/doctors/kornilov-andrei-viktorovich?type=clinic"
    patient.page.goto(f"{PATIENT}{wanted}")
    patient.sees("Другие способы входа")
    link = register(patient, sandboxes, email)
    assert "return_to=" in link
    sandboxes.identity(f"UPDATE verifications SET expires_at = now() WHERE email = '{email}'")
    confirm(patient, link)
    patient.sees("Срок ссылки истёк")
    patient.shot("expired-link")
    patient.press("Прислать новое письмо")
    patient.sees("Новое письмо отправлено")
    patient.shot("renewed")
    fresh = until(lambda: _other(sandboxes, email, link), what="a second letter")
    confirm(patient, fresh)
    start(patient)
    patient.page.wait_for_url(f"{PATIENT}{wanted}", timeout=LONG)
    patient.page.context.clear_cookies()
    confirm(patient, fresh)
    patient.sees("Эта ссылка уже не действует")
    patient.shot("used-link")
    patient.button("Войти").first.click()
    patient.sees("Забыли пароль?")


def _other(sandboxes: Sandboxes, email: str, link: str) -> str | None:
    newest = link_of(sandboxes, email, "Подтвердите адрес")
    return newest if newest != link else None


def test_linking_gosuslugi_opens_everything_in_the_same_cabinet(patient: Patient, sandboxes: Sandboxes) -> None:
    """R037–R039, R041: equal e-mails are one cabinet, and the consents are offered."""
    person = sandboxes.new_person("Зорина", "Ульяна", "Олеговна")
    made_account(patient, sandboxes, person.email)
    person_id = who(patient)["person_id"]
    link_gosuslugi(patient, person)
    patient.page.wait_for_url(re.compile("/welcome"), timeout=LONG)
    patient.press("Подписать согласие")
    patient.sees("Согласие подписано")
    patient.press("Ок, давайте начнем")
    patient.page.wait_for_url(re.compile("/profile"), timeout=LONG)
    patient.sees("Госуслуги подключены. Теперь вы можете входить через них в этот же кабинет.")
    patient.shot("linked")
    assert (who(patient)["person_id"], who(patient)["acr"]) == (person_id, "gosuslugi")
    patient.page.context.clear_cookies()
    patient.log_in(person)
    patient.page.wait_for_url(f"{PATIENT}/", timeout=LONG)
    assert who(patient)["person_id"] == person_id, "the same cabinet, and the setup is not shown again (R028)"


def test_linking_with_another_email_changes_nothing(patient: Patient, sandboxes: Sandboxes) -> None:
    """R038, R040: said on the profile page; no second account is made."""
    person = sandboxes.new_person("Зорина", "Ульяна", "Олеговна")
    email = new_email()
    made_account(patient, sandboxes, email)
    link_gosuslugi(patient, person)
    patient.page.wait_for_url(re.compile("/profile.*link_email_mismatch"), timeout=LONG)
    patient.sees("Госуслуги не подключены")
    patient.sees(f"E-mail этого кабинета: {email}")
    patient.shot("mismatch")
    assert (who(patient)["acr"], who(patient)["gosuslugi_linked"]) == ("password", False)
    patient.page.context.clear_cookies()
    patient.log_in(person)
    patient.page.wait_for_url(re.compile("/welcome"), timeout=LONG)


def test_linking_an_identity_that_has_a_cabinet_is_a_conflict(patient: Patient, sandboxes: Sandboxes) -> None:
    """R044: of another address; said with the way into that cabinet."""
    person = sandboxes.new_person("Зорина", "Ульяна", "Олеговна")
    patient.log_in(person)
    patient.settle_in()
    first = who(patient)["person_id"]
    patient.page.context.clear_cookies()
    made_account(patient, sandboxes, new_email())
    link_gosuslugi(patient, person)
    patient.sees("Эти Госуслуги подключены к другому кабинету")
    patient.shot("conflict")
    assert who(patient)["person_id"] != first
    patient.link("Войти через Госуслуги").first.click()
    patient.page.wait_for_url(f"{PATIENT}/", timeout=LONG)
    assert who(patient)["person_id"] == first


def test_two_cabinets_of_one_person_become_one(patient: Patient, sandboxes: Sandboxes) -> None:
    """R019, R044: «это не мой кабинет» first, then joined from the profile; the document is still there."""
    person = sandboxes.new_person("Зорина", "Ульяна", "Олеговна")
    made_account(patient, sandboxes, person.email)
    first = who(patient)["person_id"]
    patient.page.context.clear_cookies()
    patient.log_in(person)
    patient.sees("У вас уже есть кабинет")
    patient.shot("join")
    patient.press("Это не мой кабинет")
    patient.settle_in()
    kept = who(patient)["person_id"]
    assert kept != first
    patient.page.context.clear_cookies()
    log_in_with_password(patient, person.email, PASSWORD)
    patient.page.wait_for_url(f"{PATIENT}/", timeout=LONG)
    link_gosuslugi(patient, person)
    patient.sees("Разделить кабинеты обратно нельзя")
    patient.shot("join-two")
    patient.button("Объединить кабинеты").click()
    patient.page.get_by_role("dialog").get_by_role("button", name="Объединить кабинеты").click()
    patient.sees("Кабинеты объединены")
    assert (who(patient)["person_id"], who(patient)["acr"]) == (kept, "gosuslugi")


def test_linking_without_a_confirmed_email_or_permission_is_explained(patient: Patient, sandboxes: Sandboxes) -> None:
    """R038, R016: an unverified e-mail at Gosuslugi, then «Отказать»."""
    email = new_email()
    unverified = [{"type": "EML", "value": email, "vrfStu": "NOT_VERIFIED"}]
    person = sandboxes.new_person("Зорина", "Ульяна", "Олеговна", contacts=unverified)
    made_account(patient, sandboxes, email)
    link_gosuslugi(patient, person)
    patient.page.wait_for_url(re.compile("link_email_unverified"), timeout=LONG)
    patient.sees("Госуслуги не подключены")
    patient.shot("unverified")
    refusing = sandboxes.new_person("Зорина", "Ульяна", "Олеговна")
    patient.page.context.clear_cookies(domain="esia.localhost")
    patient.page.goto(f"{PATIENT}/profile")
    patient.press("Подключить Госуслуги")
    patient.at_gosuslugi(refusing, decision="Отказать")
    patient.page.wait_for_url(re.compile("/profile.*gosuslugi_refused"), timeout=LONG)
    patient.sees("Вы не дали Mila доступ к данным на Госуслугах")


def test_each_ending_of_a_login_has_its_page(patient: Patient, sandboxes: Sandboxes) -> None:
    """R016: cancelled, expired, revoked, failed, blocked; each says what to do."""
    person = sandboxes.new_person("Кедрова", "Алла", "Львовна")
    page = patient.page
    page.goto(f"{PATIENT}/login")
    with page.expect_request(re.compile("/aas/oauth2/v2/ac")) as asked:
        patient.press("Войти через Госуслуги")
    found = re.search(r"state=([0-9a-f-]{36})", asked.value.url)
    assert found
    callback = f"{PATIENT}/api/identity/gosuslugi/callback?error=access_denied&state={found.group(1)}"
    for title, shot in (("Вы прервали вход", "cancelled"), ("Время на вход истекло", "expired")):
        page.goto(callback)
        expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=LONG)
        expect(patient.link("Войти через Госуслуги")).to_be_visible()
        patient.shot(shot)
    for action, title in (
        ("error:ESIA-007011", "Разрешение для Mila отозвано"),
        ("bad_signature", "Госуслуги не подтвердили вход"),
    ):
        sandboxes.esia_faults({"match": "te", "action": action})
        page.goto(f"{PATIENT}/login")
        patient.press("Войти через Госуслуги")
        if action.startswith("error"):
            patient.at_gosuslugi(person)
        expect(page.get_by_role("heading", name=title)).to_be_visible(timeout=LONG)
        patient.shot("ending")
    sandboxes.esia_faults()
    patient.press("Войти через Госуслуги")
    patient.settle_in()
    sandboxes.identity(f"UPDATE people SET blocked_at = now() WHERE oid = '{person.oid}'")
    page.context.clear_cookies(domain="localhost")
    page.goto(f"{PATIENT}/login")
    patient.press("Войти через Госуслуги")
    expect(page.get_by_role("heading", name="Кабинет заблокирован")).to_be_visible(timeout=LONG)
    expect(patient.link("Написать в поддержку")).to_be_visible()
    patient.shot("blocked")


def test_a_deep_link_survives_the_first_login(patient: Patient, sandboxes: Sandboxes) -> None:
    """R006, R007, R017, R020–R024: by Gosuslugi, through the setup, to the page that was wanted."""
    wanted = f"{PATIENT}/doctors/kornilov-andrei-viktorovich?type=clinic"
    patient.page.goto(wanted)
    patient.sees("Согласно Приказу Минздрава РФ от 30.11.2017 N 965н")
    patient.sees("не получает и не хранит ваши логин и пароль от аккаунта на Госуслугах")
    address = patient.link(re.compile("lk.gosuslugi.ru")).get_attribute("href")
    assert address == "https://lk.gosuslugi.ru/settings/third-party/system-permissions", "R015"
    patient.press("Войти через Госуслуги")
    patient.at_gosuslugi(sandboxes.new_person("Рябинина", "Инна", "Ильинична"))
    patient.page.wait_for_url(re.compile("/welcome"), timeout=LONG)
    patient.press("Подписать согласие")
    patient.sees("Согласие подписано")
    patient.press("Ок, давайте начнем")
    patient.page.wait_for_url(wanted, timeout=LONG)


def test_consents_are_documents_that_can_be_kept_and_changed(patient: Patient, sandboxes: Sandboxes) -> None:
    """R025, R027: text, version and time on the screen; PDF; changed later, with the history kept."""
    person = sandboxes.new_person("Осокина", "Вера", "Павловна")
    patient.log_in(person)
    patient.settle_in(notifications=False)
    patient.page.goto(f"{PATIENT}/profile#consents")
    patient.sees("Решение принято")
    with patient.page.expect_download() as download:
        patient.link("Скачать PDF").first.click()
    pages = PdfReader(io.BytesIO(download.value.path().read_bytes())).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    for expected in (person.full_name, "Согласие дано", "вход через Госуслуги", "Согласие на просмотр"):
        assert expected in words
    assert download.value.suggested_filename == "Согласие на просмотр медицинских документов.pdf"
    patient.press("Отозвать согласие")
    patient.page.get_by_role("dialog").get_by_role("button", name="Отозвать согласие").click()
    patient.sees("Согласие не подписано")
    patient.press("Прежние решения (2)")
    patient.sees(re.compile("согласие не дано"))
    patient.shot("consents")
    patient.page.goto(f"{PATIENT}/medcards/")
    patient.sees(re.compile("согласи"))


def test_an_address_for_letters_is_proved_by_a_letter(patient: Patient, sandboxes: Sandboxes) -> None:
    """R026: Gosuslugi gave no e-mail; the setup asks for one, and the zone of the device is offered."""
    patient.log_in(sandboxes.new_person("Ильина", "Лия", "Павловна", contacts=[], logins=[new_email()]))
    patient.page.wait_for_url(re.compile("/welcome"), timeout=LONG)
    email = new_email()
    patient.page.get_by_label("E-mail").fill(email)
    patient.press("Отправить письмо для подтверждения")
    patient.sees("Письмо отправлено")
    patient.shot("welcome-email")
    patient.page.goto(link_of(sandboxes, email, "Подтвердите адрес"))
    patient.press("Подтвердить адрес")
    patient.sees("Адрес подтверждён")
    patient.shot("address-proved")
    assert patient.page.request.get(f"{PATIENT}/api/identity/profile").json()["email"] == email


def test_everybody_is_logged_out_everywhere(new_patient: NewPatient, sandboxes: Sandboxes) -> None:
    """R043: the list of sessions, ending one, and all of them; it acts within seconds in the other browser."""
    here, there = new_patient("here"), new_patient("there", phone=True)
    person = sandboxes.new_person("Тополева", "Нина", "Андреевна")
    here.log_in(person)
    here.settle_in()
    there.log_in(person)
    there.page.get_by_role("combobox").first.wait_for(timeout=LONG)
    here.page.goto(f"{PATIENT}/profile#sessions")
    here.sees("Это устройство")
    sessions = here.page.locator("#sessions li")
    expect(sessions).to_have_count(2, timeout=LONG)
    expect(sessions.nth(1)).to_contain_text("Chrome, ")
    here.shot("sessions")
    sessions.nth(1).get_by_role("button").click()
    expect(sessions).to_have_count(1, timeout=LONG)
    until(lambda: there.page.request.get(f"{PATIENT}/api/booking/bookings").status == 401, what="the end there")
    there.page.goto(f"{PATIENT}/records")
    there.sees("Войти через Госуслуги")
    there.press("Войти через Госуслуги")
    there.page.wait_for_url(f"{PATIENT}/records", timeout=LONG)
    there.page.goto(f"{PATIENT}/profile")
    there.sees("Это устройство")
    there.shot("profile")
    here.press("Выйти на всех устройствах")
    here.shot("end-all")
    here.press("Выйти везде")
    here.page.wait_for_url(re.compile(f"{PATIENT}/login"), timeout=LONG)
    until(lambda: there.page.request.get(f"{PATIENT}/api/booking/bookings").status == 401, what="the end everywhere")
    there.page.goto(f"{PATIENT}/records")
    there.sees("Войти через Госуслуги")


def test_haste_is_explained_by_the_gateway_too(patient: Patient) -> None:
    """R032: a person who tries too often reads how long to wait, also when the gateway stops them."""
    to_other_ways(patient)
    patient.page.get_by_label("E-mail").fill(new_email())
    patient.page.get_by_role("textbox", name="Пароль").fill("не тот пароль")
    address, headers = f"{PATIENT}/api/identity/password-sessions", {"Origin": PATIENT}

    def stopped() -> bool:
        body = {"email": new_email(), "password": "не тот пароль"}
        answer = patient.page.request.post(address, data=body, headers=headers)
        return answer.status == 429 and int(answer.headers["retry-after"]) > 0

    until(stopped, what="the limit")
    patient.button("Войти").last.click()
    patient.sees("Слишком много попыток подряд. Подождите")
    patient.shot("too-often")

"""What is refused, and that each refusal says what to do next."""

import re
from datetime import UTC, datetime

import pytest
from journeys.actors import LONG, Actor, Patient
from journeys.sandboxes import PATIENT, Sandboxes
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

EMAIL = "polina@mail.example"
EMAIL_PASSWORD = "chamomile-tea-7"


def test_r016_a_refused_permission_leads_back_with_a_clear_message(patient: Patient, sandboxes: Sandboxes) -> None:
    person = sandboxes.new_person("Иволгина", "Нина", "Юрьевна")
    patient.log_in(person, decision="Отказать")
    patient.page.wait_for_url(re.compile(f"{PATIENT}/login"), timeout=LONG)
    patient.sees("Вход не состоялся")
    patient.shot("refused")
    session = patient.page.request.get(f"{PATIENT}/api/identity/session").json()
    assert session["authenticated"] is False
    patient.press("Войти через Госуслуги")
    patient.page.wait_for_url(re.compile("esia.localhost"), timeout=LONG)


def test_an_unconfirmed_account_is_shown_what_to_do(patient: Patient) -> None:
    patient.log_in("igor@esia.example")
    patient.page.wait_for_url(re.compile(f"{PATIENT}/login"), timeout=LONG)
    patient.sees(re.compile("[Пп]одтверд"))
    patient.shot("unconfirmed")
    assert patient.page.request.get(f"{PATIENT}/api/identity/session").json()["authenticated"] is False


def test_gosuslugi_out_of_order_is_explained(patient: Patient, sandboxes: Sandboxes) -> None:
    person = sandboxes.new_person("Кедрова", "Анна", "Львовна")
    sandboxes.esia_faults({"match": "te", "action": "http_500_html"})
    try:
        patient.log_in(person)
        patient.page.wait_for_url(re.compile(f"{PATIENT}/login"), timeout=LONG)
        patient.sees("Госуслуги не отвечают")
        patient.shot("gosuslugi-down")
    finally:
        sandboxes.esia_faults()


def with_password(actor: Actor) -> None:
    """Logs in by e-mail and password (R030, R032)."""
    actor.page.goto(f"{PATIENT}/login")
    actor.press("Другие способы входа")
    actor.sees("вести медкарту вручную")
    actor.page.get_by_label("E-mail").first.fill(EMAIL)
    actor.page.locator('input[autocomplete="current-password"]').fill(EMAIL_PASSWORD)
    actor.shot("other-ways")
    actor.press_patiently(actor.button("Войти").last)
    start, search = actor.button("Ок, давайте начнем"), actor.page.get_by_role("combobox")
    start.or_(search).first.wait_for(timeout=LONG)
    if start.is_visible():
        actor.press("Запретить уведомления")
        actor.sees("Уведомления запрещены")
        actor.shot("welcome")
        start.click()
    search.first.wait_for(timeout=LONG)


def test_r033_r034_an_email_session_has_its_limits_on_the_screen_and_on_the_server(patient: Patient) -> None:
    """No telemedicine, no medical documents; the button that lifts the limit stands where it is met."""
    with_password(patient)
    patient.find("корнил", "Корнилов Андрей Викторович")
    patient.page.get_by_text("Онлайн", exact=True).first.click()
    patient.sees("Онлайн-запись доступна после входа через Госуслуги")
    patient.shot("telemedicine-locked")
    found = patient.page.request.get(f"{PATIENT}/api/catalog/doctors?q=корнилов").json()["items"][0]
    page = patient.page.request.get(f"{PATIENT}/api/catalog/doctors/{found['doctor_id']}").json()
    online = next(item for item in page["offerings"] if item["visit_type"] == "online")
    slots = patient.page.request.get(
        f"{PATIENT}/api/booking/doctors/{page['doctor_id']}/slots?offering_id={online['offering_id']}&from={datetime.now(UTC).date()}&days=2"
    ).json()
    answer = patient.page.request.post(
        f"{PATIENT}/api/booking/bookings",
        data={"offering_id": online["offering_id"], "starts_at": slots["days"][0]["slots"][0]["starts_at"]},
        headers={"Origin": PATIENT},
    )
    assert (answer.status, answer.json()["code"]) == (403, "identification_required")

    patient.page.goto(f"{PATIENT}/medcards/")
    patient.sees("Заключения врачей скрыты")
    patient.shot("medcard-restricted")
    listed = patient.page.request.get(f"{PATIENT}/api/medcard/documents").json()
    assert listed["restricted"] == "identification_required"
    patient.page.goto(f"{PATIENT}/profile")
    expect(patient.button("Подключить Госуслуги").or_(patient.link("Подключить Госуслуги"))).to_be_visible()
    patient.shot("profile-email")


def test_r042_the_server_refuses_whatever_the_page_does(patient: Patient) -> None:
    """A stranger gets 401 from every service, and no internal route is published."""
    for path in ("booking/bookings", "medcard/documents", "notify/notices", "identity/profile"):
        assert patient.page.request.get(f"{PATIENT}/api/{path}").status == 401
    for path in ("internal/session", "api/identity/internal/session", "internal/people/1", "metrics"):
        assert b"X-Mila-Token" not in patient.page.request.get(f"{PATIENT}/{path}").body()
        assert patient.page.request.get(f"{PATIENT}/{path}").headers.get("x-mila-token") is None

"""Notices: the bell of an open page, letters with their calendar entries, reminders, and silence."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from icalendar import Calendar
from journeys.actors import LONG, Patient
from journeys.sandboxes import MAILBOX, PATIENT, ROOT, Person, Sandboxes
from playwright.sync_api import expect

pytestmark = pytest.mark.journey

DOCTOR = ("ермол", "Ермолаева Светлана Юрьевна")
ORIGIN = {"Origin": PATIENT}
CLOCK = ROOT / ".mila" / "clocks" / "notify"
MOSCOW = ZoneInfo("Europe/Moscow")
# What headless Chromium cannot do: there is no push service behind it. Everything else is the page's own.
PUSH_SERVICE = """
(() => {
  let kept = null;
  PushManager.prototype.getSubscription = async () => kept;
  PushManager.prototype.subscribe = async () => {
    kept = {
      endpoint: 'https://fcm.googleapis.com/fcm/send/' + crypto.randomUUID(),
      unsubscribe: async () => { kept = null; return true; },
      toJSON() { return { endpoint: this.endpoint, keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg' } }; },
    };
    return kept;
  };
})();
"""


def settled(patient: Patient, sandboxes: Sandboxes, last: str, *, notifications: bool = True) -> Person:
    """A new person inside."""
    person = sandboxes.new_person(last, "Вера", "Олеговна")
    patient.log_in(person)
    patient.settle_in(notifications=notifications)
    return person


def booked(patient: Patient, *, slot: int, days_ahead: int = 2) -> str:
    """A paid visit online."""
    patient.find(*DOCTOR)
    patient.choose("Онлайн", slot=slot, days_ahead=days_ahead)
    patient.pay()
    patient.sees("Вы успешно записались!")
    return patient.booking_id()


def cancel(patient: Patient, booking: str) -> None:
    answer = patient.page.request.post(f"{PATIENT}/api/booking/bookings/{booking}/cancellation", headers=ORIGIN)
    assert answer.ok, answer.text()


def starts_at(patient: Patient, booking: str) -> datetime:
    found = patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
    return datetime.fromisoformat(found["starts_at"])


@contextmanager
def notify_at(moment: datetime) -> Iterator[None]:
    """Notify's clock stands still at this moment; nobody may look at the bell meanwhile."""
    CLOCK.parent.mkdir(exist_ok=True)
    CLOCK.write_text(moment.isoformat())
    try:
        yield
    finally:
        CLOCK.unlink()


def invitation(sandboxes: Sandboxes, email: str, subject: str) -> tuple[str, dict[str, Any]]:
    """The calendar entry of a letter: its method and what it says."""
    (part,) = [one for one in sandboxes.letter(email, subject)["attachments"] if one["type"] == "text/calendar"]
    calendar = Calendar.from_ical(httpx.get(MAILBOX + part["url"], trust_env=False).content)
    (event,) = calendar.walk("VEVENT")
    said: dict[str, Any] = {"uid": str(event["UID"]), "sequence": event["SEQUENCE"], "title": str(event["SUMMARY"])}
    return str(calendar["METHOD"]), said


@pytest.mark.spine
def test_r175_the_bell_rings_while_the_page_is_open(
    patient: Patient, sandboxes: Sandboxes, new_patient: Callable[..., Patient]
) -> None:
    """R175: what happens in another window is under the bell of this one at once, and leads where it belongs."""
    settled(patient, sandboxes, "Щеглова")
    expect(patient.button("Уведомления, непрочитанных нет")).to_be_visible(timeout=LONG)
    other = new_patient("other", phone=True)
    other.page.context.add_cookies(patient.page.context.storage_state()["cookies"])  # type: ignore[arg-type]  # cookies read and set differ in type only
    other.page.goto(PATIENT)
    booking = booked(other, slot=3)
    bell = patient.button(re.compile("Уведомления, 1 непрочитанное"))
    expect(bell).to_be_visible(timeout=10_000)
    expect(
        patient.page.get_by_role("status").filter(has_text="Новое уведомление: Запись подтверждена")
    ).to_be_attached()
    cancel(other, booking)
    patient.button("Уведомления, 3 непрочитанных").click(timeout=LONG)
    patient.sees("сегодня")
    line = patient.link(re.compile("Запись отменена.*МСК", re.DOTALL))
    expect(line).to_have_attribute("href", f"/records/{booking}")
    patient.shot("bell")
    patient.press("Прочитать все")
    expect(patient.page.get_by_text("Новое", exact=True)).to_have_count(0, timeout=LONG)
    line.click()
    patient.page.wait_for_url(f"{PATIENT}/records/{booking}", timeout=LONG)
    other.page.goto(PATIENT)
    other.button(re.compile("Уведомления")).first.click()
    other.sees("Запись отменена")
    other.shot("bell")


def test_r102_letters_bring_a_calendar_entry_that_follows_the_visit(patient: Patient, sandboxes: Sandboxes) -> None:
    """R102, R175: booked, moved and cancelled are one entry whose SEQUENCE rises; it names no doctor and no service."""
    person = settled(patient, sandboxes, "Соколова")
    booking = booked(patient, slot=5)
    letter = sandboxes.letter(person.email, "Вы записаны")
    assert f"{PATIENT}/records/{booking}" in letter["links"]
    assert {"name": "List-Unsubscribe", "value": f"<{PATIENT}/profile>"} in letter["headers"]
    first = invitation(sandboxes, person.email, "Вы записаны")
    found = patient.page.request.get(f"{PATIENT}/api/booking/bookings/{booking}").json()
    day = (starts_at(patient, booking) + timedelta(days=1)).astimezone(MOSCOW).date()
    slots = patient.page.request.get(
        f"{PATIENT}/api/booking/doctors/{found['doctor_id']}/slots?offering_id={found['offering_id']}&from={day}&days=3"
    ).json()
    free = [slot["starts_at"] for one in slots["days"] for slot in one["slots"]]
    moved = patient.page.request.post(
        f"{PATIENT}/api/booking/bookings/{booking}/rescheduling", data={"starts_at": free[-1]}, headers=ORIGIN
    )
    assert moved.ok, moved.text()
    second = invitation(sandboxes, person.email, "Приём перенесён")
    cancel(patient, booking)
    third = invitation(sandboxes, person.email, "Приём отменён")
    assert [method for method, _ in (first, second, third)] == ["REQUEST", "REQUEST", "CANCEL"]
    said = [entry for _, entry in (first, second, third)]
    assert {(entry["uid"], entry["title"]) for entry in said} == {(f"{booking}@mila.example", "Приём в Mila")}
    sequences = [int(str(entry["sequence"])) for entry in said]
    assert sequences == sorted(set(sequences))
    taken = patient.page.request.get(f"{PATIENT}/api/notify/visits/{booking}/invitation")
    assert taken.headers["content-type"].startswith("text/calendar")


def test_r175_reminders_come_when_a_visit_draws_near(patient: Patient, sandboxes: Sandboxes) -> None:
    """R175, R102: a day and ten minutes before, each with the way to the record."""
    person = settled(patient, sandboxes, "Чижова")
    booking = booked(patient, slot=7)
    start = starts_at(patient, booking)
    sandboxes.letter(person.email, "Вы записаны")
    patient.page.goto("about:blank")
    for before, subject in ((timedelta(hours=23), "Приём через сутки"), (timedelta(minutes=9), "Приём через 10 минут")):
        with notify_at(start - before):
            letter = sandboxes.letter(person.email, subject, seconds=60)
        assert f"{PATIENT}/records/{booking}" in letter["links"]
    subjects = [letter["subject"].split(":")[0] for letter in sandboxes.letters(person.email)]
    assert sorted(subjects) == ["Вы записаны", "Приём через 10 минут", "Приём через сутки"], "each once"


def test_r026_who_forbade_notifications_gets_no_letter(
    patient: Patient, sandboxes: Sandboxes, new_patient: Callable[..., Patient]
) -> None:
    """R022, R026: «Запретить уведомления»: a later letter of somebody else has arrived, theirs never does."""
    silent = settled(patient, sandboxes, "Тихонова", notifications=False)
    booked(patient, slot=9)
    expect(patient.button(re.compile("Уведомления, 1 непрочитанное"))).to_be_visible(timeout=LONG)
    loud = new_patient("loud")
    person = settled(loud, sandboxes, "Громова")
    booked(loud, slot=10)
    sandboxes.letter(person.email, "Вы записаны")
    assert sandboxes.letters(silent.email) == []
    patient.page.goto(f"{PATIENT}/profile")
    patient.sees("Сейчас уведомления запрещены")
    patient.shot("forbidden")


def test_quiet_hours_hold_letters_back_till_their_end(
    patient: Patient, sandboxes: Sandboxes, new_patient: Callable[..., Patient]
) -> None:
    """R175: a far visit is cancelled at a quiet time: the letter waits, another person's comes."""
    person = settled(patient, sandboxes, "Сонина")
    booking = booked(patient, slot=11)
    sandboxes.letter(person.email, "Вы записаны")
    now = datetime.now(MOSCOW)
    end = now + timedelta(hours=3)
    patient.page.goto(f"{PATIENT}/profile")
    patient.page.get_by_role("switch", name="Не беспокоить").click(force=True)
    patient.page.get_by_label("С", exact=True).fill(f"{now - timedelta(hours=1):%H:%M}")
    patient.page.get_by_label("До", exact=True).fill(f"{end:%H:%M}")
    patient.press("Сохранить")
    patient.sees("Сохранено")
    patient.shot("quiet-hours")
    cancel(patient, booking)
    other = new_patient("other")
    awake = settled(other, sandboxes, "Бодрова")
    cancel(other, booked(other, slot=11))
    sandboxes.letter(awake.email, "Приём отменён")
    assert [letter["subject"].split(":")[0] for letter in sandboxes.letters(person.email)] == ["Вы записаны"]
    for one in (patient, other):
        one.page.goto("about:blank")
    with notify_at(end + timedelta(minutes=1)):
        sandboxes.letter(person.email, "Приём отменён", seconds=60)


@pytest.mark.parametrize("phone", [False, True])
def test_r022_the_profile_says_honestly_what_this_device_can_do(
    new_patient: Callable[..., Patient], sandboxes: Sandboxes, phone: bool
) -> None:
    """R022, R175: off, on and off again, and a browser whose push service does not answer."""
    patient = new_patient("phone" if phone else "wide", phone=phone)
    context = patient.page.context
    settled(patient, sandboxes, "Звонарёва")
    context.grant_permissions(["notifications"], origin=PATIENT)
    patient.page.goto(f"{PATIENT}/profile")
    patient.sees("На этом устройстве выключены")
    patient.press("Включить на этом устройстве")
    patient.sees("Браузер не смог включить уведомления")
    patient.shot("no-push-service")
    context.add_init_script(PUSH_SERVICE)
    patient.page.reload()
    patient.press("Включить на этом устройстве")
    patient.sees("Включены на этом устройстве")
    patient.button("Выключить на этом устройстве").scroll_into_view_if_needed()
    patient.shot("on")
    kept = patient.page.request.get(f"{PATIENT}/api/notify/push-subscriptions").json()["items"]
    assert len(kept) == 1
    patient.press("Выключить на этом устройстве")
    patient.sees("На этом устройстве выключены")
    assert patient.page.request.get(f"{PATIENT}/api/notify/push-subscriptions").json()["items"] == []
    muted = patient.page.get_by_role("group", name="Напоминания").get_by_role("switch", name="Письмом")
    muted.click(force=True)
    expect(muted).not_to_be_checked()
    patient.page.reload()
    expect(
        patient.page.get_by_role("group", name="Напоминания").get_by_role("switch", name="Письмом")
    ).not_to_be_checked(timeout=LONG)
    patient.page.locator("#notices").scroll_into_view_if_needed()
    patient.shot("settings")
    patient.page.screenshot(path=patient.shots / f"{patient.name}-whole.png", full_page=True)
    widths = patient.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]

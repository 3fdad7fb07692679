"""Inside the room: waiting, the call, drops and returns, the chat that loses nothing, the end."""

import pytest
from journeys.actors import LONG, Actor, Doctor, Patient
from journeys.rooms import ONLY_RELAY, PAIR, RoomClient, answer_call, book, booked, room
from journeys.sandboxes import PATIENT, Sandboxes, until
from journeys.test_kills import kill
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.journey
__all__ = ["booked", "room"]

BOX = "() => { const it = document.querySelector('[data-testid=room-remote]').getBoundingClientRect();" \
      " return [it.x, it.y, it.width, it.height]; }"  # fmt: skip


def said(actor: Actor) -> list[str]:
    """The texts of the chat, from the first to the last."""
    texts: list[str] = actor.page.eval_on_selector_all(
        "[data-testid=room-message] > p", "found => found.map((one) => one.textContent)"
    )
    return texts


def test_a_hundred_messages_across_ten_drops(room: RoomClient) -> None:
    """R123, R124: whatever is lost on the way, each message is shown once and in one order, at both ends."""
    patient, doctor = room.patient_inside(), room.doctor()
    ends: list[Actor] = [patient, doctor]
    expected: dict[str, list[str]] = {"patient": [], "doctor": []}
    count = 0
    for drop in range(10):
        victim = ends[drop % 2]
        for number in range(10):
            speaker = ends[number % 2]
            count += 1
            text = f"Сообщение {count:03d}"
            if number == 4:
                # From here on its words and those meant for it are lost, and nobody has noticed yet.
                victim.page.evaluate("window.__deaf()")
            speaker.says(text)
            expected[speaker.name].append(text)
        if drop in (3, 8):
            kill("telemed")
        else:
            victim.page.evaluate("window.__cut()")
    for end in ends:
        ours = end.page.locator("[data-testid=room-message] > p").filter(has_text="Сообщение")
        expect(ours).to_have_count(100, timeout=90_000)
        expect(end.page.get_by_test_id("room-pending")).to_have_count(0, timeout=LONG)
    shown = [[text for text in said(end) if text.startswith("Сообщение ")] for end in ends]
    assert shown[0] == shown[1], "one order for both"
    assert len(set(shown[0])) == 100, "each once"
    for texts in expected.values():
        assert [text for text in shown[0] if text in texts] == texts, "each speaker's words in the order they were said"
    patient.shot("hundred-messages")


def test_a_lost_network_a_newer_tab_and_a_way_back(room: RoomClient) -> None:
    """R123, R124: nothing is lost over a network that goes, a reload, or a second tab."""
    patient, doctor = room.patient_inside(), room.doctor()
    patient.page.context.set_offline(True)
    patient.sees("Восстанавливаем связь с комнатой")
    patient.says("Сказано без сети")
    patient.sees("Отправим, когда вернётся связь")
    patient.shot("offline")
    patient.page.context.set_offline(False)
    doctor.reads("Сказано без сети")
    patient.reads("Сказано без сети")

    with patient.page.context.expect_page() as opened:
        patient.page.evaluate("url => window.open(url)", room.room)
    newer = Patient(opened.value, patient.shots, "newer")
    patient.sees("Консультация открыта в другой вкладке")
    patient.shot("taken")
    newer.reads("Сказано без сети")
    patient.page.get_by_test_id("room-take-back").click()
    newer.sees("Консультация открыта в другой вкладке")
    newer.page.close()

    answer_call(doctor, patient)
    patient.assert_media_flows()
    patient.page.get_by_test_id("room-leave").click()
    patient.sees("Звонок завершён. Врач может позвонить ещё раз, чат открыт.")
    patient.page.get_by_role("link", name="К записи").click()
    patient.page.wait_for_url(room.record, timeout=LONG)
    doctor.sees("Пациент вышел в")
    patient.press("Подключиться")
    patient.reads("Сказано без сети")
    answer_call(doctor, patient)
    for end in (patient, doctor):
        end.assert_media_flows()


def test_who_logs_out_is_out_of_the_room(room: RoomClient, sandboxes: Sandboxes, patients_browser: Browser) -> None:
    """R174: an open socket goes with its session, within seconds."""
    mine = book(patients_browser, sandboxes, room.shots, days_ahead=2)
    patient = RoomClient(mine, patients_browser, room.shots, room.contexts).patient_inside()
    ended = patient.page.request.post(f"{PATIENT}/api/identity/logout", headers={"Origin": PATIENT})
    assert ended.ok, ended.status
    patient.sees("Вход в Mila", timeout=45_000)
    expect(patient.page.get_by_test_id("room-waiting-since")).to_have_count(0)
    patient.shot("logged-out")


def test_a_call_through_the_relay_survives_the_relays_death(room: RoomClient) -> None:
    """R123, R140: where only the relay leads from one end to the other, also when it dies in the middle."""
    patient, doctor = room.patient_inside(ONLY_RELAY), room.doctor(ONLY_RELAY)
    answer_call(doctor, patient)
    for end in (patient, doctor):
        end.assert_media_flows()
        assert until(lambda end=end: end.page.evaluate(PAIR), what="the pair") == ["relay", "relay"]  # type: ignore[misc]  # mypy does not infer lambdas with defaults
    kill("coturn")
    patient.sees("Восстанавливаем связь…", timeout=30_000)
    patient.shot("drop")
    expect(patient.page.get_by_test_id("room-call-words")).to_have_count(0, timeout=60_000)
    for end in (patient, doctor):
        end.assert_media_flows()


def test_the_room_on_a_phone(room: RoomClient, sandboxes: Sandboxes, patients_browser: Browser) -> None:
    """R110, R120, R121, R131–R145: waiting, ringing, call, chat, drop, end and rating, in a hand."""
    mine = book(patients_browser, sandboxes, room.shots, days_ahead=3)
    own = RoomClient(mine, patients_browser, room.shots, room.contexts)
    phone = own.patient_inside(WATCHED, name="phone", phone=True)
    phone.sees("Ожидайте подключения врача, он сам позвонит Вам")
    expect(phone.page.get_by_test_id("room-waiting-since")).to_be_visible()
    expect(phone.page.get_by_test_id("room-checks")).to_be_visible(timeout=LONG)
    phone.shot("waiting")
    doctor = own.doctor()
    phone.sees("Врач в комнате")
    before = phone.page.evaluate(BOX)
    doctor.page.get_by_test_id("room-call").click()
    phone.sees("Доктор звонит")
    phone.shot("ringing")
    assert phone.page.evaluate(BOX) == before, "nothing jumps when it rings"
    until(lambda: "Доктор звонит" in phone.page.title(), what="the title")
    phone.press("Ответить")
    phone.assert_media_flows()
    phone.shot("call")
    assert phone.page.evaluate("window.__lit"), "the screen stays lit"
    widths = phone.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1], "nothing sticks out sideways"
    the_chat_sheet(phone, doctor)
    the_drop(phone, doctor, own)
    the_end(phone, doctor, sandboxes, mine.booking)


WATCHED = """
navigator.wakeLock && (() => {
  const real = navigator.wakeLock.request.bind(navigator.wakeLock);
  navigator.wakeLock.request = (kind) => { window.__lit = true; return real(kind); };
})();
"""


def the_chat_sheet(phone: Patient, doctor: Doctor) -> None:
    doctor.says("Пришлите, пожалуйста, фото анализа")
    phone.page.get_by_test_id("room-open-chat").click()
    phone.reads("Пришлите, пожалуйста, фото анализа")
    phone.says("Сейчас пришлю")
    doctor.reads("Сейчас пришлю")
    expect(phone.page.get_by_role("img", name="Прочитано").first).to_be_visible(timeout=LONG)
    phone.shot("chat")
    phone.page.get_by_test_id("room-chat-close").click()


def the_drop(phone: Patient, doctor: Doctor, own: RoomClient) -> None:
    """The doctor's window is gone without a word; after 20 s there is something to press; then they come back."""
    doctor.page.close()
    phone.sees("Восстанавливаем связь…", timeout=30_000)
    phone.sees("У врача пропала связь")
    phone.shot("drop")
    expect(phone.page.get_by_test_id("room-retry")).to_be_visible(timeout=40_000)
    phone.shot("drop-long")
    back = own.doctor_page(doctor)
    back.assert_media_flows()
    phone.assert_media_flows()


def the_end(phone: Patient, doctor: Doctor, sandboxes: Sandboxes, booking: str) -> None:
    doctor.page.get_by_test_id("room-hang-up").click()
    expect(doctor.page.get_by_test_id("room-cancel-visit")).to_have_count(0)
    sandboxes.begin_visit(booking)
    doctor.end_visit()
    phone.sees("Врач готовит заключение. Пришлём уведомление")
    phone.page.get_by_test_id("room-rate-4").click()
    phone.sees("Хорошо. Спасибо. Ответ можно изменить.")
    phone.shot("end")
    phone.page.get_by_test_id("room-rate-5").click()
    phone.sees("Отлично. Спасибо")
    phone.page.reload()
    phone.sees("Отлично. Спасибо")

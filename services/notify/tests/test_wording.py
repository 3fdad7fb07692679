"""What letters say about places, times, money and outcomes, from the event to the mailbox."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from common.testing import Deliver, TestClock
from contracts.booking import BookingCancelled
from contracts.values import CancelledBy, CancelReason, VisitOutcome, VisitType
from notify.actions.wording import push_title
from notify.domain.kinds import NoticeKind

ANNA, DOCTOR = "anna@patients.test", "doctor@clinic.test"
PAID = "1\u00a0500\u00a0₽"


@pytest.fixture
async def ural(deliver: Deliver, catalogue: None, whole_clinic: Any) -> None:
    """The clinic is in Yekaterinburg, and the way to it is known."""
    await deliver(whole_clinic)


def at_clinic(scenario: Any) -> Any:
    starts_at = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
    changes = {"visit_type": VisitType.CLINIC, "starts_at": starts_at, "ends_at": starts_at + timedelta(minutes=30)}
    return scenario.confirmed().model_copy(update=changes)


async def test_r172_a_letter_about_a_clinic_says_the_place_and_the_clinic_s_clock_first(
    scenario: Any, deliver: Deliver, ural: None, send_letters: Any, mail_sender: Any, identity: Any
) -> None:
    identity.change(scenario.patient, time_zone="Europe/Moscow")
    await deliver(at_clinic(scenario))
    await send_letters()
    letter = mail_sender.to(ANNA)
    assert letter.subject == "Вы записаны: пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)"
    assert "Когда: пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)\n" in letter.text
    assert "По вашему времени: пн, 30 ноября, 13:00 (МСК)\n" in letter.text
    assert "Адрес: Екатеринбург, улица Малышева, 5\n" in letter.text
    assert "Телефон клиники: +7 343 000-00-01\n" in letter.text
    assert "Стоимость: 1\u00a0500\u00a0₽, оплата в клинике\n" in letter.text
    assert "https://yandex.ru/maps/?text=" in letter.text
    assert ">Показать на карте</a>" in letter.html
    assert mail_sender.to(DOCTOR).subject == "Новая запись: пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)"


async def test_a_reader_in_the_clinic_s_zone_reads_one_time(
    scenario: Any, deliver: Deliver, ural: None, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(at_clinic(scenario))
    await send_letters()
    assert "По вашему времени" not in mail_sender.to(ANNA).text


async def test_an_online_visit_is_shown_in_the_reader_s_time_zone_without_a_place(
    scenario: Any, deliver: Deliver, ural: None, send_letters: Any, mail_sender: Any, identity: Any
) -> None:
    identity.change(scenario.patient, time_zone="Europe/Moscow")
    await deliver(scenario.confirmed())
    await send_letters()
    letter = mail_sender.to(ANNA)
    assert letter.subject == "Вы записаны: вт, 24 ноября, 14:30 (МСК)"
    assert [word for word in ("Малышева", "yandex", "Телефон", "По вашему времени") if word in letter.text] == []


async def test_a_move_in_a_clinic_speaks_one_clock(
    scenario: Any, deliver: Deliver, ural: None, send_letters: Any, mail_sender: Any, identity: Any
) -> None:
    identity.change(scenario.patient, time_zone="Europe/Moscow")
    await deliver(at_clinic(scenario))
    await send_letters()
    mail_sender.sent.clear()
    await deliver(scenario.moved().model_copy(update={"visit_type": VisitType.CLINIC}))
    await send_letters()
    assert "Было: вт, 24 ноября, 16:30 (Екатеринбург, UTC+5)." in mail_sender.to(ANNA).text


FREE = "вернуть предоплату полностью можно до"
LATE = "До начала меньше 2 часов: при отмене предоплата не возвращается."


@pytest.mark.parametrize(
    ("before", "says", "does_not"),
    [
        (timedelta(days=1), f"{FREE} вт, 24 ноября, 14:30 (екатеринбургское время).", LATE),
        (timedelta(hours=2), FREE, LATE),
        (timedelta(hours=2, seconds=-30), LATE, FREE),
        (timedelta(minutes=6), LATE, FREE),
    ],
)
async def test_r090_a_confirmation_promises_only_what_can_still_be_had(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any, clock: TestClock,
    before: timedelta, says: str, does_not: str,
) -> None:  # fmt: skip
    confirmed = scenario.confirmed()
    # Some seconds pass until the letter is written.
    clock.shift(confirmed.starts_at - before - clock.now() - timedelta(seconds=20))
    await deliver(confirmed)
    await send_letters()
    letter = mail_sender.to(ANNA)
    assert says in letter.text
    assert does_not not in letter.text
    assert "Оплачено: 1\u00a0500\u00a0₽\n" in letter.text


REASONS = {
    CancelReason.RELEASED: ("Запись не состоялась", "вы отказались от этого времени раньше", None),
    CancelReason.VISIT_STARTED: ("Запись не состоялась", "попасть на приём было уже нельзя", None),
    CancelReason.SLOT_TAKEN: ("Запись не состоялась", "занял другой пациент", None),
    CancelReason.WRONG_AMOUNT: ("Запись не состоялась", "не совпала с ценой приёма", None),
    CancelReason.PAYMENT_RETURNED: ("Приём отменён", "банк вернул вам оплату", "банк вернул пациенту оплату"),
    CancelReason.DOCTOR_NO_SHOW: ("Врач не пришёл на приём", "вернём 100 % оплаты", "вы не подключились к приёму"),
    CancelReason.NOBODY_CAME: ("Приём не состоялся", "ни вы, ни врач", "ни вы, ни пациент"),
    CancelReason.NOT_ENDED: ("Приём отменён", "не получили подтверждения", "Если приём был, сообщите"),
    CancelReason.OTHER_VISIT: ("Приём отменён", "в это же время у вас есть другой приём", "время снова свободно"),
    CancelReason.PATIENT_REQUEST: ("Приём отменён", "вы отменили приём", "время снова свободно"),
    CancelReason.CLINIC_REQUEST: ("Приём отменён", "клиника отменила приём", "время снова свободно"),
    CancelReason.DOCTOR_REQUEST: ("Приём отменён", "врач отменил приём", None),
}


@pytest.mark.parametrize("reason", list(CancelReason))
async def test_r093_a_cancellation_says_why_to_both_sides(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, reason: CancelReason
) -> None:
    title, to_patient, to_doctor = REASONS[reason]
    await deliver(booked.cancelled(by=CancelledBy.SYSTEM, reason=reason))
    await send_letters()
    letter = mail_sender.to(ANNA)
    assert letter.subject == f"{title}: вт, 24 ноября, 16:30 (екатеринбургское время)"
    assert to_patient in letter.text
    assert f"Возвращаем {PAID} на карту" in letter.text
    assert [mail.to for mail in mail_sender.sent if mail.to == DOCTOR] == ([DOCTOR] if to_doctor else [])
    if to_doctor:
        assert to_doctor in mail_sender.to(DOCTOR).text


async def test_money_for_a_visit_nobody_confirmed_says_why(
    scenario: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    """V4, P3: paid after the hold was released, without any other event of the visit."""
    await deliver(scenario.cancelled(by=CancelledBy.SYSTEM, reason=CancelReason.RELEASED))
    await send_letters()
    assert "вы отказались от этого времени" in mail_sender.to(ANNA).text
    assert "Врач:" not in mail_sender.to(ANNA).text


async def test_a_patient_who_did_not_come_reads_the_rule(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.completed(VisitOutcome.PATIENT_NO_SHOW))
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject.startswith("Вы не пришли на приём: ")
    assert "предоплата за такой приём не возвращается" in letter.text
    assert "Если это ошибка, позвоните в клинику" in letter.text


PART, REST, CARD = "500\u00a0₽", "1\u00a0000\u00a0₽", "на карту, с которой вы платили"
MONEY_OF_A_CANCELLATION = {
    "all is to come": (150_000, 0, f"Возвращаем {PAID} {CARD}."),
    "a part came back": (150_000, 50_000, f"Вернём ещё {REST} {CARD} ({PART} уже вернули)."),
    "all came back": (150_000, 150_000, f"Уже вернули {PAID} {CARD}."),
    "a part came back, the rest is kept": (50_000, 50_000, f"Уже вернули {PART} {CARD}."),
    "all is kept": (0, 0, ""),
}


@pytest.mark.parametrize("money", MONEY_OF_A_CANCELLATION)
async def test_a_cancellation_promises_only_what_is_still_to_come(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, money: str
) -> None:
    refund, returned, sentence = MONEY_OF_A_CANCELLATION[money]
    await deliver(booked.cancelled(refund=refund, returned=returned))
    await send_letters()
    letter = mail_sender.to(ANNA)
    assert [line for line in letter.text.splitlines() if CARD in line] == ([sentence] if sentence else [])
    notice = (await booked.patient.get("/api/notify/notices")).json()["items"][0]
    known = {"returned_kopecks": returned, "owed_kopecks": refund - returned} if returned else {}
    sums = {name: value for name, value in notice["params"].items() if name.endswith("_kopecks")}
    assert sums == {"amount_kopecks": refund, **known}


async def test_a_cancellation_of_before_returned_sums_promises_the_whole(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    older = booked.cancelled().model_dump(mode="json", exclude={"returned_kopecks"})
    await deliver(BookingCancelled.read(older))
    await send_letters()
    assert f"Возвращаем {PAID} {CARD}." in mail_sender.to(ANNA).text


@pytest.mark.parametrize(
    ("totals", "subject", "sentence"),
    [
        (
            {"amount": 50_000, "returned_kopecks": 50_000, "owed_kopecks": 180_000, "paid_kopecks": 230_000},
            "Возврат 500\u00a0₽ из 2\u00a0300\u00a0₽",
            "мы вернули 500\u00a0₽ из 2\u00a0300\u00a0₽ за приём, остальное вернём.",
        ),
        (
            {"amount": 180_000, "returned_kopecks": 230_000, "owed_kopecks": 0, "paid_kopecks": 230_000},
            "Возврат 2\u00a0300\u00a0₽",
            "мы вернули 2\u00a0300\u00a0₽ за приём.",
        ),
        ({"amount": 30_000}, "Возврат 300\u00a0₽", "мы вернули 300\u00a0₽ за приём."),
        (
            # The clinic gave a part back of a visit that stands.
            {"amount": 30_000, "returned_kopecks": 30_000, "owed_kopecks": 0, "paid_kopecks": 415_000},
            "Возврат 300\u00a0₽",
            "мы вернули 300\u00a0₽ за приём.",
        ),
    ],
)
async def test_r175_a_refund_says_what_came_back_and_what_is_still_owed(
    booked: Any,
    deliver: Deliver,
    send_letters: Any,
    mail_sender: Any,
    totals: dict[str, int],
    subject: str,
    sentence: str,
) -> None:
    await deliver(booked.refunded(**totals))
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject == subject
    assert sentence in letter.text
    pushed = push_title(
        NoticeKind.PAYMENT_REFUNDED, {name: value for name, value in totals.items() if name != "amount"}
    )
    assert pushed == ("Возвращена часть денег" if totals.get("owed_kopecks") else "Деньги возвращены")


async def test_a_refund_that_is_late_is_explained(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.refund_failed())
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject == "Возврат задерживается"
    assert f"банк пока не принял возврат {PAID}" in letter.text
    assert "Мы продолжаем" in letter.text


async def test_a_notice_under_the_bell_says_where_a_clinic_visit_is(
    scenario: Any, deliver: Deliver, ural: None
) -> None:
    await deliver(at_clinic(scenario))
    (notice,) = (await scenario.patient.get("/api/notify/notices")).json()["items"]
    assert notice["visit_type"] == "clinic"
    assert notice["clinic"] == {
        "title": "Медицинский центр «Берёзка»",
        "time_zone": "Asia/Yekaterinburg",
        "city": "Екатеринбург",
        "address": "улица Малышева, 5",
        "phone": "+7 343 000-00-01",
    }


async def test_a_notice_of_an_online_visit_names_no_clinic(scenario: Any, deliver: Deliver, ural: None) -> None:
    await deliver(scenario.confirmed())
    (notice,) = (await scenario.patient.get("/api/notify/notices")).json()["items"]
    assert (notice["visit_type"], notice["clinic"]) == ("online", None)


async def test_an_offered_time_in_a_clinic_asks_for_no_payment_and_says_where(
    scenario: Any, deliver: Deliver, ural: None, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(scenario.offered().model_copy(update={"visit_type": VisitType.CLINIC}))
    await send_letters()
    (letter,) = mail_sender.sent
    assert letter.subject == "Освободилось время: вт, 24 ноября, 16:30 (Екатеринбург, UTC+5)"
    assert "оплатите" not in letter.text
    assert "Адрес: Екатеринбург, улица Малышева, 5\n" in letter.text

"""What is told, in which words, and when a letter is tried again. No I/O."""

from datetime import UTC, datetime, timedelta

import pytest
from contracts.values import VisitType
from notify.actions.wording import VISIT_LETTERS, VisitFacts, spell_money, spell_time, verification_words
from notify.domain import PAUSES, is_useless, next_pause
from notify.kinds import NoticeKind

MOMENT = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
FACTS = VisitFacts(
    addressee="Анна Сергеевна",
    service_title="Приём врача-невролога",
    clinic_title="Медицинский центр «Берёзка»",
    visit_type=VisitType.ONLINE,
    when="вт, 24 ноября, 14:30 (МСК)",
    doctor_name="Смирнов Игорь Олегович",
    link="https://mila.test/records/1",
    previous_when="пн, 23 ноября, 10:00 (МСК)",
    amount=spell_money(150_000),
)
TO_DOCTORS = {NoticeKind.VISIT_BOOKED, NoticeKind.VISIT_RESCHEDULED, NoticeKind.VISIT_CANCELLED}


@pytest.mark.parametrize(
    ("kopecks", "spelled"),
    [
        (150_000, "1\u00a0500\u00a0₽"),
        (99_900, "999\u00a0₽"),
        (123_456_789, "1\u00a0234\u00a0567,89\u00a0₽"),
        (100_005, "1\u00a0000,05\u00a0₽"),
    ],
)
def test_money_is_spelled_with_spaces_that_do_not_break(kopecks: int, spelled: str) -> None:
    assert spell_money(kopecks) == spelled


@pytest.mark.parametrize(
    ("zone", "spelled"),
    [
        ("Europe/Moscow", "вт, 24 ноября, 23:30 (МСК)"),
        ("Asia/Vladivostok", "ср, 25 ноября, 06:30 (владивостокское время)"),
        ("Europe/Kaliningrad", "вт, 24 ноября, 22:30 (калининградское время)"),
        ("Asia/Kamchatka", "ср, 25 ноября, 08:30 (UTC+12)"),
        ("UTC", "вт, 24 ноября, 20:30 (UTC)"),
        ("America/St_Johns", "вт, 24 ноября, 17:00 (UTC\N{MINUS SIGN}3:30)"),
        ("Asia/Kolkata", "ср, 25 ноября, 02:00 (UTC+5:30)"),
    ],
)
def test_time_is_spelled_in_the_reader_s_zone(zone: str, spelled: str) -> None:
    assert spell_time(MOMENT, zone) == spelled


def test_pauses_grow_and_the_eighth_failure_is_the_last() -> None:
    pauses = [next_pause(attempts) for attempts in range(1, 8)]
    assert tuple(pauses) == PAUSES == tuple(sorted(PAUSES))
    assert next_pause(8) is None


def test_a_call_is_not_written_about_when_it_is_long_over() -> None:
    assert not is_useless(NoticeKind.DOCTOR_CALLING, timedelta(minutes=9))
    assert is_useless(NoticeKind.DOCTOR_CALLING, timedelta(minutes=11))
    assert not is_useless(NoticeKind.BOOKING_CONFIRMED, timedelta(days=2))


@pytest.mark.parametrize("kind", sorted(VISIT_LETTERS))
def test_every_letter_greets_says_when_and_leads_somewhere(kind: NoticeKind) -> None:
    words = VISIT_LETTERS[kind](FACTS)
    assert words.lines[0].startswith("Анна Сергеевна, ")
    assert ("Когда", FACTS.when) in words.facts
    assert (words.link, bool(words.button)) == (FACTS.link, True)
    assert words.preview.startswith(words.lines[0])
    assert "{" not in "".join((words.subject, words.title, *words.lines))


@pytest.mark.parametrize("kind", sorted(TO_DOCTORS))
def test_letters_to_doctors_say_only_what_and_when(kind: NoticeKind) -> None:
    words = VISIT_LETTERS[kind](FACTS)
    assert [name for name, _ in words.facts] == ["Услуга", "Когда"]
    assert "разрешили" not in words.footer, "doctors are not asked for a consent"


def test_a_clinic_visit_says_where_and_promises_no_call() -> None:
    at_clinic = VisitFacts(**{**vars(FACTS), "visit_type": VisitType.CLINIC})
    words = VISIT_LETTERS[NoticeKind.BOOKING_CONFIRMED](at_clinic)
    assert ("Приём", "Медицинский центр «Берёзка»") in words.facts
    assert "позвонит" not in " ".join(words.lines)
    online = VISIT_LETTERS[NoticeKind.BOOKING_CONFIRMED](FACTS)
    assert ("Приём", "онлайн") in online.facts
    assert "Врач сам позвонит вам" in " ".join(online.lines)


def test_what_is_not_known_of_a_visit_is_left_out() -> None:
    bare = VisitFacts(addressee="Анна", service_title="", clinic_title="", visit_type=None, when="", amount="1 ₽")
    assert VISIT_LETTERS[NoticeKind.PAYMENT_REFUNDED](bare).facts == ()


@pytest.mark.parametrize("purpose", ["registration", "already_registered", "recovery", "notification_email"])
def test_every_letter_about_an_address_has_its_link(purpose: str) -> None:
    words = verification_words(purpose, "https://mila.test/login/other?confirm=x")
    assert words.link == "https://mila.test/login/other?confirm=x"
    assert all((words.subject, words.title, words.lines, words.button, words.footer))

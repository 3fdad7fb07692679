"""Texts of letters, and when a letter is attempted again. No I/O."""

from datetime import UTC, datetime, timedelta

import pytest
from contracts.values import VisitType
from notify.actions.wording import VISIT_LETTERS, VisitDetails, format_money, format_time, verification_letter
from notify.domain.delivery import RETRY_DELAYS, is_useless, retry_delay
from notify.domain.kinds import NoticeKind

MOMENT = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)
DETAILS = VisitDetails(
    addressee="Анна Сергеевна",
    service_title="Приём врача-невролога",
    clinic_title="Медицинский центр «Берёзка»",
    visit_type=VisitType.ONLINE,
    when="вт, 24 ноября, 14:30 (МСК)",
    doctor_name="Смирнов Игорь Олегович",
    link="https://mila.test/records/1",
    previous_when="пн, 23 ноября, 10:00 (МСК)",
    amount=format_money(150_000),
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
    assert format_money(kopecks) == spelled


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
    assert format_time(MOMENT, zone) == spelled


def test_pauses_grow_and_the_eighth_failure_is_the_last() -> None:
    pauses = [retry_delay(attempts) for attempts in range(1, 8)]
    assert tuple(pauses) == RETRY_DELAYS == tuple(sorted(RETRY_DELAYS))
    assert retry_delay(8) is None


def test_a_call_is_not_written_about_when_it_is_long_over() -> None:
    assert not is_useless(NoticeKind.DOCTOR_CALLING, timedelta(minutes=9))
    assert is_useless(NoticeKind.DOCTOR_CALLING, timedelta(minutes=11))
    assert not is_useless(NoticeKind.BOOKING_CONFIRMED, timedelta(days=2))


@pytest.mark.parametrize("kind", sorted(VISIT_LETTERS))
def test_every_letter_greets_says_when_and_leads_somewhere(kind: NoticeKind) -> None:
    letter = VISIT_LETTERS[kind](DETAILS)
    assert letter.lines[0].startswith("Анна Сергеевна, ")
    assert ("Когда", DETAILS.when) in letter.details
    assert (letter.link, bool(letter.button)) == (DETAILS.link, True)
    assert letter.preview.startswith(letter.lines[0])
    assert "{" not in "".join((letter.subject, letter.title, *letter.lines))


@pytest.mark.parametrize("kind", sorted(TO_DOCTORS))
def test_letters_to_doctors_say_only_what_and_when(kind: NoticeKind) -> None:
    letter = VISIT_LETTERS[kind](DETAILS)
    assert [name for name, _ in letter.details] == ["Услуга", "Когда"]
    assert "разрешили" not in letter.footer, "doctors are not asked for a consent"


def test_a_clinic_visit_says_where_and_promises_no_call() -> None:
    at_clinic = VisitDetails(**{**vars(DETAILS), "visit_type": VisitType.CLINIC})
    letter = VISIT_LETTERS[NoticeKind.BOOKING_CONFIRMED](at_clinic)
    assert ("Приём", "Медицинский центр «Берёзка»") in letter.details
    assert "позвонит" not in " ".join(letter.lines)
    online = VISIT_LETTERS[NoticeKind.BOOKING_CONFIRMED](DETAILS)
    assert ("Приём", "онлайн") in online.details
    assert "Врач сам позвонит вам" in " ".join(online.lines)


def test_what_is_not_known_of_a_visit_is_left_out() -> None:
    bare = VisitDetails(addressee="Анна", service_title="", clinic_title="", visit_type=None, when="", amount="1 ₽")
    assert VISIT_LETTERS[NoticeKind.PAYMENT_REFUNDED](bare).details == ()


@pytest.mark.parametrize("purpose", ["registration", "already_registered", "recovery", "notification_email"])
def test_every_letter_about_an_address_has_its_link(purpose: str) -> None:
    letter = verification_letter(purpose, "https://mila.test/login/other?confirm=x")
    assert letter.link == "https://mila.test/login/other?confirm=x"
    assert all((letter.subject, letter.title, letter.lines, letter.button, letter.footer))

"""The demo data, before any service sees them."""

import csv
from pathlib import Path
from zoneinfo import ZoneInfo

from dev.demo.clinics import CLINICS
from dev.demo.doctors import DOCTORS
from dev.demo.people import EMAIL_PATIENTS, PEOPLE, accounts, snils
from dev.demo.portraits import portrait

NSI = Path(__file__).parents[2] / "services" / "catalog" / "src" / "catalog" / "nsi"


def column(book: str, name: str) -> set[str]:
    with (NSI / book).open(encoding="utf-8", newline="") as file:
        return {row[name] for row in csv.DictReader(file)}


def test_there_is_enough_to_choose_from() -> None:
    assert len(DOCTORS) >= 40
    assert {doctor.gender for doctor in DOCTORS} == {"female", "male"}
    assert len({doctor.full_name for doctor in DOCTORS}) == len(DOCTORS)
    assert len(CLINICS) >= 3
    assert len({ZoneInfo(clinic.time_zone).key for clinic in CLINICS.values()}) >= 2


def test_codes_are_those_of_the_state_books() -> None:
    specialities, services = column("specialities.csv", "id"), column("consultation_services.csv", "code")
    for doctor in DOCTORS:
        assert set(doctor.body()["speciality_ids"]) <= specialities
        assert {offering["service_code"] for offering in doctor.offerings} <= services


def test_offerings_are_of_all_kinds() -> None:
    offerings = [offering for doctor in DOCTORS for offering in doctor.offerings]
    assert all(1 <= len(doctor.offerings) <= 4 for doctor in DOCTORS)
    assert {offering["visit_type"] for offering in offerings} == {"online", "clinic"}
    assert {15, 60} <= {offering["duration_minutes"] for offering in offerings} <= set(range(15, 61))
    prices = {offering["price_kopecks"] for offering in offerings}
    assert (min(prices), max(prices)) == (0, 600_000)
    assert len({offering["offering_id"] for offering in offerings}) == len(offerings)


def test_an_online_doctor_can_be_booked_at_any_hour() -> None:
    for doctor in DOCTORS:
        round_the_clock = {
            hours["weekday"]
            for hours in doctor.hours()
            if (hours["starts"], hours["ends"], hours["visit_types"]) == ("00:00", "24:00", ["online"])
        }
        assert round_the_clock == (set(range(7)) if doctor.online else set())


def test_accounts_cover_every_way_in() -> None:
    known = accounts()
    assert {"patient", "fresh", "unconfirmed", "no_email", "email", "doctor", "clinic_admin"} == {
        account["kind"] for account in known
    }
    assert len([account for account in known if account["kind"] == "doctor"]) >= 10
    assert all(account["login"] and account["password"] and account["full_name"] for account in known)
    assert len({account["login"] for account in known}) == len(PEOPLE) + len(EMAIL_PATIENTS)


def test_snils_carry_their_control_digits() -> None:
    assert snils(112_233_445) == "112-233-445 95"
    assert snils(87_654_302) == "087-654-302 00"


def test_portraits_are_small_and_harmless() -> None:
    for doctor in DOCTORS:
        picture = portrait(doctor)
        assert len(picture) < 5_000
        assert "script" not in picture

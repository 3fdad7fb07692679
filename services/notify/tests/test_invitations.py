"""A visit in a calendar: which letters bring it, what it says, and to whom it is given."""

from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, Deliver, MakeClient
from contracts.values import VisitType
from icalendar import Calendar

from .conftest import STARTS_AT


def entry(content: bytes) -> tuple[str, Any]:
    """The method and the one event."""
    calendar = Calendar.from_ical(content)
    (event,) = calendar.walk("VEVENT")
    return str(calendar["METHOD"]), event


async def invitations(mail_sender: Any, send_letters: Any) -> list[tuple[str, Any]]:
    """The entries in letters to the patient by SEQUENCE: several letters are sent at a time."""
    await send_letters()
    to_patient = [mail for mail in mail_sender.sent if mail.to == "anna@patients.test"]
    entries = [entry(mail.invitation) for mail in to_patient if mail.invitation]
    return sorted(entries, key=lambda found: found[1]["SEQUENCE"])


async def test_r175_a_visit_s_letters_keep_one_calendar_entry(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any
) -> None:
    """R175: booked, moved, cancelled: one UID, a rising SEQUENCE, and at last CANCEL."""
    for event in (scenario.confirmed(), scenario.moved(), scenario.cancelled()):
        await deliver(event)
    booked, moved, cancelled = await invitations(mail_sender, send_letters)
    assert [method for method, _ in (booked, moved, cancelled)] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [event for _, event in (booked, moved, cancelled)]
    assert {str(event["UID"]) for event in events} == {f"{scenario.booking_id}@mila.example"}
    assert [event["SEQUENCE"] for event in events] == [2, 3, 4]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event["DTSTART"].dt for event in events[:2]] == [STARTS_AT, scenario.moved().starts_at]
    assert [event["DTEND"].dt for event in events[:2]] == [scenario.moved(days=0).ends_at, scenario.moved().ends_at]
    assert [len(event.walk("VALARM")) for event in events] == [1, 1, 0]


async def test_a_calendar_entry_shows_a_stranger_nothing_private(
    scenario: Any, deliver: Deliver, catalogue: None, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(scenario.confirmed())
    (found,) = await invitations(mail_sender, send_letters)
    event = found[1]
    assert (str(event["SUMMARY"]), str(event["CLASS"])) == ("Приём в Mila", "PRIVATE")
    assert str(event["LOCATION"]) == f"http://localhost:8080/records/{scenario.booking_id}"
    assert str(event["ORGANIZER"]) == "mailto:no-reply@mila.example"
    assert str(event["ATTENDEE"]) == "mailto:anna@patients.test"
    shown = event.to_ical().decode()
    assert [word for word in ("невролог", "Смирнов", "Анна", "Берёзка") if word in shown] == []


async def test_letters_to_doctors_and_of_other_things_bring_none(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any
) -> None:
    await deliver(booked.moved())
    await deliver(booked.refunded())
    await send_letters()
    with_entry = [(mail.to, mail.subject.split(":")[0]) for mail in mail_sender.sent if mail.invitation]
    assert with_entry == [("anna@patients.test", "Приём перенесён")]


async def test_the_entry_can_be_taken_away_by_those_whose_visit_it_is(
    booked: Any, deliver: Deliver, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient,
    api: Client,
) -> None:  # fmt: skip
    url = f"/api/notify/visits/{booked.booking_id}/invitation"
    by_password = await as_password_patient(booked.patient.person_id).get(url)
    assert (by_password.status_code, by_password.json()["code"]) == (403, "identification_required")
    for client, link in (
        (booked.patient, f"http://localhost:8080/records/{booked.booking_id}"),
        (booked.doctor, f"http://doctor.localhost:8080/visits/{booked.booking_id}"),
    ):
        answer = await client.get(url)
        assert answer.headers["content-type"] == "text/calendar; charset=utf-8; method=PUBLISH"
        assert answer.headers["content-disposition"] == 'attachment; filename="mila-visit.ics"'
        method, event = entry(answer.content)
        assert (method, str(event["URL"]), "ATTENDEE" in event) == ("PUBLISH", link, False)
    for stranger in (as_patient(), as_doctor(), as_patient(booked.doctor.doctor_id)):
        answer = await stranger.get(url)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert (await api.get(url)).status_code == 401
    assert (await booked.patient.get(f"/api/notify/visits/{uuid4()}/invitation")).status_code == 404


async def test_a_cancelled_visit_is_cancelled_in_the_calendar_too(booked: Any, deliver: Deliver) -> None:
    await deliver(booked.cancelled())
    _, event = entry((await booked.patient.get(f"/api/notify/visits/{booked.booking_id}/invitation")).content)
    assert (str(event["STATUS"]), event["SEQUENCE"]) == ("CANCELLED", 4)


@pytest.mark.parametrize("visit_type", [VisitType.CLINIC])
async def test_a_visit_in_a_clinic_says_where(
    scenario: Any, deliver: Deliver, catalogue: None, visit_type: VisitType
) -> None:
    await deliver(scenario.confirmed().model_copy(update={"visit_type": visit_type}))
    _, event = entry((await scenario.patient.get(f"/api/notify/visits/{scenario.booking_id}/invitation")).content)
    assert str(event["LOCATION"]) == "Медицинский центр «Берёзка»"


async def test_a_visit_in_a_clinic_says_the_way_there(
    scenario: Any, deliver: Deliver, catalogue: None, whole_clinic: Any
) -> None:
    await deliver(whole_clinic)
    await deliver(scenario.confirmed().model_copy(update={"visit_type": VisitType.CLINIC}))
    _, event = entry((await scenario.patient.get(f"/api/notify/visits/{scenario.booking_id}/invitation")).content)
    assert str(event["LOCATION"]) == "Медицинский центр «Берёзка», Екатеринбург, улица Малышева, 5"
    assert "Телефон клиники: +7 343 000-00-01" in str(event["DESCRIPTION"])
    await deliver(scenario.confirmed(version=9).model_copy(update={"visit_type": VisitType.ONLINE}))
    _, online = entry((await scenario.patient.get(f"/api/notify/visits/{scenario.booking_id}/invitation")).content)
    assert "Екатеринбург" not in str(online["LOCATION"]) + str(online["DESCRIPTION"])

"""Preferences: quiet hours, muted groups, consent; each person has their own."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from common.testing import Client, Deliver, MakeClient, TestClock
from notify.domain.delivery import QuietHours, deferred_until
from notify.domain.kinds import NoticeKind

from .conftest import STARTS_AT

URL = "/api/notify/preferences"
ALL = {"visits": True, "reminders": True, "documents": True}
NIGHT = QuietHours(time(22), time(8))
DAYTIME = QuietHours(time(13), time(15, 30))


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "zone", "moment", "end"),
    [
        (NIGHT, "Europe/Moscow", utc(24, 18, 59), None),
        (NIGHT, "Europe/Moscow", utc(24, 19), utc(25, 5)),
        (NIGHT, "Europe/Moscow", utc(24, 21), utc(25, 5)),
        (NIGHT, "Europe/Moscow", utc(25, 4, 59), utc(25, 5)),
        (NIGHT, "Europe/Moscow", utc(25, 5), None),
        (NIGHT, "Asia/Vladivostok", utc(24, 12), utc(24, 22)),
        (NIGHT, "Asia/Vladivostok", utc(24, 19), utc(24, 22)),
        (NIGHT, "Europe/Kaliningrad", utc(24, 19), None),
        (DAYTIME, "Europe/Moscow", utc(24, 10), utc(24, 12, 30)),
        (DAYTIME, "Europe/Moscow", utc(24, 12, 30), None),
        (DAYTIME, "Europe/Moscow", utc(24, 23), None),
    ],
)
def test_quiet_hours_end_in_the_reader_s_zone(
    quiet: QuietHours, zone: str, moment: datetime, end: datetime | None
) -> None:
    assert quiet.end_after(moment, zone) == end


@pytest.mark.parametrize(
    ("kind", "starts_at", "held"),
    [
        (NoticeKind.CONCLUSION_READY, None, True),
        (NoticeKind.BOOKING_CONFIRMED, utc(27, 10), True),
        (NoticeKind.BOOKING_CANCELLED, utc(27, 10), True),
        (NoticeKind.BOOKING_CANCELLED, utc(25, 6), False),
        (NoticeKind.BOOKING_CANCELLED, utc(25, 7), True),
        (NoticeKind.BOOKING_CANCELLED, utc(24, 10), True),
        (NoticeKind.REMINDER_DAY, utc(25, 19), True),
        (NoticeKind.REMINDER_HOURS, utc(24, 21), False),
        (NoticeKind.REMINDER_MINUTES, utc(24, 21), False),
        (NoticeKind.DOCTOR_CALLING, None, False),
        (NoticeKind.SLOT_OFFERED, utc(27, 10), False),
    ],
)
def test_quiet_hours_defer_what_can_wait(kind: NoticeKind, starts_at: datetime | None, held: bool) -> None:
    """Quiet until 5:00 UTC; the event is at 20:00."""
    assert deferred_until(kind, utc(24, 20), utc(25, 5), starts_at) == (utc(25, 5) if held else None)
    assert deferred_until(kind, utc(24, 20), None, starts_at) is None


async def prefer(client: Client, **changes: Any) -> dict[str, Any]:
    answer = await client.put(URL, json=changes)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_preferences_are_saved_for_one_person(
    scenario: Any, as_patient: MakeClient, as_password_patient: MakeClient, api: Client
) -> None:
    defaults = {"quiet_from": None, "quiet_to": None, "mail": ALL, "push": ALL}
    assert (await scenario.patient.get(URL)).json() == defaults
    saved = {"quiet_from": "22:00", "quiet_to": "08:30", "mail": {**ALL, "reminders": False}, "push": ALL}
    assert await prefer(scenario.patient, **saved) == saved
    assert await prefer(scenario.patient, **saved) == saved
    assert (await as_password_patient(scenario.patient.person_id).get(URL)).json() == saved
    for stranger in (as_patient(), scenario.doctor):
        assert (await stranger.get(URL)).json() == defaults
    for answer in (await api.get(URL), await api.put(URL, json=saved)):
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


@pytest.mark.parametrize(
    "body",
    [
        {"quiet_from": "22:00"},
        {"quiet_from": "22:00", "quiet_to": "22:00"},
        {"quiet_from": "24:00", "quiet_to": "08:00"},
        {"quiet_from": "9:00", "quiet_to": "08:00"},
    ],
)
async def test_senseless_quiet_hours_are_refused(scenario: Any, body: dict[str, Any]) -> None:
    assert (await scenario.patient.put(URL, json=body)).status_code == 422


async def test_a_letter_that_can_wait_waits_for_the_end_of_quiet_hours(
    booked: Any, deliver: Deliver, clock: TestClock, send_letters: Any, mail_sender: Any, letters: Any
) -> None:
    """The patient lives in Yekaterinburg: five hours ahead of UTC."""
    await prefer(booked.patient, quiet_from="22:00", quiet_to="08:00")
    clock.freeze(STARTS_AT.replace(hour=20) - timedelta(days=3))
    await deliver(booked.issued())
    await send_letters()
    row = (await letters())["conclusion_ready"]
    assert (row["state"], row["outcome"], row["attempts"], mail_sender.sent) == ("queued", "quiet_hours", 0, [])
    assert row["next_attempt_at"] == clock.now().replace(hour=3, minute=0) + timedelta(days=1)
    await deliver(booked.calling())
    await send_letters()
    assert [mail.subject for mail in mail_sender.sent] == ["Врач звонит вам"]
    clock.freeze(row["next_attempt_at"])
    await send_letters()
    assert [mail.subject for mail in mail_sender.sent][1:] == ["Заключение врача готово"]


async def test_r026_a_consent_withdrawn_in_quiet_hours_is_respected_in_the_morning(
    booked: Any, deliver: Deliver, clock: TestClock, send_letters: Any, mail_sender: Any, letters: Any, identity: Any
) -> None:
    await prefer(booked.patient, quiet_from="22:00", quiet_to="08:00")
    clock.freeze(STARTS_AT.replace(hour=20) - timedelta(days=3))
    await deliver(booked.issued())
    await send_letters()
    identity.change(booked.patient, notifications_allowed=False)
    clock.shift(timedelta(days=1))
    await send_letters()
    row = (await letters())["conclusion_ready"]
    assert (row["state"], row["outcome"], mail_sender.sent) == ("skipped", "no_consent", [])


async def test_a_muted_group_has_notices_and_no_letters(
    booked: Any, deliver: Deliver, send_letters: Any, mail_sender: Any, letters: Any
) -> None:
    await prefer(booked.patient, mail={**ALL, "documents": False})
    await deliver(booked.issued())
    await deliver(booked.refunded())
    await send_letters()
    assert [mail.subject.split("\u00a0")[0] for mail in mail_sender.sent] == ["Возврат 1"]
    assert (await letters())["conclusion_ready"]["outcome"] == "muted"
    assert len((await booked.patient.get("/api/notify/notices")).json()["items"]) == 3


@pytest.mark.parametrize("kept_back", [None, "no_consent", "no_address", "muted"])
async def test_r026_a_person_can_see_whether_letters_are_sent_and_why_not(
    scenario: Any, identity: Any, kept_back: str | None
) -> None:
    if kept_back == "no_consent":
        identity.change(scenario.patient, notifications_allowed=False, email=None)
    elif kept_back == "no_address":
        identity.change(scenario.patient, email=None)
    elif kept_back == "muted":
        muted = {"visits": False, "reminders": True, "documents": True}
        await scenario.patient.put("/api/notify/preferences", json={"mail": muted})
    saved = (await scenario.patient.get("/api/notify/letters")).json()
    assert saved == {"go_out": kept_back is None, "kept_back": kept_back}


async def test_without_identity_the_state_of_letters_is_unavailable(scenario: Any, identity: Any, api: Client) -> None:
    identity.away = True
    answer = await scenario.patient.get("/api/notify/letters")
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert (await api.get("/api/notify/letters")).status_code == 401

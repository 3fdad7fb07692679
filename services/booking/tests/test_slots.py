"""What is free: one rule for the list and for the booking."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from booking.queries import openings as openings_query
from common.ids import new_id
from common.testing import Client, Deliver, TestClock
from contracts.catalog import DoctorPublished, OfferingWithdrawn
from contracts.values import VisitType

from .conftest import Book, Practice, at, listed, today, tomorrow, try_to_book


async def test_a_working_day_is_cut_into_the_offerings_duration(api: Client, practice: Practice) -> None:
    """R064, R066: nine hours of half-hour slots, on each of five days; a stranger sees them too."""
    found = await listed(api, practice)
    assert found[:2] == [today(9), today(9, 30)]
    assert len(found) == 5 * 18


async def test_only_days_with_openings_are_named_in_the_clinics_zone(api: Client, practice: Practice) -> None:
    """R065."""
    params = {"offering_id": str(practice.online), "from": "2026-03-06", "days": "4"}
    answer = (await api.get(f"/api/booking/doctors/{practice.doctor_id}/slots", params=params)).json()
    assert answer["time_zone"] == "Europe/Moscow"
    assert [day["date"] for day in answer["days"]] == ["2026-03-06", "2026-03-09"]
    assert answer["days"][0]["slots"][0] == {"starts_at": "2026-03-06T06:00:00Z", "ends_at": "2026-03-06T06:30:00Z"}


@pytest.mark.parametrize(("visit_type", "minutes"), [("online", 8), ("clinic", 5)])
async def test_slots_nearer_than_the_notice_are_neither_offered_nor_held(
    api: Client, patient: Client, practice: Practice, clock: TestClock, visit_type: str, minutes: int
) -> None:
    """R066: no hold outlasts five minutes before the start, and three minutes are needed to pay where that is due."""
    offering = practice.online if visit_type == "online" else practice.in_clinic
    clock.freeze(today(9, 30) - timedelta(minutes=minutes, microseconds=1))
    assert (await listed(api, practice, offering, days=1))[0] == today(9, 30)
    clock.shift(timedelta(microseconds=1))
    assert (await listed(api, practice, offering, days=1))[0] == today(10)
    assert await _openings(api, practice, visit_type=visit_type) == [today(10)]
    answer = await try_to_book(patient, offering, today(9, 30))
    assert (answer.status_code, answer.json()["code"]) == (409, "slot_unavailable")
    clock.shift(timedelta(microseconds=-1))
    assert (await try_to_book(patient, offering, today(9, 30))).status_code == 201


async def test_no_hold_is_shorter_than_three_minutes(
    patient: Client, practice: Practice, book: Book, clock: TestClock
) -> None:
    clock.freeze(today(9, 22) - timedelta(microseconds=1))
    made = await book(today(9, 30))
    left = datetime.fromisoformat(made["hold_expires_at"]) - clock.now()
    assert left == timedelta(minutes=3, microseconds=1)


async def test_a_free_online_visit_needs_no_time_to_pay(
    api: Client, patient: Client, practice: Practice, clock: TestClock
) -> None:
    free = await practice.offer(price=0)
    clock.freeze(today(9, 24))
    assert (await listed(api, practice, free, days=1))[0] == today(9, 30)
    assert (await try_to_book(patient, free, today(9, 30))).json()["status"] == "confirmed"


@pytest.mark.parametrize(("visit_type", "minutes"), [("online", 8), ("clinic", 5)])
async def test_a_kept_opening_is_not_shown_once_it_is_too_near(
    api: Client, practice: Practice, clock: TestClock, visit_type: str, minutes: int
) -> None:
    clock.freeze(today(9, 30) - timedelta(minutes=minutes, seconds=10))
    assert await _openings(api, practice, visit_type=visit_type) == [today(9, 30)]
    clock.shift(timedelta(seconds=10))
    assert await _openings(api, practice, visit_type=visit_type) == [today(10)]


async def test_a_taken_slot_is_not_offered(api: Client, practice: Practice, book: Book) -> None:
    await book(today(12))
    assert today(12) not in await listed(api, practice)
    assert {today(11, 30), today(12, 30)} <= set(await listed(api, practice))


async def test_a_longer_offering_sees_every_slot_the_shorter_one_touched(
    api: Client, practice: Practice, book: Book
) -> None:
    """R066: an hour from the same start, and half an hour taken in the middle of it."""
    hour = await practice.offer(minutes=60)
    await book(today(12, 30))
    found = await listed(api, practice, hour, days=1)
    assert today(12) not in found
    assert {today(11), today(13)} <= set(found)


async def test_what_does_not_fit_before_the_end_is_not_offered(api: Client, practice: Practice) -> None:
    await practice.work("09:00", "10:40")
    assert await listed(api, practice, days=1) == [today(9), today(9, 30), today(10)]


async def test_the_day_may_last_until_midnight(api: Client, practice: Practice) -> None:
    await practice.work("23:00", "24:00")
    assert await listed(api, practice, days=1) == [today(23), today(23, 30)]


async def test_hours_hold_only_for_their_visits(api: Client, practice: Practice) -> None:
    """R061, R062."""
    await practice.work("09:00", "10:00", visit_types=["clinic"])
    assert await listed(api, practice) == []
    assert len(await listed(api, practice, practice.in_clinic, days=1)) == 2


async def test_hours_hold_from_and_to_their_days_included(api: Client, practice: Practice) -> None:
    await practice.work("09:00", "09:30", valid_from="2026-03-03", valid_to="2026-03-05")
    assert [moment.day for moment in await listed(api, practice)] == [3, 4, 5]


async def test_a_time_off_takes_away_exactly_what_it_touches(api: Client, practice: Practice, doctor: Client) -> None:
    """R171: half-open, so the slots that end when it begins and begin when it ends stay."""
    await _exception(doctor, today(12), today(13), "off")
    found = await listed(api, practice, days=1)
    assert {today(11, 30), today(13)} <= set(found)
    assert not {today(12), today(12, 30)} & set(found)


async def test_extra_hours_have_their_own_grid(api: Client, practice: Practice, doctor: Client) -> None:
    saturday = date(2026, 3, 7)
    await _exception(doctor, at(saturday, 10, 10), at(saturday, 11, 20), "extra")
    found = await listed(api, practice, first=saturday, days=1)
    assert found == [at(saturday, 10, 10), at(saturday, 10, 40)]


async def test_extra_hours_over_midnight_belong_to_the_day_each_slot_starts(
    api: Client, practice: Practice, doctor: Client
) -> None:
    saturday, sunday = date(2026, 3, 7), date(2026, 3, 8)
    await _exception(doctor, at(saturday, 23, 15), at(sunday, 0, 45), "extra")
    assert await listed(api, practice, first=saturday, days=1) == [
        at(saturday, 23, 15),
        at(saturday, 23, 45),
    ]
    assert await listed(api, practice, first=sunday, days=1) == [at(sunday, 0, 15)]


async def test_a_time_off_at_another_clinic_takes_nothing(
    api: Client, practice: Practice, deliver: Deliver, doctor: Client
) -> None:
    elsewhere = new_id()
    clinics = [practice.clinic_id, elsewhere]
    await deliver(
        DoctorPublished(
            aggregate_id=practice.doctor_id, aggregate_version=2, doctor_id=practice.doctor_id, clinic_ids=clinics
        )
    )
    before = await listed(api, practice)
    await _exception(doctor, today(9), today(18), "off", clinic_id=str(elsewhere))
    assert await listed(api, practice) == before
    await _exception(doctor, today(9), today(18), "off", clinic_id=str(practice.clinic_id))
    assert await listed(api, practice) == [start for start in before if start >= tomorrow(9)]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 7), 24)],
    ids=["spring", "autumn", "plain"],
)
async def test_on_the_day_when_clocks_change_no_slot_is_lost_or_doubled(
    api: Client, new_practice: Callable[..., Practice], day: date, hours: int
) -> None:
    """Round the clock in Berlin: 23, 25 or 24 real hours, one slot after the other."""
    practice = await new_practice(zone="Europe/Berlin").open()
    await practice.work("00:00", "24:00", weekdays=(6,))
    found = await listed(api, practice, first=day, days=1)
    assert len(found) == hours * 2
    assert {later - earlier for earlier, later in pairwise(found)} == {timedelta(minutes=30)}
    assert found[0].astimezone(ZoneInfo("Europe/Berlin")).hour == 0


async def test_hours_inside_the_hour_that_does_not_exist_offer_nothing(
    api: Client, new_practice: Callable[..., Practice], patient: Client
) -> None:
    practice = await new_practice(zone="Europe/Berlin").open()
    await practice.work("02:45", "03:30", weekdays=(6,))
    assert await listed(api, practice, first=date(2026, 3, 29), days=1) == []


async def test_the_same_local_hour_is_another_moment_after_the_clock_change(
    api: Client, new_practice: Callable[..., Practice], patient: Client
) -> None:
    practice = await new_practice(zone="Europe/Berlin").open()
    found = await listed(api, practice, first=date(2026, 3, 27), days=4)
    assert datetime(2026, 3, 27, 8, 0, tzinfo=UTC) in found
    assert datetime(2026, 3, 30, 7, 0, tzinfo=UTC) in found
    assert (await try_to_book(patient, practice.online, datetime(2026, 3, 30, 7, 0, tzinfo=UTC))).status_code == 201


async def test_unknown_and_withdrawn_offerings_have_no_slots(api: Client, practice: Practice, deliver: Deliver) -> None:
    path, params = f"/api/booking/doctors/{practice.doctor_id}/slots", {"from": "2026-03-02"}
    assert (await api.get(path, params={**params, "offering_id": str(uuid4())})).status_code == 404
    await deliver(OfferingWithdrawn(aggregate_id=practice.online, aggregate_version=2, offering_id=practice.online))
    assert (await api.get(path, params={**params, "offering_id": str(practice.online)})).status_code == 404


@pytest.mark.parametrize("query", [{"days": "0"}, {"days": "32"}, {"from": "yesterday"}, {"from": "9999-12-31"}])
async def test_an_invalid_query_is_refused(api: Client, practice: Practice, query: dict[str, str]) -> None:
    params = {"offering_id": str(practice.online), "from": "2026-03-02", **query}
    answer = await api.get(f"/api/booking/doctors/{practice.doctor_id}/slots", params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_the_next_opening_is_the_first_free_slot(api: Client, practice: Practice, book: Book) -> None:
    assert await _openings(api, practice) == [today(9)]
    await book(today(9))
    assert await _openings(api, practice) == [today(9, 30)]


async def test_the_next_opening_moves_with_the_clock(api: Client, practice: Practice, clock: TestClock) -> None:
    assert await _openings(api, practice) == [today(9)]
    clock.freeze(today(10, 1))
    assert await _openings(api, practice) == [today(10, 30)]


async def test_a_cancelled_visit_is_the_next_opening_at_once(
    api: Client, patient: Client, practice: Practice, book: Book
) -> None:
    made = await book(today(9))
    assert await _openings(api, practice) == [today(9, 30)]
    await patient.post(f"/api/booking/bookings/{made['booking_id']}/cancellation")
    assert await _openings(api, practice) == [today(9)]


async def test_new_hours_are_the_next_opening_at_once(api: Client, practice: Practice) -> None:
    assert await _openings(api, practice) == [today(9)]
    await practice.work("14:00", "15:00")
    assert await _openings(api, practice) == [today(14)]


async def test_a_kept_opening_is_believed_for_half_a_minute_only(
    api: Client, practice: Practice, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def forget_nothing(*_: object) -> None:
        return None

    assert await _openings(api, practice) == [today(9)]
    monkeypatch.setattr("booking.actions.schedules.delete_openings", forget_nothing)
    await practice.work("08:30", "15:00")
    assert await _openings(api, practice) == [today(9)]
    clock.shift(openings_query.BELIEVED_FOR)
    assert await _openings(api, practice) == [today(8, 30)]


async def test_a_doctor_who_is_full_for_days_is_found_within_the_month(api: Client, practice: Practice) -> None:
    await practice.work("09:00", "10:00", valid_from="2026-03-23")
    assert await _openings(api, practice) == [at(date(2026, 3, 23), 9)]
    await practice.work("09:00", "10:00", valid_from="2026-05-01")
    assert await _openings(api, practice) == []


async def test_openings_are_of_the_asked_type_and_name_their_offering(api: Client, practice: Practice) -> None:
    await practice.set_hours(
        {"weekday": 0, "starts": "09:00", "ends": "10:00", "visit_types": ["clinic"]},
        {"weekday": 1, "starts": "09:00", "ends": "10:00", "visit_types": ["online"]},
    )
    assert await _offered(api, practice, "online") == [(practice.online, tomorrow(9))]
    assert await _offered(api, practice, "clinic") == [(practice.in_clinic, today(9))]
    assert await _offered(api, practice) == [(practice.in_clinic, today(9))]


async def test_openings_of_many_doctors_come_soonest_first(
    api: Client, practice: Practice, new_practice: Callable[..., Practice]
) -> None:
    other = await new_practice().open()
    await other.work("08:00", "10:00")
    ids = f"{practice.doctor_id},{other.doctor_id},{new_id()},{other.doctor_id}"
    items = (await api.get("/api/booking/openings", params={"doctor_ids": ids})).json()["items"]
    assert [UUID(item["doctor_id"]) for item in items] == [other.doctor_id, practice.doctor_id]


async def test_at_most_a_hundred_doctors_are_asked_at_once(api: Client) -> None:
    for listed_ids in (",".join(str(new_id()) for _ in range(101)), "someone"):
        answer = await api.get("/api/booking/openings", params={"doctor_ids": listed_ids})
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def _exception(doctor: Client, starts_at: datetime, ends_at: datetime, kind: str, **more: str) -> None:
    body = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat(), "kind": kind, **more}
    answer = await doctor.post("/api/booking/schedule-exceptions", json=body)
    assert answer.status_code == 201, answer.text


async def _openings(api: Client, practice: Practice, visit_type: str = VisitType.ONLINE) -> list[datetime]:
    return [starts_at for _, starts_at in await _offered(api, practice, visit_type)]


async def _offered(api: Client, practice: Practice, visit_type: str | None = None) -> list[tuple[UUID, datetime]]:
    params = {"doctor_ids": str(practice.doctor_id)} | ({"visit_type": visit_type} if visit_type else {})
    answer = await api.get("/api/booking/openings", params=params)
    assert answer.status_code == 200, answer.text
    items = answer.json()["items"]
    return [(UUID(item["offering_id"]), datetime.fromisoformat(item["starts_at"])) for item in items]


async def test_openings_are_narrowed_by_clinic_price_and_moment(
    api: Client, practice: Practice, new_practice: Callable[..., Practice]
) -> None:
    """R057, R066: the nearest time is one of an offering that fits every filter, not merely of the doctor."""
    elsewhere = await new_practice(doctor_id=practice.doctor_id).open()
    await practice.set_hours(
        {"weekday": 0, "starts": "10:00", "ends": "12:00"},
        {"clinic_id": str(elsewhere.clinic_id), "weekday": 1, "starts": "09:00", "ends": "12:00"},
    )
    cheap = await elsewhere.offer(price=50_000)

    async def ask(**filters: Any) -> list[tuple[datetime, str]]:
        params = {"doctor_ids": str(practice.doctor_id), **filters}
        items = (await api.get("/api/booking/openings", params=params)).json()["items"]
        return [(datetime.fromisoformat(one["starts_at"]), one["offering_id"]) for one in items]

    assert [starts_at for starts_at, _ in await ask()] == [today(10)]
    assert [starts_at for starts_at, _ in await ask(clinic_id=str(elsewhere.clinic_id))] == [tomorrow(9)]
    assert await ask(price_to_kopecks=50_000) == [(tomorrow(9), str(cheap))]
    assert await ask(price_to_kopecks=50_000, visit_type="clinic") == []
    assert await ask(before=today(10).isoformat()) == []
    assert len(await ask(before=today(10, 1).isoformat())) == 1

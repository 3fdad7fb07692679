"""The list of notices: access, order, pages, reading."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from common.testing import Client, Deliver, MakeClient
from contracts.values import VisitType

URL = "/api/notify/notices"


async def page_of(client: Client, **params: Any) -> dict[str, Any]:
    answer = await client.get(URL, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def kinds(client: Client, **params: Any) -> list[str]:
    return [item["kind"] for item in (await page_of(client, **params))["items"]]


async def test_an_anonymous_client_is_refused(api: Client) -> None:
    for method, path in (("GET", ""), ("POST", f"/{uuid4()}/reading"), ("POST", "/reading")):
        answer = await api.request(method, URL + path)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


async def test_nobody_sees_another_s_notices(
    booked: Any, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient
) -> None:
    assert await kinds(booked.patient) == ["booking_confirmed"]
    assert await kinds(booked.doctor) == ["visit_booked"]
    for stranger in (as_patient(), as_doctor()):
        assert await page_of(stranger) == {"items": [], "next_cursor": None, "unread_count": 0}


async def test_a_password_session_sees_no_notices_of_online_visits_and_documents(
    booked: Any, deliver: Deliver, as_doctor: MakeClient, as_password_patient: MakeClient
) -> None:
    for event in (booked.refunded(), booked.issued(), booked.offered(), booked.opened()):
        await deliver(event)
    by_password = as_password_patient(booked.patient.person_id)
    shown = await page_of(by_password, limit=1)
    assert ([item["kind"] for item in shown["items"]], shown["next_cursor"]) == (["share_opened"], None)
    assert shown["unread_count"] == 1
    hidden = (await page_of(booked.patient))["items"][-1]
    assert (await by_password.post(f"{URL}/{hidden['notice_id']}/reading")).status_code == 404
    assert (await by_password.post(f"{URL}/reading")).status_code == 204
    assert (await page_of(booked.patient))["unread_count"] == 4
    assert await kinds(as_doctor(booked.doctor.doctor_id, acr="password")) == []


async def test_a_password_session_sees_notices_of_visits_in_a_clinic(
    scenario: Any, catalogue: None, deliver: Deliver, as_password_patient: MakeClient
) -> None:
    visit = replace(scenario, visit_type=VisitType.CLINIC)
    await deliver(visit.confirmed())
    await deliver(visit.moved())
    assert await kinds(as_password_patient(visit.patient.person_id)) == ["booking_rescheduled", "booking_confirmed"]


async def test_a_person_with_a_doctor_s_id_sees_no_notices_of_the_doctor(booked: Any, as_patient: MakeClient) -> None:
    assert await kinds(as_patient(booked.doctor.doctor_id)) == []


async def test_a_doctor_who_is_a_patient_sees_both(booked: Any, as_doctor: MakeClient) -> None:
    doctor = as_doctor(booked.doctor.doctor_id, person_id=booked.patient.person_id)
    assert sorted(await kinds(doctor)) == ["booking_confirmed", "visit_booked"]


async def test_nobody_marks_another_s_notice(booked: Any, as_patient: MakeClient, as_doctor: MakeClient) -> None:
    (notice,) = (await page_of(booked.patient))["items"]
    for stranger in (as_patient(), as_doctor(), booked.doctor):
        answer = await stranger.post(f"{URL}/{notice['notice_id']}/reading")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        await stranger.post(f"{URL}/reading")
    assert (await page_of(booked.patient))["unread_count"] == 1


async def test_a_notice_holds_ids_times_and_money(booked: Any, deliver: Deliver) -> None:
    issued = booked.issued()
    for event in (booked.moved(), booked.cancelled(), issued):
        await deliver(event)
    ready, cancelled, moved, _ = (await page_of(booked.patient))["items"]
    assert ready["document_id"] == str(issued.document_id)
    assert cancelled["params"] == {
        "starts_at": "2026-11-24T11:30:00+00:00",
        "amount_kopecks": 150_000,
        "cancelled_by": "patient",
    }
    assert moved["params"]["previous_starts_at"] == "2026-11-24T11:30:00+00:00"
    assert {item["booking_id"] for item in (ready, cancelled, moved)} == {str(booked.booking_id)}


async def test_a_notice_says_which_visit_it_is_about(booked: Any, deliver: Deliver) -> None:
    for event in (booked.moved(), booked.issued(), booked.offered(), booked.opened()):
        await deliver(event)
    opened, offered, ready, moved, confirmed = (await page_of(booked.patient))["items"]
    title, first, second = "Приём врача-невролога первичный", "2026-11-24T11:30:00Z", "2026-11-25T11:30:00Z"
    shown = [(item["service_title"], item["starts_at"]) for item in (confirmed, moved, ready, offered, opened)]
    assert shown == [(title, first), (title, second), (title, second), (title, first), (None, None)]


async def test_pages_follow_each_other_newest_first(booked: Any, deliver: Deliver) -> None:
    for amount in range(1, 5):
        await deliver(booked.refunded(amount))
    seen: list[Any] = []
    cursor: str | None = None
    for size in (2, 2, 1):
        page = await page_of(booked.patient, limit=2, **({"cursor": cursor} if cursor else {}))
        assert (len(page["items"]), page["unread_count"]) == (size, 5)
        seen += [item["params"].get("amount_kopecks") for item in page["items"]]
        cursor = page["next_cursor"]
    assert (seen, cursor) == ([4, 3, 2, 1, None], None)


@pytest.mark.parametrize("params", [{"limit": 0}, {"limit": 101}, {"cursor": "x"}])
async def test_an_invalid_page_is_refused(booked: Any, params: dict[str, Any]) -> None:
    assert (await booked.patient.get(URL, params=params)).status_code == 422


async def test_a_notice_is_read_once(booked: Any) -> None:
    (notice,) = (await page_of(booked.patient))["items"]
    assert notice["read_at"] is None
    for _ in range(2):
        assert (await booked.patient.post(f"{URL}/{notice['notice_id']}/reading")).status_code == 204
        page = await page_of(booked.patient)
        first_read = notice["read_at"] or page["items"][0]["read_at"]
        assert (page["unread_count"], page["items"][0]["read_at"]) == (0, first_read)
        notice = page["items"][0]
    assert await kinds(booked.patient, unread=True) == []


async def test_everything_is_read_at_once(booked: Any, deliver: Deliver) -> None:
    await deliver(booked.refunded())
    assert await kinds(booked.patient, unread=True) == ["payment_refunded", "booking_confirmed"]
    assert (await booked.patient.post(f"{URL}/reading")).status_code == 204
    assert (await page_of(booked.patient))["unread_count"] == 0
    assert (await page_of(booked.doctor))["unread_count"] == 1


async def test_the_migrations_make_what_the_models_say(drift: list[Any]) -> None:
    assert drift == []

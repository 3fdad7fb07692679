"""A conclusion as it is being written: versions, checks, the doctor's list."""

from typing import Any
from uuid import UUID

import pytest
from common.testing import Deliver, Recorded


async def test_r150_a_draft_may_be_written_before_the_visit_ends(booked: Any, written: dict[str, str]) -> None:
    visit = await booked()
    empty = (await visit.doctor.get(visit.url)).json()
    assert (empty["state"], empty["version"], empty["complaints"]) == ("expected", 0, "")
    assert empty["patient"] == {"full_name": "Петрова Анна Сергеевна", "birth_date": "1990-05-17"}
    assert (await visit.save()).json() == written | {"version": 1}
    shown = (await visit.doctor.get(visit.url)).json()
    assert (shown["state"], shown["version"]) == ("draft", 1)
    assert {name: shown[name] for name in written} == written
    assert shown["diagnosis_title"] == "Мигрень без ауры [простая мигрень]"


async def test_an_older_window_learns_that_the_draft_changed(held: Any) -> None:
    assert (await held.save(0)).status_code == 200
    assert (await held.save(1, complaints="Вторая версия")).json()["version"] == 2
    for stale in (0, 1, 3):
        answer = await held.save(stale, complaints="Чужая")
        problem = answer.json()
        assert (answer.status_code, problem["code"], problem["version"]) == (409, "draft_changed", 2)
    assert (await held.doctor.get(held.url)).json()["complaints"] == "Вторая версия"


async def test_a_first_draft_has_no_earlier_version(held: Any) -> None:
    answer = await held.save(5)
    assert (answer.status_code, answer.json()["code"], answer.json()["version"]) == (409, "draft_changed", 0)
    assert (await held.doctor.get(held.url)).json()["state"] == "expected"


@pytest.mark.parametrize("code", ["G99.99", "g43", "", "мигрень", "A00-A09", "I"])
async def test_a_diagnosis_is_a_code_of_the_book(held: Any, code: str) -> None:
    answer = await held.save(diagnosis_code=code)
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_diagnosis")


async def test_a_draft_may_lack_anything(held: Any) -> None:
    answer = await held.save(diagnosis_code=None, recommendations="", complaints="")
    assert answer.status_code == 200
    assert answer.json()["diagnosis_code"] is None


@pytest.mark.parametrize("prose", ["я" * 20_001, "a\0b"])
async def test_prose_that_cannot_be_kept_is_refused(held: Any, prose: str) -> None:
    answer = await held.save(complaints=prose)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_what_was_issued_is_no_longer_a_draft(issued: Any) -> None:
    answer = await issued.visit.save(1)
    assert (answer.status_code, answer.json()["code"]) == (409, "already_issued")
    shown = (await issued.visit.doctor.get(issued.visit.url)).json()
    assert (shown["state"], shown["document_id"]) == ("issued", issued.document["document_id"])


async def test_saving_a_draft_publishes_nothing(held: Any, recorded: Recorded) -> None:
    await held.save()
    assert await recorded() == []


async def test_a_draft_is_read_only_while_identity_answers(held: Any, identity: Any) -> None:
    await held.save()
    identity.away = True
    for path in ("", "/preview"):
        answer = await held.doctor.get(held.url + path)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert (await held.save(1)).status_code == 200, "writing needs no names"


async def states(visit: Any, state: str | None = None) -> list[tuple[UUID, str]]:
    params = {"state": state} if state else {}
    items = (await visit.doctor.get("/api/medcard/visits", params=params)).json()["items"]
    return [(UUID(item["booking_id"]), item["state"]) for item in items]


async def test_the_doctor_s_list_says_which_visits_await_a_conclusion(booked: Any, deliver: Deliver) -> None:
    visit = await booked()
    booking_id = visit.booking_id
    assert await states(visit) == [(booking_id, "expected")]
    assert await states(visit, "expected") == [], "it has not taken place yet"
    await deliver(visit.ended)
    assert await states(visit, "expected") == [(booking_id, "expected")]
    await visit.save()
    assert await states(visit, "expected") == [(booking_id, "draft")]
    await visit.issue()
    assert await states(visit, "expected") == []
    assert await states(visit, "issued") == [(booking_id, "issued")]

"""After a call each person may say how the connection was: once, and think better of it."""

import asyncio
from typing import Any

import pytest
from common.testing import Client, MakeClient


@pytest.fixture
async def called(room: Any, both: Any, connected: Any) -> Any:
    """A room in which the two have been connected."""
    await connected(*both)
    return room


async def test_the_connection_is_rated_once_and_the_answer_may_be_changed(called: Any, api: Client) -> None:
    """R145: after the end, one tap."""
    path = f"{called.path}/rating"
    first = await called.patient.post(path, json={"stars": 2})
    assert (first.status_code, first.json()["stars"]) == (200, 2)
    assert (await called.patient.get(called.path)).json()["stars"] == 2
    assert (await called.patient.post(path, json={"stars": 5})).json()["stars"] == 5
    assert (await called.patient.get(called.path)).json()["stars"] == 5
    assert (await called.doctor.get(called.path)).json()["stars"] is None
    answered = (await api.get("/metrics")).text
    assert 'telemed_connection_ratings_total{role="patient",service="telemed",stars="2"}' in answered
    assert 'stars="5"}' not in answered


async def test_ten_taps_at_once_are_one_rating(called: Any) -> None:
    path = f"{called.path}/rating"
    answers = await asyncio.gather(*(called.patient.post(path, json={"stars": stars % 5 + 1}) for stars in range(10)))
    assert {one.status_code for one in answers} == {200}
    assert (await called.patient.get(called.path)).json()["stars"] in range(1, 6)


async def test_a_closed_room_is_still_rated(called: Any, both: Any) -> None:
    """R145: the doctor ended the visit, the patient says how it was."""
    await both[1].send("end_visit")
    await both[0].receive("room_closed")
    assert (await called.patient.post(f"{called.path}/rating", json={"stars": 4})).status_code == 200
    assert (await called.doctor.post(f"{called.path}/rating", json={"stars": 3})).status_code == 200


@pytest.mark.parametrize("stars", [0, 6, "five", None])
async def test_a_rating_is_one_to_five(called: Any, stars: Any) -> None:
    answer = await called.patient.post(f"{called.path}/rating", json={"stars": stars})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_visit_without_a_connection_is_not_rated(room: Any) -> None:
    answer = await room.patient.post(f"{room.path}/rating", json={"stars": 5})
    assert (answer.status_code, answer.json()["code"]) == (409, "no_call")


@pytest.mark.parametrize(("path", "body"), [("/rating", {"stars": 5}), ("/session-confirmations", None)])
async def test_only_the_two_of_the_room_speak_for_it(
    room: Any,
    api: Client,
    as_patient: MakeClient,
    as_doctor: MakeClient,
    as_password_patient: MakeClient,
    path: str,
    body: Any,
) -> None:
    """R174: a stranger, another patient, another doctor, and the patient's own password session."""
    password = as_password_patient(room.patient.person_id)
    expected = [
        (api, 401, "unauthenticated"),
        (as_patient(), 404, "not_found"),
        (as_doctor(), 404, "not_found"),
        (password, 403, "identification_required"),
    ]
    for client, status, code in expected:
        answer = await client.post(room.path + path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (status, code)

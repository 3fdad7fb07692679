"""Every reading leaves a row that the patient sees."""

from typing import Any

import pytest
from common.testing import MakeClient


async def readings(issued: Any) -> list[tuple[str, str, str]]:
    items = (await issued.visit.patient.get(f"{issued.url}/readings")).json()["items"]
    return [(item["reader_kind"], item["reader_name"], item["action"]) for item in items]


async def test_nobody_has_read_a_new_document(issued: Any) -> None:
    assert await readings(issued) == []


@pytest.mark.parametrize(
    ("purpose", "disposition"), [("viewed", "inline"), ("printed", "inline"), ("downloaded", "attachment")]
)
async def test_r154_how_the_file_was_read_is_noted(issued: Any, purpose: str, disposition: str) -> None:
    answer = await issued.visit.patient.get(f"{issued.url}/file", params={"purpose": purpose})
    assert answer.headers["content-disposition"].split(";")[0] == disposition
    assert answer.headers["cache-control"] == "private, no-store"
    assert await readings(issued) == [("patient", "Петрова Анна Сергеевна", purpose)]


async def test_the_card_and_the_doctor_s_readings_are_noted_newest_first(issued: Any) -> None:
    await issued.visit.patient.get(issued.url)
    await issued.visit.doctor.get(f"{issued.url}/file")
    assert await readings(issued) == [
        ("doctor", "Смирнов Игорь Олегович", "viewed"),
        ("patient", "Петрова Анна Сергеевна", "viewed"),
    ]


async def test_who_was_refused_has_read_nothing(
    issued: Any, as_patient: MakeClient, as_doctor: MakeClient, as_password_patient: MakeClient
) -> None:
    for stranger in (as_patient(), as_doctor(), as_password_patient(issued.visit.patient.person_id)):
        assert (await stranger.get(f"{issued.url}/file")).status_code in (403, 404)
    assert await readings(issued) == []


async def test_an_unknown_purpose_is_refused(issued: Any) -> None:
    answer = await issued.visit.patient.get(f"{issued.url}/file", params={"purpose": "sold"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert await readings(issued) == []

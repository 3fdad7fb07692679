"""Many at once: the database decides."""

import asyncio
from collections import Counter
from pathlib import Path
from typing import Any

from common.testing import Recorded
from contracts.medcard import ConclusionIssued

MANY = 20


async def test_many_issuances_make_one_document(held: Any, recorded: Recorded, tmp_path: Path) -> None:
    await held.save()
    answers = await asyncio.gather(*(held.issue() for _ in range(MANY)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: MANY - 1}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"already_issued"}
    assert len(await recorded(ConclusionIssued)) == 1
    assert len([path for path in (tmp_path / "storage").rglob("*") if path.is_file()]) == 1


async def test_many_repetitions_of_one_issuance_get_one_answer(held: Any, recorded: Recorded) -> None:
    await held.save()
    answers = await asyncio.gather(*(held.issue("key") for _ in range(MANY)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["document_id"] for answer in answers}) == 1
    assert len(await recorded(ConclusionIssued)) == 1


async def test_of_many_saves_of_one_version_one_wins(held: Any) -> None:
    for version in (0, 1):
        answers = await asyncio.gather(*(held.save(version, complaints=f"Окно {window}") for window in range(MANY)))
        assert Counter(answer.status_code for answer in answers) == {200: 1, 409: MANY - 1}
        (won,) = (answer.json() for answer in answers if answer.status_code == 200)
        shown = (await held.doctor.get(held.url)).json()
        assert (shown["version"], shown["complaints"]) == (version + 1, won["complaints"])

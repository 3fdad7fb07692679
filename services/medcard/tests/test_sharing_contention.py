"""Links under race: the database decides."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from common import clock
from common.context import Context
from common.ids import new_id
from common.testing import MakeClient, Recorded
from contracts.medcard import ShareRevoked
from medcard.domain import AccessAction, ReaderKind
from medcard.models import AccessLogEntry, Share
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

MANY = 20


async def test_of_many_guesses_at_once_five_are_tried(as_patient: MakeClient, share: Any, upload: Any) -> None:
    """R157: a storm of codes gets no more tries than a patient visitor."""
    patient = as_patient()
    made = await share(patient, await upload(patient), code="482915")
    answers = await asyncio.gather(*(made.open(f"{guess:06d}") for guess in range(MANY)))
    assert Counter(answer.json()["code"] for answer in answers) == {"share_code_wrong": 4, "share_locked": MANY - 4}
    assert (await made.open("482915")).json()["code"] == "share_locked"
    assert (await patient.get("/api/medcard/shares")).json()["items"][0]["wrong_codes"] == 5


async def test_many_revocations_are_one(as_patient: MakeClient, share: Any, recorded: Recorded, upload: Any) -> None:
    """R160."""
    patient = as_patient()
    made = await share(patient, await upload(patient))
    answers = await asyncio.gather(*(made.revoke() for _ in range(MANY)))
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.json()["revoked_at"] for answer in answers}) == 1
    assert len(await recorded(ShareRevoked)) == 1


async def test_no_reading_begins_after_the_patient_forbade(
    as_patient: MakeClient, share: Any, context: Context, upload: Any, allow: Any
) -> None:
    """R159: readings race against the word of the patient; once it is said, the next is refused."""
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    key = await made.key()
    said = asyncio.Event()

    async def read() -> tuple[bool, int]:
        after = said.is_set()
        return after, (await made.file(key, document)).status_code

    async def read_on() -> list[tuple[bool, int]]:
        seen = [await read()]
        while not seen[-1][0]:
            seen.append(await read())
        return seen

    async def forbid() -> None:
        await made.file(key, document)
        await allow(patient, document, "forbidden")
        said.set()

    *seen, _ = await asyncio.gather(*(read_on() for _ in range(6)), forbid())
    outcomes = [outcome for reader in seen if reader for outcome in reader]
    assert {status for after, status in outcomes if after} == {404}
    assert 200 in {status for after, status in outcomes if not after}
    async with context.sessions() as session:
        noted = await session.scalar(text("SELECT count(*) FROM readings WHERE reader_kind = 'link'"))
    assert noted == 1 + sum(status == 200 for _, status in outcomes), "what was served was noted, and nothing else"


async def test_the_patient_s_word_waits_for_a_reading_and_the_next_reading_for_the_word(
    as_patient: MakeClient, share: Any, context: Context, upload: Any, allow: Any
) -> None:
    """R159: between them there is an order, and the database keeps it."""
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    async with context.sessions.begin() as session:
        session.add(_reading(made, document))
        await session.flush()
        word = asyncio.create_task(allow(patient, document, "forbidden"))
        done, _ = await asyncio.wait({word}, timeout=0.3)
        assert not done, "the document is held until the reading is noted"
    await word
    with pytest.raises(IntegrityError):
        async with context.sessions.begin() as session:
            session.add(_reading(made, document))


async def test_the_database_notes_no_reading_of_an_ended_link(
    as_patient: MakeClient, share: Any, context: Context, upload: Any
) -> None:
    """R160: nor is an ended link opened again or prolonged, whatever code asks."""
    patient = as_patient()
    document = await upload(patient)
    made = await share(patient, document)
    await made.revoke()
    with pytest.raises(IntegrityError):
        async with context.sessions.begin() as session:
            session.add(_reading(made, document))
    for change in ({"revoked_at": None}, {"expires_at": clock.now() + timedelta(days=29)}):
        with pytest.raises(IntegrityError):
            async with context.sessions.begin() as session:
                await session.execute(update(Share).values(**change))


def _reading(made: Any, document: str) -> AccessLogEntry:
    return AccessLogEntry(
        reading_id=new_id(),
        document_id=UUID(document),
        share_id=UUID(made.share["share_id"]),
        reader_kind=ReaderKind.LINK,
        reader_name="Кардиолог",
        action=AccessAction.VIEWED,
        read_at=clock.now(),
    )

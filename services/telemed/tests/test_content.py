"""What a person writes, or a browser makes of it, never ends the socket: it is kept readable or answered."""

import json
from typing import Any
from uuid import uuid4

import pytest

Pair = tuple[Any, Any]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Спасибо \ud83d", "Спасибо \ufffd"),
        ("\ude00 улыбка", "\ufffd улыбка"),
        ("\ud83d\ude00 целая", "😀 целая"),
        ("таб\tи\nстрока", "таб\tи\nстрока"),
        ("\x00болит\x07", "болит"),
        ("\u202eтропан\u202c\x7f", "тропан"),
        ("  края  ", "края"),
        ("👩\u200d⚕️", "👩\u200d⚕️"),
    ],
)
async def test_texts_are_kept_readable_and_the_socket_stays_open(both: Pair, written: str, kept: str) -> None:
    patient, doctor = both
    await patient.wire.send(json.dumps({"type": "say", "client_id": str(uuid4()), "text": written}))
    assert (await patient.next())["text"] == kept
    assert (await doctor.next())["text"] == kept


@pytest.mark.parametrize("nothing", ["", " ", "\x00", "\u200b\u200d\ufeff", "\n\t \u00a0\u3000", "\u2800\u3164",
    "\ufe0f", "\u034f", "\u200d\ufe0f", "\u17b4", "\U000e0061"])  # fmt: skip
async def test_a_text_that_shows_nothing_is_refused(both: Pair, nothing: str) -> None:
    patient, doctor = both
    client_id = await patient.text(nothing)
    assert await patient.next() == {
        "type": "error",
        "code": "empty_text",
        "about": "say",
        "client_id": str(client_id),
    }
    assert await doctor.settled() == []


async def test_a_text_of_a_hundred_kilobytes_is_answered_too_long(both: Pair) -> None:
    patient, _ = both
    client_id = await patient.text("a" * 100_000)
    refused = await patient.next()
    assert (refused["code"], refused["client_id"]) == ("too_long", str(client_id))
    await patient.text("короче")
    assert (await patient.next())["text"] == "короче"


WRONG_FIELDS = [
    {"type": "say", "text": "Без имени"},
    {"type": "say", "client_id": "1", "text": "Не UUID"},
    {"type": "say", "client_id": str(uuid4()), "text": 5},
    {"type": "read", "seq": -1},
    {"type": "read", "seq": 10**400},
    {"type": "accept"},
    {"type": "description", "call_id": str(uuid4()), "description": "v=0"},
    {"type": "candidate", "call_id": str(uuid4())},
    {"type": "media", "audio": True},
]


@pytest.mark.parametrize("deep", ["[" * 4000 + "]" * 4000, '{"a":' * 4000 + '"]"' + "}" * 4000, "[" * 600 + "]" * 600])
async def test_a_field_of_any_depth_is_answered(both: Pair, deep: str) -> None:
    patient, _ = both
    client_id = str(uuid4())
    await patient.wire.send(f'{{"type": "say", "text": {deep}, "client_id": "{client_id}"}}')
    assert await patient.next() == {"type": "error", "code": "invalid", "about": "say", "client_id": client_id}


@pytest.mark.parametrize("wrong", WRONG_FIELDS)
async def test_a_wrong_field_is_answered(both: Pair, wrong: dict[str, Any]) -> None:
    patient, _ = both
    await patient.wire.send(json.dumps(wrong))
    refused = await patient.next()
    assert (refused["type"], refused["code"], refused["about"]) == ("error", "invalid", wrong["type"])
    assert refused.get("client_id") == wrong.get("client_id")
    assert await patient.settled() == []

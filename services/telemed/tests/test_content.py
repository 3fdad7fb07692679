"""What a person writes, or a browser makes of it, never ends the socket: it is kept readable or answered."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.context import Context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telemed.domain.protocol import BROWSER_MESSAGES
from telemed.signalling.limits import Allowances
from websockets.exceptions import ConnectionClosed

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
async def test_words_are_kept_readable_and_the_call_goes_on(both: Pair, written: str, kept: str) -> None:
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


async def test_a_text_of_a_hundred_kilobytes_is_refused_in_words(both: Pair) -> None:
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


TEXTS = st.one_of(
    st.sampled_from(["", "\x00", "\ud83d", "\u200b", "²", "a" * 4001, "a" * 70_000, "0001-01-01T00:00:00Z"]),
    st.text(st.characters(exclude_categories=[]), max_size=12),
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from([-1, 0, 2**31, 2**63, 10**20, 10**400, 1.5]),
    TEXTS,
    st.uuids().map(str),
    st.lists(TEXTS, max_size=2),
    st.dictionaries(st.sampled_from(["type", "sdp", "candidate", "sdpMLineIndex"]), TEXTS | st.integers(), max_size=3),
)
FIELDS = sorted({name for kind in BROWSER_MESSAGES.values() for name in kind.model_fields} - {"type"})
MESSAGES = st.builds(
    lambda kind, fields: fields | {"type": kind},
    st.sampled_from(sorted(set(BROWSER_MESSAGES) - {"bye"})),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=len(FIELDS)),
)


@pytest.fixture
async def tomorrow(visit: Any, enter: Any, deliver: Any, context: Context, monkeypatch: Any) -> Pair:
    """Both people, in a room that nobody can end yet; nobody speaks too fast."""
    starts_at = datetime.now(UTC) + timedelta(days=1)
    await deliver(visit.confirmed(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30)))
    monkeypatch.setattr(context.resources, "messages", Allowances(10**9, seconds=10))
    return await enter(visit.patient, visit), await enter(visit.doctor, visit)


@given(frames=st.lists(MESSAGES, min_size=20, max_size=20))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
async def test_no_field_of_a_known_message_ends_the_socket(tomorrow: Pair, frames: list[dict[str, Any]]) -> None:
    """Every message of the protocol, from both seats, with values at and beyond every boundary."""
    for end in tomorrow:
        try:
            for frame in frames:
                await end.wire.send(json.dumps(frame))
            await end.settled()
        except ConnectionClosed as closed:
            pytest.fail(f"{closed}: {frames}")

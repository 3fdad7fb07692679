"""Every message of the schema, with values at and beyond every bound, over a real socket: none closes it."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from common.context import Context
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import text
from telemed.actions.notices import Notice, record_notice, take_notices
from telemed.domain import protocol
from telemed.domain.protocol import BROWSER_MESSAGES, SERVER_MESSAGES
from telemed.domain.protocol.schema import json_schema
from telemed.domain.rooms import CallEnd, Role
from telemed.errors import (
    CallInProgress,
    EmptyText,
    NoCall,
    NotAllowed,
    NotStarted,
    PeerAbsent,
    RoomClosed,
    TooFast,
    TooLong,
)
from telemed.signalling.frames import read_frame
from telemed.signalling.limits import Allowances
from websockets.exceptions import ConnectionClosed

Pair = tuple[Any, Any]
Schema = dict[str, Any]

DEFINITIONS: dict[str, Schema] = json_schema()["$defs"]
STAYING = sorted(set(BROWSER_MESSAGES) - {"bye"})
DEEP = "[" * 5_000 + "]" * 5_000
WRONG: list[Any] = [None, True, -1, 0, 2**31, 2**63, 10**400, 1.5, "", "\x00", "\ud83d", "²", "a" * 4_001, "a" * 70_000]
WRONG += [[], {}, [[]], {"type": "offer"}, ["\udfff"], "0001-01-01T00:00:00Z", "00000000-0000-0000-0000-000000000000"]


def valid(part: Schema) -> list[Any]:
    """Values that fit the schema: the shortest, the longest, and unicode."""
    if "$ref" in part:
        return valid(DEFINITIONS[part["$ref"].rsplit("/", 1)[-1]])
    if "anyOf" in part:
        return [value for option in part["anyOf"] for value in valid(option)]
    if "const" in part or "enum" in part:
        return [part["const"]] if "const" in part else list(part["enum"])
    match part["type"]:
        case "object":
            fields = {name: valid(field) for name, field in part["properties"].items()}
            longest = max(map(len, fields.values()), default=1)
            return [{name: values[at % len(values)] for name, values in fields.items()} for at in range(longest)]
        case "integer":
            return [part.get("minimum", 0), part.get("exclusiveMaximum", 2**31) - 1]
        case "boolean":
            return [True, False]
        case "null":
            return [None]
        case "array":
            return [[], valid(part["items"])]
        case _ if part.get("format") == "uuid":
            return [str(uuid4())]
        case _ if part.get("format") == "date-time":
            return ["2026-01-01T00:00:00Z"]
        case _:
            return ["", "я😀\u200d", "a" * min(part.get("maxLength", 4_000), 50_000)]


def frames(kind: str) -> list[str]:
    """Valid messages, then one with each field missing, wrong, beyond its bound, and nested deeply."""
    schema = DEFINITIONS[BROWSER_MESSAGES[kind].__name__]
    messages = valid(schema)
    first = messages[0]
    for name in sorted(set(schema["properties"]) - {"type"}):
        messages.append({key: value for key, value in first.items() if key != name})
        messages += [{**first, name: value} for value in WRONG]
        if isinstance(first[name], dict):
            messages += [{**first, name: {**first[name], part: value}} for part in first[name] for value in WRONG]
    messages += [{**first, "unknown": value} for value in WRONG]
    others = ("unknown", *(name for name in schema["properties"] if name != "type"))
    nested = [json.dumps(first)[:-1] + f', "{name}": {DEEP}}}' for name in others]
    return [*map(json.dumps, messages), *nested]


@pytest.fixture
async def tomorrow(visit: Any, enter: Any, deliver: Any, context: Context, monkeypatch: Any) -> Pair:
    """Both people, in a room whose visit nobody can end yet; without a rate limit."""
    starts_at = datetime.now(UTC) + timedelta(days=1)
    await deliver(visit.confirmed(starts_at=starts_at, ends_at=starts_at + timedelta(minutes=30)))
    monkeypatch.setattr(context.resources, "messages", Allowances(10**9, seconds=10))
    return await enter(visit.patient, visit), await enter(visit.doctor, visit)


async def alive_after(end: Any, sent: list[str]) -> None:
    """The socket has handled the frames and answers a ping."""
    try:
        for frame in sent:
            await end.wire.send(frame)
        async with asyncio.timeout(60):
            await end.settled()
    except ConnectionClosed as closed:
        pytest.fail(f"{closed}: one of {[frame[:200] for frame in sent]}")


@pytest.mark.parametrize("kind", STAYING)
async def test_no_value_of_a_field_closes_the_socket(tomorrow: Pair, kind: str) -> None:
    for end in tomorrow:
        await alive_after(end, frames(kind))


VALUES = st.one_of(
    st.sampled_from(WRONG),
    st.text(st.characters(exclude_categories=[]), max_size=12),
    st.integers(),
    st.uuids().map(str),
    st.recursive(st.none(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner)),
)
FIELDS = sorted({name for kind in BROWSER_MESSAGES.values() for name in kind.model_fields} - {"type"})
MESSAGES = st.builds(
    lambda kind, fields: json.dumps(fields | {"type": kind}),
    st.sampled_from(STAYING),
    st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=len(FIELDS)),
)


@given(sent=st.lists(MESSAGES, min_size=20, max_size=20))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
async def test_no_combination_of_fields_closes_the_socket(tomorrow: Pair, sent: list[str]) -> None:
    for end in tomorrow:
        await alive_after(end, sent)


async def test_bye_closes_normally_whatever_else_it_carries(tomorrow: Pair) -> None:
    patient, _ = tomorrow
    await patient.send("bye", unknown="\ud83d", seq=-1)
    assert await patient.closed() == (1000, "bye")


@pytest.mark.parametrize("kind", sorted(BROWSER_MESSAGES))
def test_valid_messages_are_read_and_kept_as_they_are(kind: str) -> None:
    for message in valid(DEFINITIONS[BROWSER_MESSAGES[kind].__name__]):
        read = read_frame({"text": json.dumps(message)})
        assert json.loads(read.to_json()) == message


def test_absent_and_null_fields_of_a_candidate_stay_different() -> None:
    message = {"type": "candidate", "call_id": str(uuid4()), "candidate": {"candidate": "a", "sdpMid": None}}
    assert json.loads(read_frame({"text": json.dumps(message)}).to_json()) == message


def test_a_server_message_needs_its_fields() -> None:
    with pytest.raises(ValidationError):
        protocol.CallEnded(call_id=uuid4(), reason=CallEnd.BUSY, at=datetime.now(UTC))
    assert protocol.ErrorReply(code="no_call", about="accept").to_json() == (
        '{"type":"error","code":"no_call","about":"accept"}'
    )


def test_the_schema_lists_every_refusal_of_the_socket() -> None:
    refusals = (CallInProgress, EmptyText, NoCall, NotAllowed, NotStarted, PeerAbsent, RoomClosed, TooFast, TooLong)
    assert {refusal.code for refusal in refusals} | {"invalid"} == set(protocol.ErrorCode)


@pytest.mark.parametrize("kind", sorted(SERVER_MESSAGES))
def test_a_notice_survives_the_way_to_another_process(kind: str) -> None:
    for body in valid(DEFINITIONS[SERVER_MESSAGES[kind].__name__]):
        message = SERVER_MESSAGES[kind].model_validate(body)
        notice = Notice(booking_id=uuid4(), messages=dict.fromkeys(Role, message), version=3, seat=(Role.DOCTOR, None))
        assert Notice.decode(notice.encode("replica")) == ("replica", notice)


async def test_notices_are_sent_after_the_commit_and_never_after_a_rollback(
    tomorrow: Pair, visit: Any, context: Context
) -> None:
    patient, _ = tomorrow
    left = Notice(booking_id=visit.booking_id, messages={Role.PATIENT: protocol.Read(seq=1)})
    async with context.sessions() as session:
        await session.execute(text("SELECT 1"))
        record_notice(session, left)
        await session.rollback()
        await session.commit()
    assert [one for one in await patient.settled() if one["type"] == "read"] == []
    async with context.sessions.begin() as session:
        await session.execute(text("SELECT 1"))
        record_notice(session, left)
        assert [one for one in await patient.settled() if one["type"] == "read"] == []
    assert (await patient.receive("read"))["seq"] == 1
    assert take_notices(session.sync_session) == []

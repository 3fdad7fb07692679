"""The contracts keep their promises: grammar, privacy, strict producers, tolerant readers, frozen versions."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from contracts import Event, event_types
from contracts.catalog import ClinicPublished
from contracts.frozen import breaks, differences, schema_of
from contracts.identity import ConsentGiven, UserRegistered
from contracts.values import LoginMethod
from pydantic import ValidationError

SCHEMAS = Path(__file__).parents[1] / "schemas"
EVENTS = list(event_types())

# A person's name, contact, address, complaint or diagnosis never travels; ids, times, kinds and money do.
PERSONAL = re.compile(
    r"name|email|mail_|phone|address|snils|birth|complaint|diagnos|text(?!_version)|anamnes|recommend|passport|token|secret"
)

# Where a clinic is and how to call it is public.
PUBLIC: dict[type[Event], set[str]] = {ClinicPublished: {"address", "phone"}}


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_a_wire_type_is_spelled_aggregate_verb_version(event: type[Event]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*\.[a-z]+\.v[1-9]", event.wire_type)
    words = event.wire_type.rsplit(".", 1)[0].replace(".", "_")
    class_words = re.sub(r"(?<!^)(?=[A-Z])", "_", event.__name__).lower()
    assert words == class_words


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_no_personal_data_can_travel(event: type[Event]) -> None:
    found = [field for field in event.model_fields if PERSONAL.search(field) and field not in PUBLIC.get(event, ())]
    assert found == []


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_only_catalog_sends_free_text(event: type[Event]) -> None:
    strings = {
        name
        for name, field in schema_of(event)["properties"].items()
        if field.get("type") == "string" and "format" not in field
    }
    allowed = (
        {"title", "time_zone", "service_code", "service_title"} if event.producer == "catalog" else {"text_version"}
    )
    assert strings <= allowed


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.__name__)
def test_every_event_says_what_became_true(event: type[Event]) -> None:
    assert (event.__doc__ or "").strip().endswith(".")


def test_wire_types_are_unique() -> None:
    assert len({event.wire_type for event in EVENTS}) == len(EVENTS)


def test_the_schemas_are_frozen_as_the_code_says() -> None:
    assert differences(SCHEMAS) == []


def test_a_producer_may_not_send_an_undeclared_field() -> None:
    with pytest.raises(ValidationError):
        UserRegistered(
            aggregate_id=uuid4(),
            person_id=uuid4(),
            method=LoginMethod.GOSUSLUGI,
            full_name="x",  # type: ignore[call-arg]  # the mistake under test
        )


def test_a_reader_ignores_a_field_it_does_not_know() -> None:
    event = UserRegistered(aggregate_id=uuid4(), person_id=uuid4(), method=LoginMethod.PASSWORD)
    assert UserRegistered.read(event.model_dump(mode="json") | {"added_later": 1}) == event


def test_a_reader_refuses_an_event_without_what_it_needs() -> None:
    event = UserRegistered(aggregate_id=uuid4(), person_id=uuid4(), method=LoginMethod.PASSWORD)
    payload = event.model_dump(mode="json")
    del payload["person_id"]
    with pytest.raises(ValidationError):
        UserRegistered.read(payload)


def test_breaking_changes_are_named() -> None:
    frozen = schema_of(ConsentGiven)
    gone = schema_of(ConsentGiven)
    del gone["properties"]["person_id"]
    assert breaks(frozen, gone) == ["field person_id is gone"]
    retyped = schema_of(ConsentGiven)
    retyped["properties"]["text_version"] = {"type": "integer"}
    assert len(breaks(frozen, retyped)) == 1
    required = schema_of(ConsentGiven)
    required["properties"]["reason"] = {"type": "string"}
    required["required"] = [*required["required"], "reason"]
    assert breaks(frozen, required) == ["field reason became required"]


def test_an_optional_field_may_be_added() -> None:
    grown = schema_of(ConsentGiven)
    grown["properties"]["reason"] = {"type": "string"}
    assert breaks(schema_of(ConsentGiven), grown) == []

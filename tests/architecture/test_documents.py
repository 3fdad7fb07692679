"""Generated documents say what the contracts and the services' handlers say; every event is published and consumed."""

from pathlib import Path

from common.events.catalogue import UNHEARD
from contracts import event_types
from dev.contracts import consumers_of_events, documents

ROOT = Path(__file__).resolve().parents[2]


def test_generated_documents_are_up_to_date() -> None:
    """docs/events.md, docs/asyncapi.json and the table of services in docs/architecture.md."""
    stale = [str(path) for path, text in documents(ROOT).items() if not path.exists() or path.read_text() != text]
    assert stale == [], "run make contracts"


def test_only_known_events_are_consumed() -> None:
    known = {event.wire_type for event in event_types()}
    assert set(consumers_of_events()) <= known


def test_an_event_without_consumers_is_listed_as_such() -> None:
    assert {event.wire_type for event in event_types()} - set(consumers_of_events()) == UNHEARD


def test_every_event_is_recorded_by_its_producer() -> None:
    """Its class is named in the code of the service that its contract calls the producer."""
    sources = {
        producer: "\n".join(path.read_text() for path in (ROOT / "services" / producer / "src").rglob("*.py"))
        for producer in {event.producer for event in event_types()}
    }
    assert [event.__name__ for event in event_types() if event.__name__ not in sources[event.producer]] == []

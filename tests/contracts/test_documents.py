"""What is generated from the contracts is what is committed; every fact has a teller and, mostly, a listener."""

from pathlib import Path

from contracts import event_types
from dev.dictionary import documents, listeners

ROOT = Path(__file__).resolve().parents[2]

# Told for later listeners: nothing acts on them yet.
UNHEARD = {
    "user.registered.v1",
    "gosuslugi.linked.v1",
    "doctor.published.v1",
    "document.added.v1",
    "consultation.started.v1",
    "medcard.shared.v1",
    "share.revoked.v1",
    "session.ended.v1",
}


def test_the_documents_say_what_the_code_says() -> None:
    stale = [str(path) for path, text in documents(ROOT).items() if not path.exists() or path.read_text() != text]
    assert stale == [], "run make contracts"


def test_nobody_listens_to_what_nobody_tells() -> None:
    told = {event.wire_type for event in event_types()}
    assert set(listeners()) <= told


def test_what_is_told_is_heard() -> None:
    assert {event.wire_type for event in event_types()} - set(listeners()) <= UNHEARD

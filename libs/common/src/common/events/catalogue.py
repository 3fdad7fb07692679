"""Every type of event of contracts, by its name on the wire."""

from contracts import Event, event_types

# Published for later consumers: nothing acts on them yet, so that no queue takes them is no news.
UNHEARD = frozenset(
    {
        "user.registered.v1",
        "gosuslugi.linked.v1",
        "document.added.v1",
        "consultation.started.v1",
        "medcard.shared.v1",
        "share.revoked.v1",
    }
)


def event_type(wire_type: str) -> type[Event] | None:
    """The class of a wire type, or None when this code does not know it."""
    return next((known for known in event_types() if known.wire_type == wire_type), None)

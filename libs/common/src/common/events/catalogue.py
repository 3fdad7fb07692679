"""Every type of event of the dictionary, by its name on the wire."""

from contracts import Event, event_types


def event_type(wire_type: str) -> type[Event] | None:
    """The class of a wire type, or None when this code does not know it."""
    return next((known for known in event_types() if known.wire_type == wire_type), None)

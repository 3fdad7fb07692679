"""What every event of the fleet has in common.

An event is in the past tense, published by the one service that owns it. It carries ids, times, kinds and money,
never a person's name, contact, complaint or diagnosis: a service that needs those asks identity at the moment of use.

Producers are strict (an undeclared field fails when the event is made); readers are tolerant (``read`` ignores
fields that a newer producer added).
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Self
from uuid import UUID, uuid4

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Event(BaseModel):
    """``wire_type`` is its name on the bus, ``producer`` the one service that may publish it.

    ``aggregate_version`` grows by one with each change of the aggregate; a handler that cares ignores the older.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    wire_type: ClassVar[str]
    producer: ClassVar[str]

    event_id: UUID = Field(default_factory=uuid4, description="Unique for ever; the key of every inbox")
    occurred_at: AwareDatetime = Field(default_factory=_utc_now, description="When it became true, UTC")
    aggregate_id: UUID = Field(description="The thing that changed")
    aggregate_version: int = Field(default=1, ge=1, description="Version of that thing after the change")

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """The event in a payload from the wire; fields this reader does not know are ignored.

        Raises pydantic.ValidationError when a field it does know is missing or malformed.
        """
        known = cls.model_fields.keys()
        return cls.model_validate({name: value for name, value in payload.items() if name in known})


def event_types() -> Iterator[type[Event]]:
    """Every event class that has been imported, in order of its wire type."""
    yield from sorted(Event.__subclasses__(), key=lambda event: event.wire_type)

"""Events of identity."""

from typing import ClassVar
from uuid import UUID

from contracts.base import Event
from contracts.values import ConsentKind, LoginMethod


class UserRegistered(Event):
    """A person has a cabinet for the first time."""

    wire_type: ClassVar[str] = "user.registered.v1"
    producer: ClassVar[str] = "identity"

    person_id: UUID
    method: LoginMethod


class GosuslugiLinked(Event):
    """An e-mail cabinet may from now on be entered through Gosuslugi (R039)."""

    wire_type: ClassVar[str] = "gosuslugi.linked.v1"
    producer: ClassVar[str] = "identity"

    person_id: UUID


class ConsentGiven(Event):
    """A person agreed to one consent document, of this version."""

    wire_type: ClassVar[str] = "consent.given.v1"
    producer: ClassVar[str] = "identity"

    person_id: UUID
    kind: ConsentKind
    text_version: str


class ConsentWithdrawn(Event):
    """A person refused or took back one consent."""

    wire_type: ClassVar[str] = "consent.withdrawn.v1"
    producer: ClassVar[str] = "identity"

    person_id: UUID
    kind: ConsentKind
    text_version: str


class EmailVerificationRequested(Event):
    """An address waits to be proved; who writes the letter asks identity for the address and the link."""

    wire_type: ClassVar[str] = "email_verification.requested.v1"
    producer: ClassVar[str] = "identity"

    verification_id: UUID


class SessionEnded(Event):
    """A session is over before its time; ``aggregate_id`` is the session. What it has open anywhere is closed."""

    wire_type: ClassVar[str] = "session.ended.v1"
    producer: ClassVar[str] = "identity"

    session_id: UUID
    person_id: UUID


class CabinetsJoined(Event):
    """Two cabinets turned out to be one person's: all that belongs to ``joined_person_id`` is ``person_id``'s now.

    ``aggregate_id`` is the person who stays. The other one never logs in again.
    """

    wire_type: ClassVar[str] = "cabinets.joined.v1"
    producer: ClassVar[str] = "identity"

    person_id: UUID
    joined_person_id: UUID

"""Events of medcard. ``aggregate_id`` is the document, or the share."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from contracts.base import Event
from contracts.values import DocumentKind


class ConclusionIssued(Event):
    """The doctor's conclusion of a visit is final and waits in the patient's medcard."""

    wire_type: ClassVar[str] = "conclusion.issued.v1"
    producer: ClassVar[str] = "medcard"

    document_id: UUID
    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID


class DocumentAdded(Event):
    """A document came into a medcard in any other way."""

    wire_type: ClassVar[str] = "document.added.v1"
    producer: ClassVar[str] = "medcard"

    document_id: UUID
    patient_id: UUID
    kind: DocumentKind


class MedcardShared(Event):
    """A patient made a temporary link to some of their documents (R157)."""

    wire_type: ClassVar[str] = "medcard.shared.v1"
    producer: ClassVar[str] = "medcard"

    share_id: UUID
    patient_id: UUID
    document_count: int
    expires_at: AwareDatetime


class ShareOpened(Event):
    """Somebody opened the link, for the ``opening``-th time; published the first time, then at most hourly."""

    wire_type: ClassVar[str] = "share.opened.v1"
    producer: ClassVar[str] = "medcard"

    share_id: UUID
    patient_id: UUID
    opening: int


class ShareRevoked(Event):
    """The patient took the link back; it opens nothing from now on (R160)."""

    wire_type: ClassVar[str] = "share.revoked.v1"
    producer: ClassVar[str] = "medcard"

    share_id: UUID
    patient_id: UUID

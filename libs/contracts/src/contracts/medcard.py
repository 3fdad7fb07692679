"""Facts told by medcard. ``aggregate_id`` is the document."""

from typing import ClassVar
from uuid import UUID

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

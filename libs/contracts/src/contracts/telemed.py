"""Facts told by telemed. ``aggregate_id`` is the booking, whose room it is."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime

from contracts.base import Event
from contracts.values import EndReason


class DoctorCalling(Event):
    """The doctor called and the patient is not in the room to hear it."""

    wire_type: ClassVar[str] = "doctor.calling.v1"
    producer: ClassVar[str] = "telemed"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID


class ConsultationStarted(Event):
    """Both ends of the first call of a visit are connected."""

    wire_type: ClassVar[str] = "consultation.started.v1"
    producer: ClassVar[str] = "telemed"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    started_at: AwareDatetime


class ConsultationEnded(Event):
    """The doctor finished the visit."""

    wire_type: ClassVar[str] = "consultation.ended.v1"
    producer: ClassVar[str] = "telemed"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    started_at: AwareDatetime | None
    ended_at: AwareDatetime
    reason: EndReason


class ChatMessageMissed(Event):
    """A message has waited unread while its reader was not in the room."""

    wire_type: ClassVar[str] = "chat_message.missed.v1"
    producer: ClassVar[str] = "telemed"

    booking_id: UUID
    recipient_id: UUID

"""Events of telemed. ``aggregate_id`` is the booking, whose consultation room it is."""

from typing import ClassVar
from uuid import UUID

from pydantic import AwareDatetime, NonNegativeInt

from contracts.base import Event
from contracts.values import EndReason, VisitRole


class DoctorCalling(Event):
    """The doctor called and the patient is not in the consultation room."""

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
    """The consultation room of the visit is closed: the doctor finished it, or its time is over.

    ``patient_came_at`` and ``doctor_came_at`` say when each was first in the consultation room at the time of the
    visit; null: never. ``both_wrote``: each of them wrote or sent a file after the start. ``doctor_present_seconds``:
    the doctor in the consultation room from the start to the planned end. ``both_present_seconds``: both of them at
    once since the start. Readers of a message without these fields know nothing about presence.
    """

    wire_type: ClassVar[str] = "consultation.ended.v1"
    producer: ClassVar[str] = "telemed"

    booking_id: UUID
    patient_id: UUID
    doctor_id: UUID
    started_at: AwareDatetime | None
    ended_at: AwareDatetime
    reason: EndReason
    patient_came_at: AwareDatetime | None = None
    doctor_came_at: AwareDatetime | None = None
    both_wrote: bool | None = None
    doctor_present_seconds: NonNegativeInt | None = None
    both_present_seconds: NonNegativeInt | None = None


class ChatMessageMissed(Event):
    """A message has waited unread while its reader was not in the consultation room.

    ``recipient_id`` is a person for a patient, and a doctor of the catalogue when ``recipient_role`` says doctor.
    """

    wire_type: ClassVar[str] = "chat_message.missed.v1"
    producer: ClassVar[str] = "telemed"

    booking_id: UUID
    recipient_id: UUID
    recipient_role: VisitRole | None = None

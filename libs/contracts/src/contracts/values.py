"""Shared values: the words that mean the same in every service."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

Kopecks = Annotated[int, Field(ge=0, le=10**12, description="Money in kopecks, an integer")]
Minutes = Annotated[int, Field(gt=0, le=480, description="A length of time in whole minutes")]


class VisitType(StrEnum):
    """Where a visit takes place."""

    ONLINE = "online"
    CLINIC = "clinic"


class ConsentKind(StrEnum):
    """The two consents of a patient; each is a document and a record of its own (R021, R022)."""

    MEDICAL_DOCUMENTS = "medical_documents"
    NOTIFICATIONS = "notifications"


class LoginMethod(StrEnum):
    """How a person came in; the ``acr`` of a session."""

    GOSUSLUGI = "gosuslugi"
    PASSWORD = "password"  # noqa: S105 - the name of a way in, not a secret


class CancelledBy(StrEnum):
    """Who ended a booking; decides the refund rule (R090, R091, 1.15)."""

    PATIENT = "patient"
    DOCTOR = "doctor"
    CLINIC = "clinic"
    SYSTEM = "system"


class PaymentFailure(StrEnum):
    """Why a payment did not succeed, in the few groups a payer sees (R089)."""

    NOT_ENOUGH_MONEY = "not_enough_money"
    CARD_DATA = "card_data"
    CONFIRMATION_FAILED = "confirmation_failed"
    LIMIT = "limit"
    BANK_UNAVAILABLE = "bank_unavailable"
    TIME_OVER = "time_over"
    CANCELLED = "cancelled"
    OTHER = "other"


class EndReason(StrEnum):
    """How a consultation came to its end."""

    DOCTOR_ENDED = "doctor_ended"
    TIME_OVER = "time_over"


class DocumentKind(StrEnum):
    """What a medical document is."""

    CONCLUSION = "conclusion"
    UPLOAD = "upload"


class VisitRole(StrEnum):
    """One of the two people of a visit."""

    PATIENT = "patient"
    DOCTOR = "doctor"


class CancelReason(StrEnum):
    """Why a booking was cancelled; with ``CancelledBy`` it decides what both sides read. All but the first return all.

    ``patient_request`` follows the refund rule. ``released``: the patient had let the hold go before its money was
    known. ``visit_started``: the money was known only when the visit could not be attended any more. ``slot_taken``:
    late money for a slot somebody else has. ``payment_returned``: the bank returned or reversed the whole payment.
    ``not_ended``: no ConsultationEnded came in time. ``other_visit``: two cabinets of a patient were joined,
    and both had a visit at that time.
    """

    PATIENT_REQUEST = "patient_request"
    DOCTOR_REQUEST = "doctor_request"
    CLINIC_REQUEST = "clinic_request"
    RELEASED = "released"
    VISIT_STARTED = "visit_started"
    SLOT_TAKEN = "slot_taken"
    WRONG_AMOUNT = "wrong_amount"
    PAYMENT_RETURNED = "payment_returned"
    DOCTOR_NO_SHOW = "doctor_no_show"
    NOBODY_CAME = "nobody_came"
    NOT_ENDED = "not_ended"
    OTHER_VISIT = "other_visit"


class ExpiryReason(StrEnum):
    """Why an unpaid slot is free again: its time ran out, its payment failed for good, or its patient let it go."""

    TIME_OVER = "time_over"
    PAYMENT_FAILED = "payment_failed"
    RELEASED = "released"
    OFFER_DECLINED = "offer_declined"


class VisitOutcome(StrEnum):
    """How a completed visit went; the money of both is kept (the rule is shown at purchase)."""

    HELD = "held"
    PATIENT_NO_SHOW = "patient_no_show"

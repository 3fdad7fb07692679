"""Personal data that identity answers to other services over its internal routes; never part of an event."""

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import BaseModel


class PersonCard(BaseModel):
    """A person as notify and medcard may see them; ``email`` is a confirmed one or None."""

    person_id: UUID
    full_name: str
    given_name: str
    birth_date: date | None = None
    gender: str | None = None
    snils: str | None = None
    email: str | None = None
    notifications_allowed: bool = False
    time_zone: str


class ContactCard(BaseModel):
    """Where a payer's receipt goes: a confirmed address or None. Only payment may ask, and it learns nothing else."""

    email: str | None = None


class DoctorCard(BaseModel):
    """A doctor as others may see them; ``person_id`` is None until the doctor has logged in."""

    doctor_id: UUID
    person_id: UUID | None = None
    full_name: str
    given_name: str
    position: str
    email: str | None = None
    time_zone: str


# Letters that ask for something, then letters about a change of the login.
LetterPurpose = Literal[
    "registration",
    "already_registered",
    "recovery",
    "notification_email",
    "address_changed",
    "password_changed",
    "gosuslugi_linked",
    "cabinets_joined",
]


class VerificationCard(BaseModel):
    """A letter about the way in: where it goes, why, and its link. Only notify may ask."""

    email: str
    purpose: LetterPurpose
    link: str

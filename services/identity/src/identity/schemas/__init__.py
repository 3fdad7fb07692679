"""Bodies of requests and answers."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self
from uuid import UUID

from common.clock import now
from common.fields import Line
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from identity.actions.people import MOBILE, SNILS
from identity.actions.staff import Appointment
from identity.actions.verifications import Application
from identity.domain.people import known_time_zone, masked_phone, masked_snils, normalised_email, snils_digits
from identity.domain.sealing import Vault
from identity.domain.strength import LONGEST
from identity.models import BrowserSession, Person


def _time_zone(name: str) -> str:
    if not known_time_zone(name):
        raise ValueError("not a name of the tz database")
    return name


def _snils(text: str) -> str:
    digits = snils_digits(text)
    if digits is None:
        raise ValueError("eleven digits are needed")
    return digits


Email = Annotated[str, AfterValidator(normalised_email)]
Name = Annotated[Line, Field(min_length=1, max_length=100)]
Title = Annotated[Line, Field(min_length=1, max_length=300)]
# The upper end is here and not in the rule alone, so that a slow hash is never made of a megabyte.
Password = Annotated[str, Field(max_length=LONGEST)]
Token = Annotated[str, Field(min_length=20, max_length=100)]
Acr = Literal["gosuslugi", "password"]
# The page wanted before the letter; one that leads elsewhere becomes the main page.
ReturnTo = Annotated[str | None, Field(max_length=512)]


class Names(BaseModel):
    last_name: Name
    first_name: Name
    middle_name: Name | None = None


class AccountUpdate(Names):
    email: Email
    password: Password

    def application(self) -> Application:
        """The same without the password."""
        return Application(
            email=self.email, last_name=self.last_name, first_name=self.first_name, middle_name=self.middle_name
        )


class RegistrationCreate(AccountUpdate):
    return_to: ReturnTo = None


class EmailVerificationCreate(BaseModel):
    token: Token


class EmailProofCreate(EmailVerificationCreate):
    """The password is set by who owns the address, unless the registration was made in this very browser."""

    password: Password | None = None


class PasswordSessionCreate(BaseModel):
    email: Email
    password: Password


class EmailUpdate(BaseModel):
    email: Email


class PasswordRecoveryCreate(EmailUpdate):
    return_to: ReturnTo = None


class PasswordRulesRead(BaseModel):
    """What a password must be, for the meter beside its field."""

    shortest: int
    longest: int
    common: list[str]
    context: list[str]


class PasswordResetCreate(BaseModel):
    token: Token
    password: Password


class PasswordUpdate(BaseModel):
    """A session through Gosuslugi needs no current password."""

    current_password: Password | None = None
    password: Password


class JoiningRead(BaseModel):
    """What a person identified by Gosuslugi is asked about their other cabinet."""

    model_config = ConfigDict(from_attributes=True)

    email_masked: str
    two_cabinets: bool


class JoiningCreate(BaseModel):
    password: Password


class JoiningResultRead(BaseModel):
    """Where the browser goes now."""

    redirect_url: str


class AcceptedRead(BaseModel):
    """The same for everybody, so that nothing can be learnt from it."""


class OpenSessionRead(BaseModel):
    """Where the person is logged in: the device in words, the way in, since when, last seen."""

    model_config = ConfigDict(from_attributes=True)

    session_id: UUID
    browser: str | None
    system: str | None
    acr: Acr
    created_at: datetime
    last_seen_at: datetime
    current: bool = False


class OpenSessionsRead(BaseModel):
    items: list[OpenSessionRead]


class LogoutRead(BaseModel):
    redirect_url: str


class SessionRead(BaseModel):
    """Who is logged in here, if anybody."""

    authenticated: bool
    person_id: UUID | None = None
    full_name: str | None = None
    given_name: str | None = None
    roles: list[str] = []
    acr: Acr | None = None
    doctor_id: UUID | None = None
    gosuslugi_linked: bool | None = None
    setup_completed: bool | None = None
    email: str | None = None
    time_zone: str | None = None
    expires_at: datetime | None = None
    idle_expires_at: datetime | None = Field(default=None, description="When it ends if it is not used until then")
    server_time: datetime = Field(default_factory=now)

    @classmethod
    def of(cls, person: Person, session: BrowserSession) -> Self:
        """The view of a person with a session."""
        return cls(
            authenticated=True,
            person_id=person.person_id,
            full_name=person.full_name,
            given_name=person.given_name,
            roles=sorted(session.roles),
            acr="gosuslugi" if session.acr == "gosuslugi" else "password",
            doctor_id=session.doctor_id,
            gosuslugi_linked=person.oid is not None,
            setup_completed=person.setup_completed_at is not None,
            email=person.email,
            time_zone=person.time_zone,
            expires_at=session.expires_at,
            idle_expires_at=min(session.expires_at, session.last_seen_at + timedelta(seconds=session.idle_seconds)),
        )


class ProfileRead(BaseModel):
    """What the person sees of themselves; numbers are masked.

    ``personal_data_hidden``: a password session of somebody linked to Gosuslugi; what came from there is null.
    """

    person_id: UUID
    full_name: str
    given_name: str
    birth_date: date | None
    snils_masked: str | None
    email: str | None
    email_verified: bool
    phone_masked: str | None
    gosuslugi_linked: bool
    has_password: bool
    account_email: str | None
    time_zone: str
    personal_data_hidden: bool

    @classmethod
    def of(cls, person: Person, vault: Vault, *, identified: bool) -> Self:
        """The view of the person in a session that came in through Gosuslugi (``identified``), or by password."""
        hidden = person.oid is not None and not identified
        snils, mobile = (None, None) if hidden else (person.snils_sealed, person.mobile_sealed)
        return cls(
            person_id=person.person_id,
            full_name=person.full_name,
            given_name=person.given_name,
            birth_date=None if hidden else person.birth_date,
            snils_masked=masked_snils(vault.unseal(snils, SNILS)) if snils else None,
            email=person.email,
            # Only proved addresses are ever kept: by our letter, or by Gosuslugi.
            email_verified=person.email is not None,
            phone_masked=masked_phone(vault.unseal(mobile, MOBILE)) if mobile else None,
            gosuslugi_linked=person.oid is not None,
            has_password=person.password_hash is not None,
            account_email=person.account_email,
            time_zone=person.time_zone,
            personal_data_hidden=hidden,
        )


class ProfileUpdate(BaseModel):
    model_config = ConfigDict(extra="forbid")

    time_zone: Annotated[str, AfterValidator(_time_zone)] | None = None


class PublicKeyRead(BaseModel):
    kty: str
    crv: str
    use: str
    alg: str
    kid: str
    x: str


class PublicKeysRead(BaseModel):
    keys: list[PublicKeyRead]


class ServiceTokenCreate(BaseModel):
    name: Annotated[str, Field(max_length=40)]
    secret: Annotated[str, Field(max_length=200)]


class ServiceTokenRead(BaseModel):
    token: str
    expires_in: int


class StaffUpdate(BaseModel):
    snils: Annotated[str, AfterValidator(_snils)]
    full_name: Title
    position: Title
    clinic_id: UUID
    role: Literal["doctor", "clinic_admin", "ops"]

    def appointment(self) -> Appointment:
        """The same in the words of the action."""
        return Appointment(**self.model_dump())

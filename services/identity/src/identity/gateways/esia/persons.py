"""Personal data over REST: the person with everything embedded, or item by item where embedding is not granted."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import httpx
import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from identity.domain.people import GosuslugiPerson, cleaned, email_or_none, snils_digits
from identity.errors import GosuslugiFailed, GosuslugiIncomplete, GosuslugiPermissionRevoked

logger = structlog.get_logger(__name__)

Ask = Callable[..., Awaitable[httpx.Response]]
MOST_CONTACTS = 20


class Tolerant(BaseModel):
    model_config = ConfigDict(extra="ignore")


class Contact(Tolerant):
    """An e-mail or a telephone. While a new value is being verified ``value`` is still the old one."""

    type: str
    status: str = Field(default="", alias="vrfStu")
    value: str = ""


class Document(Tolerant):
    """An identity document."""

    type: str
    status: str = Field(default="", alias="vrfStu")
    series: str = ""
    number: str = ""


class Record(Tolerant):
    """A person there. Fields outside the granted scopes are absent; a middle name may not exist at all."""

    first_name: str | None = Field(default=None, alias="firstName")
    last_name: str | None = Field(default=None, alias="lastName")
    middle_name: str | None = Field(default=None, alias="middleName")
    birth: str | None = Field(default=None, alias="birthDate")
    gender: str | None = None
    snils: str | None = None
    trusted: bool = False
    contacts: dict[str, Any] = {}
    documents: dict[str, Any] = {}

    def person(self, oid: str, contacts: list[Contact]) -> GosuslugiPerson:
        """The same person in our words; only verified contacts survive.

        Raises GosuslugiIncomplete for a person without a surname or a first name: a document needs both.
        """
        names = {"last_name": cleaned(self.last_name), "first_name": cleaned(self.first_name)}
        if missing := [name for name, value in names.items() if not value]:
            logger.warning("esia_person_incomplete", missing=missing)
            raise GosuslugiIncomplete(missing=missing)
        verified = {contact.type: contact.value for contact in reversed(contacts) if contact.status == "VERIFIED"}
        return GosuslugiPerson(
            oid=oid,
            **names,
            middle_name=cleaned(self.middle_name) or None,
            birth_date=_birth_date(self.birth),
            gender=self.gender if self.gender in ("M", "F") else None,
            snils=snils_digits(self.snils),
            document=_document(self.documents),
            email=email_or_none(verified.get("EML")),
            mobile=verified.get("MBT") or None,
        )


async def fetch_person(ask: Ask, oid: str, access_token: str) -> tuple[Record, list[Contact]]:
    """The person and all contacts. Raises GosuslugiFailed for nonsense, and whatever ``ask`` raises."""
    person = f"/rs/prns/{oid}"
    headers = {"Authorization": f"Bearer {access_token}", "Accept": "application/json"}

    async def read(endpoint: str, path: str, **query: str) -> Any:
        answer = await ask(endpoint, "GET", path, params=query or None, headers=headers)
        if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            # Its token is seconds old: it died because the person took the permission back.
            logger.warning("esia_permission_revoked", endpoint=endpoint)
            raise GosuslugiPermissionRevoked
        if answer.is_error:
            logger.error("esia_rest_refused", endpoint=endpoint, status=answer.status_code)
            raise GosuslugiFailed
        return _json(answer)

    found = await read("person", person, embed="(contacts.elements,documents.elements)")
    try:
        record = Record.model_validate(found[0] if isinstance(found, list) and found else found)
        elements = record.contacts.get("elements")
        if elements is None:
            elements = await _contacts(read, person)
        contacts = [
            Contact.model_validate(await read("contact", _path(item)) if isinstance(item, str) else item)
            for item in elements[:MOST_CONTACTS]
        ]
    except (ValidationError, TypeError, KeyError) as error:
        # Without the traceback: the error quotes the person.
        logger.error("esia_answered_nonsense", endpoint="person", error=type(error).__name__)  # noqa: TRY400
        raise GosuslugiFailed from None
    return record, contacts


async def _contacts(read: Callable[..., Awaitable[Any]], person: str) -> list[Any]:
    collection = await read("contacts", f"{person}/ctts", embed="(elements)")
    elements: list[Any] = collection.get("elements", []) if isinstance(collection, dict) else collection
    return elements


def _path(url: str) -> str:
    """An item's address keeps its path only: the access token goes to the server of our settings and nowhere else."""
    path = urlsplit(url).path
    start = path.find("/rs/")
    if start < 0:
        raise KeyError("not an address of personal data")
    return path[start:]


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        logger.error("esia_answered_nonsense", status=answer.status_code)  # noqa: TRY400 - the body stays out of logs
        raise GosuslugiFailed from None


def _birth_date(text: str | None) -> date | None:
    try:
        return datetime.strptime(text, "%d.%m.%Y").date() if text else None  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def _document(documents: dict[str, Any]) -> str | None:
    """The passport, or another identity document, as one line: type, series, number."""
    for kind in ("RF_PASSPORT", "FID_DOC"):
        for item in documents.get("elements") or []:
            if isinstance(item, dict) and item.get("type") == kind:
                document = Document.model_validate(item)
                return " ".join(part for part in (kind, document.series, document.number) if part)
    return None

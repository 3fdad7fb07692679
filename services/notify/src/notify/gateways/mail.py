"""The mail server: an interface and its SMTP implementation, configured by ``smtp_url``."""

import asyncio
import re
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import Policy
from email.utils import formatdate
from typing import Protocol, Self
from urllib.parse import unquote, urlsplit
from uuid import UUID

import aiosmtplib

from notify.errors import LetterRefused, MailUnavailable

TIMEOUT_SECONDS = 15  # for each answer of the server
WHOLE_SECONDS = 45  # for the whole conversation, so that a slow trickle of answers counts as a time-out
ENCODED_WORD_LENGTH = 75  # RFC 2047
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


@dataclass(frozen=True)
class Mail:
    """A finished letter. ``letter_id`` becomes its Message-ID, so that a repeated sending is the same mail."""

    letter_id: UUID
    to: str
    subject: str
    text: str
    html: str
    unsubscribe: str | None = None  # the page to turn letters off
    invitation: bytes | None = None  # a calendar entry, which names its own method


class _Subject(str):
    """A subject that survives folding.

    Python 3.11 folds a long header with both plain and encoded words in the middle of its text and loses the space
    there. This one is encoded whole: between encoded words a fold means nothing (RFC 2047, 6.2). It is what the email
    package calls a header object: a string with a name that can fold itself.
    """

    name = "Subject"
    defects = ()

    def __new__(cls, text: str) -> Self:
        if "\r" in text or "\n" in text:
            raise ValueError("a subject with a linefeed would carry another header")
        return super().__new__(cls, text)

    def fold(self, *, policy: Policy) -> str:
        encoded = Header(str(self), "utf-8", maxlinelen=ENCODED_WORD_LENGTH, header_name=self.name)
        return f"{self.name}: {encoded.encode(linesep=policy.linesep)}{policy.linesep}"


class MailSender(Protocol):
    """Sends letters."""

    async def send(self, mail: Mail) -> None:
        """Returns when the server accepted the letter. Raises LetterRefused (final) or MailUnavailable (retry)."""


class SmtpMailSender:
    """Sends letters by SMTP to one server."""

    def __init__(self, url: str, sender: str) -> None:
        parts = urlsplit(url)
        self._sender = sender
        self._server = {
            "hostname": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 25),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": parts.scheme == "smtps",
            "timeout": TIMEOUT_SECONDS,
        }

    async def send(self, mail: Mail) -> None:
        """Returns when accepted. Raises LetterRefused (5xx) or MailUnavailable (4xx, no connection, time-out)."""
        try:
            async with asyncio.timeout(WHOLE_SECONDS):
                await aiosmtplib.send(self.message(mail), **self._server)  # type: ignore[arg-type]  # the options are typed one by one
        except aiosmtplib.SMTPResponseException as error:
            raise (LetterRefused if error.code >= 500 else MailUnavailable) from error
        except aiosmtplib.SMTPRecipientsRefused as error:
            final = all(recipient.code >= 500 for recipient in error.recipients)
            raise (LetterRefused if final else MailUnavailable) from error
        except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
            raise MailUnavailable from error

    def message(self, mail: Mail) -> EmailMessage:
        """The letter as a MIME message."""
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = mail.to
        message["Subject"] = _Subject(mail.subject)
        message["Date"] = formatdate()
        message["Message-ID"] = f"<{mail.letter_id}@mila.example>"
        message["Auto-Submitted"] = "auto-generated"
        if mail.unsubscribe:
            message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        if mail.invitation:
            _add_invitation(message, mail.invitation)
        return message


def _add_invitation(message: EmailMessage, invitation: bytes) -> None:
    """Adds it as a third alternative of the letter, which mail programs offer to put into the calendar."""
    text = invitation.decode()
    method = METHOD.search(text)
    params = {"method": method.group(1)} if method else {}
    message.add_alternative(text, subtype="calendar", params=params, filename="mila-visit.ics", disposition="inline")

"""A letter taken apart: what a reader sees, and what a test asks for."""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from html.parser import HTMLParser

ADDRESS = re.compile(r"https?://[^\s<>\"']+")
TRAILING = ".,;:!?)»]"


@dataclass(frozen=True, kw_only=True)
class Attachment:
    name: str
    type: str
    content: bytes
    content_id: str = ""


@dataclass(frozen=True, kw_only=True)
class Letter:
    subject: str
    headers: list[tuple[str, str]]
    html: str | None
    text: str | None
    attachments: list[Attachment]

    @property
    def links(self) -> list[str]:
        """Addresses of the HTML, then those of the text, each once."""
        collector = _Links()
        collector.feed(self.html or "")
        in_text = [found.rstrip(TRAILING) for found in ADDRESS.findall(self.text or "")]
        return list(dict.fromkeys([*collector.found, *in_text]))


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") if tag == "a" else None
        if address and address.startswith(("http://", "https://", "mailto:", "tel:")):
            self.found.append(address)


def read_letter(raw: bytes) -> Letter:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    html, text = message.get_body(("html",)), message.get_body(("plain",))
    shown = [part for part in (html, text) if part is not None]
    return Letter(
        subject=str(message["subject"] or ""),
        headers=[(name, str(value)) for name, value in message.items()],
        html=None if html is None else _words(html),
        text=None if text is None else _words(text),
        attachments=[_attachment(part) for part in _leaves(message) if all(part is not one for one in shown)],
    )


def subject_of(raw: bytes) -> str:
    return read_letter(raw).subject


def _leaves(message: EmailMessage) -> list[EmailMessage]:
    """Every part that is not a box of other parts; a forwarded letter counts as one."""
    if not message.is_multipart() or message.get_content_type() == "message/rfc822":
        return [message]
    parts = [part for part in message.iter_parts() if isinstance(part, EmailMessage)]
    return [leaf for part in parts for leaf in _leaves(part)]


def _attachment(part: EmailMessage) -> Attachment:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        content = part.as_bytes()
    return Attachment(
        name=part.get_filename() or f"part.{part.get_content_subtype()}",
        type=part.get_content_type(),
        content=content,
        content_id=str(part["content-id"] or "").strip("<> "),
    )


def _words(part: MIMEPart) -> str:
    """Text in whatever charset it claims; a wrong claim costs letters, not the whole."""
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    try:
        return content.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:
        return content.decode("utf-8", "replace")

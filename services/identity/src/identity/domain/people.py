"""How people are named, addressed and shown: names, e-mails, СНИЛС, telephones."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from common.fields import time_zones

DEFAULT_TIME_ZONE = "Europe/Moscow"

# Controls, and marks nobody sees: they hide what is written, or turn it around.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_EMAIL = re.compile(r"[^@\s\x00-\x1f\"(),:;<>\[\\\]]{1,64}@[^@\s\x00-\x1f\"(),:;<>\[\\\]]+\.[^@\s.\"(),:;<>\[\\\]]{2,}")


@dataclass(frozen=True, kw_only=True)
class GosuslugiPerson:
    """A confirmed person as Gosuslugi knows them. Contacts are here only when Gosuslugi verified them."""

    oid: str
    last_name: str
    first_name: str
    middle_name: str | None = None
    birth_date: date | None = None
    gender: str | None = None
    snils: str | None = None
    document: str | None = None
    email: str | None = None
    mobile: str | None = None


def full_name(last: str, first: str, middle: str | None) -> str:
    """Фамилия Имя Отчество."""
    return " ".join(part for part in (last, first, middle) if part)


def given_name(first: str, middle: str | None) -> str:
    """Имя Отчество: how a person is addressed."""
    return " ".join(part for part in (first, middle) if part)


def normalised_email(text: str) -> str:
    """One spelling for addresses that mean the same: no spaces around, lower case, ASCII domain. Raises ValueError."""
    local, _, domain = text.strip().lower().rpartition("@")
    try:
        address = f"{local}@{domain.encode('idna').decode() if not domain.isascii() else domain}"
    except UnicodeError as error:
        raise ValueError("not an e-mail address") from error
    if len(address) > 254 or any(map(_is_unseen, address)) or not _EMAIL.fullmatch(address) or ".." in address:
        raise ValueError("not an e-mail address")
    return address


def email_or_none(text: str | None) -> str | None:
    """The normalised address, or None when there is none to speak of."""
    try:
        return normalised_email(text) if text else None
    except ValueError:
        return None


def snils_digits(text: str | None) -> str | None:
    """Eleven digits, however they were punctuated; None for anything else."""
    digits = re.sub(r"\D", "", text or "")
    return digits if len(digits) == 11 else None


def masked_snils(digits: str) -> str:
    """Enough to recognise one's own: •••-•••-•89 01."""
    return f"•••-•••-•{digits[7:9]} {digits[9:]}"


def masked_phone(number: str) -> str:
    """Enough to recognise one's own: +7 ••• •••-00-06."""
    digits = re.sub(r"\D", "", number)
    return f"+{digits[:1]} ••• •••-{digits[-4:-2]}-{digits[-2:]}" if len(digits) >= 11 else "•••"


def known_time_zone(name: str) -> bool:
    """Whether the name is one of the tz database, by area and place."""
    return name in time_zones()


def cleaned(text: str | None) -> str:
    """One line without what nobody sees; empty when nothing is left."""
    seen = "".join(" " if character.isspace() else character for character in text or "")
    return " ".join("".join(character for character in seen if not _is_unseen(character)).split())


def masked_email(address: str) -> str:
    """Enough to recognise one's own: a•••@example.ru."""
    local, _, domain = address.rpartition("@")
    return f"{local[:1]}•••@{domain}"


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN

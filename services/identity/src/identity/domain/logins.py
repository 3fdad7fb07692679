"""Logins and sessions: where one may return to, how long one stays in, what one may be, when two accounts are one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote, urlsplit
from uuid import UUID

LOGIN_LIFE = timedelta(minutes=15)
SEEN_EVERY = timedelta(minutes=1)
HOME = "/"


@dataclass(frozen=True)
class Lifetime:
    """How long a session lives at most, and how long without being used."""

    whole: timedelta
    idle: timedelta


PATIENT_LIFETIME = Lifetime(whole=timedelta(days=30), idle=timedelta(days=7))
STAFF_LIFETIME = Lifetime(whole=timedelta(hours=12), idle=timedelta(minutes=45))


@dataclass(frozen=True, kw_only=True)
class Position:
    """One line of the staff table: who a СНИЛС is at a clinic."""

    staff_id: UUID
    clinic_id: UUID
    role: str


@dataclass(frozen=True, kw_only=True)
class EffectiveRole:
    """What a session may be."""

    roles: tuple[str, ...] = ("patient",)
    doctor_id: UUID | None = None
    clinic_ids: tuple[UUID, ...] = ()
    lifetime: Lifetime = PATIENT_LIFETIME


def effective_role(positions: Iterable[Position], *, staff_idle: timedelta = STAFF_LIFETIME.idle) -> EffectiveRole:
    """Everybody is a patient; the staff table adds the rest.

    Who may see other people's data logs in each working day, and again after ``staff_idle`` without a sign of life.
    """
    found = list(positions)
    return EffectiveRole(
        roles=("patient", *sorted({position.role for position in found})),
        doctor_id=next((position.staff_id for position in found if position.role == "doctor"), None),
        clinic_ids=tuple(sorted({position.clinic_id for position in found})),
        lifetime=replace(STAFF_LIFETIME, idle=staff_idle) if found else PATIENT_LIFETIME,
    )


def return_path(wanted: str | None) -> str:
    """The wanted page when it is one of ours, otherwise the main page: never another site, never the API."""
    if not wanted or len(wanted) > 512 or not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return HOME
    if any(ord(character) < 33 or ord(character) == 127 for character in wanted) or "\\" in wanted:
        return HOME
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc or parts.path.startswith("/api/") else wanted


def page(path: str, **query: str | None) -> str:
    """A page of ours with a query; what is None is left out."""
    pairs = [f"{name}={quote(value, safe='/')}" for name, value in query.items() if value is not None]
    return path + ("?" + "&".join(pairs) if pairs else "")


@dataclass(frozen=True, kw_only=True)
class LinkWish:
    """All that decides whether a Gosuslugi identity is tied to an e-mail account (R038, R040, R044)."""

    oid: str
    account_oid: str | None
    oid_owned_by_another: bool
    account_email: str | None
    gosuslugi_email: str | None


def link_obstacle(wish: LinkWish) -> str | None:
    """Why the two may not become one: ``link_conflict``, ``link_email_unverified``, ``link_email_mismatch``, or None.

    ``two_cabinets``: the identity has a cabinet of its own with the same address, and the person may join the two.
    Both addresses are normalised and verified ones; None stands for "there is no verified one".
    """
    if wish.account_oid == wish.oid:
        return None
    equal = wish.account_email is not None and wish.account_email == wish.gosuslugi_email
    if wish.account_oid is not None or (wish.oid_owned_by_another and not equal):
        return "link_conflict"
    if wish.account_email is None or wish.gosuslugi_email is None:
        return "link_email_unverified"
    if not equal:
        return "link_email_mismatch"
    return "two_cabinets" if wish.oid_owned_by_another else None

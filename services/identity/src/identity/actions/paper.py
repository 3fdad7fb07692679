"""A consent on paper: its text, and who decided what and when."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from common.clock import now
from common.typesetting import typeset

from identity.domain.consents import ConsentText
from identity.models import Consent, Person

DECISIONS = {"given": "Согласие дано", "refused": "Согласие не дано"}
WAYS_IN = {"gosuslugi": "вход через Госуслуги", "password": "вход по e-mail и паролю"}


async def print_consent(person: Person, text: ConsentText, decisions: Sequence[Consent]) -> bytes:
    """The document as PDF. ``decisions`` are all of its kind, newest first; times are in the person's zone."""
    return await typeset("identity", "texts/consent.typ", _data(person, text, decisions))


def _data(person: Person, text: ConsentText, decisions: Sequence[Consent]) -> dict[str, object]:
    zone = ZoneInfo(person.time_zone)
    shown = [_decision(consent, zone) for consent in decisions]
    return {
        "title": text.title,
        "version": text.version,
        "text": text.text,
        "person": person.full_name,
        "birth_date": f"{person.birth_date:%d.%m.%Y}" if person.birth_date else "",
        "printed": _moment(now(), zone),
        "decision": shown[0] if shown else None,
        "earlier": shown[1:],
    }


def _decision(consent: Consent, zone: ZoneInfo) -> dict[str, str]:
    return {
        "words": DECISIONS[consent.decision],
        "at": _moment(consent.decided_at, zone),
        "way": WAYS_IN[consent.acr],
        "version": consent.text_version,
        "number": str(consent.consent_id),
    }


def _moment(at: datetime, zone: ZoneInfo) -> str:
    local = at.astimezone(zone)
    offset = f"{local:%z}"
    return f"{local:%d.%m.%Y, %H:%M} (UTC{offset[:3]}:{offset[3:]})"

"""The card form as typed: each field is right or has a sentence saying what to do."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..cards import Cards, luhn
from ..clock import moscow
from ..operations import CardEntry

EXPIRY = re.compile(r"(\d{2})\s*/?\s*(\d{2}|20\d{2})")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass
class CardForm:
    """The number and the CVC never go back into a page."""

    entry: CardEntry | None = None
    errors: dict[str, str] = field(default_factory=dict)
    holder: str = ""
    email: str = ""


def read_card(form: Mapping[str, str], cards: Cards, now: float) -> CardForm:
    read = CardForm(holder=form.get("holder", "").strip()[:150], email=form.get("email", "").strip()[:254])
    pan = re.sub(r"[\s-]", "", form.get("pan", ""))
    card = cards.find(pan)
    if not luhn(pan):
        read.errors["pan"] = "Проверьте номер карты: в нём ошибка"
    elif card is None:
        read.errors["pan"] = "Этой карты нет среди тестовых. Номер не сохранён. Возьмите карту из списка ниже"
    expiration = _expiration(form.get("expiry", ""), now, read.errors)
    cvc = form.get("cvc", "").strip()
    if not (cvc.isascii() and cvc.isdigit() and len(cvc) == 3):
        read.errors["cvc"] = "Введите три цифры с обратной стороны карты"
    if read.email and not EMAIL.fullmatch(read.email):
        read.errors["email"] = "Проверьте адрес почты или оставьте поле пустым"
    if card is not None and not read.errors:
        read.entry = CardEntry(card=card, expiration=expiration, cvc=cvc, holder=read.holder, email=read.email)
    return read


def _expiration(text: str, now: float, errors: dict[str, str]) -> str:
    found = EXPIRY.fullmatch(text.strip())
    if found is None or not 1 <= int(found[1]) <= 12:
        errors["expiry"] = "Введите месяц и год, как на карте: ММ/ГГ"
        return ""
    expiration = f"20{found[2][-2:]}{found[1]}"
    if expiration < f"{moscow(now):%Y%m}":
        errors["expiry"] = "Срок действия карты истёк. Возьмите другую карту"
    return expiration

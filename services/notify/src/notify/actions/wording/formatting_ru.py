"""Times, money and places as Russian texts show them."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

WEEKDAYS = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
ZONES = {
    "Europe/Kaliningrad": "калининградское время",
    "Europe/Moscow": "МСК",
    "Europe/Samara": "самарское время",
    "Asia/Yekaterinburg": "екатеринбургское время",
    "Asia/Omsk": "омское время",
    "Asia/Novosibirsk": "новосибирское время",
    "Asia/Krasnoyarsk": "красноярское время",
    "Asia/Irkutsk": "иркутское время",
    "Asia/Yakutsk": "якутское время",
    "Asia/Vladivostok": "владивостокское время",
}


def format_time(moment: datetime, zone: str) -> str:
    """«вт, 24 ноября, 14:30 (МСК)» in the given zone."""
    local = moment.astimezone(ZoneInfo(zone))
    return f"{_day_and_time(local)} ({ZONES.get(zone) or _offset(local)})"


def format_clinic_time(moment: datetime, zone: str, city: str | None) -> str:
    """«пн, 30 ноября, 15:00 (Екатеринбург, UTC+5)»: the time at a clinic in this city."""
    if city is None:
        return format_time(moment, zone)
    local = moment.astimezone(ZoneInfo(zone))
    return f"{_day_and_time(local)} ({city}, {_offset(local)})"


def _day_and_time(local: datetime) -> str:
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]}, {local:%H:%M}"


def _offset(local: datetime) -> str:
    minutes = round((local.utcoffset() or timedelta()).total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "\N{MINUS SIGN}" if minutes < 0 else "+"
    return "UTC" + (f"{sign}{hours}" if minutes else "") + (f":{rest:02d}" if rest else "")


def format_money(kopecks: int) -> str:
    """«1 500 ₽», with kopecks only when there are any."""
    roubles, rest = divmod(kopecks, 100)
    whole = f"{roubles:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{whole},{rest:02d}\N{NO-BREAK SPACE}₽" if rest else f"{whole}\N{NO-BREAK SPACE}₽"


def format_place(clinic: Any) -> str:
    """City and address; empty while the clinic's address is not known here."""
    city, address = clinic.city, clinic.address
    if not address or not city or address.startswith(city):
        return address or city or ""
    return f"{city}, {address}"


def map_url(place: str) -> str:
    """A map that shows the place; empty for an unknown one."""
    return f"https://yandex.ru/maps/?{urlencode({'text': place})}" if place else ""

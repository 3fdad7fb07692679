"""How times and money are spelled in Russian."""

from datetime import datetime
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


def spell_time(moment: datetime, zone: str) -> str:
    """«вт, 24 ноября, 14:30 (МСК)» in the given zone."""
    local = moment.astimezone(ZoneInfo(zone))
    name = ZONES.get(zone) or f"UTC{local:%z}".removesuffix("00")
    return f"{WEEKDAYS[local.weekday()]}, {local.day} {MONTHS[local.month - 1]}, {local:%H:%M} ({name})"


def spell_money(kopecks: int) -> str:
    """«1 500 ₽», with kopecks only when there are any."""
    roubles, rest = divmod(kopecks, 100)
    whole = f"{roubles:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{whole},{rest:02d}\N{NO-BREAK SPACE}₽" if rest else f"{whole}\N{NO-BREAK SPACE}₽"

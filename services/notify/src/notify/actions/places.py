"""Where a visit in a clinic is."""

from typing import Any
from urllib.parse import urlencode


def place_of(clinic: Any) -> str:
    """The postal address; empty while the clinic's address is not known here."""
    city, address = clinic.city, clinic.address
    if not address or not city or address.startswith(city):
        return address or city or ""
    return f"{city}, {address}"


def map_url(place: str) -> str:
    """A map that shows the place; empty for an unknown one."""
    return f"https://yandex.ru/maps/?{urlencode({'text': place})}" if place else ""

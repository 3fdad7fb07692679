"""What a browser says of itself: two words people know, not the whole User-Agent; and the network it is in."""

import re
from dataclasses import dataclass

# The first that fits: browsers name the ones they descend from.
_BROWSERS = (
    ("Yandex", r"YaBrowser/|YaApp_"),
    ("Edge", r"Edg(A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrome/|Chromium/|CriOS/"),
    ("Safari", r"Version/.*Safari/"),
)
_SYSTEMS = (
    ("iOS", r"iPhone|iPad|iPod"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("ChromeOS", r"CrOS"),
    ("Linux", r"Linux|X11"),
)


@dataclass(frozen=True)
class Device:
    """What somebody looks at Mila with; None where it does not say."""

    browser: str | None = None
    system: str | None = None


def device(user_agent: str | None) -> Device:
    """The device behind this header, which is the browser's own word and proves nothing."""
    said = (user_agent or "")[:400]
    return Device(browser=_first(_BROWSERS, said), system=_first(_SYSTEMS, said))


def _first(known: tuple[tuple[str, str], ...], said: str) -> str | None:
    return next((name for name, pattern in known if re.search(pattern, said)), None)

"""Portraits nobody sat for: a simple figure with a coat on a soft ground, the same at every load."""

from dev.demo.doctors import Doctor

GROUNDS = (
    ("#e6f2ef", "#cfe6e0"),
    ("#eaf0fa", "#d3e0f5"),
    ("#f7efe6", "#efdfcb"),
    ("#f3ebf5", "#e4d4ea"),
    ("#edf4e6", "#dbe9cc"),
)
SKINS = ("#f1cfb5", "#e8bd9c", "#d9a782", "#f5d9c3")
HAIRS = ("#3b2a20", "#5c4033", "#8a6242", "#2b2b2f", "#a9a29a")
COATS = ("#ffffff", "#f4f8fb")
ACCENTS = ("#3b8f86", "#4a72b8", "#a8694b", "#8a5a9e", "#5f8a45")

SHORT_HAIR = '<path d="M84 92c-6-38 12-58 36-58s42 20 36 58c-4-14-10-22-18-26-12 6-32 6-42-2-6 6-10 14-12 28z"/>'
LONG_HAIR = (
    '<path d="M76 150c-8-30-6-70 4-90 8-18 24-26 40-26s32 8 40 26c10 20 12 60 4 90-8 4-16 4-22 0V96c-10-6-18-16-22-26'
    '-6 12-14 20-22 26v54c-6 4-14 4-22 0z"/>'
)
BUN = '<circle cx="120" cy="34" r="16"/>'
BEARD = '<path d="M92 104c0 26 12 40 28 40s28-14 28-40c-6 10-14 14-18 14h-20c-4 0-12-4-18-14z" opacity=".85"/>'
GLASSES = (
    '<g fill="none" stroke="#4a4a55" stroke-width="3">'
    '<circle cx="107" cy="96" r="10"/><circle cx="133" cy="96" r="10"/>'
    '<path d="M117 96h6"/></g>'
)


def portrait(doctor: Doctor) -> str:
    """An SVG, 240 by 240."""
    number, woman = doctor.number, doctor.gender == "female"
    light, deep = GROUNDS[number % 5]
    skin, hair = SKINS[number % 4], HAIRS[4] if doctor.since < 1997 else HAIRS[number % 4]
    accent, coat = ACCENTS[number % 5], COATS[number % 2]
    beard = f'<g fill="{hair}">{BEARD}</g>' if not woman and number % 3 == 0 else ""
    glasses = GLASSES if number % 4 == 1 else ""
    behind = f'<g fill="{hair}">{LONG_HAIR if number % 3 else BUN}</g>' if woman else ""
    above = f'<g fill="{hair}">{SHORT_HAIR}</g>'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" role="img" aria-label="{doctor.full_name}">
<rect width="240" height="240" fill="{light}"/><circle cx="120" cy="112" r="96" fill="{deep}"/>
{behind}<path d="M104 130h32v34c0 10-32 10-32 0z" fill="{skin}"/>
<path d="M36 240c4-50 34-72 68-78l16 22 16-22c34 6 64 28 68 78z" fill="{coat}"/>
<path d="M104 160l16 26 16-26 8 4-24 46-24-46z" fill="{accent}"/>
<ellipse cx="120" cy="98" rx="35" ry="41" fill="{skin}"/>{beard}{above}
<circle cx="108" cy="97" r="3" fill="#33302e"/><circle cx="132" cy="97" r="3" fill="#33302e"/>
<path d="M110 119q10 7 20 0" fill="none" stroke="#8c4f43" stroke-width="3" stroke-linecap="round"/>{glasses}
<path d="M78 240v-34M162 240v-34" stroke="#d5dde3" stroke-width="3"/>
</svg>
"""

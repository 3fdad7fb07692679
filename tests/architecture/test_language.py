"""Names, comments and documents are written in the standard terms of docs/glossary.md, without house metaphors.

Each word below has one standard term; CLEAN lists what is free of them already and only grows.
"""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# What is refused → the standard term.
WORDS = {
    r"rooms?": "service",
    r"facts?": "event",
    r"tells?|told|telling": "publish, send, report",
    r"hears?|heard|hearing": "consume",
    r"corridors?": "bus",
    r"streets?|stand-?ins?|stand ins": "sandbox, external system",
    r"dictionary|dictionaries": "contracts",
    r"walls?|walled": "boundary, layer",
    r"doors?": "handshake, proxy, client",
    r"set(?:s|ting)? aside|bur(?:y|ies|ied|ying)": "dead letter",
    r"patience": "retry, backoff",
    r"world is down": "outage",
    r"hands": "worker pool",
    r"anew": "again",
    r"by (?:itself|themselves)": "automatically",
    r"whoever": "anyone who",
}
REFUSED = re.compile(rf"\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)

READ = (".py", ".ts", ".tsx", ".md", ".yaml", ".yml", ".sh", ".html", ".css", ".toml", ".template", ".json", ".txt")

# Patterns of git; a folder stands for everything in it.
CLEAN = (
    "*.md",
    "Makefile",
    "docker-compose.yml",
    "pyproject.toml",
    "conftest.py",
    ".ci",
    ".devcontainer",
    ".github",
    "deploy",
    "dev",
    "gateway",
    "libs",
    "sandboxes",
    "services",
    "tests",
    "web",
)

# Files that are not read here, each with its reason.
UNREAD = {
    "tests/architecture/test_language.py": "lists the words themselves",
    "web/package-lock.json": "names of packages",
}

# What a migration did is history.
MIGRATION = "/migrations/versions/"

# A path pattern, what is allowed there, and why.
ALLOWED = (
    (r".*", r"telemed[ /.(]+rooms", "the paths and the exchange of telemed's consultation rooms"),
    (r".*", r"(?:consultation|unclosed) rooms?", "telemed's consultation room, see docs/glossary.md"),
    (r".*", r"api/booking/rooms/", "a path that only looks like telemed's"),
    (r"sandboxes/esia/.*", r'state facts|"street"', "fields of ESIA's answers"),
    (
        r"(?:services/telemed|web/(?:apps|packages)|libs/contracts/schemas/signalling)/.*|web/texts\.test\.ts",
        r"rooms?",
        "the consultation room, the product's own term for telemed's place of a visit",
    ),
    (
        r"web/.*/(?:(?:texts|locales|i18n)/|problem-texts-).*",
        r"by itself|tells?|told|hears?|heard|anew|hands",
        "texts for people",
    ),
    (r"web/.*", r"Icon Door Off", "an icon of Tabler"),
    (r"web/apps/patient/.*", r"'heard?'|'hear Not'|wait\.tell|register Anew|recover\.anew", "keys of texts for people"),
    (r"web/apps/patient/.*/password-strength\.ts", r"dictionary", "a name of zxcvbn"),
    (r"services/telemed/tests/.*", r"st\.dictionaries", "a function of hypothesis"),
    (r"services/telemed/.*", r"(?:calling|missed) told at", "names of columns"),
    (
        r"services/telemed/src/telemed/(?:models\.py|migrations/.*)",
        r"last fact of the booking|people are told of|begin anew|Whoever holds",
        "comments of columns and migrations that have run",
    ),
    (
        r"services/notify/src/notify/models\.py",
        r"the fact it was told of|aggregate version of the fact|fact version",
        "a column and comments of the database",
    ),
    (r"services/notify/.*", r'/room"', "the path of the consultation room"),
    (r"services/catalog/.*", r"street and house", "an address, in a column comment of the database"),
    (r"services/payment/.*", r"when people were told", "a column comment of the database"),
    (r"docs/adr/0008-.*", r"its dictionaries", "PostgreSQL's own word"),
    (r"services/identity/src/identity/domain/strength\.py", r"RANKED DICTIONARIES", "a name of zxcvbn"),
    (
        r"services/medcard/src/medcard/(?:models|migrations/versions/0002_shares)\.py",
        r"told at|told to other rooms",
        "a column's name and comment, which a migration made",
    ),
    (r"deploy/observability/dashboards/.*", r'"rooms"', "the number of telemed's consultation rooms"),
    (
        r"docs/(?:signalling|glossary|requirements|adr/0006-.*)\.md|services/telemed/README\.md|web/packages/call/README\.md",
        r"rooms?",
        "documents of the consultation room",
    ),
    (r"tests/(?:journeys|saga|contracts)/.*", r"rooms?", "telemed's consultation room"),
)


def words_of(text: str) -> str:
    """The text with its identifiers taken apart: `openRoom` and `open_room` become `open room`."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", text).replace("_", " ")


def prose(path: str, text: str) -> str:
    """Without the code of a document: names are judged where they are defined."""
    if not path.endswith(".md"):
        return text
    return re.sub(r"```(?!mermaid).*?```|`[^`\n]*`", lambda code: "\n" * code[0].count("\n"), text, flags=re.DOTALL)


def refused(path: str, text: str) -> list[str]:
    """`file:line: word` for each refused word."""
    allowed = [pattern for where, pattern, _ in ALLOWED if re.fullmatch(where, path)]
    permitted = re.compile("|".join(rf"(?:{pattern})" for pattern in allowed), re.IGNORECASE)
    lines = words_of(prose(path, text)).splitlines()
    return [
        f"{path}:{number}: {found[0]}"
        for number, line in enumerate(lines, start=1)
        for found in REFUSED.finditer(permitted.sub("", line))
    ]


def is_read(path: str) -> bool:
    return MIGRATION not in path and path.endswith(READ)


def clean_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files", *CLEAN], cwd=ROOT, capture_output=True, text=True, check=True)
    readable = [path for path in listed.stdout.splitlines() if path not in UNREAD and is_read(path)]
    return [path for path in readable if (ROOT / path).is_file()]


def test_names_comments_and_documents_use_the_standard_terms() -> None:
    found = [place for path in clean_files() for place in refused(path, (ROOT / path).read_text())]
    assert found == [], "use the standard terms of docs/glossary.md"


@pytest.mark.parametrize(
    "planted",
    [
        "def open_room(): ...",
        "class WorldIsDown(Exception): ...",
        "# The corridor between services.",
        '"""Facts are told once."""',
        "messages that were set aside",
        "STANDINS = ()",
        "comes back by itself",
    ],
)
def test_a_refused_word_is_found_in_names_comments_and_texts(planted: str) -> None:
    assert refused("dev/src/dev/planted.py", planted) != []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("gateway/nginx.conf.template", "location ~ ^/api/telemed/(rooms/[^/]+|checks)/socket$ {"),
        ("docs/architecture.md", "the consultation room opens"),
        ("docs/signalling.md", "the room is closed"),
        ("docs/requirements.md", "`web/apps/patient/src/features/checkout/booking-details.tsx`"),
        ("dev/src/dev/ports.py", "ports nobody listens on; a handshake; a factory; at hand"),
    ],
)
def test_standard_uses_of_the_same_letters_are_allowed(path: str, text: str) -> None:
    assert refused(path, text) == []

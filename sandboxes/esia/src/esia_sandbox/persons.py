"""The invented people: their shape in a file, how they are sown into the store, found and changed."""

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator
from pydantic.alias_generators import to_camel

from esia_sandbox.clock import Clock
from esia_sandbox.errors import Misconfigured
from esia_sandbox.store import Store, pack

SEED_FILE = Path(__file__).parent / "data" / "persons.json"
KINDS = ("contacts", "addresses", "documents", "vehicles", "kids", "orgs", "roles")
MAX_FAILURES = 5
Element = dict[str, Any]


def _typed(elements: list[Element]) -> list[Element]:
    for element in elements:
        if not isinstance(element.get("type"), str) or "value" not in element:
            raise ValueError("a contact needs type and value")
    return elements


class Person(BaseModel):
    """One entry of a persons file; names of fields are those of the ESIA REST."""

    model_config = ConfigDict(extra="forbid", alias_generator=to_camel, populate_by_name=True)

    oid: int = Field(gt=0)
    logins: list[str] = Field(min_length=1)
    password: str = Field(min_length=1)
    group: str = "Тестовые люди"
    note: str = ""
    otp: bool = False
    trusted: bool = True
    status: Literal["REGISTERED", "DELETED", "BLOCKED"] = "REGISTERED"
    # Real records are known to lack parts of a name.
    last_name: str | None = None
    first_name: str | None = None
    middle_name: str | None = None
    birth_date: str = Field(pattern=r"^\d\d\.\d\d\.\d{4}$")
    birth_place: str | None = None
    gender: Literal["M", "F"]
    citizenship: str = "RUS"
    snils: str | None = None
    inn: str | None = None
    contacts: Annotated[list[Element], AfterValidator(_typed)] = []
    addresses: list[Element] = []
    documents: list[Element] = []
    vehicles: list[Element] = []
    kids: list[Element] = []
    orgs: list[Element] = []
    roles: list[Element] = []

    @model_validator(mode="before")
    @classmethod
    def _age_becomes_a_date(cls, given: Any) -> Any:
        """A minor stays a minor: `age` in place of birthDate is counted from today."""
        if isinstance(given, dict) and "age" in given:
            given = dict(given)
            given["birthDate"] = _born(given.pop("age"))
        return given

    @model_validator(mode="after")
    def _elements_have_ids(self) -> "Person":
        for position, kind in enumerate(KINDS, start=1):
            _number(getattr(self, kind), self.oid * 1000 + position * 100)
        for index, kid in enumerate(self.kids):
            _number(kid.get("documents", []), self.oid * 1000 + 800 + index * 10)
        return self

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.middle_name) if part)

    @property
    def verified_mobile(self) -> str | None:
        for contact in self.contacts:
            if contact["type"] == "MBT" and contact.get("vrfStu") == "VERIFIED":
                return str(contact["value"])
        return None


def _born(age: int) -> str:
    day = datetime.now(UTC).date() - timedelta(days=120)
    return date(day.year - age, day.month, min(day.day, 28)).strftime("%d.%m.%Y")


def _number(elements: list[Element], start: int) -> None:
    for index, element in enumerate(elements):
        element.setdefault("id", start + index)


def normal_login(text: str) -> str:
    """E-mail in any case, phone and СНИЛС in any punctuation are one and the same login."""
    text = text.strip()
    if "@" in text:
        return text.lower()
    digits = re.sub(r"\D", "", text)
    return "7" + digits[1:] if len(digits) == 11 and digits[0] == "8" else digits or text.lower()


class Persons:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def sow(self, files: list[Path]) -> None:
        """People of the files enter the store; one changed by the admin stays so until his file changes."""
        sown = [(_validated(entry, path), _origin_of(entry)) for path in files for entry in _entries(path)]
        with self._store.transaction():
            rows = self._store.all("SELECT oid, origin FROM persons WHERE origin <> ''")
            known = {row["oid"]: row["origin"] for row in rows}
            changed = [(person, origin) for person, origin in sown if known.get(person.oid) != origin]
            for oid in known.keys() - {person.oid for person, _ in sown}:
                self._store.run("DELETE FROM persons WHERE oid = ?", oid)
            for person, _ in changed:
                self._store.run("DELETE FROM logins WHERE oid = ?", person.oid)
            for person, origin in changed:
                self.save(person, origin=origin)

    def save(self, person: Person, *, origin: str = "") -> None:
        with self._store.transaction():
            self._store.run(
                "INSERT INTO persons (oid, body, origin, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (oid)"
                " DO UPDATE SET body = excluded.body, origin = CASE excluded.origin WHEN '' THEN origin"
                " ELSE excluded.origin END, updated_at = excluded.updated_at",
                person.oid,
                person.model_dump_json(by_alias=True, exclude_none=True),
                origin,
                self._clock.now(),
            )
            self._store.run("DELETE FROM logins WHERE oid = ?", person.oid)
            for login in {normal_login(text) for text in person.logins}:
                taken = self._store.one("SELECT oid FROM logins WHERE login = ?", login)
                if taken:
                    raise Misconfigured(f"login {login} of {person.oid} already belongs to {taken['oid']}")
                self._store.run("INSERT INTO logins VALUES (?, ?)", login, person.oid)

    def find(self, oid: int) -> Person | None:
        row = self._store.one("SELECT body FROM persons WHERE oid = ?", oid)
        return Person.model_validate_json(row["body"]) if row else None

    def find_by_login(self, login: str) -> Person | None:
        row = self._store.one("SELECT oid FROM logins WHERE login = ?", normal_login(login))
        return self.find(row["oid"]) if row else None

    def all(self) -> list[Person]:
        rows = self._store.all("SELECT body FROM persons ORDER BY oid")
        return [Person.model_validate_json(row["body"]) for row in rows]

    def next_oid(self) -> int:
        row = self._store.one("SELECT max(oid) AS top FROM persons")
        return int((row and row["top"]) or 1_000_900_000) + 1

    def updated_at(self, oid: int) -> int:
        row = self._store.one("SELECT updated_at FROM persons WHERE oid = ?", oid)
        return int(row["updated_at"]) if row else 0

    def locked(self, oid: int) -> bool:
        row = self._store.one("SELECT locked_until FROM persons WHERE oid = ?", oid)
        return bool(row and row["locked_until"] > self._clock.now())

    def note_failure(self, oid: int, lock_ttl: int) -> int:
        """Count a wrong password; the fifth locks. Returns how many tries are left."""
        with self._store.transaction():
            self._store.run("UPDATE persons SET failures = failures + 1 WHERE oid = ?", oid)
            row = self._store.one("SELECT failures FROM persons WHERE oid = ?", oid)
            left = MAX_FAILURES - (row["failures"] if row else 0)
            if left <= 0:
                until = self._clock.now() + lock_ttl
                self._store.run("UPDATE persons SET failures = 0, locked_until = ? WHERE oid = ?", until, oid)
        return max(left, 0)

    def note_success(self, oid: int) -> None:
        self._store.run("UPDATE persons SET failures = 0, locked_until = 0 WHERE oid = ?", oid)


def _origin_of(entry: Any) -> str:
    return hashlib.sha256(pack(entry).encode()).hexdigest()


def _entries(path: Path) -> list[Any]:
    try:
        return TypeAdapter(list[Any]).validate_python(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, ValidationError) as problem:
        raise Misconfigured(f"persons file {path}: {problem}") from problem


def _validated(entry: Any, path: Path) -> Person:
    try:
        return Person.model_validate(entry)
    except ValidationError as problem:
        raise Misconfigured(f"persons file {path}: {problem}") from problem

"""The stand put together: one object the routes ask for everything."""

from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from esia_sandbox.clients import load_clients
from esia_sandbox.clock import Clock
from esia_sandbox.consents import Consents
from esia_sandbox.faults import Faults
from esia_sandbox.journal import Journal
from esia_sandbox.keys import Keys
from esia_sandbox.persons import SEED_FILE, Persons
from esia_sandbox.sessions import SecondFactors, Sessions, Visits
from esia_sandbox.settings import Settings
from esia_sandbox.store import Store


class Stand:
    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clients = load_clients(settings.clients_file, strict=settings.signature_check == "strict")
        settings.state_dir.mkdir(parents=True, exist_ok=True)
        self.keys = Keys(settings.state_dir)
        self.keys.prepare({client.entry.token_alg for client in self.clients.values()} | {"RS256"})
        self.store = Store(settings.state_dir / "esia.sqlite")
        self.clock = Clock(self.store)
        self.persons = Persons(self.store, self.clock)
        self.consents = Consents(self.store, self.clock)
        self.sessions = Sessions(self.store, self.clock)
        self.visits = Visits(self.store, self.clock)
        self.second_factors = SecondFactors(self.store, self.clock)
        self.journal = Journal(self.store, self.clock)
        self.faults = Faults(self.store)
        self.sow()

    def sow(self) -> None:
        files: list[Path] = [SEED_FILE, *self.settings.extra_persons]
        self.persons.sow(files)

    def reset(self) -> None:
        """Back to the first morning; only the signing keys stay."""
        with self.store.transaction():
            self.store.forget_everything()
            self.sow()


def _stand(request: Request) -> Stand:
    stand: Stand = request.app.state.stand
    return stand


def _faults(request: Request) -> frozenset[str]:
    faults: frozenset[str] = getattr(request.state, "faults", frozenset())
    return faults


TheStand = Annotated[Stand, Depends(_stand)]
TheFaults = Annotated[frozenset[str], Depends(_faults)]

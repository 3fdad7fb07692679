"""Sandboxes in containers. `stand.py prepare`: who is registered there; `stand.py demo`: the demo data."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from dev.demo.load import load
from dev.environment import Environment
from dev.keys import write_private
from dev.layout import Layout
from dev.sandboxes import Sandboxes
from dev.settings import PORTS, Settings

HOME = Layout(Path("/stand"))
# Given to both sides of the wire, so they come from outside instead of being made here.
SHARED = {"bank_password": "MILA_PAYMENT_ALFABANK_PASSWORD", "bank_callback": "MILA_PAYMENT_ALFABANK_CALLBACK_SECRET"}


@dataclass(frozen=True)
class ByName(Settings):
    """Programs reach each other by name; STAND_IDENTITY_URL and the like say where names differ."""

    def url(self, name: str) -> str:
        return os.environ.get(f"STAND_{name.upper()}_URL") or f"http://{name}:{self.ports[name]}"


def prepare(settings: Settings) -> None:
    """Afterwards our key, our client, our merchant and the demo people are files the sandboxes read."""
    keys = HOME.folder("keys")
    write_private(keys / "secrets.json", json.dumps({name: os.environ[SHARED[name]] for name in SHARED}))
    Sandboxes(Environment(HOME, settings, rabbitmq_url="", postgres_url="")).prepare()


if __name__ == "__main__":
    stand = ByName(ports=PORTS)
    match sys.argv[1:]:
        case ["prepare"]:
            prepare(stand)
        case ["demo"]:
            load(stand, os.environ["MILA_DEMO_SERVICE_SECRET"])
        case _:
            sys.exit("stand.py prepare | demo")

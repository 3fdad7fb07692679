"""Debian packages the fleet needs: what is missing, and the script that brings it."""

import shutil
import subprocess

from dev.errors import CliError
from dev.keys import gost_available
from dev.layout import Layout
from dev.progress import say
from dev.servers import MissingPackage, coturn, nginx, postgres, rabbitmq
from dev.settings import Settings


def require_servers(layout: Layout, settings: Settings) -> None:
    """Afterwards the programs of our own servers are installed."""
    wanted = [] if settings.postgres_url else [postgres.binaries]
    wanted += [] if settings.rabbitmq_url else [rabbitmq.binary]
    wanted += [nginx.binary, coturn.binary]
    missing: list[str] = []
    for find in wanted:
        try:
            find()
        except MissingPackage as package:
            missing += package.packages
    if missing:
        install(layout, "servers of the local fleet", *missing)
    if not gost_available(layout.folder("keys")):
        try:
            install(layout, "GOST signatures for Gosuslugi", "libengine-gost-openssl")
        except CliError as error:
            say(f"! {error}\n! until then requests to the sandbox are signed with RSA (ESIA_SIGNER=development)")


def require_browser(layout: Layout) -> None:
    """Afterwards there is a Chromium that can show Cyrillic, and a Prometheus to ask the board's questions."""
    if not shutil.which("chromium"):
        install(layout, "the browser of the journeys", "chromium", "fonts-dejavu-core")
    if not shutil.which("prometheus"):
        install(layout, "asks every panel of the board for data", "prometheus")


def install(layout: Layout, reason: str, *names: str) -> None:
    """Install them, or raise CliError with the command to run."""
    script = layout.root / "dev" / "packages.sh"
    if subprocess.run(["bash", str(script), reason, *names], check=False).returncode:
        raise CliError(f"could not install packages ({reason}). Run: {MissingPackage(*names)}")

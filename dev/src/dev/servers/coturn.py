"""A private relay for media in one folder: loopback only, for calls between browsers of this machine."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from dev.program import Program, listening
from dev.servers.missing import MissingPackage

RELAYED = (49160, 49359)  # the ports it lends to calls, two a call
CONFIGURATION = """\
listening-ip=127.0.0.1
listening-port={port}
relay-ip=127.0.0.1
min-port={first}
max-port={last}
realm=mila.local
use-auth-secret
static-auth-secret={secret}
fingerprint
stale-nonce=600
user-quota=12
total-quota=100
no-tls
no-dtls
no-cli
no-multicast-peers
# Only here, where both ends of a call are on this machine. deploy/coturn denies it.
allow-loopback-peers
no-rfc5780
no-stun-backward-compatibility
response-origin-only-with-rfc5780
log-file=stdout
simple-log
pidfile={folder}/coturn.pid
"""


def binary() -> Path:
    """The relay of this machine."""
    found = shutil.which("turnserver")
    if found is None:
        raise MissingPackage("coturn")
    return Path(found)


@dataclass(frozen=True)
class Coturn:
    folder: Path
    port: int
    secret: str  # shared with telemed, which makes names and passwords of it

    @property
    def urls(self) -> tuple[str, ...]:
        """What a browser receives."""
        return tuple(f"turn:127.0.0.1:{self.port}?transport={transport}" for transport in ("udp", "tcp"))

    def prepare(self) -> None:
        """Afterwards the folder holds the configuration; nobody else reads the secret in it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        first, last = RELAYED
        values = {"port": self.port, "first": first, "last": last, "secret": self.secret, "folder": self.folder}
        self._configuration.write_text(CONFIGURATION.format(**values))
        self._configuration.chmod(0o600)

    def programs(self) -> tuple[Program, ...]:
        return (
            Program(
                name="coturn",
                command=(str(binary()), "-c", str(self._configuration)),
                ready=lambda: listening(self.port),
            ),
        )

    @property
    def _configuration(self) -> Path:
        return self.folder / "turnserver.conf"

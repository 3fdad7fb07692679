"""A private PostgreSQL cluster in one folder: TCP on loopback, passwords only, no unix socket."""

import os
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from dev.program import Program, listening
from dev.servers.missing import MissingPackage

ADMIN = "mila"
# PostgreSQL refuses to run as root; root gives its rights up for good before starting it.
DROP = ("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--reset-env")


def binaries() -> Path:
    """The folder of the newest PostgreSQL of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("postgres")
    if found:
        return found[-1].parent
    if on_path:
        return Path(on_path).resolve().parent
    raise MissingPackage("postgresql", "postgresql-contrib")


@dataclass(frozen=True)
class Postgres:
    folder: Path
    port: int
    durable: bool = True  # False gives up durability at a power cut for speed: throw-away test clusters

    @property
    def admin_url(self) -> str:
        return f"postgresql://{ADMIN}:{self._password_file.read_text()}@127.0.0.1:{self.port}/postgres"

    @property
    def _password_file(self) -> Path:
        return self.folder / "password"

    def prepare(self) -> None:
        """Afterwards the folder holds a cluster; an existing one is kept."""
        if (self.folder / "data" / "PG_VERSION").exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        shutil.rmtree(self.folder / "data", ignore_errors=True)  # an initdb that was cut short
        self._password_file.write_text(secrets.token_urlsafe(24))
        self._password_file.chmod(0o600)
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            shutil.chown(self._password_file, "postgres", "postgres")
        arguments = ["-U", ADMIN, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C.UTF-8"]
        initdb = self._as_owner("initdb", "-D", str(self.folder / "data"), *arguments)
        sync = [] if self.durable else ["--no-sync"]
        result = subprocess.run(
            [*initdb, *sync, f"--pwfile={self._password_file}"],
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            raise RuntimeError(f"initdb in {self.folder} failed:\n{result.stdout}{result.stderr}")

    def programs(self) -> tuple[Program, ...]:
        return (
            Program(
                name="postgres",
                command=tuple(self._as_owner("postgres", "-D", str(self.folder / "data"), *self._options())),
                ready=self.ready,
                stop_signal="INT",  # fast: roll back, disconnect, write a checkpoint
                pid_file=self.folder / "data" / "postmaster.pid",
            ),
        )

    def ready(self) -> bool:
        """It accepts logins (an open port alone also means "starting up")."""
        isready = [str(binaries() / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return listening(self.port) and subprocess.run(isready, check=False).returncode == 0

    def _options(self) -> list[str]:
        settings = {
            "port": str(self.port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "300",
            "log_min_messages": "warning",
        }
        if not self.durable:
            settings |= dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "off")
        return [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]

    def _as_owner(self, binary: str, *arguments: str) -> list[str]:
        drop = DROP if os.geteuid() == 0 else ()
        return [*drop, str(binaries() / binary), *arguments]

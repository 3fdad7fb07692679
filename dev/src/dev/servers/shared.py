"""Throw-away servers of one test run: the first worker that asks starts them, every worker finds them."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev.program import free_ports, kill_group
from dev.servers.postgres import Postgres
from dev.servers.rabbitmq import Ports, Rabbitmq
from dev.servers.run import launch

PASSWORD = "throw-away"  # noqa: S105 - of a loopback server that lives as long as the tests


@dataclass(frozen=True)
class SharedServers:
    folder: Path

    @classmethod
    def begin(cls) -> "SharedServers":
        """A folder for this process's run, with a watcher that clears it even when the run is killed."""
        folder = Path(tempfile.mkdtemp(prefix="mila-test-", dir="/tmp"))
        folder.chmod(0o711)
        watcher = subprocess.Popen(
            [sys.executable, "-m", "dev.servers.watch", str(os.getpid()), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        watcher.returncode = 0  # it ends after us, on purpose: not a forgotten child
        return cls(folder)

    def end(self) -> None:
        """Afterwards every process started here is gone, and so is the folder."""
        for pid_file in self.folder.glob("*/*.pid"):
            kill_group(int(pid_file.read_text()))
        shutil.rmtree(self.folder, ignore_errors=True)

    def postgres(self) -> Postgres:
        with self._locked("postgres"):
            server = Postgres(self.folder / "postgres", self._ports("postgres", 1)[0], durable=False)
            launch(server)
        return server

    def rabbitmq(self) -> Rabbitmq:
        with self._locked("rabbitmq"):
            ports = Ports.of(self._ports("rabbitmq", 5))
            server = Rabbitmq(self.folder / "rabbitmq", ports, PASSWORD)
            launch(server)
        return server

    @contextmanager
    def _locked(self, name: str) -> Iterator[None]:
        with (self.folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _ports(self, name: str, count: int) -> list[int]:
        """The same ports for every worker: chosen by the first, read by the others."""
        chosen = self.folder / f"{name}.ports"
        if not chosen.exists():
            chosen.write_text(json.dumps(free_ports(count)))
        return [int(port) for port in json.loads(chosen.read_text())]

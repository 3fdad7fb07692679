"""Where things lie: the project, and the state of its running fleet."""

import hashlib
import os
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dev.servers.postgres import DROP

SERVICES = ("identity", "catalog", "booking", "payment", "telemed", "medcard", "notify")
SOCKET_PATH_LIMIT = 100  # the kernel takes 107 bytes


@dataclass(frozen=True)
class Layout:
    root: Path

    @classmethod
    def here(cls) -> "Layout":
        return cls(Path(__file__).resolve().parents[3])

    @property
    def state(self) -> Path:
        return self.root / ".mila"

    def folder(self, name: str) -> Path:
        """A private folder of the state: logs, run, keys, storage/booking and others."""
        path = self.state / name
        for folder in (*reversed(path.relative_to(self.root).parents[:-1]), path.relative_to(self.root)):
            (self.root / folder).mkdir(exist_ok=True, mode=0o700)
        return path

    def log(self, program: str) -> Path:
        return self.folder("logs") / f"{program}.log"

    @property
    def python(self) -> Path:
        return self.root / ".venv" / "bin" / "python"

    @cached_property
    def digest(self) -> str:
        """Distinguishes this checkout from another one of the same machine."""
        return hashlib.sha256(str(self.root).encode()).hexdigest()[:12]

    @cached_property
    def postgres(self) -> Path:
        """Inside the state, unless user postgres (whom root must become) cannot enter there."""
        if os.geteuid() != 0:
            return self.state / "pg"
        self.folder("run")
        self.state.chmod(0o711)
        entered = subprocess.run([*DROP, "test", "-x", str(self.state)], cwd="/", check=False).returncode == 0
        return self.state / "pg" if entered else Path(f"/var/tmp/mila-{self.digest}/pg")  # noqa: S108 - 0700 inside

    @property
    def socket(self) -> Path:
        """Where supervisor listens."""
        path = self.folder("run") / "supervisor.sock"
        if len(str(path)) <= SOCKET_PATH_LIMIT:
            return path
        short = Path(f"/tmp/mila-{os.geteuid()}-{self.digest}")  # noqa: S108 - ours alone, checked below
        short.mkdir(mode=0o700, exist_ok=True)
        if short.stat().st_uid != os.geteuid():
            raise PermissionError(f"{short} belongs to somebody else")
        return short / "supervisor.sock"

    def remove_socket(self) -> None:
        """And the folder made for it alone."""
        socket = self.socket
        socket.unlink(missing_ok=True)
        if not socket.is_relative_to(self.root):
            socket.parent.rmdir()

    def fingerprint(self, *folders: str) -> str:
        """Changes with the sources below these folders of the project."""
        digest = hashlib.sha256()
        for folder in folders:
            base = self.root / folder
            for path in sorted(base.rglob("*") if base.is_dir() else [base]):
                skipped = {"__pycache__", "node_modules", "dist", ".mypy_cache"} & set(
                    path.relative_to(self.root).parts
                )
                if path.is_file() and not skipped:
                    digest.update(f"{path.relative_to(self.root)}\0".encode() + path.read_bytes())
        return digest.hexdigest()[:16]

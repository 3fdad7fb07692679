"""The gateway: nginx in one folder, from the same template that containers use."""

import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.program import Program, listening
from dev.servers.missing import MissingPackage

PLACEHOLDER = re.compile(r"\$\{([A-Z_]+)\}")


def binary() -> Path:
    for candidate in (shutil.which("nginx"), "/usr/sbin/nginx"):
        if candidate and Path(candidate).exists():
            return Path(candidate)
    raise MissingPackage("nginx-light")


def render(template: str, values: Mapping[str, str]) -> str:
    """The configuration; every placeholder must have a value and every value a placeholder."""
    named = set(PLACEHOLDER.findall(template))
    if named != set(values):
        raise KeyError(f"placeholders and values differ: {sorted(named ^ set(values))}")
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


@dataclass(frozen=True)
class Nginx:
    folder: Path
    template: Path
    values: Mapping[str, str]  # of the placeholders, without those every machine has alike
    port: int
    status_port: int

    def prepare(self) -> None:
        """Afterwards the folder holds the configuration and everything nginx wants to write to."""
        (self.folder / "temp").mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        configuration = render(self.template.read_text(), {**self._local(), **self.values})
        (self.folder / "nginx.conf").write_text(configuration)

    def programs(self) -> tuple[Program, ...]:
        return (
            Program(
                name="gateway",
                command=(sys.executable, "-m", "dev.servers.nginx_master", str(binary()), str(self.folder)),
                ready=self.ready,
                stop_signal="QUIT",  # answers what it has begun
                pid_file=self.folder / "nginx.pid",
            ),
        )

    def ready(self) -> bool:
        return listening(self.port) and listening(self.status_port)

    def _local(self) -> dict[str, str]:
        mime_types = Path("/etc/nginx/mime.types")
        return {
            "USER_DIRECTIVE": "user root;" if os.geteuid() == 0 else "",
            "WORKERS": "2",
            "MIME_TYPES": str(mime_types),
            "ACCESS_LOG": "/dev/stdout",
            "TRUSTED_PROXY": "unix:",
            "LISTEN": f"127.0.0.1:{self.port}",
            "STATUS_LISTEN": f"127.0.0.1:{self.status_port}",
        }

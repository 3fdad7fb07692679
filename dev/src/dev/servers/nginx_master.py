"""Become the nginx of a folder, after ending what a killed one left there."""

import os
import sys
from pathlib import Path

from dev.program import kill_group


def end_left_workers(folder: Path) -> None:
    """Workers outlive a master that was killed, and go on holding its port."""
    pid_file = folder / "nginx.pid"
    if not pid_file.exists() or not pid_file.read_text().strip():
        return
    kill_group(int(pid_file.read_text()), "nginx")


if __name__ == "__main__":
    program, prefix = sys.argv[1], Path(sys.argv[2])
    end_left_workers(prefix)
    os.execv(program, [program, "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-e", "stderr"])  # noqa: S606

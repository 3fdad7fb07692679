"""make check: what can be said without running the code, Python and web side by side."""

import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dev.layout import Layout
from dev.progress import say


def check(layout: Layout) -> int:
    """Every check runs to its end; exit code 1 when one found something."""
    binaries = layout.python.parent
    python = [
        ("ruff format", [str(binaries / "ruff"), "format", "--check", "."]),
        ("ruff", [str(binaries / "ruff"), "check", "."]),
        ("imports", [str(binaries / "lint-imports")]),
        ("mypy", [str(binaries / "mypy"), *mypy_targets(layout.root)]),
    ]
    web = [("web", ["npm", "run", "--silent", "check", "--prefix", "web"])]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda chain: [_one(layout.root, *each) for each in chain], (python, web)))
    return 0 if all(good for chain in results for good in chain) else 1


def mypy_targets(root: Path) -> list[str]:
    """All sources and all tests, sandboxes among them."""
    patterns = ("*/*/src", "*/src", "*/*/tests", "*/tests", "tests/*")
    found = [path for pattern in patterns for path in sorted(root.glob(pattern)) if any(path.rglob("*.py"))]
    return [str(path.relative_to(root)) for path in found if not path.name.startswith((".", "__"))]


def _one(root: Path, name: str, command: list[str]) -> bool:
    began = time.monotonic()
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    good = result.returncode == 0
    seconds = time.monotonic() - began
    said = "" if good else f"\n{result.stdout}{result.stderr}"
    say(f"{'✓' if good else '✗'} {name} ({seconds:.1f} s){said}")
    return good

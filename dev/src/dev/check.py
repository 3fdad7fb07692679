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


# Tests that are typed throughout; the others are not yet, see tests/architecture/test_typing.py.
FLEET_TESTS = ("architecture", "bench", "boundaries", "contracts", "journeys", "ledger", "ops", "resilience", "saga")
TYPED_TESTS = (
    *(f"tests/{name}" for name in FLEET_TESTS),
    *(f"services/{name}/tests" for name in ("booking", "catalog", "identity", "notify", "payment", "telemed")),
    *(f"sandboxes/{name}/tests" for name in ("alfabank", "clamav", "esia", "mailbox")),
    "dev/tests",
)


def mypy_targets(root: Path) -> list[str]:
    """All sources, sandboxes among them, and the tests that are typed."""
    sources = [path for folder in ("libs", "services", "sandboxes") for path in sorted(root.glob(f"{folder}/*/src"))]
    return [*(str(path.relative_to(root)) for path in sources), "dev/src", *TYPED_TESTS]


def _one(root: Path, name: str, command: list[str]) -> bool:
    began = time.monotonic()
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    good = result.returncode == 0
    seconds = time.monotonic() - began
    said = "" if good else f"\n{result.stdout}{result.stderr}"
    say(f"{'✓' if good else '✗'} {name} ({seconds:.1f} s){said}")
    return good

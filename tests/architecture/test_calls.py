"""The closed list of synchronous calls in docs/architecture.md is what the services' code does, no more and no less."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVICES = sorted(path.name for path in (ROOT / "services").iterdir() if (path / "src").is_dir())
CLIENTS = {"httpx", "aiosmtplib", "webpush", "requests", "aiohttp", "smtplib", "websockets", "socket", "urllib.request"}
# The adapter (a file or folder of gateways/) → what it calls.
CALLED = {"esia": "Gosuslugi", "alfabank": "bank", "mail": "mail server", "push": "push services"}


def modules(service: str) -> Iterator[tuple[Path, ast.Module]]:
    folder = ROOT / "services" / service / "src" / service
    for path in folder.rglob("*.py"):
        yield path.relative_to(folder), ast.parse(path.read_text())


def imported(module: ast.Module) -> set[str]:
    """Names of imported modules, and of what is imported from them: ``common.identity.IdentityClient``."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def uses_client(module: ast.Module) -> bool:
    names = imported(module)
    return bool((names | {name.partition(".")[0] for name in names}) & CLIENTS)


def scans(module: ast.Module) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "scan"
        for node in ast.walk(module)
    )


def calls(service: str) -> set[str]:
    """Everything the service calls and waits for, its own database, broker and file storage left out."""
    found: set[str] = set()
    for path, module in modules(service):
        if path.parts[0] == "gateways" and uses_client(module):
            found.add(CALLED[Path(path.parts[1]).stem])
        if "common.identity.IdentityClient" in imported(module):
            found.add("identity")
        if scans(module):
            found.add("virus scanner")
    return found


def listed() -> dict[str, set[str]]:
    """The table between the markers: service → what it may call."""
    page = (ROOT / "docs" / "architecture.md").read_text()
    block = page.partition("<!-- calls -->")[2].partition("<!-- /calls -->")[0]
    found: dict[str, set[str]] = {}
    for caller, called in re.findall(r"^\| (\w+) \| ([^|]+?) \|", block, re.MULTILINE):
        found.setdefault(caller, set()).add(called)
    found.pop("caller")
    return found


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_calls_what_the_list_names(service: str) -> None:
    assert calls(service) == listed().get(service, set())


def test_network_clients_are_used_by_gateways_only() -> None:
    """notify's main opens the connection pool that its gateway for pushes is given."""
    outside = [
        f"{service}/{path}"
        for service in SERVICES
        for path, module in modules(service)
        if path.parts[0] != "gateways" and uses_client(module)
    ]
    assert outside == ["notify/main.py"]

"""`dev.layout.SERVICES` lists the services, in the order of their ports. Files that cannot import it agree with it."""

import re
import tomllib
from pathlib import Path

import pytest
from dev.layout import SERVICES

ROOT = Path(__file__).resolve().parents[2]
NAMES = "|".join(SERVICES)

# A file, and a pattern that finds each place where it names a service of the fleet.
LISTS = {
    "README.md": rf"^ +((?:(?:{NAMES}) +)+)",
    "deploy/postgres/create-databases.sh": r"^for service in (.*); do$",
    "deploy/observability/prometheus.yml": r'"(\w+):81\d\d"',
    "deploy/k8s/overlays/demo/secrets.yaml": r'"(\w+)":"demo-(?!demo)',
    "docker-compose.yml": r"^  migrate-(\w+):$",
}


def test_every_folder_of_a_service_is_listed() -> None:
    assert sorted(SERVICES) == sorted(path.parent.name for path in ROOT.glob("services/*/pyproject.toml"))


@pytest.mark.parametrize("path", sorted(LISTS))
def test_a_configuration_names_all_services(path: str) -> None:
    found = re.findall(LISTS[path], (ROOT / path).read_text(), re.MULTILINE)
    assert sorted({name for names in found for name in names.split()}) == sorted(SERVICES)


def test_the_gateway_routes_to_all_services() -> None:
    template = (ROOT / "gateway/nginx.conf.template").read_text()
    assert set(re.findall(r"\$\{(\w+)_ADDRESS\}", template)) >= {name.upper() for name in SERVICES}


def test_all_import_contracts_and_types_cover_all_services() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    assert {f"services/{name}/src" for name in SERVICES} <= set(tools["mypy"]["mypy_path"])
    assert set(SERVICES) <= set(tools["importlinter"]["root_packages"])
    for contract in tools["importlinter"]["contracts"]:
        if contract.get("containers") != ["common"]:
            named = set(re.findall(rf"\b(?:{NAMES})\b", str(contract)))
            assert named in (set(), set(SERVICES)), contract["name"]

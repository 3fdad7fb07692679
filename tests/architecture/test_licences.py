"""Every package says under which licence it is, and the placeholders of the licence are filled."""

import json
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tracked(pattern: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / line for line in listed.stdout.splitlines()]


def test_every_package_names_the_licence_of_the_project() -> None:
    licences = {path: tomllib.loads(path.read_text())["project"].get("license") for path in tracked("*pyproject.toml")}
    licences |= {path: json.loads(path.read_text()).get("license") for path in tracked("*package.json")}
    assert [str(path) for path, licence in licences.items() if licence != "Apache-2.0"] == []


def test_the_licence_names_its_owner() -> None:
    owner = "Copyright 2026 Mila contributors"
    assert owner in (ROOT / "LICENSE").read_text()
    assert owner in (ROOT / "NOTICE").read_text()
    assert "[name of copyright owner]" not in (ROOT / "LICENSE").read_text()

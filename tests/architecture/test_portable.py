"""The project speaks of itself alone and can be built anywhere: no machine's paths, no registry's address."""

import json
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = re.compile(r"https?://[^\s\"']*(pypi|pythonhosted|registry\.npmjs|deb\.debian)[^\s\"']*")


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in listed.splitlines() if (ROOT / line).is_file()]


def test_locks_name_no_registry() -> None:
    assert REGISTRY.search((ROOT / "requirements.lock").read_text()) is None
    lock = json.loads((ROOT / "web" / "package-lock.json").read_text())
    assert [
        name for name, package in lock["packages"].items() if str(package.get("resolved", "")).startswith("http")
    ] == []


def test_every_locked_python_package_has_a_hash() -> None:
    text = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    pins = [line for line in text.splitlines() if "==" in line]
    assert len(pins) > 50
    assert [line.split()[0] for line in pins if "--hash=sha256:" not in line] == []


def test_no_path_of_a_machine_is_written_down() -> None:
    home = re.compile(r"(?<![\w.])/(root|home/\w+|work/(main|shared|plan))/")
    texts = [
        path
        for path in tracked()
        if path.suffix in {".py", ".md", ".ts", ".tsx", ".sh", ".yml", ".yaml", ".toml", ".json", ""}
    ]
    found = [
        str(path.relative_to(ROOT))
        for path in texts
        if path != Path(__file__) and home.search(path.read_text(errors="replace"))
    ]
    assert found == []

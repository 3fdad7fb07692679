"""What a stranger's tools read is well-formed and says the same as the project."""

import json
import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]


def test_the_pipeline_runs_the_script_of_the_project() -> None:
    jobs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text())["jobs"]
    assert ".ci/run" in [step.get("run") for job in jobs.values() for step in job["steps"]]


def test_every_configuration_of_the_repository_can_be_read() -> None:
    files = [*ROOT.glob(".github/**/*.yml"), ROOT / ".pre-commit-config.yaml"]
    assert len(files) == 6
    assert [str(path) for path in files if not isinstance(yaml.safe_load(path.read_text()), dict)] == []


def test_the_development_container_starts_the_platform() -> None:
    container = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
    assert container["postStartCommand"] == "make up"
    assert container["image"] == f"node:{(ROOT / '.nvmrc').read_text().strip()}-bookworm"


def test_version_files_name_the_versions_of_the_packages() -> None:
    python = (ROOT / ".python-version").read_text().strip()
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"] == f">={python}"
    node = (ROOT / ".nvmrc").read_text().strip()
    assert json.loads((ROOT / "web/package.json").read_text())["engines"]["node"].startswith(f">={node}.")


def test_every_file_a_document_names_is_there() -> None:
    documents = [ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *ROOT.glob("docs/*.md"), *ROOT.glob("docs/adr/*.md")]
    named = re.compile(r"`((?:docs|services|libs|web|tests|dev|gateway|deploy|sandboxes)/[\w./-]+\.\w+)(?:::\w+)?`")
    linked = re.compile(r"\]\(([\w./-]+)(?:#[\w-]+)?\)")
    missing = [
        f"{document.name}: {path}"
        for document in documents
        for base, pattern in ((ROOT, named), (document.parent, linked))
        for path in pattern.findall(document.read_text())
        if not (base / path).exists()
    ]
    assert missing == []

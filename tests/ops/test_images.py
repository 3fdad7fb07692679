"""What the images are built of: the locked versions, nothing of development, the template of the gateway."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCKER = ROOT / "deploy" / "docker"
DOCKERFILES = sorted(DOCKER.glob("*.Dockerfile"))
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
PACKAGES = {
    "services.lock": ["libs/*", "services/*"],
    "sandboxes.lock": ["sandboxes/*", "dev"],
}
LEFT_OUT = {line.split()[0] for line in (DOCKER / "excluded.txt").read_text().splitlines() if not line.startswith("#")}


def pins(lock: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in PIN.findall(lock.read_text()):
        found.setdefault(name, set()).add(version)
    return found


def named(folders: list[str], *, extra: str = "") -> set[str]:
    """The third-party packages these of ours ask for to run, or for the extra."""
    asked = set()
    for pattern in folders:
        for path in ROOT.glob(f"{pattern}/pyproject.toml"):
            project = tomllib.loads(path.read_text())["project"]
            lines = project.get("optional-dependencies", {}).get(extra, []) if extra else project["dependencies"]
            asked |= {re.split(r"[\[<>=!~; ]", line)[0].lower() for line in lines}
    return {name for name in asked if not name.startswith("mila-")}


@pytest.mark.parametrize("lock", ["services.lock", "sandboxes.lock", "build.lock"])
def test_an_image_installs_the_versions_everybody_tests_with(lock: str) -> None:
    """Run deploy/docker/lock.sh when this fails."""
    whole = pins(ROOT / "requirements.lock")
    assert {name: found for name, found in pins(DOCKER / lock).items() if found != whole.get(name)} == {}


@pytest.mark.parametrize("lock", PACKAGES)
def test_an_image_has_all_that_runs_and_nothing_that_only_tests(lock: str) -> None:
    """Run deploy/docker/lock.sh when this fails."""
    found = pins(DOCKER / lock)
    assert named(PACKAGES[lock]) - LEFT_OUT - set(found) == set()
    only_tests = named(["libs/*"], extra="testing")
    assert "pytest" in only_tests
    assert (LEFT_OUT | only_tests) & set(found) == set()


@pytest.mark.parametrize("lock", ["services.lock", "sandboxes.lock", "build.lock"])
def test_locks_of_images_have_hashes_and_no_addresses(lock: str) -> None:
    text = (DOCKER / lock).read_text()
    assert "://" not in text
    entries = text.replace("\\\n", " ").splitlines()
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("path", DOCKERFILES, ids=lambda path: path.name)
def test_an_image_runs_as_nobody_special_and_comes_from_no_named_registry(path: Path) -> None:
    text = path.read_text()
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert [base for base in bases if not re.fullmatch(r"[a-z]+:[\w.-]+", base)] == []
    users = re.findall(r"^USER (\d+):(\d+)$", text, re.MULTILINE)
    assert len(users) == 1
    assert int(users[0][0]) > 0
    assert not re.search(r"^# *syntax", text, re.MULTILINE), "would fetch a builder"
    copied = [
        source for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.MULTILINE) for source in line.split()[:-1]
    ]
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_nothing_lands_in_the_context_by_accident() -> None:
    rules = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    assert rules[0] == "*"
    let_in = {rule.removeprefix("!") for rule in rules if rule.startswith("!")}
    assert let_in == {"deploy/docker", "dev", "gateway", "libs", "sandboxes", "services", "web"}


def test_the_gateways_image_fills_every_placeholder_and_only_those() -> None:
    template = (ROOT / "gateway" / "nginx.conf.template").read_text()
    placeholders = set(re.findall(r"\$\{([A-Z_]+)\}", template))
    entry = (DOCKER / "gateway.sh").read_text()
    replaced = re.search(r"envsubst '([^']+)'", entry)
    assert replaced
    assert set(re.findall(r"\$\{([A-Z_]+)\}", replaced[1])) == placeholders
    preset = set(re.findall(r"\b([A-Z_]+)=", (DOCKER / "gateway.Dockerfile").read_text()))
    demanded = set(re.findall(r'"\$\{([A-Z_]+):\?\}"', entry))
    assert preset | demanded >= placeholders
    assert preset & demanded == set()


@pytest.mark.parametrize(
    "script", ["docker/lock.sh", "docker/secrets.sh", "docker/gateway.sh", "postgres/create-databases.sh"]
)
def test_the_scripts_can_be_read_by_their_shell(script: str) -> None:
    path = ROOT / "deploy" / script
    shell = path.read_text().splitlines()[0].split("/")[-1].split()[-1]
    result = subprocess.run([str(shutil.which(shell)), "-n", str(path)], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert path.stat().st_mode & 0o111

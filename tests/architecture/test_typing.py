"""What `make check` gives to mypy."""

import re
import subprocess
from pathlib import Path

from dev.check import mypy_targets

ROOT = Path(__file__).resolve().parents[2]


def test_every_source_is_type_checked() -> None:
    sources = {str(path.parents[1].relative_to(ROOT)) for path in ROOT.glob("*/*/src/*/__init__.py")}
    assert sources <= set(mypy_targets(ROOT))


def test_every_folder_of_tests_is_type_checked() -> None:
    files = [*ROOT.glob("tests/*/*.py"), *ROOT.glob("*/tests/*.py"), *ROOT.glob("*/*/tests/*.py")]
    folders = {str(path.parent.relative_to(ROOT)) for path in files if ".venv" not in path.parts}
    assert folders - set(mypy_targets(ROOT)) == set()


def test_an_ignored_type_error_has_its_reason_beside_it() -> None:
    files = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True)
    silent = re.compile(r"# type: ignore(?!\[[\w, -]+\]  # \w)")
    assert [
        f"{path}:{number}"
        for path in files.stdout.splitlines()
        if path != "tests/architecture/test_typing.py" and (ROOT / path).is_file()
        for number, line in enumerate((ROOT / path).read_text().splitlines(), start=1)
        if silent.search(line)
    ] == []

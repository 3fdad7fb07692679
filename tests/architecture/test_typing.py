"""What `make check` gives to mypy."""

from pathlib import Path

from dev.check import mypy_targets

ROOT = Path(__file__).resolve().parents[2]
NOT_TYPED_YET = {"bench", "journeys"}


def test_every_source_is_type_checked() -> None:
    sources = {str(path.parents[1].relative_to(ROOT)) for path in ROOT.glob("*/*/src/*/__init__.py")}
    assert sources <= set(mypy_targets(ROOT))


def test_every_folder_of_tests_is_type_checked_but_those_listed() -> None:
    folders = {path.parent.name for path in ROOT.glob("tests/*/*.py")}
    checked = {target.removeprefix("tests/") for target in mypy_targets(ROOT) if target.startswith("tests/")}
    assert folders - checked == NOT_TYPED_YET

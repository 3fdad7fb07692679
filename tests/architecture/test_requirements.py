"""docs/requirements.md: each row of what the product must do says where it lives and which test proves it."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "docs" / "requirements.md"
# First and last number of each block of rows.
BLOCKS = (
    (1, 7),
    (10, 19),
    (20, 28),
    (30, 44),
    (50, 57),
    (60, 67),
    (70, 74),
    (80, 94),
    (100, 117),
    (120, 124),
    (131, 145),
    (150, 161),
    (170, 172),
    (174, 175),
)
ROWS = [f"R{number:03d}" for first, last in BLOCKS for number in range(first, last + 1)]
CITED = re.compile(r"R(\d{3})(?:\s*[–-]\s*R(\d{3}))?", re.IGNORECASE)
WEB_TEST = re.compile(r"\b(?:it|test)(?:\.each\([^)]*\))?\(\s*(['\"`])(?P<title>.+?)\1", re.DOTALL)


def cited(text: str) -> set[str]:
    """The rows a text names, one by one or as a range."""
    found: set[str] = set()
    for first, last in CITED.findall(text):
        found |= {f"R{number:03d}" for number in range(int(first), int(last or first) + 1)}
    return found


@cache
def lines() -> dict[str, list[str]]:
    """The cells of each row of the table, by its number."""
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in TABLE.read_text().splitlines()
        if re.match(r"\| R\d{3} \|", line)
    ]
    assert len({row[0] for row in cells}) == len(cells), "a row is listed twice"
    return {row[0]: row[1:] for row in cells}


@cache
def python_tests(path: Path) -> dict[str, str]:
    """Tests of a file: name → its name and docstring, where it cites its rows."""
    return {
        node.name: f"{node.name} {ast.get_docstring(node) or ''}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }


@cache
def web_tests(path: Path) -> dict[str, str]:
    """Tests of a web file: title → title."""
    return {found["title"]: found["title"] for found in WEB_TEST.finditer(path.read_text())}


def named_in(file: str) -> dict[str, str]:
    path = ROOT / file
    assert path.is_file(), f"{file} is not there"
    return python_tests(path) if path.suffix == ".py" else web_tests(path)


def test_every_row_has_one_line_and_no_line_is_of_no_row() -> None:
    assert list(lines()) == ROWS


@pytest.mark.parametrize("row", ROWS)
def test_a_row_says_where_it_lives(row: str) -> None:
    places = re.findall(r"`([^`]+)`", lines()[row][1])
    assert places
    assert [place for place in places if not (ROOT / place).exists()] == []


@pytest.mark.parametrize("row", ROWS)
def test_a_row_is_proved_by_a_test_that_cites_it(row: str) -> None:
    proofs = re.findall(r"`([^`:]+)::([^`]+)`", lines()[row][2])
    assert proofs
    for file, name in proofs:
        tests = named_in(file)
        assert name in tests, f"{file} has no test {name}"
        assert row in cited(tests[name]), f"{file}::{name} does not cite {row}"


def test_no_file_cites_a_row_that_is_not_defined() -> None:
    """Rows that are not in the product yet stand under the table; 1.15 is a heading of the page."""
    page = TABLE.read_text()
    assert "\n## 1.15 " in page
    listed = subprocess.run(
        ["git", "grep", "-hoiwE", r"R[0-9]{3}", "--", "*.py", "*.ts", "*.tsx"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert {row.upper() for row in listed.stdout.split()} - cited(page) == set()

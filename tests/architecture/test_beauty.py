"""Limits of the code: sizes, nesting, arguments, names. Exceptions are one list, each with a reason."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("libs/*/src", "services/*/src", "sandboxes/*/src", "dev/src")
VAGUE = {"utils", "util", "helpers", "helper", "misc", "manager", "managers", "common_utils"}

# file:function → why it may break a number. This list only shrinks.
EXCEPTIONS = {
    "libs/common/src/common/settings.py:settings_customise_sources": "the signature is pydantic's",
    "libs/common/src/common/idempotency.py:once": "all but the session are named; each says one thing of a request",
}


def tracked(*patterns: str) -> list[Path]:
    """Files of the project that fit, generated ones left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = [ROOT / line for line in listed.stdout.splitlines()]
    return [path for path in paths if path.exists() and "generated" not in path.parts and "versions" not in path.parts]


PYTHON = [path for path in tracked("*.py") if "/src/" in str(path)]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, Function) and f"{path.relative_to(ROOT)}:{node.name}" not in EXCEPTIONS:
            yield node


def lines_of(path: Path) -> int:
    return len(path.read_text().splitlines())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_a_python_file_has_at_most_300_lines_and_schemas_500() -> None:
    long = [path for path in PYTHON if lines_of(path) > (500 if path.stem == "schemas" else 300)]
    assert [f"{named(path)}: {lines_of(path)}" for path in long] == []


def test_a_tsx_file_has_at_most_200_lines() -> None:
    long = [path for path in tracked("web/**/*.tsx") if ".test." not in path.name and lines_of(path) > 200]
    assert [f"{named(path)}: {lines_of(path)}" for path in long] == []


def test_a_table_of_contents_has_at_most_40_lines() -> None:
    assert [named(path) for path in ROOT.glob("services/*/src/*/main.py") if lines_of(path) > 40] == []


def test_a_service_readme_has_at_most_60_lines() -> None:
    readmes = [*ROOT.glob("services/*/README.md")]
    assert len(readmes) == 7
    assert [named(path) for path in readmes if lines_of(path) > 60] == []


def test_a_function_has_at_most_40_lines() -> None:
    long = [
        f"{named(path)}:{function.name} {function.end_lineno - function.lineno + 1}"
        for path in PYTHON
        for function in functions(path)
        if function.end_lineno and function.end_lineno - function.lineno + 1 > 40
    ]
    assert long == []


def test_a_function_takes_at_most_five_arguments_by_place() -> None:
    crowded = [
        f"{named(path)}:{function.name}"
        for path in PYTHON
        for function in functions(path)
        if len([one for one in function.args.args if one.arg not in {"self", "cls"}]) > 5
    ]
    assert crowded == []


# What decides or repeats; a block that only holds something open is no step deeper into the logic.
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Match)


def depth(node: ast.AST) -> int:
    """How deep blocks stand in blocks; an elif is no deeper than its if."""
    deepest = 0
    for field, value in ast.iter_fields(node):
        children = [child for child in (value if isinstance(value, list) else [value]) if isinstance(child, ast.AST)]
        for child in children:
            if isinstance(child, Function | ast.ClassDef | ast.Lambda):
                continue
            chained = isinstance(node, ast.If) and field == "orelse" and isinstance(child, ast.If)
            deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not chained))
    return deepest


def test_blocks_nest_at_most_three_deep() -> None:
    deep = [f"{named(path)}:{function.name}" for path in PYTHON for function in functions(path) if depth(function) > 3]
    assert deep == []


def test_no_file_has_a_vague_name() -> None:
    assert [
        named(path) for path in tracked("*.py", "*.ts", "*.tsx") if path.stem in VAGUE or path.parent.name in VAGUE
    ] == []


SERVICE_FILES = {
    "__init__", "main", "settings", "domain", "errors", "models", "queries", "actions", "schemas", "routes",
    "consumers", "jobs", "gateways", "signalling", "migrations",
}  # fmt: skip


@pytest.mark.parametrize("service", sorted(path.name for path in (ROOT / "services").iterdir() if path.is_dir()))
def test_every_service_has_the_same_files(service: str) -> None:
    inside = {
        path.stem
        for path in (ROOT / "services" / service / "src" / service).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert inside - SERVICE_FILES == set()
    assert {"main", "settings", "models", "routes"} <= inside


def environment_names(source: str) -> list[int]:
    """Lines with a condition that names a sandbox or a test, or with a name or a text that names a demo."""
    condition = re.compile(r"sandbox|stand_?in|is_test", re.IGNORECASE)
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        asked = [node.test] if isinstance(node, ast.If | ast.IfExp | ast.While) else []
        asked += [node] if isinstance(node, ast.Compare) else []
        named_here = [getattr(node, field, None) for field in ("name", "id", "attr", "arg")]
        named_here += [node.value] if isinstance(node, ast.Constant) and id(node) not in docstrings else []
        if any(condition.search(ast.unparse(one)) for one in asked) or any(
            re.search(r"(?<![a-z])demo(?![a-z])", one, re.IGNORECASE) for one in named_here if isinstance(one, str)
        ):
            found.append(getattr(node, "lineno", 0))
    return found


def test_services_do_not_know_of_sandboxes_or_demos() -> None:
    """What differs is configuration: a URL, a key, a granted permission."""
    found = {
        named(path): lines
        for path in PYTHON
        if named(path).startswith(("libs/", "services/")) and "common/testing" not in named(path)
        if (lines := environment_names(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        'if caller.name != "demo": raise Forbidden',
        'allowed = caller.name == "demo"',
        '_only("demo", service)',
        'match caller.name:\n    case "demo": ...',
        'LOADERS = {"demo"}',
        "async def put_demo_account(): ...",
        '@router.put("/demo-accounts/{person_id}")\nasync def put(): ...',
        "if settings.is_demo: ...",
        "url = there if settings.sandbox else here",
        'allowed = caller.name == "sandbox"',
    ],
)
def test_a_condition_on_the_installation_is_found(planted: str) -> None:
    assert environment_names(planted) != []


@pytest.mark.parametrize("text", ['"""The demo loads it."""', '"Content-Security-Policy: sandbox"', "democracy = 1"])
def test_other_uses_of_the_words_are_allowed(text: str) -> None:
    assert environment_names(text) == []


def test_public_functions_of_the_libraries_say_what_is_true_afterwards() -> None:
    silent = [
        f"{named(path)}:{node.name}"
        for path in PYTHON
        if named(path).startswith("libs/")
        for node in ast.parse(path.read_text()).body
        if isinstance(node, Function | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
        and "overload" not in {getattr(one, "id", "") for one in node.decorator_list}
    ]
    assert silent == []

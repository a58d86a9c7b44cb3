"""The house rules that a machine can check: who imports whom, how large a thing may grow, what a command loads."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CODE = sorted(path for folder in ("src", "tests") for path in (ROOT / folder).rglob("*.py"))
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command(['--no-cache']))"

FILE_LINES = 400
CLASS_LINES = 300
CLASS_METHODS = 25
FUNCTION_LINES = 40

VIOLATIONS = {
    "a lower room imports a higher one": ("text/cleaning.py", "from threadtui import merge"),
    "two rooms of one floor know each other": ("sources/base.py", "import threadtui.store"),
    "the reader reaches past the library": ("tui/__init__.py", "import threadtui.store"),
    "the commands reach past the library": ("cli/__init__.py", "import threadtui.sources"),
    "textual outside the reader": ("library/finding.py", "import textual"),
    "rich below the front ends": ("exporters/text.py", "import rich.console"),
    "tinydb outside the store": ("library/reading.py", "import tinydb"),
    "sqlite3 outside the store": ("cli/__init__.py", "import sqlite3"),
    "settings read below the front ends": ("library/opening.py", "import threadtui.settings"),
    "paths read below the front ends": ("store/__init__.py", "from threadtui.paths import places"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter over the package in ``folder``/src with the contracts of ``folder``/pyproject.toml."""
    environment = {"PYTHONPATH": str(folder / "src"), "PATH": "", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", LINT]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def size(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def oversized(path: Path) -> Iterator[str]:
    source = path.read_text(encoding="utf-8")
    name = path.relative_to(ROOT)
    lines = source.count("\n")
    if lines > FILE_LINES:
        yield f"{name}: {lines} lines"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and size(node) > FUNCTION_LINES:
            yield f"{name}: {node.name}() has {size(node)} lines"
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef) for part in node.body)
            if size(node) > CLASS_LINES or methods > CLASS_METHODS:
                yield f"{name}: class {node.name} has {size(node)} lines and {methods} methods"


def test_rooms_import_downward_only() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("module", "line"), VIOLATIONS.values(), ids=VIOLATIONS)
def test_a_planted_violation_is_found(tmp_path: Path, module: str, line: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "threadtui", tmp_path / "src" / "threadtui", ignore=ignore)
    planted = tmp_path / "src" / "threadtui" / module
    planted.write_text(f"{planted.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_nothing_outgrows_its_budget() -> None:
    assert [line for path in CODE for line in oversized(path)] == []


@pytest.mark.parametrize("arguments", [["list"], ["authors", "--json"], ["paths"], ["--version"], ["list", "--help"]])
def test_commands_load_no_terminal_toolkit(tmp_path: Path, arguments: list[str]) -> None:
    program = f"""
import sys
from threadtui.cli import main
sys.argv[1:] = {arguments!r}
try:
    main()
finally:
    print("loaded:", sorted({{"textual", "rich"}} & set(sys.modules)), file=sys.stderr)
"""
    environment = {"HOME": str(tmp_path), "THREADTUI_LIBRARY": str(tmp_path / "library"), "PATH": ""}
    result = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert result.returncode == 0, result.stderr
    assert "loaded: []" in result.stderr

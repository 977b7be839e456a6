"""The rules of the house: size budget, quick help, one tree of errors, well-formed tables."""

import ast
import json
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import styrdok
from styrdok import errors

PACKAGE = Path(styrdok.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
HEAVY = ("networkx", "pdfplumber", "pypdfium2", "numpy", "rapidfuzz", "starlette", "jinja2", "docx", "xlsxwriter")


def lengths():
    return [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]


def functions():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def test_no_module_over_400_lines_and_the_median_under_150():
    assert max(lengths()) <= 400, [p.name for p, n in zip(MODULES, lengths(), strict=True) if n > 400]
    assert statistics.median(lengths()) <= 150


def test_no_function_over_60_lines():
    assert [f"{p.name}:{f.name}" for p, f in functions() if (f.end_lineno or 0) - f.lineno + 1 > 60] == []


def test_functions_are_small_in_the_median():
    assert statistics.median((f.end_lineno or 0) - f.lineno + 1 for _, f in functions()) <= 12


def test_help_answers_without_the_heavy_libraries():
    code = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from styrdok.cli.main import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_every_error_has_an_exit_code_of_the_contract():
    kinds = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, Exception)]
    assert {kind.exit_code for kind in kinds} <= {1, 2, 3, 4, 5, 6}
    assert all(issubclass(kind, errors.StyrdokError) for kind in kinds)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.toml")), ids=lambda path: path.name)
def test_toml_tables_are_well_formed(path):
    assert tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.json")), ids=lambda path: path.name)
def test_json_tables_are_well_formed(path):
    assert json.loads(path.read_text(encoding="utf-8"))


def test_only_the_output_module_of_the_cli_writes_to_standard_output():
    for path in sorted((PACKAGE / "cli").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        calls = [
            n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "print"
        ]
        assert all(any(k.arg == "file" for k in call.keywords) for call in calls), path.name
        assert path.name == "output.py" or "sys.stdout" not in text

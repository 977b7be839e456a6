"""The reference pages say what the program does."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made_pages(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "tools")
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


@pytest.mark.parametrize("name", ["cli.md", "export.md", "styrdok.1"])
def test_reference_pages_are_up_to_date(made_pages, name):
    kept = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert kept == made_pages[name], "run python tools/reference.py"

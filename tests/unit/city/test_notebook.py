"""The notebook of the documentation runs from top to bottom on the corpus."""

import contextlib
import io
import json
from pathlib import Path

NOTEBOOK = Path(__file__).parents[3] / "docs" / "developers" / "notebook.ipynb"


def cells():
    return [
        "".join(cell["source"])
        for cell in json.loads(NOTEBOOK.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == "code"
    ]


def test_every_cell_runs(corpus_registry, monkeypatch):
    monkeypatch.chdir(corpus_registry.parent)
    names = {}
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        for number, source in enumerate(cells(), 1):
            exec(compile(source, f"cell {number}", "exec"), names)
    assert len(cells()) >= 5
    assert "Personalpolicy" in told.getvalue()
    assert "<blockquote" in names["card"]

"""One word for one thing: the glossary of CONTRIBUTING.md holds in help, README and docstrings."""

import ast
import re
from pathlib import Path

import styrdok

ROOT = Path(styrdok.__file__).parent.parent
PACKAGE = ROOT / "styrdok"
_RETIRED = {
    "renodling": "consolidation",
    "diary number": "case number",
    "registry number": "case number",
    "governing document": "steering document",
    "boilerplate": "standard text",
    "referral reply": "reply",
}


def _glossary() -> list[tuple[str, ...]]:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    text = text.partition("## Words")[2].partition("## ")[0]
    return [tuple(cell.strip() for cell in row.strip("|").split("|")) for row in text.splitlines() if row[:1] == "|"][
        2:
    ]


def _english() -> list[tuple[str, str]]:
    """Docstrings, help and documentation in English, by place."""
    found = [(name, (ROOT / name).read_text(encoding="utf-8")) for name in ("README.md", "docs/reference/cli.md")]
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found.append((path.name, ast.get_docstring(node) or ""))
    return found


def test_the_glossary_names_each_term_once():
    rows = _glossary()
    terms = [term.strip() for row in rows for term in row[0].split(",")]
    assert len(rows) >= 25
    assert len(terms) == len(set(terms))
    assert all(len(row) == 3 and all(row) for row in rows)


def test_no_other_word_is_used_for_them():
    texts = _english()
    assert len(texts) > 1_000
    wrong = [
        (place, word, f"say {instead}")
        for place, text in texts
        for word, instead in _RETIRED.items()
        if re.search(rf"\b{word}s?\b", re.sub(r"[`”\"'][^`”\"'\n]*[`”\"']|\]\([^)]*\)", "", text), re.IGNORECASE)
    ]
    assert wrong == []

"""Every text that is said has a translation, none is left over, and no text stands in a template outside ``say``."""

import importlib.util
import re
from pathlib import Path

import pytest

import styrdok.web

ROOT = Path(__file__).parents[3]
TEMPLATES = sorted((Path(styrdok.web.__file__).parent / "templates").glob("*.html"))
ALLOWED = {"– styrdok", "styrdok judgements import FIL.xlsx", "Word", "Excel", "PDF", "HTML", "Markdown", "A", "B"}


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_is_translated_with_its_places_and_compiled(tool):
    keys = tool.collected()
    assert len(keys) > 500
    assert tool.catalogues()
    assert [fault for path in tool.catalogues() for fault in tool.faults(path, keys)] == []


def test_every_help_is_told_in_swedish(tool):
    keys = tool.helps()
    assert len(keys) > 150
    assert tool.catalogues("help")
    assert [fault for path in tool.catalogues("help") for fault in tool.faults(path, keys)] == []


def test_faults_of_a_catalogue_are_told(tool, tmp_path):
    path = tmp_path / "en" / "LC_MESSAGES" / "styrdok.po"
    path.parent.mkdir(parents=True)
    told = {"{count} par": "{number} pairs", "Kvar": "Left", "Tom": ""}
    path.write_text("\n\n".join(f'msgid "{key}"\nmsgstr "{value}"' for key, value in told.items()), encoding="utf-8")
    with path.with_suffix(".mo").open("wb") as file:
        tool.write_mo(file, tool.catalogue_of(path))
    keys = [("", "{count} par"), ("", "Tom"), ("", "Ny")]
    found = " ".join(tool.faults(path, keys))
    assert [name in found for name in ("missing", "left over", "not translated", "other places")] == [True] * 4
    assert "not compiled" not in found
    path.write_text(path.read_text(encoding="utf-8").replace("Left", "Kept"), encoding="utf-8")
    assert "not compiled" in tool.faults(path, keys)


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(tool):
    path = tool.catalogues()[0]
    known = tool.translations(tool.catalogue_of(path))
    made = tool.translations(tool.updated(tool.catalogue_of(path), [("", "Teman"), ("", "Nytt")]))
    assert made == {("", "Teman"): known["", "Teman"], ("", "Nytt"): ""}


def test_a_sentence_must_hold_its_text_in_the_call(tool, tmp_path):
    path = tmp_path / "code.py"
    path.write_text('Sentence.of("en" if count == 1 else "flera", count=1)\nColumn("key", "nyckel")\nself.say("ord")')
    assert sorted(tool._of_code(path)) == ["en", "flera", "nyckel", "ord"]
    path.write_text('headings("Ett", "Två")\nlanguage.heading("Tre")\nsheet.heading(text, "inte")', encoding="utf-8")
    assert list(tool._headings_of(path)) == ["Ett", "Två", "Tre"]
    path.write_text("Sentence.of(text)")
    with pytest.raises(SystemExit, match="must stand in the call"):
        list(tool._of_code(path))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_text_stands_outside_say(path):
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<kbd>\w</kbd>", " ", path.read_text(encoding="utf-8"), flags=re.S)
    pieces = [piece.strip() for piece in re.sub(r"<[^>]*>", "\n", text).splitlines()]
    assert [piece for piece in pieces if re.search(r"[^\W\d_]", piece) and piece not in ALLOWED] == []
    spoken = re.findall(r"(?:aria-label|title|placeholder|alt)=\"([^\"]+)\"", text)
    assert [piece for piece in spoken if re.search(r"[^\W\d_]", piece)] == []

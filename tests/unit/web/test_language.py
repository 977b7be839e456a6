"""Every string of the pages has a translation, and no text stands in a template outside ``say``."""

import re
import string
from pathlib import Path

import pytest

import styrdok.web
from styrdok.errors import UsageProblem
from styrdok.vocabulary import Kind, Modality, Relation, Verdict
from styrdok.web.desk import MENU
from styrdok.web.language import Language, tables
from styrdok.web.views.city import _NAMES as _DISTRICTS
from styrdok.web.views.documents import _FIELDS
from styrdok.web.views.surroundings import _NAMES

WEB = Path(styrdok.web.__file__).parent
TEMPLATES = sorted((WEB / "templates").glob("*.html"))
SAID = re.compile(r"""\bsay\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
LOOPED = re.compile(r"for head in \(([^)]*)\)")
ALLOWED = {"– styrdok", "styrdok judgements import FIL.xlsx", "Word", "Excel", "HTML", "Markdown", "A", "B"}


def said():
    found = {name for _, name in MENU} | {name for _, name in _FIELDS} | set(_NAMES.values()) | set(_DISTRICTS.values())
    for path in [*TEMPLATES, *sorted(WEB.rglob("*.py"))]:
        text = path.read_text(encoding="utf-8")
        found |= {match[1:-1].replace('\\"', '"') for match in SAID.findall(text)}
        for heads in LOOPED.findall(text):
            found |= set(re.findall(r'"([^"]+)"', heads))
    return found


@pytest.mark.parametrize("code", sorted(tables()))
def test_every_string_is_translated_and_no_translation_is_left_over(code):
    assert set(tables()[code]) == said()


@pytest.mark.parametrize("code", sorted(tables()))
def test_translations_keep_the_placeholders(code):
    def names(text):
        return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)

    assert [key for key, value in tables()[code].items() if names(key) != names(value)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_text_stands_outside_say(path):
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<kbd>\w</kbd>", " ", path.read_text(encoding="utf-8"), flags=re.S)
    pieces = [piece.strip() for piece in re.sub(r"<[^>]*>", "\n", text).splitlines()]
    assert [piece for piece in pieces if re.search(r"[^\W\d_]", piece) and piece not in ALLOWED] == []
    spoken = re.findall(r"(?:aria-label|title|placeholder|alt)=\"([^\"]+)\"", text)
    assert [piece for piece in spoken if re.search(r"[^\W\d_]", piece)] == []


def test_words_are_swedish_first():
    swedish, english = Language("sv"), Language("en")
    assert swedish.word(Kind.STEERING) == "styrdokument"
    assert english.word(Relation.BASED_ON) == "based on"
    assert swedish.verdict(Verdict.ACCEPT) == "✓ godtas"
    assert {swedish.word(code) for kind in (Relation, Modality, Verdict) for code in kind}
    assert swedish.say("s. {page}", page=3) == "s. 3"
    assert english.say("s. {page}", page=3) == "p. 3"


def test_an_unknown_language_is_told():
    with pytest.raises(UsageProblem, match="tlh"):
        Language("tlh")

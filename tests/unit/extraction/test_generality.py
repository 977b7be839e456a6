"""No word table of the machine names a town, a document or a system of a set that figures are taken from.

The sets are the project's own corpus and the folders with gold files named by ``STYRDOK_SETS`` (parted as in ``PATH``).
"""

import json
import os
import re
from pathlib import Path

import pytest

import styrdok.extraction.lexicon

ROOT = Path(__file__).parents[3]
TABLES = [
    path
    for path in Path(styrdok.extraction.lexicon.__file__).parent.iterdir()
    if path.suffix in (".toml", ".tsv", ".txt") and path.name != "laws.tsv"
]
SETS = [ROOT / "corpus" / "pdf", *(Path(name) for name in os.environ.get("STYRDOK_SETS", "").split(os.pathsep) if name)]
GENERIC = re.compile(r"(?i)\b(?:kommuns?|stads?|regions?|län|nämnden?|förvaltning\w*|sektionen|ab|myndigheten.*)\b")
FEWEST_WORDS = 4
# What the state or a trade names is no set's own.
EVERYWHERE = {"agenda 2030", "dataskyddsförordningen"}
NATIONAL_SYSTEMS = {"IBIC", "BBIC", "EMAS"}


def gold(folder):
    for path in sorted(folder.rglob("*.gold.json")):
        content = json.loads(path.read_text("utf-8"))
        if isinstance(content, dict) and "kind" in content:
            yield content


def places(folder):
    """The names of the towns and regions whose documents a set holds, without their genitive."""
    names = set()
    for content in gold(folder):
        owner = content.get("organisation") or ""
        if re.search(r"(?i)kommun|stad|region|landsting", owner):
            names |= {word.removesuffix("s") for word in GENERIC.sub("", owner).split() if len(word) > 3}
    return names


def titles(folder):
    """Whole titles of documents that say enough to be theirs alone."""
    said = {content.get("title") or "" for content in gold(folder)}
    return {title.lower() for title in said if len(title.split()) >= FEWEST_WORDS} - EVERYWHERE


def systems(folder):
    """Capitals under which a set's own systems go."""
    named = {
        reference["text"]
        for content in gold(folder)
        for reference in content.get("references", [])
        if reference["kind"] == "system"
    }
    return {name for name in named if re.fullmatch(r"[A-ZÅÄÖ]{3,5}", name)} - NATIONAL_SYSTEMS


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_no_table_names_what_belongs_to_a_set(folder):
    assert list(gold(folder)), f"{folder} holds no gold"
    names = places(folder)
    for table in TABLES:
        text = table.read_text("utf-8")
        words = set(re.findall(r"[\wåäöÅÄÖ]+", text))
        named = {word for word in words if word[0].isupper() and word in names}
        held = {title for title in titles(folder) if title in text.lower()}
        assert (table.name, named | held | (words & systems(folder))) == (table.name, set())

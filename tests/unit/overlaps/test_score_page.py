"""The two rows that docs/overlap-score.md works out by hand are those that the program prints."""

import importlib.util
import re
from pathlib import Path

import pytest

from styrdok.overlaps import find_overlaps
from styrdok.registry.store import Registry

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "overlap-score.md").read_text(encoding="utf-8")


def section(heading):
    return PAGE.partition(f"{heading}\n")[2].partition("\n#")[0]


def figure(written):
    return float(written.strip("* ").replace(",", "."))


def test_a_row_of_the_corpus(corpus_registry):
    with Registry.open(corpus_registry, read_only=True) as registry:
        snapshot = registry.snapshot()
    names = {record.document.id: Path(record.document.file).stem for record in snapshot.records}
    pair = {"jamstalldhetsplan", "personalpolicy"}
    (one,) = [one for one in find_overlaps(snapshot) if {names[one.a], names[one.b]} == pair]
    rows = re.findall(r"^\| `(\w+)`[^|]*\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", section("## En rad för hand"), re.M)
    told = {name: (figure(value), figure(weight)) for name, value, weight, _ in rows}
    assert told == {signal.name: (round(signal.value, 4), signal.weight) for signal in one.signals}
    assert [figure(part) for _, _, _, part in rows] == [round(value * weight, 4) for value, weight in told.values()]
    assert f"| summa | | | **{one.score:.4f}** |".replace(".", ",") in PAGE


def test_a_topical_row(capsys):
    text = " ".join(section("### En sådan rad för hand").split())
    first, second = re.search(r"A: (.*?) B: (.*?) `python", text).groups()
    spec = importlib.util.spec_from_file_location("topical_row", ROOT / "tools" / "topical_row.py")
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    tool.main(first, second)
    printed = capsys.readouterr().out
    words = {line.split()[0]: line.split()[1:] for line in printed.splitlines() if len(line.split()) == 7}
    rows = re.findall(r"\| (\w+) \| ([\d,]+) \| ([\d,]+)[^|]*\| ([\d,]+)[^|]*\| ([\d,]+) \|", text)
    assert rows
    for word, rarity, a, b, product in rows:
        assert [rarity, a, b, product] == [words[word][place].replace(".", ",") for place in (0, 3, 4, 5)]
    assert sum(float(row[-1]) > 0 for row in words.values() if row[-1] != "product") == len(rows)
    assert printed.splitlines()[-1].replace(".", ",") == re.search(
        r"\(0,3\d+ \+ .*= \*\*[\d,]+\*\*", text
    ).group().replace("*", "")


@pytest.mark.parametrize("file", ["told.toml", "proposals.toml", "naming.toml", "weights.toml"])
def test_the_tables_that_it_names_are_there(file):
    assert f"../styrdok/overlaps/data/{file}" in PAGE
    assert (ROOT / "styrdok" / "overlaps" / "data" / file).exists()

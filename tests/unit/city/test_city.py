"""What Python and notebooks see of a registry."""

import sys
from datetime import date
from types import SimpleNamespace

import pytest

import styrdok
from styrdok.errors import RegistryMissing, UsageProblem

DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def city(corpus_registry):
    with styrdok.open(corpus_registry, per=DAY) as opened:
        yield opened


def test_listings_are_those_of_the_analysis(city, corpus_registry):
    with styrdok.Registry.open(corpus_registry, read_only=True) as registry:
        snapshot = registry.snapshot(DAY)
    found = styrdok.analyse(snapshot, DAY)
    assert [one.value for one in city.documents] == [record.document for record in snapshot.records]
    assert [one.value for one in city.references] == list(snapshot.references)
    assert {one.value for one in [*city.overlaps, *city.editions]} == set(found.overlaps)
    assert [one.value for one in city.needs] == list(found.needs)
    assert [one.value for one in city.proposals] == list(found.proposals)


@pytest.mark.parametrize("name", ["documents", "references", "overlaps", "editions", "needs", "proposals"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_every_row_is_said_in_words(city, name, lang):
    said = [row.sentence(lang) for row in getattr(city, name)]
    assert said
    assert all(said)
    assert not any("{" in one for one in said)


def test_a_pair_tells_score_titles_and_reasons_by_weight(city):
    pair = city.overlaps[0]
    assert pair.sentence("sv").startswith(f"{pair.a} och {pair.b} (poäng {pair.score:.2f}).".replace("0.", "0,"))
    assert pair.sentence("en").startswith(f"{pair.a} and {pair.b} (score {pair.score:.2f}).")
    assert all(reason in pair.sentence() for reason in pair.reasons())


def test_a_pair_is_a_card_that_escapes_its_words(city):
    pair = city.overlaps[0]
    titles = {**pair.titles, pair.value.a: "<script>alert(1)</script>"}
    shown = type(pair)(titles, pair.value)._repr_html_()
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown
    assert shown.count("<blockquote") == 2 * len(pair.value.evidence) > 0


def test_a_slice_is_a_listing_and_shows_so_many(city):
    few = city.references[:3]
    assert isinstance(few, type(city.references))
    assert few._repr_html_().count("<li") == 3
    assert "till." in city.references._repr_html_()
    assert len(repr(few).splitlines()) == 3


def test_rows_are_those_of_the_export_with_titles(city):
    row = city.overlaps.to_dicts()[0]
    assert {"a", "b", "score", "evidence", "a_title", "b_title"} <= set(row)
    assert city.document(row["a"]).title == row["a_title"]


def test_tables_are_made_by_the_libraries_that_are_there(city, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", SimpleNamespace(DataFrame=lambda rows: ("frame", rows)))
    monkeypatch.setitem(sys.modules, "pyarrow", SimpleNamespace(Table=SimpleNamespace(from_pylist=tuple)))
    assert city.needs.to_pandas() == ("frame", city.needs.to_dicts())
    assert city.needs.to_arrow() == tuple(city.needs.to_dicts())


def test_a_library_that_is_not_there_is_asked_for(city, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageProblem, match="pandas"):
        city.needs.to_pandas()


def test_pandas_and_arrow_take_every_listing(city):
    pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    for listing in (city.documents, city.references, city.overlaps, city.needs, city.proposals):
        assert len(listing.to_pandas()) == listing.to_arrow().num_rows == len(listing)


def test_no_registry_is_told(tmp_path):
    with pytest.raises(RegistryMissing):
        styrdok.open(tmp_path / "none.db")
